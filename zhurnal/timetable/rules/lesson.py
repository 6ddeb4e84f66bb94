"""States of a lesson and who writes it."""

import re
from enum import StrEnum
from uuid import UUID

REMOTE = "Дистанционно"  # the room that tells that a lesson is remote (A5.15)
_REMOTE = re.compile(r"[\W_]*(дист|онлайн|moodle|(сдо|дот)\b)")


def is_remote(room: str) -> bool:
    """Whether a room of this name is no room at all: «Дистанционно», «онлайн», «*moodle», «СДО», «ДОТ». Any number of lessons fit in."""
    return _REMOTE.match(room.casefold()) is not None


class State(StrEnum):
    """A lesson stands in the timetable, or was cancelled."""

    PLANNED = "planned"
    CANCELLED = "cancelled"


class Origin(StrEnum):
    """Where a lesson came from."""

    TIMETABLE = "timetable"
    MANUAL = "manual"
    IMPORT = "import"
    SUBSTITUTION = "substitution"  # a discipline that goes ahead in the place of another one (A5.4)


class SubstitutionMode(StrEnum):
    """A5.4: the same discipline, another one, or joined with another group."""

    SAME = "same"
    OTHER = "other"
    JOINT = "joint"


def writes_lesson(person: UUID, lesson_teacher: UUID, *, substituted: bool, teaches_course: bool) -> bool:
    """Whether this person records the lesson: the substitute the one he substitutes, else the course's own teacher (A5.7)."""
    return lesson_teacher == person if substituted else teaches_course
