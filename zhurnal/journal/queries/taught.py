"""Whom and where a teacher teaches: the way from a name that he looked for to his journals."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from zhurnal.curriculum.models import Course, Group, Membership, SubgroupMembership
from zhurnal.curriculum.relations import on_list, valid_on
from zhurnal.journal.policy import OWN_STUDENT
from zhurnal.kernel import policy
from zhurnal.kernel.readings import tell
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person


@dataclass(frozen=True, slots=True)
class Taught:
    """One's own journal in which the student or the group stands."""

    id: UUID
    title: str
    note: str


def journals_of_student(actor: PersonActor, student: UUID) -> list[Taught]:
    """The teacher's journals of today's terms on whose lists the student is. Two statements."""
    own = actor.college_id
    groups = Membership.objects.of(own).filter(on_list(actor.today), student=student).values("group_id")
    parts = SubgroupMembership.objects.of(own).filter(valid_on(actor.today), student=student).values("subgroup_id")
    return _journals(actor, Q(group__in=groups) & (Q(subgroup__isnull=True) | Q(subgroup__in=parts)))


def journals_of_group(actor: PersonActor, group: Group) -> list[Taught]:
    """The teacher's journals of the group."""
    return _journals(actor, Q(group=group.pk))


def students_of_group(actor: PersonActor, group: Group) -> list[tuple[UUID, str]]:
    """(id, full name) of the group's students whom this teacher teaches."""
    lists = Membership.objects.of(actor.college_id).filter(on_list(actor.today), group=group.pk)
    rows = policy.visible(actor, OWN_STUDENT).filter(pk__in=lists.values("student_id"))
    people: list[Person] = list(rows.order_by("surname", "given", "patronymic", "pk"))
    tell(actor, OWN_STUDENT, people=[person.pk for person in people])
    return [(person.pk, str(person)) for person in people]


def _journals(actor: PersonActor, where: Q) -> list[Taught]:
    rows = policy.visible(actor, "journal.page.read").filter(where, term__ends__gte=actor.today)
    courses: list[Course] = list(
        rows.select_related("group", "subgroup", "discipline").order_by("discipline__name", "subgroup__number", "pk")
    )
    return [
        Taught(
            row.pk,
            f"{row.discipline.index} {row.discipline.name}".strip(),
            row.group.name + (f", {row.subgroup.name}" if row.subgroup else ""),
        )
        for row in courses
    ]
