"""How a person stands to groups and courses, as conditions for queries (each names the college)."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from zhurnal.curriculum.models import CourseTeacher, GroupLeader, Membership, SubgroupMembership


def valid_on(day: date, since: str = "since", until: str = "until") -> Q:
    """Rows in force on a day: ``since`` ≤ day ≤ ``until`` (open-ended when empty)."""
    return Q(**{f"{since}__lte": day}) & (Q(**{f"{until}__isnull": True}) | Q(**{f"{until}__gte": day}))


def open_on(day: date) -> Q:
    """Rooms, disciplines and groups that may be chosen on the day: not closed yet."""
    return Q(closed_on__isnull=True) | Q(closed_on__gt=day)


def courses_taught(college_id: UUID, person_id: UUID | None, day: date) -> Q:
    """Courses that the person leads on the day (3.6)."""
    rows = CourseTeacher.objects.of(college_id).filter(valid_on(day), teacher=person_id)
    return Q(pk__in=rows.values("course_id"))


def groups_led(college_id: UUID, person_id: UUID | None, day: date) -> Q:
    """Groups whose leader the person is on the day."""
    rows = GroupLeader.objects.of(college_id).filter(valid_on(day), person=person_id)
    return Q(pk__in=rows.values("group_id"))


def on_list(day: date) -> Q:
    """Memberships in force on the day: entered, and not yet left (A7.2)."""
    return Q(entered__lte=day) & (Q(left__isnull=True) | Q(left__gt=day))


def students_of_groups(college_id: UUID, groups: Q, day: date) -> Q:
    """Persons who are on the list of such groups on the day; ``groups`` is a condition on Group."""
    from zhurnal.curriculum.models import Group

    wanted = Group.objects.of(college_id).filter(groups).values("pk")
    rows = Membership.objects.of(college_id).filter(on_list(day), group__in=wanted)
    return Q(pk__in=rows.values("student_id"))


def courses_of_students(college_id: UUID, students: object) -> Q:
    """Courses of the groups of the students (a list or a queryset of ids), without the subgroups in which they never were; for any day."""
    groups = Membership.objects.of(college_id).filter(student__in=students).values("group_id")
    subgroups = SubgroupMembership.objects.of(college_id).filter(student__in=students).values("subgroup_id")
    return Q(group__in=groups) & (Q(subgroup__isnull=True) | Q(subgroup__in=subgroups))
