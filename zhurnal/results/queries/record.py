"""The record of all years of one student (1.11 c), today's or that of an earlier day: a constant number of statements."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from uuid import UUID

from django.db.models import Q

from zhurnal.academic_year.models import Term
from zhurnal.assessment.queries.results import ResultRow, results_of_student
from zhurnal.assessment.queries.then import results_then
from zhurnal.assessment.rules.indicators import mean
from zhurnal.curriculum.models import Discipline, Group, Membership
from zhurnal.curriculum.rules.semesters import semester_of, year_of
from zhurnal.journal.queries.then import cells_then, end_of
from zhurnal.journal.rules.absences import Missed
from zhurnal.kernel import policy
from zhurnal.movement.models import Credit, Movement
from zhurnal.movement.rules.kinds import KIND_WORDS, Kind
from zhurnal.movement.rules.possible import order_words
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.rules.names import list_name
from zhurnal.results.debts import Owed, open_debts
from zhurnal.results.plans import Plan, filled, read_plans
from zhurnal.results.policy import OWN
from zhurnal.results.rules.record import Now, Section, sections
from zhurnal.results.studied import missed_hours, running_averages


@dataclass(frozen=True, slots=True)
class Year:
    """A year of study over its semesters."""

    course: int
    name: str
    semesters: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A line of the student's movement."""

    day: date
    what: str
    order: str


@dataclass(frozen=True, slots=True)
class Present:
    """The term under way. ``good``: how many of ``disciplines`` promise 4 or 5."""

    semester: int
    mean: str
    disciplines: int
    good: int
    missed: Missed


@dataclass(frozen=True, slots=True)
class Record:
    """Everything on the page. ``group`` is the one of ``day``, else the last one before it (``studies`` False).

    ``past``: it tells of an earlier day. ``results``: what it stands on.
    """

    group: Group | None
    studies: bool
    years: tuple[Year, ...]
    sections: tuple[Section, ...]
    present: Present | None
    debts: tuple[Owed, ...]
    moved: tuple[Moved, ...]
    credits: tuple[Credit, ...]
    since: date | None
    until: date | None
    day: date
    past: bool
    results: tuple[ResultRow, ...]

    @property
    def columns(self) -> int:
        """How many columns the table has."""
        return sum(len(year.semesters) for year in self.years) + 3

    @property
    def now(self) -> int:
        """The semester under way, 0 when none is."""
        return self.present.semester if self.present else 0


def reached(actor: PersonActor) -> list[tuple[UUID, str]]:
    """Whose records a family sees: one's own, one's children's. One statement."""
    rows = policy.visible(actor, OWN).order_by("surname", "given", "pk").values_list("pk", "surname", "given")
    return [(pk, list_name(surname, given)) for pk, surname, given in rows]


def load_record(actor: PersonActor, student: Person, *, published: bool, on: date | None = None) -> Record:
    """The page. ``published``: only what the student himself may see, and of today alone: drafts of an earlier day are in the record.

    ``on``: as it all stood when that day was over; today and later is today.
    """
    own, key = actor.college_id, student.pk
    day = min(on or actor.today, actor.today)
    moment = end_of(actor, day)
    stays = list(
        Membership.objects.of(own)
        .filter(student=key, entered__lte=day)
        .select_related("group__curriculum", "group__department", "group__year")
        .order_by("entered", "pk")
    )
    here = next((row for row in reversed(stays) if row.left is None or row.left > day), None)
    member = here or (stays[-1] if stays else None)
    group = member.group if member else None
    results = results_then(own, [key], moment) if moment else results_of_student(own, key, published=published)
    term = _term(actor, group, day) if here and group else None
    semester = semester_of(group.course_year, term.number) if term and group else 0
    plan = read_plans(own, [group.curriculum_id])[group.curriculum_id] if group and group.curriculum_id else Plan()
    debts = open_debts(own, {key: results}, published=published, on=day if moment else None).get(key, [])
    changed = cells_then(own, {row.group_id for row in stays}, day, moment) if term else []
    until = day if moment else None
    averages = running_averages(own, [key], term.pk, until, changed).get(key, {}) if term else {}
    items, outside = filled(plan, results, [(one.discipline, one.index, one.name) for one in debts])
    now = Now(semester, _by_row(own, plan, averages), actor.parameters.diploma_mark)
    parts, span = sections(items, outside, now)
    days = (term.starts, min(day, term.ends)) if term else None
    missed = missed_hours(own, [key], *days, changed=changed).get(key, Missed()) if days else Missed()
    return Record(
        group, here is not None, _years(group, results, span), parts,
        _present(semester, averages, missed, actor.parameters.four_from) if term else None,
        (*debts, *_missing(parts)), _moved(own, key, stays, day), _credits(own, key, moment),
        stays[0].entered if stays else None, member.left if member and not here else None,
        day, moment is not None, tuple(results),
    )  # fmt: skip


def _credits(college_id: UUID, student: UUID, moment: datetime | None) -> tuple[Credit, ...]:
    """Re-credits that stand; of an earlier moment those that stood then."""
    rows = Credit.objects.of(college_id).filter(student=student)
    if moment is None:
        rows = rows.filter(undone_at__isnull=True)
    else:
        rows = rows.filter(Q(undone_at__isnull=True) | Q(undone_at__gte=moment), made_at__lt=moment)
    return tuple(rows.order_by("discipline", "pk"))


def _by_row(college_id: UUID, plan: Plan, averages: dict[UUID, Fraction]) -> dict[str, Fraction]:
    """Row of the plan → running average."""
    rows = Discipline.objects.of(college_id).filter(pk__in=list(averages)).values_list("pk", "index", "name")
    found = {plan.row_of(pk, index, name): averages[pk] for pk, index, name in rows}
    return {row: average for row, average in found.items() if row}


def _missing(parts: tuple[Section, ...]) -> list[Owed]:
    """Attestations of the plan that were never held, though their semester is over."""
    return [
        Owed(None, row.index, row.name, number, "Результата нет")
        for part in parts
        for row in part.rows
        for number, cell in enumerate(row.cells, 1)
        if cell.missing and not row.module
    ]


def _term(actor: PersonActor, group: Group, day: date) -> Term | None:
    """The term of the group's year that had begun last on the day."""
    rows = Term.objects.of(actor.college_id).filter(year=group.year_id, starts__lte=day).order_by("-starts")
    found: Term | None = rows.first()
    return found


def _years(group: Group | None, results: list[ResultRow], span: int) -> tuple[Year, ...]:
    """Years of study with their academic years: as results say, else counted from the present one."""
    told = {year_of(row.semester): row.year for row in results}
    found = []
    for course in range(1, year_of(span) + 1):
        name = told.get(course) or (_counted(group, course) if group else "")
        found.append(Year(course, name, tuple(n for n in (2 * course - 1, 2 * course) if n <= span)))
    return tuple(found)


def _counted(group: Group, course: int) -> str:
    first = group.year.starts.year - group.course_year + course
    return f"{first}/{(first + 1) % 100:02d}"


def _present(semester: int, averages: dict[UUID, Fraction], missed: Missed, four_from: int) -> Present:
    values = list(averages.values())
    good = sum(1 for value in values if 100 * value >= four_from)
    return Present(
        semester, mean(sum(values, Fraction(0)) / len(values) if values else None), len(values), good, missed
    )


def _words(row: Movement) -> str:
    """What the order did; a conditional transfer with its term."""
    words = KIND_WORDS[Kind(row.order.kind)]
    return f"{words}, {row.details}" if row.order.kind == Kind.CONDITIONAL and row.details else words


def _moved(college_id: UUID, student: UUID, stays: list[Membership], day: date) -> tuple[Moved, ...]:
    rows = Movement.objects.of(college_id).filter(student=student, undone_at__isnull=True, effective__lte=day)
    orders = [
        Moved(row.effective, _words(row), order_words(row.order.number, row.order.dated))
        for row in rows.select_related("order").order_by("effective", "pk")
    ]
    days = {row.day for row in orders}
    entered = [Moved(row.entered, "зачислен", row.order_in) for row in stays[:1] if row.entered not in days]
    return tuple(entered + orders)
