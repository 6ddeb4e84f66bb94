"""Who of the college's own people has no second step yet."""

from zhurnal.kernel.policy import visible
from zhurnal.kernel.readings import tell
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.policy import ISSUE, staff_with_access


def people_without_step(actor: PersonActor) -> list[Person]:
    """Those with an open account, by name. One statement."""
    rows = visible(actor, ISSUE).filter(staff_with_access(actor, guarded=False))
    people: list[Person] = list(rows.order_by("surname", "given", "patronymic", "pk"))
    tell(actor, ISSUE, people=[one.pk for one in people])
    return people


def count_guarded(actor: PersonActor) -> int:
    """How many have one. One statement."""
    return int(visible(actor, ISSUE).filter(staff_with_access(actor, guarded=True)).count())
