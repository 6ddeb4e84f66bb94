"""A notice is read by whom it was sent to, and by nobody else."""

from django.db.models import Q

from zhurnal.kernel.policy import Action, Policy, register
from zhurnal.notifications.models import Notice
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.roles import Role

READ = "notifications.notice.read"


def _own(actor: PersonActor) -> Q:
    """One's own."""
    return Q(person=actor.person_id)


class NoticePolicy(Policy):
    """Notices of a person."""

    model = Notice
    actions = (Action(READ, dict.fromkeys(Role, _own)),)


register(NoticePolicy())
