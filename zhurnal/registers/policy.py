"""Who keeps and sees the register of a group: its leader, the head of its department; the office reads (2.2, A10.1, A11.6)."""

from django.db.models import Model, Q

from zhurnal.curriculum.models import Group
from zhurnal.curriculum.reaches import department_groups, department_students, led_groups, led_students
from zhurnal.curriculum.relations import students_of_groups
from zhurnal.kernel.policy import Action, Actor, Policy, everything, register
from zhurnal.kernel.readings import PERSON, Path, declare
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.reaches import oneself, own_children
from zhurnal.people.rules.roles import Role
from zhurnal.registers.models import Proposal, RegisterField
from zhurnal.registers.rules.proposals import ProposalState

OVERVIEW, READ_GROUP, FILL_GROUP, EXPORT, REMIND = (
    "registers.overview.read", "registers.group.read", "registers.group.fill", "registers.group.export",
    "registers.group.remind",
)  # fmt: skip
READ_PERSON, FILL_PERSON, OPEN_SPECIAL = "registers.person.read", "registers.person.fill", "registers.special.open"
READ_OWN, PROPOSE, DECIDE = "registers.own.read", "registers.own.propose", "registers.proposal.decide"
SET_FIELDS = "registers.fields.set"


def _all_students(actor: PersonActor) -> Q:
    """Students on a list today."""
    return students_of_groups(actor.college_id, Q(), actor.today)


def _proposals_led(actor: PersonActor) -> Q:
    """Proposals about students of this leader."""
    return Q(student__in=Person.objects.of(actor.college_id).filter(led_students(actor)).values("pk"))


def _proposals_of_departments(actor: PersonActor) -> Q:
    """Proposals about students of this head's departments."""
    return Q(student__in=Person.objects.of(actor.college_id).filter(department_students(actor)).values("pk"))


KEEPERS = {Role.GROUP_LEADER: led_groups, Role.DEPARTMENT_HEAD: department_groups}
READERS = {**KEEPERS, Role.DEPUTY_ACADEMIC: everything, Role.ADMINISTRATOR: everything}
FAMILY = {Role.STUDENT: oneself, Role.PARENT: own_children}


class GroupRegisterPolicy(Policy):
    """Figures are seen more widely than the values they count."""

    model = Group
    actions = (
        Action(OVERVIEW, {**READERS, Role.DIRECTOR: everything, Role.DEPUTY_PRACTICE: everything}),
        Action(READ_GROUP, READERS, personal="сведения о студентах группы"),
        Action(EXPORT, READERS, personal="сведения о студентах группы, файл"),
        Action(FILL_GROUP, KEEPERS, personal="заполнение сведений о студентах группы"),
        Action(REMIND, {role: reach for role, reach in READERS.items() if role is not Role.GROUP_LEADER}),
    )


class PersonRegisterPolicy(Policy):
    """One person's record; special categories are the group leader's alone (A11.6: need to know)."""

    model = Person
    actions = (
        Action(
            READ_PERSON,
            {
                Role.GROUP_LEADER: led_students,
                Role.DEPARTMENT_HEAD: department_students,
                Role.DEPUTY_ACADEMIC: _all_students,
                Role.ADMINISTRATOR: _all_students,
            },
            personal="сведения о студенте",
        ),
        Action(
            FILL_PERSON,
            {Role.GROUP_LEADER: led_students, Role.DEPARTMENT_HEAD: department_students},
            personal="заполнение сведений о студенте",
        ),
        Action(
            OPEN_SPECIAL, {Role.GROUP_LEADER: led_students}, personal="особые сведения: здоровье, социальный статус"
        ),
        Action(READ_OWN, FAMILY, personal="сведения о студенте, своя страница или страница родителя"),
        Action(PROPOSE, FAMILY, personal="предложение исправить сведения о студенте"),
    )


DECIDED = Refusal("decided", "На это предложение уже ответили. Обновите страницу.")


class ProposalPolicy(Policy):
    """Corrections are accepted by who keeps the register."""

    model = Proposal
    actions = (
        Action(
            DECIDE,
            {Role.GROUP_LEADER: _proposals_led, Role.DEPARTMENT_HEAD: _proposals_of_departments},
            personal="ответ на предложение исправить сведения",
        ),
    )

    def lock(self, actor: Actor, action: str, obj: Model) -> Refusal | None:
        """An answer is given once."""
        return None if getattr(obj, "state", "") == ProposalState.OPEN else DECIDED


class FieldPolicy(Policy):
    """Which fields the college keeps is its own decision."""

    model = RegisterField
    actions = (Action(SET_FIELDS, {Role.ADMINISTRATOR: everything, Role.DEPUTY_ACADEMIC: everything}),)


register(GroupRegisterPolicy())
register(PersonRegisterPolicy())
register(ProposalPolicy())
register(FieldPolicy())
declare(Proposal, Path(PERSON, "student_id"), Path(PERSON, "subject_id"))
