"""Journals within reach with everything by which they may be put together, and the names of what they are put together by."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from zhurnal.academic_year.models import Term as TermRow
from zhurnal.curriculum.models import Course, CourseTeacher, Group
from zhurnal.curriculum.rules.kinds import JournalKind
from zhurnal.indicators.policy import BOARD
from zhurnal.indicators.rules.leading import Span, leaders_on
from zhurnal.indicators.rules.periods import Term
from zhurnal.kernel import policy
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.rules.names import full_name
from zhurnal.timetable.models import Lesson


@dataclass(frozen=True, slots=True)
class GroupPlace:
    """A group with where it belongs; ``specialty`` is the code, "" where no plan is named."""

    id: UUID
    name: str
    course_year: int
    department: UUID
    department_name: str
    specialty: str
    specialty_name: str


@dataclass(frozen=True, slots=True)
class Journal:
    """A journal (one page of it). ``teachers``: those who lead it on the day asked about, or led it last before."""

    id: UUID
    term: UUID
    group: GroupPlace
    discipline: UUID
    title: str
    full: str
    subgroup: str
    hours: int
    teachers: tuple[UUID, ...]

    @property
    def name(self) -> str:
        """«Э-21, Электротехника, 1 подгруппа»."""
        return ", ".join(part for part in (self.group.name, self.title, self.subgroup) if part)


@dataclass(frozen=True, slots=True)
class Places:
    """``whole``: the person reaches the whole college, and nothing is left out of what is read."""

    groups: dict[UUID, GroupPlace]
    journals: dict[UUID, Journal]
    whole: bool = False


def terms_of(college_id: UUID) -> list[Term]:
    """Semesters of all years."""
    columns = ("pk", "number", "year__name", "year__starts", "starts", "ends")
    return [Term(pk.hex, *rest) for pk, *rest in TermRow.objects.of(college_id).values_list(*columns)]


def groups_of(rows: Any) -> dict[UUID, GroupPlace]:
    """Groups with where they belong. One statement."""
    columns = (
        "pk", "name", "course_year", "department_id", "department__short_name", "curriculum__specialty_code",
        "curriculum__specialty_name",
    )  # fmt: skip
    found = rows.order_by("department__name", "name").values_list(*columns)
    return {
        pk: GroupPlace(pk, name, course_year, department, department_name, code or "", specialty or "")
        for pk, name, course_year, department, department_name, code, specialty in found
    }


def places_of(actor: PersonActor, terms: list[UUID], day: date) -> Places:
    """Groups of all years within reach, and their journals of these terms as of a day. Three statements."""
    rows = policy.visible(actor, BOARD)
    groups = groups_of(rows)
    scope = policy.policy_of(BOARD).scope(actor, BOARD)
    whole = scope is not None and not scope
    wanted = Q() if whole else Q(group__in=list(groups))
    return Places(groups, journals_of(actor.college_id, terms, wanted, groups, day), whole)


def taught_places(actor: PersonActor, teacher: UUID, terms: list[UUID], day: date) -> Places:
    """The journals that a teacher leads or led in these terms, and those in which he gave a lesson. Three statements."""
    own = actor.college_id
    led = CourseTeacher.objects.of(own).filter(teacher=teacher).values("course_id")
    given = Lesson.objects.of(own).filter(teacher=teacher, term__in=terms).values("course_id")
    taught = Q(pk__in=led) | Q(pk__in=given)
    rows = Course.objects.of(own).filter(taught, term__in=terms)
    groups = groups_of(Group.objects.of(own).filter(pk__in=rows.values("group_id")))
    return Places(groups, journals_of(own, terms, taught, groups, day))


def journals_of(
    college_id: UUID, terms: list[UUID], wanted: Q, groups: dict[UUID, GroupPlace], day: date
) -> dict[UUID, Journal]:
    """Journals of these terms that meet the condition. Two statements."""
    columns = (
        "pk", "term_id", "group_id", "discipline_id", "discipline__index", "discipline__name", "discipline__short_name",
        "kind", "subgroup__name", "hours_planned",
    )  # fmt: skip
    spans: dict[UUID, list[Span]] = defaultdict(list)
    ends: dict[UUID, date] = {}
    leaders = CourseTeacher.objects.of(college_id).filter(course__term__in=terms).order_by("since", "pk")
    for course, end, *span in leaders.values_list("course_id", "course__term__ends", "teacher_id", "since", "until"):
        spans[course].append(Span(*span))
        ends[course] = end
    leading = {course: leaders_on(own, min(day, ends[course])) for course, own in spans.items()}
    rows = Course.objects.of(college_id).filter(wanted, term__in=terms)
    ordered = rows.order_by("group__name", "discipline__name", "subgroup__number")
    return {
        pk: Journal(
            pk, term, groups[group], discipline, title_of(index, name, short, kind), f"{index} {name}".strip(),
            subgroup or "", hours, leading.get(pk, ()),
        )
        for pk, term, group, discipline, index, name, short, kind, subgroup, hours in ordered.values_list(*columns)
        if group in groups
    }  # fmt: skip


def title_of(index: str, name: str, short: str, kind: str) -> str:
    """A discipline by its short name, a part of a module by its index."""
    return index if kind == JournalKind.MODULE and index else short or name


def names_of(college_id: UUID, people: set[UUID]) -> dict[UUID, str]:
    """person → «Лосев Пётр Ильич»: a list of them stands by surnames."""
    rows = Person.objects.of(college_id).filter(pk__in=people).values_list("pk", "surname", "given", "patronymic")
    return {pk: full_name(*name) for pk, *name in rows}
