"""Who keeps and sees the register of a group: its leader, the head of its department; the office reads (2.2, A10.1, A11.6)."""

from django.db.models import Model, Q

from zhurnal.curriculum.models import Group
from zhurnal.curriculum.relations import groups_led, students_of_groups
from zhurnal.kernel.policy import Action, Actor, Policy, everything, register
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.relations import children_of
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


def _led(actor: PersonActor) -> Q:
    """Groups that this leader leads today."""
    return groups_led(actor.college_id, actor.person_id, actor.today)


def _departments(actor: PersonActor) -> Q:
    """Groups of this head's departments."""
    return Q(department__in=actor.departments)


def _students_led(actor: PersonActor) -> Q:
    """Students on the list today of the groups that this leader leads."""
    return students_of_groups(actor.college_id, _led(actor), actor.today)


def _students_of_departments(actor: PersonActor) -> Q:
    """Students on the list today of groups of this head's departments."""
    return students_of_groups(actor.college_id, _departments(actor), actor.today)


def _all_students(actor: PersonActor) -> Q:
    """Students on a list today."""
    return students_of_groups(actor.college_id, Q(), actor.today)


def _self(actor: PersonActor) -> Q:
    """The student himself."""
    return Q(pk=actor.person_id)


def _children(actor: PersonActor) -> Q:
    """One's children today; an adult child only with his consent (A11.3)."""
    adult_since = actor.adult_since if actor.parameters.adult_parents_need_consent else None
    return children_of(actor.college_id, actor.person_id, actor.today, adult_since)


def _proposals_led(actor: PersonActor) -> Q:
    """Proposals about students of this leader."""
    return Q(student__in=Person.objects.of(actor.college_id).filter(_students_led(actor)).values("pk"))


def _proposals_of_departments(actor: PersonActor) -> Q:
    """Proposals about students of this head's departments."""
    return Q(student__in=Person.objects.of(actor.college_id).filter(_students_of_departments(actor)).values("pk"))


KEEPERS = {Role.GROUP_LEADER: _led, Role.DEPARTMENT_HEAD: _departments}
READERS = {**KEEPERS, Role.DEPUTY_ACADEMIC: everything, Role.ADMINISTRATOR: everything}
FAMILY = {Role.STUDENT: _self, Role.PARENT: _children}


class GroupRegisterPolicy(Policy):
    """Figures are seen more widely than the values they count."""

    model = Group
    actions = (
        Action(OVERVIEW, {**READERS, Role.DIRECTOR: everything, Role.DEPUTY_PRACTICE: everything}),
        Action(READ_GROUP, READERS, personal=True),
        Action(EXPORT, READERS, personal=True),
        Action(FILL_GROUP, KEEPERS, personal=True),
        Action(REMIND, {role: reach for role, reach in READERS.items() if role is not Role.GROUP_LEADER}),
    )


class PersonRegisterPolicy(Policy):
    """One person's record; special categories are the group leader's alone (A11.6: need to know)."""

    model = Person
    actions = (
        Action(
            READ_PERSON,
            {
                Role.GROUP_LEADER: _students_led,
                Role.DEPARTMENT_HEAD: _students_of_departments,
                Role.DEPUTY_ACADEMIC: _all_students,
                Role.ADMINISTRATOR: _all_students,
            },
            personal=True,
        ),
        Action(
            FILL_PERSON,
            {Role.GROUP_LEADER: _students_led, Role.DEPARTMENT_HEAD: _students_of_departments},
            personal=True,
        ),
        Action(OPEN_SPECIAL, {Role.GROUP_LEADER: _students_led}, personal=True),
        Action(READ_OWN, FAMILY, personal=True),
        Action(PROPOSE, FAMILY, personal=True),
    )


DECIDED = Refusal("decided", "На это предложение уже ответили. Обновите страницу.")


class ProposalPolicy(Policy):
    """Corrections are accepted by who keeps the register."""

    model = Proposal
    actions = (
        Action(
            DECIDE, {Role.GROUP_LEADER: _proposals_led, Role.DEPARTMENT_HEAD: _proposals_of_departments}, personal=True
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
