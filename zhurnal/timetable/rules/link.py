"""The address of a remote lesson (A5.15). Pure."""

import re
from urllib.parse import urlsplit

from zhurnal.kernel.refusal import Refusal

LINK_LENGTH = 500
BAD_LINK = Refusal(
    "link",
    "Это не ссылка на занятие: вставьте её целиком, как https://telemost.example.ru/j/123, без пробелов, до 500 знаков.",
)
_HOST = re.compile(r"[^\W_]([\w-]*[^\W_])?(\.[^\W_]([\w-]*[^\W_])?)+")


def read_link(text: str) -> str:
    """The address as it is kept, "" for none. Raises ``ValueError`` for what is none: only https, a host with a dot, no name and password."""
    link = text.strip()
    if not link:
        return ""
    parts = urlsplit(link)
    whole = len(link) <= LINK_LENGTH and link.isprintable() and not re.search(r"[\s<>\"\\]", link)
    if not whole or parts.scheme.lower() != "https" or "@" in parts.netloc or not _HOST.fullmatch(parts.hostname or ""):
        raise ValueError(link[:40])
    return link
