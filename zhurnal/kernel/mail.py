"""Letters. Where no mail server is named nothing is sent, and whoever asks is told so; nothing here ever raises.

What fails stands in the log by the kind of the failure alone: addresses and texts may name people.
"""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter to one address. ``files``: (name, bytes, media type)."""

    to: str
    subject: str
    text: str
    files: Sequence[tuple[str, bytes, str]] = ()


def is_set_up() -> bool:
    """Whether letters can be sent at all."""
    return bool(settings.MAIL)


def site_address(path: str) -> str:
    """The full address of a page of ours, where it is known by which name the site is reached; else nothing."""
    return f"{settings.SITE.rstrip('/')}{path}" if settings.SITE else ""


def send(letters: Iterable[Letter]) -> int:
    """How many went to the server, by one connection; one that is refused does not stop the others."""
    wanted = [letter for letter in letters if _addressed(letter.to)] if is_set_up() else []
    if not wanted:
        return 0
    sent = 0
    try:
        connection = get_connection()
        connection.open()
    except (OSError, SMTPException) as trouble:
        logger.error("mail server not reached: %s, %d letters not sent", type(trouble).__name__, len(wanted))
        return 0
    try:
        for letter in wanted:
            sent += _sent(EmailMessage(letter.subject, letter.text, None, [letter.to], connection=connection), letter)
    finally:
        connection.close()
    return sent


def _sent(message: EmailMessage, letter: Letter) -> int:
    for name, content, media in letter.files:
        message.attach(name, content, media)
    try:
        return message.send() or 0
    except (OSError, SMTPException, ValueError) as trouble:  # ValueError: an address with a line break
        logger.error("letter not sent: %s", type(trouble).__name__)
        return 0


def _addressed(to: str) -> bool:
    return "@" in to and not any(sign in to for sign in "\r\n,;")
