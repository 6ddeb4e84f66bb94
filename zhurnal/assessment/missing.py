"""Who has no term mark yet, by group and page: what keeps a term from being closed, and who is to set it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from zhurnal.academic_year.models import Term
from zhurnal.assessment.models import Result
from zhurnal.assessment.rules.levels import Level
from zhurnal.assessment.rules.steps import Missing
from zhurnal.assessment.rules.yearly import NEVER
from zhurnal.assessment.yearly import disciplines_with_year
from zhurnal.curriculum.models import Course, CourseTeacher, Membership, SubgroupMembership
from zhurnal.curriculum.relations import on_list, valid_on
from zhurnal.people.rules.names import short_name

COUNTS = (Level.TERM, Level.EXAM, Level.PRACTICE, Level.MODULE)  # what decides a discipline's term


@dataclass(frozen=True, slots=True)
class Place:
    """A page with its list and those of them who have no mark of the term."""

    group: UUID
    discipline: str
    teacher: str
    students: frozenset[UUID]
    missing: frozenset[UUID]


def places_of(college_id: UUID, groups: Sequence[UUID], term: Term, today: dt.date, way: str = NEVER) -> list[Place]:
    """Pages of the groups on which results are set, with today's lists (after the term: of its last day), marks of the year as places
    of their own where the college sets them (``way``). Five to seven statements whatever their number.
    """
    day = min(max(today, term.starts), term.ends)
    members = Membership.objects.of(college_id).filter(on_list(day), group__in=groups)
    lists: dict[UUID, set[UUID]] = defaultdict(set)
    for group, student in members.values_list("group_id", "student_id"):
        lists[group].add(student)
    parts: dict[UUID, set[UUID]] = defaultdict(set)
    rows = SubgroupMembership.objects.of(college_id).filter(valid_on(day), subgroup__group__in=groups)
    for subgroup, student in rows.values_list("subgroup_id", "student_id"):
        parts[subgroup].add(student)
    decided, teachers = _decided(college_id, groups, term), _teachers(college_id, groups, term, day)
    yearly = disciplines_with_year(college_id, groups, term, way)
    found = []
    courses = Course.objects.of(college_id).filter(group__in=groups, term=term.pk)
    columns = ("pk", "group_id", "subgroup_id", "discipline_id", "discipline__short_name", "discipline__name")
    pages = list(courses.order_by("discipline__name").values_list(*columns))
    whole = {(group, discipline) for _pk, group, subgroup, discipline, *_names in pages if subgroup is None}
    for pk, group, subgroup, discipline, short, name in pages:
        if subgroup is not None and (group, discipline) in whole:
            continue  # the discipline's results are set on the page of the whole group
        listed = lists[group] if subgroup is None else lists[group] & parts[subgroup]
        left = frozenset(student for student in listed if (student, discipline) not in decided[False])
        found.append(Place(group, short or name, teachers.get(pk, ""), frozenset(listed), left))
        if (group, discipline) in yearly:
            left = frozenset(student for student in listed if (student, discipline) not in decided[True])
            found.append(Place(group, f"{short or name}, год", teachers.get(pk, ""), frozenset(listed), left))
    return found


def missing_of(
    college_id: UUID, groups: Sequence[UUID], term: Term, today: dt.date, way: str = NEVER
) -> dict[UUID, list[Missing]]:
    """group → its pages on which somebody has no mark of the term (or year); groups where all is set are left out."""
    found: dict[UUID, list[Missing]] = defaultdict(list)
    for place in places_of(college_id, groups, term, today, way):
        if place.missing:
            found[place.group].append(Missing(place.discipline, place.teacher, len(place.missing)))
    return dict(found)


def _decided(college_id: UUID, groups: Sequence[UUID], term: Term) -> dict[bool, set[tuple[UUID, UUID]]]:
    """Who has a mark of the term (False), and who one of the year (True)."""
    members = Membership.objects.of(college_id).filter(group__in=groups)
    rows = Result.objects.of(college_id).filter(
        Q(level__in=(*COUNTS, Level.YEAR)),
        term=term.pk,
        student__in=members.values("student_id"),
        checkpoint__isnull=True,
    )
    found: dict[bool, set[tuple[UUID, UUID]]] = {False: set(), True: set()}
    for student, discipline, level in rows.exclude(value="").values_list("student_id", "discipline_id", "level"):
        found[level == Level.YEAR].add((student, discipline))
    return found


def _teachers(college_id: UUID, groups: Sequence[UUID], term: Term, day: dt.date) -> dict[UUID, str]:
    """course → who leads it, by surname and initials."""
    rows: Any = CourseTeacher.objects.of(college_id).filter(
        valid_on(day), course__group__in=groups, course__term=term.pk
    )
    names: dict[UUID, str] = {}
    for course, *name in rows.order_by("since").values_list(
        "course_id", "teacher__surname", "teacher__given", "teacher__patronymic"
    ):
        names[course] = short_name(*name)
    return names
