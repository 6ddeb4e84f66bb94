"""What floors above hold back of marks of earlier days: a wall across a part of a page, where ``kernel.policy`` walls off the whole.

Asked once for a batch, and only when it changes a mark of an earlier day: writing today's lesson costs nothing.
"""

from collections.abc import Callable

from zhurnal.curriculum.models import Course
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor

Hold = Callable[[PersonActor, Course], Refusal | None]
"""Why this actor changes no mark of an earlier day on this page now."""
_holds: list[Hold] = []


def register_hold(hold: Hold) -> None:
    """Have it asked."""
    if hold not in _holds:
        _holds.append(hold)


def held_back(actor: PersonActor, course: Course) -> Refusal | None:
    """The first refusal of all that are asked."""
    return next((found for hold in _holds if (found := hold(actor, course)) is not None), None)
