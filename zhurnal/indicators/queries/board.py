"""A dashboard: tiles, charts, and the table by whatever the asked part is divided by. A constant number of statements."""

from collections.abc import Hashable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.urls import reverse

from zhurnal.assessment.rules.indicators import percent
from zhurnal.indicators.policy import JOURNAL, TEACHER
from zhurnal.indicators.queries.gathering import Gathered, Question, gather, lines_of
from zhurnal.indicators.queries.places import names_of
from zhurnal.indicators.queries.summing import sums_by_day
from zhurnal.indicators.rules import charts
from zhurnal.indicators.rules.catalogue import CATALOGUE, Indicator, Key, degree_with
from zhurnal.indicators.rules.cells import Cell, cell_of
from zhurnal.indicators.rules.charts import Bars, Chart
from zhurnal.indicators.rules.cut import ONE, WORDS, Dimension, divisions
from zhurnal.indicators.rules.figures import Figures, Side
from zhurnal.indicators.rules.periods import Asked, Days, Period, weeks_of
from zhurnal.indicators.rules.sums import Sums, total
from zhurnal.kernel import policy
from zhurnal.organisation.rules.parameters import Parameters
from zhurnal.oversight.rules.hours import Hours, Sign
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.names import alphabetical

COLUMNS = (
    Key.SUCCESS, Key.QUALITY, Key.MEAN, Key.ATTENDANCE, Key.MARKS, Key.HOURS, Key.LATE, Key.FINDINGS, Key.RISK,
)  # fmt: skip
SHOWN = 5  # lines of a short list


@dataclass(frozen=True, slots=True)
class Tile:
    """An indicator of the whole."""

    indicator: Indicator
    cell: Cell


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table."""

    name: str
    second: str
    url: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Short:
    """A journal whose plan will not be given."""

    name: str
    hours: Hours
    url: str


@dataclass(frozen=True, slots=True)
class Risky:
    """A group with students who may end with a debt."""

    name: str
    url: str
    at_risk: int
    of: int


@dataclass(frozen=True, slots=True)
class Board:
    """The page. ``tabs``: (dimension, word); ``by``: the chosen one."""

    day: date
    today: date
    period: Period
    asked: Asked
    finals: str
    finals_before: str
    finals_ago: str
    checkpoint: str
    tiles: tuple[Tile, ...]
    by: Dimension | None
    by_word: str
    tabs: tuple[tuple[Dimension, str], ...]
    columns: tuple[Indicator, ...]
    lines: tuple[Line, ...]
    charts: tuple[Chart, ...]
    bars: Bars | None
    behind: tuple[Short, ...]
    behind_count: int
    risky: tuple[Risky, ...]
    risk_day: date | None
    by_students: tuple[str, str] | None

    @property
    def empty(self) -> bool:
        """Nothing is within reach on this day."""
        return not self.lines and not any(tile.cell.known for tile in self.tiles)


def load_board(actor: PersonActor, question: Question, by: str) -> Board:
    """The dashboard of one part of the college."""
    gathered = gather(actor, question)
    answers = policy.may(actor, TEACHER)
    places, cut = gathered.places, question.cut
    groups = {one.group.id for one in gathered.current.values()}
    departments = {one.group.department for one in gathered.current.values()}
    tabs = divisions(cut, teachers=answers, departments=len(departments), groups=len(groups))
    chosen = next((one for one in tabs if one == by), tabs[0])
    parameters = actor.parameters
    whole = lines_of(gathered, Dimension.WHOLE).get("", Figures())
    found = lines_of(gathered, chosen)
    names = _Names(actor, gathered)
    catalogue = _catalogue(parameters)
    columns = tuple(catalogue[key] for key in COLUMNS)
    sets = gathered.finals
    return Board(
        question.day, actor.today, question.period, gathered.days, sets.now.words, sets.before.words, sets.year_ago.words,
        sets.checkpoint.words, _tiles(catalogue, whole, parameters), chosen, ONE[chosen],
        tuple((one, WORDS[one]) for one in tabs), columns, _lines(found, chosen, names, columns, parameters),
        _charts(actor, gathered),
        _quality_bars(found, chosen, names, whole_percents=parameters.whole_percents) if chosen is not Dimension.JOURNAL and not cut.teacher else None,
        *_behind(gathered, names), _risky(gathered, names) if places.groups and not cut.teacher else (), gathered.risks.day,
        _by_students(whole, parameters),
    )  # fmt: skip


def _catalogue(parameters: Parameters) -> dict[Key, Indicator]:
    own = degree_with(parameters.degree_of_unattested)
    return {one.key: replace(one, count=own) if one.key is Key.DEGREE else one for one in CATALOGUE}


def _tiles(catalogue: dict[Key, Indicator], whole: Figures, parameters: Parameters) -> tuple[Tile, ...]:
    return tuple(
        Tile(one, cell_of(one, whole, whole_percents=parameters.whole_percents))
        for one in catalogue.values()
        if one.key not in (Key.GOOD, Key.TASKS)
    )


def _by_students(whole: Figures, parameters: Parameters) -> tuple[str, str] | None:
    """Success and quality by students, not by marks (trap 1)."""
    found = whole.by_students
    if found is None or not found.students:
        return None
    return tuple(percent(value, whole=parameters.whole_percents) for value in (found.absolute, found.quality))  # type: ignore[return-value]


class _Names:
    """Names and addresses of lines; an address only where the person may go."""

    def __init__(self, actor: PersonActor, gathered: Gathered) -> None:
        self.gathered = gathered
        self.cut = gathered.question.cut
        self._opens_teachers = policy.may(actor, TEACHER)
        self._opens_journals = policy.may(actor, JOURNAL)
        journals = gathered.journals.values()
        self.journals = gathered.journals
        self.groups = gathered.places.groups
        self.departments = {one.group.department: one.group.department_name for one in journals}
        self.departments |= {one.department: one.department_name for one in self.groups.values()}
        self.specialties = {one.specialty: one.specialty_name for one in self.groups.values()}
        self.disciplines = {one.discipline: one.full for one in journals}
        people = {teacher for one in journals for teacher in one.teachers}
        people |= {teacher for sums in gathered.sums for _course, teacher in sums}
        self.people = names_of(actor.college_id, people) if people else {}

    def of(self, dimension: Dimension, key: Hashable) -> tuple[str, str, str] | None:
        """(name, second line, address); None for what is not to be shown."""
        if dimension is Dimension.DEPARTMENT and isinstance(key, UUID):
            return self.departments.get(key, "–"), "", reverse("indicators:department", args=[key])
        if dimension is Dimension.GROUP and isinstance(key, UUID):
            group = self.groups[key]
            url = "" if self.cut.own else reverse("indicators:group", args=[key])
            return group.name, f"{group.course_year} курс", url
        if dimension is Dimension.SPECIALTY:
            code = str(key)
            return (
                code or "План не указан",
                self.specialties.get(code, ""),
                f"{reverse('indicators:board')}?specialty={code}" if code else "",
            )
        if dimension is Dimension.DISCIPLINE and isinstance(key, UUID):
            name = self.disciplines.get(key)
            return (name, "", "" if self.cut.own else reverse("indicators:discipline", args=[key])) if name else None
        if dimension is Dimension.TEACHER and isinstance(key, UUID):
            url = reverse("indicators:teacher", args=[key]) if self._opens_teachers else ""
            return (self.people[key], "", url) if key in self.people else None
        return self._journal(key)

    def _journal(self, key: Hashable) -> tuple[str, str, str] | None:
        journal = self.journals.get(key) if isinstance(key, UUID) else None
        if journal is None:
            return None
        people = ", ".join(self.people.get(teacher, "") for teacher in journal.teachers)
        term = self.gathered.term
        if term is None or journal.term.hex != term.key:  # the journal of an earlier semester bears the same name
            earlier = (one.words for one in self.gathered.terms if one.key == journal.term.hex)
            people = ", ".join(part for part in (people, *earlier) if part)
        opens = self._opens_journals and (not self.cut.own or self.cut.teacher in journal.teachers)
        return journal.name, people, reverse("indicators:journal", args=[journal.id]) if opens else ""


def _lines(
    found: dict[Hashable, Figures],
    dimension: Dimension,
    names: _Names,
    columns: tuple[Indicator, ...],
    parameters: Parameters,
) -> tuple[Line, ...]:
    rows = []
    for key, figures in found.items():
        told = names.of(dimension, key)
        if told is None or not _now(figures):
            continue
        cells = tuple(cell_of(one, figures, whole_percents=parameters.whole_percents) for one in columns)
        rows.append((told, Line(*told, cells)))
    return tuple(line for _told, line in sorted(rows, key=lambda row: alphabetical(row[0][0], row[0][1], "")))


def _now(figures: Figures) -> bool:
    """Whether there is anything to say of the line now."""
    return bool(figures.now.lessons or figures.finals.now or figures.hours.plan)


def _charts(actor: PersonActor, gathered: Gathered) -> tuple[Chart, ...]:
    """Late entries and missed hours by week, over the semester up to the day."""
    term, cut = gathered.term, gathered.question.cut
    if term is None:
        return ()
    own = gathered.places.journals if cut.teacher else gathered.journals
    journals = None if gathered.places.whole and (cut.is_whole or cut.teacher) else list(own)
    days = Days(term.since, min(gathered.question.day, term.until), "")
    by_day = sums_by_day(actor.college_id, days, gathered.overlay, journals, cut.teacher)
    weeks = [
        (week, total([Sums(), *(sums for day, sums in by_day.items() if week.holds(day))])) for week in weeks_of(days)
    ]
    whole = actor.parameters.whole_percents
    found = (
        charts.weekly("late", "Поздние записи", -1, weeks, "late/lessons", 10, whole_percents=whole),
        charts.weekly("missed", "Пропуски часов", -1, weeks, "missed/planned", 200, whole_percents=whole),
    )
    return tuple(chart for chart in found if chart)


def _quality_bars(
    found: dict[Hashable, Figures], dimension: Dimension, names: _Names, *, whole_percents: bool
) -> Bars | None:
    """Quality by the lines of the table, where each rests on enough."""
    quality = next(one for one in CATALOGUE if one.key is Key.QUALITY)
    lines = []
    for key, figures in found.items():
        told, now, before = (
            names.of(dimension, key),
            quality.count(figures, Side.NOW),
            quality.count(figures, Side.BEFORE),
        )
        if told and now.of >= quality.least:
            lines.append((told[0], told[2], now.value, before.value if before.of >= quality.least else None))
    if dimension is Dimension.TEACHER:
        return None  # no list of people from best to worst
    lines.sort(key=lambda line: line[0])
    return (
        charts.lying(
            "quality",
            f"Качество, {WORDS[dimension].lower()}",
            lines,
            (ONE[dimension], "Сейчас", "Было"),
            whole_percents=whole_percents,
        )
        if len(lines) <= 40
        else None
    )


def _behind(gathered: Gathered, names: _Names) -> tuple[tuple[Short, ...], int]:
    """Journals whose plan will not be given, the worst first."""
    found = [
        (gathered.journals[course], hours) for course, hours in gathered.hours.items() if hours.sign is Sign.BEHIND
    ]
    found.sort(key=lambda row: (row[1].outcome, row[0].name))
    told = tuple(
        Short(journal.name, hours, (names.of(Dimension.JOURNAL, journal.id) or ("", "", ""))[2])
        for journal, hours in found[:SHOWN]
    )
    return told, len(found)


def _risky(gathered: Gathered, names: _Names) -> tuple[Risky, ...]:
    """Groups where most students may end with a debt."""
    found = [(group, numbers) for group, numbers in gathered.risks.of_students(gathered.current).items() if numbers[0]]
    found.sort(key=lambda row: (-row[1][0], names.groups[row[0]].name))
    return tuple(
        Risky(names.groups[group].name, reverse("indicators:group", args=[group]), *numbers)
        for group, numbers in found[:SHOWN]
    )
