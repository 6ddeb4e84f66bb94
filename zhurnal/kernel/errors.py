"""Exceptions that the front doors turn into answers (house style, 9: exceptions are for surprises)."""

from django.db import OperationalError

from zhurnal.kernel.refusal import Refusal


class Refused(Exception):
    """Carries a refusal out of an action or a door; the views answer 403 with its reason."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


class Absent(Exception):
    """The object is not there, or not within this actor's reach: the two look alike (404)."""


class Unconfirmed(Exception):
    """The deed asks that the person proves again that he is himself (2.9); nothing was changed. Not a ``Refused``: no view says it in
    its own words, the answer is everywhere the same question."""


class BadRequest(Exception):
    """The request itself cannot be read; ``message`` is a Russian sentence."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.message = message
        self.status = status


class CommitUnknown(OperationalError):
    """The connection was lost while the work was being committed: it may be written or not, and nobody may be told otherwise."""


class UnknownAction(LookupError):
    """A policy action nobody declared: a mistake in our code, found at import or in the first test."""
