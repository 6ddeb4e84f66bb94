"""Whose timetable a person may look at: his own, his children's, his groups', and for the dispatcher everybody's."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from zhurnal.curriculum.models import Group, GroupLeader, Membership, SubgroupMembership
from zhurnal.curriculum.relations import valid_on
from zhurnal.kernel import policy
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import RoleGrant
from zhurnal.people.rules.names import list_name
from zhurnal.people.rules.roles import Role


@dataclass(frozen=True, slots=True)
class Subject:
    """A timetable to choose. ``kind``: teacher, student, group; ``mine``: the person's own."""

    kind: str
    id: UUID
    title: str
    mine: bool = False

    @property
    def key(self) -> str:
        """How the address names it."""
        return f"{self.kind}-{self.id.hex}"

    def lessons(self, college_id: UUID) -> Q:
        """Its lessons, as a condition; the policy narrows them further."""
        if self.kind == "teacher":
            return Q(teacher=self.id)
        if self.kind == "group":
            return Q(course__group=self.id)
        return _of_student(college_id, self.id)


def subjects_of(actor: PersonActor) -> list[Subject]:
    """The timetables that this person may choose from, his own first. At most two statements."""
    return list(dict.fromkeys(_subjects(actor)))


def _subjects(actor: PersonActor) -> Iterator[Subject]:
    own = actor.person_id
    if own is not None and Role.TEACHER in actor.roles:
        yield Subject("teacher", own, "Моё", mine=True)
    if own is not None and Role.STUDENT in actor.roles:
        yield Subject("student", own, "Моё", mine=True)
    if Role.PARENT in actor.roles:
        rows = policy.visible(actor, "journal.diary.read").exclude(pk=own).order_by("birth_date", "given")
        yield from (Subject("student", pk, given) for pk, given in rows.values_list("pk", "given"))
    if Role.DISPATCHER in actor.roles:
        yield from _everybody(actor)
    elif Role.GROUP_LEADER in actor.roles:
        leads = GroupLeader.objects.of(actor.college_id).filter(valid_on(actor.today), person=own)
        rows = leads.order_by("group__name").values_list("group_id", "group__name")
        yield from (Subject("group", pk, name) for pk, name in rows)


def _everybody(actor: PersonActor) -> Iterator[Subject]:
    today = actor.today
    groups = Group.objects.of(actor.college_id).filter(year__starts__lte=today, year__ends__gte=today)
    for pk, name in groups.order_by("course_year", "name").values_list("pk", "name"):
        yield Subject("group", pk, name)
    grants = RoleGrant.objects.of(actor.college_id).filter(valid_on(today), role=Role.TEACHER)
    names = grants.order_by("person__surname", "person__given")
    for pk, surname, given in names.values_list("person_id", "person__surname", "person__given"):
        yield Subject("teacher", pk, list_name(surname, given))


def _of_student(college_id: UUID, student: UUID) -> Q:
    """Lessons of the groups and subgroups in which the student was on the lesson's own day (A7.2)."""
    day = OuterRef("date")
    memberships = Membership.objects.of(college_id).filter(
        Q(left__isnull=True) | Q(left__gt=day), student=student, group=OuterRef("course__group"), entered__lte=day
    )
    subgroups = SubgroupMembership.objects.of(college_id).filter(
        Q(until__isnull=True) | Q(until__gte=day), student=student, subgroup=OuterRef("course__subgroup"),
        since__lte=day,
    )  # fmt: skip
    return Q(Exists(memberships)) & (Q(course__subgroup__isnull=True) | Q(Exists(subgroups)))
