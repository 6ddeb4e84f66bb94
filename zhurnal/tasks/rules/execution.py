"""How tasks are executed, counted for each assignee (1.3). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from zhurnal.tasks.rules.states import CLOSED, STANDING, State, is_overdue

DEFINITION = (
    "В срок — отчёт подан не позже дня срока и принят. Доля считается от принятых и просроченных: "
    "поручения, срок которых ещё не наступил, её не меняют."
)


@dataclass(frozen=True, slots=True)
class Given:
    """One assignment as it is counted; ``reported``: the day of the last report."""

    state: State
    due: date
    reported: date | None


@dataclass(frozen=True, slots=True)
class Execution:
    """Counts of assignments that were not withdrawn."""

    given: int = 0
    open: int = 0
    overdue: int = 0
    waiting: int = 0
    accepted: int = 0
    in_time: int = 0

    @property
    def share(self) -> int | None:
        """Per cent done in time of those that were accepted or are overdue; None where there are none."""
        whole = self.accepted + self.overdue
        return (200 * self.in_time + whole) // (2 * whole) if whole else None


def was_in_time(one: Given) -> bool:
    """Accepted, and reported not later than the day of the deadline."""
    return one.state is State.ACCEPTED and one.reported is not None and one.reported <= one.due


def execution(assignments: Iterable[Given], today: date) -> Execution:
    """All of them together."""
    standing = [one for one in assignments if one.state is not State.WITHDRAWN]
    return Execution(
        given=len(standing),
        open=sum(one.state in STANDING for one in standing),
        overdue=sum(is_overdue(one.state, one.due, today) for one in standing),
        waiting=sum(one.state is State.REPORTED for one in standing),
        accepted=sum(one.state in CLOSED for one in standing),
        in_time=sum(was_in_time(one) for one in standing),
    )
