"""Накопляемость for whoever checks: by group, or by teacher (A2.6–A2.9; clause 3.7)."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from zhurnal.assessment import study
from zhurnal.assessment.policy import GROUP
from zhurnal.assessment.queries.groups import TermTab, terms_of
from zhurnal.assessment.rules import accumulation
from zhurnal.assessment.rules.explaining import share
from zhurnal.curriculum.models import Course, CourseTeacher
from zhurnal.curriculum.relations import valid_on
from zhurnal.kernel import policy, together
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.names import short_name


@dataclass(frozen=True, slots=True)
class Choice:
    """A group or a teacher to be chosen."""

    id: UUID
    name: str
    current: bool


@dataclass(frozen=True, slots=True)
class TroubledStudent:
    """A student and what is to be done about him."""

    name: str
    troubles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckedPage:
    """One journal page: ``part`` (tenths of per cent): of its students those without troubles; None: nobody is on the list."""

    course: UUID
    group: str
    discipline: str
    teacher: str
    students: int
    part: int | None
    troubled: tuple[TroubledStudent, ...]


@dataclass(frozen=True, slots=True)
class CheckPage:
    """What is checked: the pages of one group or one teacher."""

    term: UUID | None
    tabs: tuple[TermTab, ...]
    groups: tuple[Choice, ...]
    teachers: tuple[Choice, ...]
    pages: tuple[CheckedPage, ...]


def load_check(actor: PersonActor, term_id: UUID | None, group: UUID | None, teacher: UUID | None) -> CheckPage:
    """Pages within reach of the chosen group, else teacher, else of the first group. Statements do not grow with them."""
    term, tabs = terms_of(actor, term_id)
    if term is None:
        return CheckPage(None, tabs, (), (), ())
    own, day = actor.college_id, min(max(actor.today, term.starts), term.ends)
    reach = policy.visible(actor, GROUP).filter(year=term.year_id)
    courses = Course.objects.of(own).filter(term=term.pk, group__in=reach.values("pk"))
    columns = (
        "pk",
        "group_id",
        "group__name",
        "subgroup_id",
        "discipline__index",
        "discipline__short_name",
        "discipline__name",
    )
    rows = list(courses.order_by("group__name", "discipline__index", "discipline__name").values_list(*columns))
    leads = CourseTeacher.objects.of(own).filter(valid_on(day), course__in=courses.values("pk"))
    names = leads.values_list("course_id", "teacher_id", "teacher__surname", "teacher__given", "teacher__patronymic")
    by_course: dict[UUID, dict[UUID, str]] = defaultdict(dict)
    for course, pk, *name in names.order_by("teacher__surname", "teacher__given"):
        by_course[course][pk] = short_name(*name)
    groups = {row[1]: row[2] for row in rows}
    if teacher is None and group not in groups:
        group = next(iter(groups), None)
    chosen = [
        row for row in rows
        if (row[1] == group if teacher is None else teacher in by_course.get(row[0], ()))
    ]  # fmt: skip
    pages = [study.Page(row[0], row[1], row[3]) for row in chosen]
    found = study.studied(pages, day, together.ask(*study.reading(own, pages, term.starts, day)))
    leading = {pk: name for found in by_course.values() for pk, name in found.items()}
    people = sorted(leading.items(), key=lambda item: item[1].split()[-1])
    return CheckPage(
        term.pk, tabs, tuple(Choice(pk, name, teacher is None and pk == group) for pk, name in groups.items()),
        tuple(Choice(pk, name, pk == teacher) for pk, name in people),
        tuple(
            _page(actor, row[0], row[2], row[5] or row[6], ", ".join(by_course.get(row[0], {}).values()), found[row[0]])
            for row in chosen
        ),
    )  # fmt: skip


def _page(
    actor: PersonActor, course: UUID, group: str, discipline: str, teacher: str, students: list[study.Studied]
) -> CheckedPage:  # fmt: skip
    listed = [row for row in students if row.listed]
    standings = [
        (row.name, accumulation.standing(row.history, actor.parameters, actor.today).troubles) for row in listed
    ]
    troubled = tuple(TroubledStudent(name, troubles) for name, troubles in standings if troubles)
    return CheckedPage(
        course, group, discipline, teacher, len(listed), share(len(listed) - len(troubled), len(listed)), troubled
    )
