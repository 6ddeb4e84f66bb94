"""How departments are managed: what their heads answer for, by published indicators. A constant number of statements."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models.functions import Coalesce, TruncDate
from django.urls import reverse

from zhurnal.curriculum.relations import valid_on
from zhurnal.indicators.policy import MANAGEMENT
from zhurnal.indicators.queries.board import Line
from zhurnal.indicators.queries.gathering import Question, gather, lines_of
from zhurnal.indicators.queries.places import names_of
from zhurnal.indicators.rules.catalogue import BY_KEY, Indicator, Key
from zhurnal.indicators.rules.cells import cell_of
from zhurnal.indicators.rules.cut import Cut, Dimension
from zhurnal.indicators.rules.figures import Figures
from zhurnal.indicators.rules.periods import Asked, Days, Period
from zhurnal.kernel import policy
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import RoleGrant
from zhurnal.people.rules.roles import Role
from zhurnal.tasks.models import Assignment
from zhurnal.tasks.rules.states import State

COLUMNS = (
    Key.FILLED, Key.LATE, Key.HOURS, Key.FINDINGS, Key.TASKS, Key.ATTENDANCE, Key.CHECKPOINT, Key.SUCCESS, Key.QUALITY,
    Key.RISK,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ManagementPage:
    """Departments within reach, in alphabetical order."""

    day: date
    today: date
    period: Period
    asked: Asked
    columns: tuple[Indicator, ...]
    lines: tuple[Line, ...]
    by: str = ""


def load_management(actor: PersonActor, period: Period, day: date) -> ManagementPage:
    """The figures of each department as everywhere else, and the tasks of its heads."""
    departments = list(policy.visible(actor, MANAGEMENT).order_by("name"))
    gathered = gather(actor, Question(Cut(), period, day))
    figures = lines_of(gathered, Dimension.DEPARTMENT)
    heads = _heads(actor.college_id, day)
    names = names_of(actor.college_id, {person for of in heads.values() for person in of})
    tasks = _tasks(actor, set(names), gathered.days.now)
    columns, lines = tuple(BY_KEY[key] for key in COLUMNS), []
    for department in departments:
        own, line = heads.get(department.pk, []), figures.get(department.pk, Figures())
        line.tasks = tuple(sum(tasks.get(person, (0, 0))[place] for person in own) for place in (0, 1))  # type: ignore[assignment]
        cells = tuple(cell_of(one, line, whole_percents=actor.parameters.whole_percents) for one in columns)
        said = ", ".join(names[person] for person in own)
        lines.append(Line(department.name, said, reverse("indicators:department", args=[department.pk]), cells))
    return ManagementPage(day, actor.today, period, gathered.days, columns, tuple(lines))


def _heads(college_id: UUID, day: date) -> dict[UUID, list[UUID]]:
    """department → who heads it on the day."""
    rows = RoleGrant.objects.of(college_id).filter(valid_on(day), role=Role.DEPARTMENT_HEAD, department__isnull=False)
    found: dict[UUID, list[UUID]] = defaultdict(list)
    for department, person in rows.order_by("since", "pk").values_list("department_id", "person_id"):
        found[department].append(person)
    return found


def _tasks(actor: PersonActor, people: set[UUID], days: Days) -> dict[UUID, tuple[int, int]]:
    """person → (tasks reported done not later than their deadline, all whose deadline fell into these days)."""
    rows = Assignment.objects.of(actor.college_id).filter(
        person__in=people, task__due__gte=days.since, task__due__lte=days.until
    )
    rows = rows.exclude(state=State.WITHDRAWN)
    told = rows.annotate(on=TruncDate(Coalesce("reported_at", "closed_at"), tzinfo=actor.now.tzinfo))
    found: dict[UUID, tuple[int, int]] = {}
    for person, on, due in told.values_list("person_id", "on", "task__due"):
        done, whole = found.get(person, (0, 0))
        found[person] = done + (on is not None and on <= due), whole + 1
    return found
