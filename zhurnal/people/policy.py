"""Who gives accounts (3.1: the head of ИВЦ; 3.2: the administrator)."""

from django.db.models import Q

from zhurnal.kernel.policy import Action, Policy, register
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person, RoleGrant
from zhurnal.people.rules.roles import Role

ISSUE = "people.account.issue"
FAMILY = (Role.STUDENT.value, Role.PARENT.value)


def _staff(actor: PersonActor) -> Q:
    """Everybody who has or had a role of the college's own people."""
    return Q(pk__in=RoleGrant.objects.of(actor.college_id).exclude(role__in=FAMILY).values("person_id"))


class AccountPolicy(Policy):
    """Accounts of the college's own people."""

    model = Person
    actions = (Action(ISSUE, dict.fromkeys((Role.ADMINISTRATOR, Role.IVC_HEAD), _staff), personal=True, step_up=True),)


register(AccountPolicy())
