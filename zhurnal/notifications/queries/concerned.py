"""Who is concerned by changed lessons, groups and courses: a fixed number of statements for any number of them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from zhurnal.curriculum.models import Course, CourseTeacher, GroupLeader, Membership, SubgroupMembership
from zhurnal.curriculum.relations import on_list, valid_on
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person, RoleGrant
from zhurnal.people.queries.family import parents_of
from zhurnal.people.rules.roles import Role
from zhurnal.timetable.models import Lesson
from zhurnal.timetable.rules.news import News


@dataclass(frozen=True, slots=True)
class Stay:
    """Somebody belongs to a group or subgroup from a day to a day, the last one included."""

    whole: UUID
    person: UUID
    since: date
    until: date | None

    def holds(self, day: date) -> bool:
        """Whether it is in force."""
        return self.since <= day and (self.until is None or day <= self.until)


def people_of_lessons(actor: PersonActor, news: Collection[News]) -> dict[UUID, set[UUID]]:
    """lesson → its students on the lesson's day (of a moved one on both its days), their parents of today, the group's leader."""
    days, groups = [day for item in news for day in item.days], {item.group for item in news}
    rows = Lesson.objects.of(actor.college_id).filter(pk__in={item.lesson for item in news})
    parts = {pk: part for pk, part in rows.values_list("pk", "course__subgroup_id") if part is not None}
    members = _members(actor, groups, min(days), max(days))
    halves = _halves(actor, set(parts.values()), min(days), max(days)) if parts else []
    leaders = _leaders(actor, groups, min(days), max(days))
    parents = parents_of(actor, {stay.person for stay in members})
    found: dict[UUID, set[UUID]] = {}
    for item in news:
        students: set[UUID] = set()
        for day in item.days:
            there = _there(members, item.group, day)
            students |= there & _there(halves, parts[item.lesson], day) if item.lesson in parts else there
        family = {parent for student in students for parent in parents.get(student, ())}
        led = {who for day in item.days for who in _there(leaders, item.group, day)}
        found[item.lesson] = found.get(item.lesson, set()) | students | family | led
    return found


def people_of_groups(actor: PersonActor, groups: Collection[UUID]) -> set[UUID]:
    """Students of today, their parents, leaders."""
    today = actor.today
    students = _there_all(_members(actor, groups, today, today))
    family = {parent for parents in parents_of(actor, students).values() for parent in parents}
    return students | family | _there_all(_leaders(actor, groups, today, today))


def staff_of_groups(actor: PersonActor, groups: Collection[UUID], day: date) -> dict[UUID, set[UUID]]:
    """group → its leaders and those who teach a course in it, on a day."""
    courses = Course.objects.of(actor.college_id).filter(group__in=groups)
    rows = CourseTeacher.objects.of(actor.college_id).filter(valid_on(day), course__in=courses.values("pk"))
    leaders = _leaders(actor, groups, day, day)
    found = {group: _there(leaders, group, day) for group in groups}
    for group, teacher in rows.values_list("course__group_id", "teacher_id"):
        found[group].add(teacher)
    return found


def leaders_of_student(actor: PersonActor, student: UUID) -> set[UUID]:
    """Leaders of today of the groups on whose lists the student stands today."""
    rows = Membership.objects.of(actor.college_id).filter(on_list(actor.today), student=student)
    return _there_all(_leaders(actor, list(rows.values_list("group_id", flat=True)), actor.today, actor.today))


def groups_of_courses(actor: PersonActor, courses: Collection[UUID]) -> set[UUID]:
    """The groups whose pages these are."""
    found: set[UUID] = set()
    wanted = sorted(courses)
    for start in range(0, len(wanted), 5000):
        rows = Course.objects.of(actor.college_id).filter(pk__in=wanted[start : start + 5000])
        found |= set(rows.values_list("group_id", flat=True))
    return found


def administrators(actor: PersonActor) -> list[UUID]:
    """Administrators of today."""
    grants = RoleGrant.objects.of(actor.college_id).filter(valid_on(actor.today), role=Role.ADMINISTRATOR)
    return list(grants.values_list("person_id", flat=True).distinct())


def officers(actor: PersonActor) -> list[UUID]:
    """Administrators and heads of ИВЦ of today."""
    grants = RoleGrant.objects.of(actor.college_id).filter(
        valid_on(actor.today), role__in=(Role.ADMINISTRATOR, Role.IVC_HEAD)
    )
    return list(grants.values_list("person_id", flat=True).distinct())


def names_of(actor: PersonActor, people: Collection[UUID]) -> dict[UUID, str]:
    """«О. С. Кравцова» of each."""
    rows = Person.objects.of(actor.college_id).filter(pk__in=list(people))
    return {one.pk: one.short for one in rows}


def _members(actor: PersonActor, groups: Collection[UUID], first: date, last: date) -> list[Stay]:
    rows = Membership.objects.of(actor.college_id).filter(group__in=groups)
    if first == last:
        rows = rows.filter(on_list(first))
    return [
        Stay(group, student, entered, date.fromordinal(left.toordinal() - 1) if left else None)
        for group, student, entered, left in rows.values_list("group_id", "student_id", "entered", "left")
    ]


def _halves(actor: PersonActor, subgroups: Collection[UUID], first: date, last: date) -> list[Stay]:
    rows = SubgroupMembership.objects.of(actor.college_id).filter(_within(first, last), subgroup__in=subgroups)
    return [Stay(*row) for row in rows.values_list("subgroup_id", "student_id", "since", "until")]


def _leaders(actor: PersonActor, groups: Collection[UUID], first: date, last: date) -> list[Stay]:
    rows = GroupLeader.objects.of(actor.college_id).filter(_within(first, last), group__in=groups)
    return [Stay(*row) for row in rows.values_list("group_id", "person_id", "since", "until")]


def _within(first: date, last: date) -> Q:
    return Q(since__lte=last) & (Q(until__isnull=True) | Q(until__gte=first))


def _there(stays: Iterable[Stay], whole: UUID, day: date) -> set[UUID]:
    return {stay.person for stay in stays if stay.whole == whole and stay.holds(day)}


def _there_all(stays: Iterable[Stay]) -> set[UUID]:
    return {stay.person for stay in stays}
