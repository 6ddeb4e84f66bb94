"""What became of a lesson, in the sense of hours (A5.12, A5.16)."""

from enum import StrEnum


class Standing(StrEnum):
    """``given``: topic and attendance stand. ``open``: it is in the timetable and they do not. ``off``: cancelled. ``away``: the group
    is in practice that day and owes no lesson; it was not held either."""

    GIVEN = "given"
    OPEN = "open"
    OFF = "off"
    AWAY = "away"


def standing(*, given: bool, cancelled: bool, away: bool) -> Standing:
    """Of one lesson."""
    if given and not cancelled:
        return Standing.GIVEN
    if away:
        return Standing.AWAY
    return Standing.OFF if cancelled else Standing.OPEN
