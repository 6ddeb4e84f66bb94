"""Who reads the record of readings: everybody whom it is about, a parent for his child, the officers for the college (2.1)."""

from django.db.models import Q

from zhurnal.kernel.policy import Action, Policy, everything, register
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.reaches import oneself, own_children
from zhurnal.people.rules.roles import Role

SEEN, LOG = "privacy.readings.own", "privacy.readings.read"
OFFICERS = (Role.ADMINISTRATOR, Role.IVC_HEAD, Role.DIRECTOR)


def _self_and_children(actor: PersonActor) -> Q:
    """Oneself and one's children today; an adult child only with his consent."""
    return oneself(actor) | own_children(actor)


class ReadingsPolicy(Policy):
    """Who saw a person, and whom a person saw."""

    model = Person
    actions = (
        Action(SEEN, {**dict.fromkeys(Role, oneself), Role.PARENT: _self_and_children}),
        Action(LOG, dict.fromkeys(OFFICERS, everything), personal="журнал доступа: кто смотрел и кого"),
    )


register(ReadingsPolicy())
