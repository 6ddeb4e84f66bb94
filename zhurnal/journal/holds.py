"""What floors above hold back of earlier days: a wall across a part of a page, where ``kernel.policy`` walls off the whole.

Held are marks, the kind and weight of a work, the roll call, and on the floor above the page's weights and the results made of it all.
Asked once for a batch, and only when it changes something of an earlier day, or a result: writing today's lesson costs nothing.
"""

from collections.abc import Callable

from zhurnal.curriculum.models import Course
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor

Hold = Callable[[PersonActor, Course], Refusal | None]
"""Why this actor changes nothing of an earlier day on this page now."""
_holds: list[Hold] = []


def register_hold(hold: Hold) -> None:
    """Have it asked."""
    if hold not in _holds:
        _holds.append(hold)


def held_back(actor: PersonActor, course: Course) -> Refusal | None:
    """The first refusal of all that are asked."""
    return next((found for hold in _holds if (found := hold(actor, course)) is not None), None)
