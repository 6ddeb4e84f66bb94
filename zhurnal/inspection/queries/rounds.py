"""The journal of checks, and one round with its remarks and journals."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhurnal.academic_year.models import AcademicYear
from zhurnal.curriculum.models import Course, CourseTeacher
from zhurnal.curriculum.relations import valid_on
from zhurnal.curriculum.rules.kinds import JournalKind
from zhurnal.inspection.models import Checker, Round, RoundPart, Visa
from zhurnal.inspection.policy import CHECK, PLAN, PLAN_YEAR, READ, READ_ROUND
from zhurnal.inspection.queries.lines import FILTERS, Line, filtered, lines, totals_of
from zhurnal.inspection.rules.states import State, Totals, totals
from zhurnal.inspection.scope import rounds_of, scope_courses, scope_groups
from zhurnal.kernel import policy
from zhurnal.kernel.wording import plural
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.names import short_name

FEW = 40  # journals shown without choosing a group
KIND_WORDS = {"": "все журналы", JournalKind.THEORY: "теория", JournalKind.MODULE: "профессиональные модули"}


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round in the journal of checks."""

    id: UUID
    number: int
    title: str
    aim: str
    since: date
    until: date
    kind: str
    scope: str
    checkers: tuple[str, ...]
    totals: Totals
    closed: bool
    begun: bool


@dataclass(frozen=True, slots=True)
class RoundsPage:
    """Rounds of a year: those that go on, those ahead by their days, those that are closed, the newest first. ``plans``: may plan; ``template``: may take the year's plan from the template."""

    year: AcademicYear | None
    years: tuple[AcademicYear, ...]
    rows: tuple[RoundLine, ...]
    totals: Totals
    plans: bool
    template: bool


def rounds_page(actor: PersonActor, wanted: str = "") -> RoundsPage:
    """The journal of checks of a year («2026/27»; the present one unless another is named). Five statements."""
    years = tuple(AcademicYear.objects.of(actor.college_id).order_by("-starts"))
    year = next((one for one in years if one.name == wanted), None)
    year = year or next((one for one in years if one.starts <= actor.today), years[-1] if years else None)
    rows = (
        policy.visible(actor, READ_ROUND).filter(year=year).select_related("department").order_by("-since", "-number")
    )
    found = sorted(rows, key=_nearness(actor.today))
    states = _states(actor, found)
    people, parts = checkers_of(actor, found), parts_of(actor, found)
    shown = tuple(_line(actor, one, people[one.pk], parts[one.pk], states[one.pk]) for one in found)
    whole = totals((pair for one in found for pair in states[one.pk]), actor.today)
    template = year is not None and policy.may(actor, PLAN_YEAR)
    return RoundsPage(year, years, shown, whole, policy.may(actor, PLAN), template)


def _nearness(today: date) -> Callable[[Round], tuple[int, int]]:
    def key(row: Round) -> tuple[int, int]:
        closed, ahead = row.closed_at is not None, row.since > today
        return (2 if closed else 1 if ahead else 0), row.since.toordinal() * (1 if ahead and not closed else -1)

    return key


def _states(actor: PersonActor, rounds: list[Round]) -> dict[UUID, list[tuple[State, date | None]]]:
    rows = policy.visible(actor, READ).filter(round__in=[one.pk for one in rounds])
    found: dict[UUID, list[tuple[State, date | None]]] = defaultdict(list)
    for round_, state, due in rows.values_list("round_id", "state", "due"):
        found[round_].append((State(state), due))
    return found


def checkers_of(actor: PersonActor, rounds: list[Round]) -> dict[UUID, list[str]]:
    """Round → who checks."""
    rows = Checker.objects.of(actor.college_id).filter(round__in=[one.pk for one in rounds]).order_by("pk")
    found: dict[UUID, list[str]] = defaultdict(list)
    for round_, *name in rows.values_list("round_id", "person__surname", "person__given", "person__patronymic"):
        found[round_].append(short_name(*name))
    return found


def parts_of(actor: PersonActor, rounds: list[Round]) -> dict[UUID, list[str]]:
    """Round → the groups and journals it names."""
    rows = RoundPart.objects.of(actor.college_id).filter(round__in=[one.pk for one in rounds]).order_by("pk")
    found: dict[UUID, list[str]] = defaultdict(list)
    for round_, group, of_course, index in rows.values_list(
        "round_id", "group__name", "course__group__name", "course__discipline__index"
    ):
        found[round_].append(group or f"{of_course} {index}")
    return found


def scope_words(round_: Round, parts: list[str]) -> str:
    """«Э-21, Э-22»; «Энергетическое отделение»; «весь колледж»."""
    if parts:
        return ", ".join(parts)
    return round_.department.name if round_.department else "весь колледж"


def _line(
    actor: PersonActor, row: Round, people: list[str], parts: list[str], states: list[tuple[State, date | None]]
) -> RoundLine:
    return RoundLine(
        row.pk, row.number, row.title, row.aim, row.since, row.until, KIND_WORDS[row.kind], scope_words(row, parts),
        tuple(people), totals(states, actor.today), row.closed_at is not None, row.since <= actor.today,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class JournalLine:
    """A journal of the round: what was remarked, and up to which day it was looked through."""

    id: UUID
    group: str
    index: str
    discipline: str
    subgroup: str
    teachers: str
    viewed_until: date | None
    remarks: int
    open: int


@dataclass(frozen=True, slots=True)
class ModulesLine:
    """A group of the round whose practices and exams of modules are looked through together."""

    id: UUID
    group: str
    viewed_until: date | None


@dataclass(frozen=True, slots=True)
class RoundPage:
    """A round with its remarks; ``journals`` are given when they are asked for."""

    round: Round
    line: RoundLine
    remarks: tuple[Line, ...]
    filters: tuple[tuple[str, str, int], ...]
    filter: str
    totals: Totals
    journals: tuple[JournalLine, ...]
    checks: bool
    closes: bool
    group: str = ""
    seen: int = 0
    modules: tuple[ModulesLine, ...] = ()

    @property
    def groups(self) -> tuple[str, ...]:
        """Groups of the scope."""
        return tuple(dict.fromkeys(one.group for one in self.journals))

    @property
    def shown(self) -> tuple[JournalLine, ...]:
        """Journals of the group that is looked at; of a small round all of them, else those with remarks."""
        if self.group:
            return tuple(one for one in self.journals if one.group == self.group)
        few = len(self.journals) <= FEW
        return tuple(one for one in self.journals if few or one.remarks)

    @property
    def viewed(self) -> str:
        """How many journals of the scope were looked through."""
        return f"просмотрено {self.seen} из {plural(len(self.journals), ('журнала', 'журналов', 'журналов'))}"


def round_page(
    actor: PersonActor, round_: Round, wanted: str = "", *, group: str = "", journals: bool = True
) -> RoundPage:
    """A round; a constant number of statements. ``group``: whose journals are looked at, by name."""
    rows = policy.visible(actor, READ).filter(round=round_.pk)
    found = lines(actor, rows.order_by("-issued_at", "-number"))
    people, parts = checkers_of(actor, [round_]), parts_of(actor, [round_])
    line = _line(actor, round_, people[round_.pk], parts[round_.pk], [(one.state, one.due) for one in found])
    counted = tuple((key, words, len(filtered(found, key))) for key, words in FILTERS.items())
    known = wanted if wanted in FILTERS else ""
    shown = sorted(filtered(found, known), key=_urgency)
    open_ = round_.closed_at is None
    within = tuple(_journals(actor, round_, found)) if journals else ()
    return RoundPage(
        round_, line, tuple(shown), counted, known, totals_of(actor, found),
        within,
        checks=open_ and policy.may(actor, CHECK), closes=open_ and policy.can(actor, PLAN, round_).allowed,
        group=group, seen=_seen(actor, round_, within) if journals else 0,
        modules=tuple(_modules(actor, round_)) if journals else (),
    )  # fmt: skip


def _modules(actor: PersonActor, round_: Round) -> list[ModulesLine]:
    rows = scope_groups(actor, round_).order_by("name").values_list("pk", "name", "modules_viewed_until")
    return [ModulesLine(*row) for row in rows]


def _seen(actor: PersonActor, round_: Round, within: Iterable[JournalLine]) -> int:
    """How many of these journals were looked through in the round."""
    rows = Visa.objects.of(actor.college_id).filter(round=round_.pk).values_list("course_id", flat=True)
    return len({one.id for one in within} & set(rows))


_ORDER = (State.DONE, State.ANSWERED, State.RETURNED, State.WAITING, State.NOTED, State.CLOSED, State.WITHDRAWN)


def _urgency(line: Line) -> tuple[int, int, date, int]:
    """What waits for the checker first, then what is overdue, then what waits for teachers."""
    place = _ORDER.index(line.state)
    return (place if place < 2 else 2 if line.overdue else 3, place, line.due or date.max, line.number)


def _journals(actor: PersonActor, round_: Round, found: list[Line]) -> list[JournalLine]:
    rows = scope_courses(actor, round_).order_by("group__name", "discipline__index", "subgroup__number")
    courses = list(rows.select_related("group", "discipline", "subgroup"))
    teachers = teachers_of(actor, [one.pk for one in courses])
    counted: dict[UUID, list[Line]] = defaultdict(list)
    for line in found:
        counted[line.course].append(line)
    return [
        JournalLine(
            one.pk, one.group.name, one.discipline.index, one.discipline.short_name or one.discipline.name,
            one.subgroup.name if one.subgroup else "", ", ".join(teachers.get(one.pk, ())), one.viewed_until,
            len(counted[one.pk]), sum(not line.is_settled for line in counted[one.pk]),
        )
        for one in courses
    ]  # fmt: skip


def teachers_of(actor: PersonActor, courses: list[UUID]) -> dict[UUID, list[str]]:
    """Journal → who leads it today."""
    rows = CourseTeacher.objects.of(actor.college_id).filter(valid_on(actor.today), course__in=courses)
    found: dict[UUID, list[str]] = {}
    for course, *name in rows.order_by("since").values_list(
        "course_id", "teacher__surname", "teacher__given", "teacher__patronymic"
    ):
        found.setdefault(course, []).append(short_name(*name))
    return found


def rounds_for(actor: PersonActor, course: Course) -> list[tuple[UUID, str]]:
    """Rounds to which a remark about the journal may be added: not closed, checking it, the newest first. Two statements."""
    return [(one.pk, f"{one.title} (№ {one.number})") for one in rounds_of(actor, course)]
