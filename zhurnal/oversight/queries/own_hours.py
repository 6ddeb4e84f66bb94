"""A teacher's own hours: the term by discipline and group, and the year month by month (2.4, A5.8)."""

from dataclasses import dataclass
from datetime import date
from typing import cast

from django.db.models import QuerySet

from zhurnal.curriculum.models import HoursCorrection
from zhurnal.kernel.dates import MONTHS_ALONE
from zhurnal.oversight.queries.hours import term_name, term_on
from zhurnal.oversight.queries.loads import loads
from zhurnal.oversight.queries.teaching import NONE, Line, TermLine, days_of_hours, form_lines, term_lines
from zhurnal.oversight.rules.hours import Hours, Together
from zhurnal.oversight.rules.missing import NOTHING, Missing, causes
from zhurnal.oversight.rules.norms import Load
from zhurnal.oversight.rules.teaching import Twice, in_all, months_shown
from zhurnal.people.actor import PersonActor

OWN = "oversight.hours.own"
FIGURES = ("Итог семестра", "План, ч", "Выдано", "Не записано", "В расписании", "Осталось")


@dataclass(frozen=True, slots=True)
class OwnLine:
    """A discipline in a group. ``hours``: what the course comes to; ``own``: given by himself; ``others``: in his place."""

    title: str
    groups: str
    hours: Hours
    own: int
    others: int
    missing: Missing = NOTHING

    @property
    def causes(self) -> str:
        """Why hours are missing: their sum is the gap."""
        return causes(self.hours, self.missing)


@dataclass(frozen=True, slots=True)
class MonthsLine:
    """Hours given by month in the order of the year; None where none were. ``groups``: several when they sat together."""

    title: str
    groups: str
    months: tuple[int | None, ...]
    total: int


@dataclass(frozen=True, slots=True)
class OwnPage:
    """``lines``: courses he leads; ``stood_in``: hours given in others' places; ``twice``: what joined groups' journals hold once more,
    None for nothing;
    ``load``: his year against the norm; ``corrected``: hours of the year that an order added or took off (A5.9)."""

    term: str
    today: date
    lines: tuple[OwnLine, ...] = ()
    stood_in: tuple[tuple[str, str, int], ...] = ()
    twice: Twice | None = None
    months: tuple[str, ...] = ()
    by_month: tuple[MonthsLine, ...] = ()
    load: Load | None = None
    corrected: tuple[HoursCorrection, ...] = ()

    @property
    def total(self) -> Together:
        """All his courses, as the ledger sums them: what joined groups hold twice is taken off (A5.3)."""
        return in_all([line.hours for line in self.lines], self.twice or Twice())

    @property
    def taken_off(self) -> tuple[tuple[str, int], ...]:
        """What joined groups hold twice, under the heads of the table's figures, to be added to the sums of its lines; () for nothing."""
        if self.twice is None or self.twice.whole == NONE:
            return ()
        whole = self.twice.whole
        found = (self.twice.outcome, whole.plan, whole.given, whole.unrecorded, whole.ahead, self.twice.left)
        return tuple((head, -number) for head, number in zip(FIGURES, found, strict=True))

    @property
    def behind(self) -> int:
        """Courses whose plan will not be given."""
        return sum(line.hours.outcome < 0 for line in self.lines)

    @property
    def sums(self) -> MonthsLine:
        """The year's last row."""
        months = zip(*(line.months for line in self.by_month), strict=True)
        sums = tuple(sum(number or 0 for number in column) or None for column in months)
        return MonthsLine("", "", sums, sum(line.total for line in self.by_month))


def load_own(actor: PersonActor) -> OwnPage:
    """His term and his year. A constant number of statements."""
    term = term_on(actor.college_id, actor.today)
    if term is None or actor.person_id is None:
        return OwnPage(term_name(None), actor.today)
    found, twice = term_lines(actor, term, actor.person_id)
    found.sort(key=lambda line: (line.key.title, line.key.groups))
    year = days_of_hours(term.year)
    lines = form_lines(actor, year, lambda day: (day.year, day.month), actor.person_id, monthly=True)
    until = min(term.year.ends, max(actor.today, term.year.starts))
    months = months_shown(year[0], until, (cast(tuple[int, int], column) for line in lines for column in line.columns))
    return OwnPage(
        term_name(term),
        actor.today,
        tuple(_line(row) for row in found if row.leads),
        tuple((row.key.title, ", ".join(row.key.groups), row.stood_in) for row in found if row.stood_in),
        next((hours for who, hours in twice.items() if who == actor.person_id), None),
        tuple(MONTHS_ALONE[month - 1] for _year, month in months),
        _by_month(lines, months),
        next((load for who, load, _days in loads(actor, term, actor.person_id, lines) if who == actor.person_id), None),
        tuple(_corrected(actor, year)),
    )


def _corrected(actor: PersonActor, year: tuple[date, date]) -> QuerySet[HoursCorrection]:
    rows = HoursCorrection.objects.of(actor.college_id).filter(
        teacher=actor.person_id, undone_at=None, day__gte=year[0], day__lte=min(year[1], actor.today)
    )
    found: QuerySet[HoursCorrection] = rows.select_related("course__group", "course__discipline", "instead_of")
    return found.order_by("-day", "-made_at", "pk")


def _line(row: TermLine) -> OwnLine:
    return OwnLine(row.key.title, ", ".join(row.key.groups), row.whole, row.own.given, row.others, row.missing)


def _by_month(lines: list[Line], months: list[tuple[int, int]]) -> tuple[MonthsLine, ...]:
    lines.sort(key=lambda line: (line.key.title, line.key.groups))
    return tuple(
        MonthsLine(line.key.title, ", ".join(line.key.groups), tuple(line.columns.get(m) for m in months), line.total)
        for line in lines
    )
