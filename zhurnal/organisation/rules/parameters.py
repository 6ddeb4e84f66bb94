"""What one college decides for itself (local acts are data: clause 1.2), with defaults."""

from collections.abc import Mapping
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Parameters:
    """A college's parameters.

    ``grace_days``: how many days after the lesson's day a teacher may still write (A3.4); each such entry counts as late.
    ``reason_after_days``: from which age of the lesson a changed mark needs a reason (1 = from the next day).
    ``leader_word``: how the college calls the leader of a group.
    ``adult_parents_need_consent``: a parent of an adult student sees nothing without the student's consent (A11.3).
    ``joined_hours_once``: a lesson of joined groups counts once in the teacher's hours, not once for each group (A5.3).
    ``mixed_groups_funding``: hours of a group of budget and paid students are split by their number («share») or go to the basis of
    the most («majority») (A5.11).
    """

    grace_days: int = 7
    reason_after_days: int = 1
    leader_word: str = "куратор"
    adult_parents_need_consent: bool = True
    default_work: str = "oral"
    joined_hours_once: bool = True
    mixed_groups_funding: str = "share"


def read_parameters(stored: Mapping[str, object]) -> Parameters:
    """Parameters from stored JSON; unknown names and values of a wrong type fall back to the default."""
    known = {}
    for item in fields(Parameters):
        value = stored.get(item.name)
        if value is not None and type(value) is type(item.default):
            known[item.name] = value
    return Parameters(**known)  # type: ignore[arg-type]
