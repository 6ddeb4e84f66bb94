"""Who gives accounts (3.1: the head of ИВЦ; 3.2: the administrator); everybody keeps his own sessions."""

from django.db.models import Q

from zhurnal.kernel.policy import Action, Policy, everything, register
from zhurnal.kernel.readings import PERSON, Path, declare
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Account, Guardianship, Person, RoleAsk, RoleGrant
from zhurnal.people.rules.roles import Role

ISSUE = "people.account.issue"
OWN = "people.account.own"
STAFF_STEP = "people.step.demand"
ROLES = "people.role.give"
CONSENT = "people.consent.give"
FAMILY = (Role.STUDENT.value, Role.PARENT.value)


def _staff(actor: PersonActor) -> Q:
    """Everybody who has or had a role of the college's own people, or for whom one is or was asked: a refusal is read, and asked anew."""
    asked = RoleAsk.objects.of(actor.college_id)
    held = RoleGrant.objects.of(actor.college_id).exclude(role__in=FAMILY)
    return Q(pk__in=held.values("person_id")) | Q(pk__in=asked.values("person_id"))


def _of_oneself(actor: PersonActor) -> Q:
    """Those who have a right to see the student's own journal."""
    return Q(student=actor.person_id)


def _own(actor: PersonActor) -> Q:
    """One's own account."""
    return Q(person=actor.person_id)  # not by its key, which is no value that a prepared door asks anew


def staff_with_access(actor: PersonActor, *, guarded: bool) -> Q:
    """Who of the college's own people of today has an open account, with a second step or without."""
    today = Q(until=None) | Q(until__gte=actor.today)
    held = RoleGrant.objects.of(actor.college_id).filter(today, since__lte=actor.today).exclude(role__in=FAMILY)
    rows = Account.objects.of(actor.college_id).filter(is_active=True, guarded=guarded)
    return Q(pk__in=held.values("person_id")) & Q(pk__in=rows.values("person_id"))


class AccountPolicy(Policy):
    """Accounts of the college's own people."""

    model = Person
    actions = (
        Action(
            ISSUE,
            dict.fromkeys((Role.ADMINISTRATOR, Role.IVC_HEAD), _staff),
            personal="учётная запись сотрудника",
            step_up=True,
        ),
        Action(
            ROLES, dict.fromkeys((Role.ADMINISTRATOR, Role.IVC_HEAD), _staff), personal="роли сотрудника", step_up=True
        ),
    )


class OwnAccountPolicy(Policy):
    """One's own sessions, devices and password; and whether the college's people must have a second step."""

    model = Account
    actions = (
        Action(OWN, dict.fromkeys(Role, _own)),
        Action(STAFF_STEP, dict.fromkeys((Role.ADMINISTRATOR, Role.IVC_HEAD), everything), step_up=True),
    )


class ConsentPolicy(Policy):
    """A student's word about his parents (A11.3)."""

    model = Guardianship
    actions = (Action(CONSENT, {Role.STUDENT: _of_oneself}),)


register(AccountPolicy())
register(ConsentPolicy())
register(OwnAccountPolicy())
declare(Person, Path(PERSON, "id"))
declare(Guardianship, Path(PERSON, "student_id"), Path(PERSON, "parent_id"))
