"""Whom a student and a parent reach, for the policies of all rooms: one truth (2.7, 2.8; A11.3)."""

from django.db.models import Q

from zhurnal.people.actor import PersonActor
from zhurnal.people.relations import children_of


def oneself(actor: PersonActor) -> Q:
    """Oneself."""
    return Q(pk=actor.person_id)


def own_children(actor: PersonActor) -> Q:
    """One's children today; an adult child only with his consent."""
    adult_since = actor.adult_since if actor.parameters.adult_parents_need_consent else None
    return children_of(actor.college_id, actor.person_id, actor.today, adult_since)
