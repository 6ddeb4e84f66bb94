"""Groups in reach and the lists of the calendar: what every report is narrowed by."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from zhurnal.academic_year.models import Term
from zhurnal.curriculum.models import Course, CourseTeacher, Discipline, Group
from zhurnal.kernel import policy
from zhurnal.kernel.readings import Circle, tell
from zhurnal.organisation.models import Department
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.rules.names import full_name
from zhurnal.reports.policy import COURSES, GRADUATES
from zhurnal.reports.queries.graduating import graduating
from zhurnal.reports.rules.asked import Asked
from zhurnal.reports.rules.periods import Period, TermDays

Named = tuple[UUID, str]
_COLUMNS = (
    "pk", "name", "course_year", "department_id", "department__short_name", "curriculum__specialty_code",
    "curriculum__specialty_name", "curriculum__form",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """A group as reports shelve it; ``form``: the plan's form of study, "" without a plan."""

    id: UUID
    name: str
    course: int
    department: UUID
    department_name: str
    code: str
    specialty_name: str
    form: str

    @property
    def specialty(self) -> str:
        """«13.02.03 Электрические станции, сети и системы»."""
        return f"{self.code} {self.specialty_name}".strip() or "без учебного плана"


def calendar_of(college_id: UUID) -> tuple[TermDays, ...]:
    """Terms in the order of time. One statement."""
    rows = Term.objects.of(college_id).order_by("starts")
    columns = rows.values_list("pk", "year_id", "number", "year__name", "starts", "ends")
    return tuple(TermDays(pk.hex, year.hex, *rest) for pk, year, *rest in columns)


def reached_groups(actor: PersonActor, action: str, year: str) -> QuerySet[Any]:
    """Groups of a year within the reach of an action that is about groups, departments or pages."""
    reached, model = policy.visible(actor, action), policy.policy_of(action).model
    if model is Group:
        rows: QuerySet[Any] = reached
    elif model is Department:
        rows = Group.objects.of(actor.college_id).filter(department__in=reached.values("pk"))
    elif model is Course:
        rows = Group.objects.of(actor.college_id).filter(pk__in=reached.values("group_id"))
    else:
        rows = Group.objects.of(actor.college_id)
    rows = rows.filter(year=UUID(year)) if year else rows.none()
    return rows.filter(pk__in=graduating(actor, rows)) if action == GRADUATES else rows


def groups_of(actor: PersonActor, action: str, asked: Asked) -> list[GroupFacts]:
    """Groups of the period's year in reach, as narrowed, by department, year of study and name. One statement."""
    rows = reached_groups(actor, action, asked.period.year_key)
    if asked.group:
        rows = rows.filter(pk=asked.group)
    if asked.department:
        rows = rows.filter(department=asked.department)
    found = facts(rows)
    if policy.action_named(action).personal:
        tell(actor, action, circles=[Circle("group", one.id) for one in found])
    return found


def facts(rows: QuerySet[Any]) -> list[GroupFacts]:
    """These groups. One statement."""
    found = rows.order_by("department__name", "course_year", "name").values_list(*_COLUMNS)
    return [GroupFacts(*row[:5], *(text or "" for text in row[5:])) for row in found]


def group_choices(actor: PersonActor, action: str, period: Period) -> list[Named]:
    """Groups to be chosen. One statement."""
    return list(reached_groups(actor, action, period.year_key).order_by("name").values_list("pk", "name"))


def department_choices(actor: PersonActor, action: str, period: Period) -> list[Named]:
    """Departments to be chosen. One statement."""
    groups = reached_groups(actor, action, period.year_key)
    rows = Department.objects.of(actor.college_id).filter(pk__in=groups.values("department_id"))
    return list(rows.order_by("name").values_list("pk", "name"))


def teacher_choices(actor: PersonActor, period: Period) -> list[Named]:
    """Teachers of the pages in reach. One statement; a teacher who reaches his own pages only is not asked."""
    courses = policy.visible(actor, COURSES).filter(term__in=[UUID(key) for key in period.terms])
    rows = CourseTeacher.objects.of(actor.college_id).filter(course__in=courses.values("pk"))
    people = Person.objects.of(actor.college_id).filter(pk__in=rows.values("teacher_id"))
    found = people.order_by("surname", "given", "pk").values_list("pk", "surname", "given", "patronymic")
    return [(pk, full_name(*name)) for pk, *name in found]


def discipline_choices(actor: PersonActor, action: str, period: Period) -> list[Named]:
    """Disciplines of the groups in reach. One statement."""
    groups = reached_groups(actor, action, period.year_key)
    courses = Course.objects.of(actor.college_id).filter(group__in=groups.values("pk"))
    rows = Discipline.objects.of(actor.college_id).filter(pk__in=courses.values("discipline_id"))
    found = rows.order_by("index", "name").values_list("pk", "index", "name")
    return [(pk, f"{index} {name}".strip()) for pk, index, name in found]


def terms_of(keys: Iterable[str]) -> list[UUID]:
    """Ids of terms by the keys of a period."""
    return [UUID(key) for key in keys]


def group_row(actor: PersonActor, action: str, asked: Asked) -> Group | None:
    """The group asked about, with what other rooms want of it. One statement."""
    rows = reached_groups(actor, action, asked.period.year_key).filter(pk=asked.group)
    found: Group | None = rows.select_related("year", "department", "curriculum").first()
    return found


def told_group(actor: PersonActor, action: str, asked: Asked) -> Group | None:
    """The same, and whose data is read is told here."""
    found = group_row(actor, action, asked)
    if found is not None:
        tell(actor, action, circles=[Circle("group", found.pk)])
    return found


def term_row(actor: PersonActor, asked: Asked) -> Term | None:
    """The term asked about, or the last of the year. One statement."""
    rows = Term.objects.of(actor.college_id).filter(pk__in=terms_of(asked.period.terms))
    found: Term | None = rows.select_related("year").order_by("-starts").first()
    return found
