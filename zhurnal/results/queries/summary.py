"""The summary of a group (сводная ведомость успеваемости): students × disciplines with totals by A8; on the page and as a file."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from uuid import UUID

from zhurnal.academic_year.models import Term
from zhurnal.assessment.queries.results import ResultRow, results_of_students
from zhurnal.assessment.queries.then import results_since, results_then
from zhurnal.assessment.rules import indicators
from zhurnal.assessment.rules.indicators import STANDING_WORDS, GroupFigures, Standing, Tally
from zhurnal.assessment.rules.values import MARKS, printed
from zhurnal.curriculum.models import Course, Discipline, Group
from zhurnal.curriculum.rules.attestation import PROJECT, PROJECTS
from zhurnal.curriculum.rules.semesters import semester_of, year_of
from zhurnal.journal.queries.then import Then, cells_then, places_of
from zhurnal.journal.rules.absences import Missed
from zhurnal.journal.rules.signs import is_absence
from zhurnal.people.actor import PersonActor
from zhurnal.results.listed import Hours, Lists, group_hours, lists_of
from zhurnal.results.plans import by_student, got
from zhurnal.results.rules.lines import Got
from zhurnal.results.rules.summary import Columned, chosen
from zhurnal.results.studied import missed_hours, running_averages

COUNTED = ("5", "4", "3", "2", "на")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: a semester of the plan, or (``year``) both semesters of a year of study; the list of which day.

    Of a semester that is not over on the day, results count as its evening left them; of one that is over, as they stand. ``moment``: as
    all of it, the cells of the journal too, stood then.
    """

    semester: int = 0
    year: int = 0
    day: date | None = None
    moment: datetime | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A semester or year that may be asked for."""

    title: str
    query: str
    current: bool


@dataclass(frozen=True, slots=True)
class Value:
    """A cell: a final value with its tone, or the running average, which is not a mark; ``note``: why a good mark is a debt."""

    text: str = ""
    tone: str = ""
    average: bool = False
    note: str = ""

    @property
    def words(self) -> str:
        """«4», «4, не освоен»."""
        return f"{self.text}, {self.note}" if self.note else self.text


@dataclass(frozen=True, slots=True)
class Head:
    """A column: a discipline, or its course project."""

    index: str
    name: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class StudentLine:
    """A row with the student's totals."""

    id: UUID
    name: str
    cells: tuple[Value, ...]
    mean: Fraction | None
    counts: tuple[int, ...]
    missed: Missed
    standing: Standing

    @property
    def mean_words(self) -> str:
        """«3,87»."""
        return indicators.mean(self.mean)

    @property
    def words(self) -> str:
        """«хорошист»."""
        return STANDING_WORDS[self.standing]


@dataclass(frozen=True, slots=True)
class Summary:
    """The whole sheet. ``settled``: every cell that has anything has a final value."""

    group: Group
    title: str
    day: date
    choices: tuple[Choice, ...]
    heads: tuple[Head, ...]
    lines: tuple[StudentLine, ...]
    figures: GroupFigures
    number: Fraction
    missed: int
    attendance: Fraction | None
    hours_kept: bool
    settled: bool
    semester: int = 0
    year: int = 0

    @property
    def counted(self) -> tuple[str, ...]:
        """Heads of the counts."""
        return tuple(printed(value) for value in COUNTED)

    @property
    def after(self) -> int:
        """How many columns follow those of disciplines."""
        return len(COUNTED) + (5 if self.hours_kept else 2)


def load_summary(actor: PersonActor, group: Group, asked: Asked) -> Summary:
    """A constant number of statements."""
    own = actor.college_id
    terms = list(Term.objects.of(own).filter(year=group.year_id).order_by("starts"))
    now = max([semester_of(group.course_year, term.number) for term in terms if term.starts <= actor.today] or [0])
    asked = replace(asked, semester=asked.semester or (0 if asked.year else now))
    semesters = (asked.semester,) if asked.semester else (2 * asked.year - 1, 2 * asked.year)
    held = [term for term in terms if semester_of(group.course_year, term.number) in semesters]
    day = asked.day or min([actor.today, *(term.ends for term in held[-1:])])
    lists = lists_of(own, [group.pk], day)
    running = {term.pk: semester_of(group.course_year, term.number) for term in terms if term.ends > day}
    rows = _results(actor, lists.ids, running, day, asked.moment)
    current = next((term for term in held if term.starts <= actor.today <= term.ends), None)
    changed = cells_then(own, [group.pk], day, asked.moment)
    averages = running_averages(own, lists.ids, current.pk, asked.day, changed) if current and now in semesters else {}
    days = (held[0].starts, min(held[-1].ends, actor.today)) if held else None
    missed = missed_hours(own, lists.ids, *days, group.pk, changed) if days else {}
    sheet = _Sheet(rows, semesters, averages, _disciplines(own, group, rows, semesters, held, averages))
    lines = tuple(sheet.line(student.id, student.name, missed.get(student.id, Missed())) for student in lists.students)
    hours = group_hours(own, group.pk, lists.stays.get(group.pk, ()), *days) if days else Hours(0, 0)
    hours = Hours(hours.planned, hours.missed + _missed_more(own, changed, days[0])) if days and changed else hours
    return _summary(actor, group, asked, now, lists, rows, lines, sheet, days, hours)


def _results(
    actor: PersonActor, students: list[UUID], running: Mapping[UUID, int], day: date, moment: datetime | None
) -> list[ResultRow]:
    """Results of all years; ``running``: terms that are not over on the day, with their semesters. One to three statements."""
    if moment is not None:
        return results_then(actor.college_id, students, moment)
    evening, semesters = (
        datetime.combine(day + timedelta(days=1), time(), tzinfo=actor.now.tzinfo),
        set(running.values()),
    )
    rows = [
        row
        for row in results_of_students(actor.college_id, students)
        if row.semester not in semesters or row.set_at < evening
    ]
    if evening <= actor.now and running:
        rows += results_since(actor.college_id, students, running, evening)
    return rows


def _missed_more(own: UUID, changed: Iterable[Then], since: date) -> int:
    """Hours that were missed by then and are not now, less those that are only now."""
    roll = [one for one in changed if one.slot == 0 and is_absence(one.value) is not is_absence(one.now)]
    places = places_of(own, roll)
    return sum(
        places[one.lesson].hours * (1 if is_absence(one.value) else -1)
        for one in roll
        if one.lesson in places and places[one.lesson].date >= since
    )


def _summary(  # noqa: PLR0913, PLR0917  (puts the parts of one page together)
    actor: PersonActor, group: Group, asked: Asked, now: int, lists: Lists, rows: list[ResultRow],
    lines: tuple[StudentLine, ...], sheet: "_Sheet", days: tuple[date, date] | None, hours: Hours,
) -> Summary:  # fmt: skip
    title = f"{asked.semester} семестр" if asked.semester else f"{asked.year} курс, год"
    day = asked.day or (min(actor.today, days[1]) if days else actor.today)
    return Summary(
        group, title, day, _choices(rows, asked, now), sheet.heads(), lines,
        indicators.group_figures([sheet.shown[student.id] for student in lists.students]),
        indicators.average_number(lists.stays.get(group.pk, ()), *days) if days else Fraction(len(lines)),
        hours.missed, indicators.attendance(hours.planned, hours.missed) if hours.planned else None, bool(hours.planned),
        not any(cell.average for line in lines for cell in line.cells), asked.semester, asked.year,
    )  # fmt: skip


class _Sheet:
    """Cells by student and column."""

    def __init__(
        self, rows: Iterable[ResultRow], semesters: Sequence[int], averages: dict[UUID, dict[UUID, Fraction]],
        disciplines: dict[str, tuple[str, str]],
    ) -> None:  # fmt: skip
        self.disciplines, self.averages = disciplines, averages
        own = by_student(rows)
        self.chosen: dict[UUID, dict[Columned, Got]] = {
            student: chosen(((row.discipline.hex, got(row)) for row in found), semesters)
            for student, found in own.items()
        }
        keys = {key for found in self.chosen.values() for key in found}
        keys |= {(one.hex, False) for found in averages.values() for one in found}
        self.columns = sorted(keys, key=lambda key: (natural(" ".join(disciplines[key[0]])), key[1]))
        self.shown: dict[UUID, list[Got]] = {}

    def line(self, student: UUID, name: str, missed: Missed) -> StudentLine:
        """A row of the sheet."""
        found = self.chosen.get(student, {})
        results = self.shown[student] = list(found.values())
        values = [row.value for row in results]
        running = self.averages.get(student, {})
        cells = tuple(
            _final(found[key]) if key in found else _running(running.get(UUID(key[0])) if not key[1] else None)
            for key in self.columns
        )
        counts = tuple(values.count(value) for value in COUNTED)
        return StudentLine(
            student, name, cells, indicators.mean_mark(values), counts, missed,
            indicators.standing(results),
        )  # fmt: skip

    def heads(self) -> tuple[Head, ...]:
        """Columns with their tallies, of the students who have a row."""
        return tuple(
            Head(
                self.disciplines[key][0] + (f" {self._held(key)}" if project else ""), self.disciplines[key][1],
                self._tally((key, project)),
            )
            for key, project in self.columns
        )  # fmt: skip

    def _tally(self, column: Columned) -> Tally:
        return indicators.tally(
            found[column] for found in map(self.chosen.get, self.shown) if found and column in found
        )

    def _held(self, key: str) -> str:
        """«КП» or «КР»: what was defended; both where a discipline had both."""
        forms = {found[key, True].form for found in self.chosen.values() if (key, True) in found}
        return "/".join(form for form in PROJECTS if form in forms) or PROJECT


def _final(row: Got) -> Value:
    if row.unmastered:
        return Value(printed(row.value), "fail", note=row.mastery)
    tone = row.value if row.value in MARKS else "fail" if row.unfit else ""
    return Value(printed(row.value), tone)


def _running(average: Fraction | None) -> Value:
    return Value(indicators.mean(average), average=True) if average is not None else Value()


def natural(text: str) -> tuple[tuple[str, int], ...]:
    """«ОП.2» before «ОП.10»."""
    return tuple((part, int(digits or 0)) for part, digits in re.findall(r"(\D*)(\d*)", text))


def _disciplines(
    own: UUID, group: Group, rows: list[ResultRow], semesters: Sequence[int], held: list[Term],
    averages: dict[UUID, dict[UUID, Fraction]],
) -> dict[str, tuple[str, str]]:  # fmt: skip
    """discipline → (index, name): of results, and of the group's pages in these terms."""
    found = {row.discipline.hex: (row.index, row.name) for row in rows if row.semester in semesters}
    wanted = {one for values in averages.values() for one in values}
    pages = Course.objects.of(own).filter(group=group.pk, term__in=[term.pk for term in held])
    wanted |= set(pages.values_list("discipline_id", flat=True))
    names = Discipline.objects.of(own).filter(pk__in=wanted).values_list("pk", "index", "name")
    return found | {pk.hex: (index, name) for pk, index, name in names}


def _choices(rows: list[ResultRow], asked: Asked, now: int) -> tuple[Choice, ...]:
    semesters = sorted({row.semester for row in rows} | ({now} if now else set()))
    found = [Choice(f"{n} семестр", f"semester={n}", asked.semester == n) for n in semesters]
    years = sorted({year_of(n) for n in semesters})
    return (*found, *(Choice(f"{n} курс, год", f"year={n}", asked.year == n) for n in years))
