"""Letters. Where no mail server is named nothing is sent, and whoever asks is told so; nothing here ever raises.

What fails stands in the log by the kind of the failure alone: addresses and texts may name people.
"""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from smtplib import SMTPException, SMTPServerDisconnected

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

TRIES = 2  # of one letter, and of letters in a row after which the server counts as away

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


def send(letters: Iterable[Letter]) -> list[bool]:
    """Which of the letters went to the server; one that is refused does not stop the others."""
    wanted = list(letters)
    if not is_set_up():
        return [False] * len(wanted)
    line = _Line()
    try:
        return [_addressed(letter.to) and line.carries(letter) for letter in wanted]
    finally:
        line.close()


class _Line:
    """The connection to the server: opened when first needed, anew when it dropped, given up when the server is away."""

    def __init__(self) -> None:
        self._connection = get_connection()
        self._dropped = 0  # letters in a row

    def carries(self, letter: Letter) -> bool:
        """Whether the letter went."""
        if self._dropped >= TRIES:
            return False
        message = EmailMessage(letter.subject, letter.text, None, [letter.to], connection=self._connection)
        for name, content, media in letter.files:
            message.attach(name, content, media)
        for _try in range(TRIES):
            try:
                self._connection.open()
            except OSError as trouble:  # of which every failure of SMTP is one
                logger.error("mail server not reached: %s", type(trouble).__name__)
                self._dropped = TRIES
                return False
            try:
                sent = bool(message.send())
            except (OSError, ValueError) as trouble:  # ValueError: an address that cannot be written
                logger.error("letter not sent: %s", type(trouble).__name__)
                if _is_refusal(trouble):
                    return False
                self.close()
            else:
                self._dropped = 0
                return sent
        self._dropped += 1
        return False

    def close(self) -> None:
        """Leave the server, however it takes it."""
        try:
            self._connection.close()
        except OSError as trouble:
            logger.warning("mail server not left: %s", type(trouble).__name__)


def _is_refusal(trouble: Exception) -> bool:
    """Whether the server (or the letter) said no and the connection still stands."""
    if isinstance(trouble, SMTPServerDisconnected):
        return False
    return isinstance(trouble, SMTPException | ValueError)


def _addressed(to: str) -> bool:
    return "@" in to and not any(sign in to for sign in "\r\n,;")
