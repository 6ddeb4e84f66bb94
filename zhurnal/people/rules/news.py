"""What happened with the data by which a person signs in. Pure."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Login(StrEnum):
    """What happened."""

    DEVICE = "device"
    FAILURES = "failures"
    PASSWORD = "password"  # noqa: S105  (a name of an event)
    CODE = "code"
    ENDED = "ended"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class LoginNews:
    """One event of one person's account. ``words``: the line under the title; ``head``: the title of ``OTHER``.

    ``staff``: of the college's own people, whose new devices the administrators hear of too; ``name``: his short name.
    """

    person: UUID
    what: Login
    words: str
    head: str = ""
    staff: bool = False
    name: str = ""
