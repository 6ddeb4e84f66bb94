"""Whom a student and a parent reach, for the policies of all rooms: one truth (2.7, 2.8; A11.3)."""

from django.db.models import Q

from zhurnal.people.actor import PersonActor
from zhurnal.people.relations import children_of


def oneself(actor: PersonActor) -> Q:
    """Oneself."""
    return Q(pk=actor.person_id)


def own_children(actor: PersonActor) -> Q:
    """One's children today; an adult child only with his consent."""
    return children_of(actor.college_id, actor.person_id, actor.today, actor.asked_since)
