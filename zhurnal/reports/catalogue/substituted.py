"""Замещения по дисциплинам: of each discipline, what was held by another teacher and what nobody held (A5.5)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from zhurnal.kernel.export import Cell, Column, Kind, Table, Total
from zhurnal.oversight.queries.cancelled import cancelled_lessons
from zhurnal.oversight.queries.ledger import BY_ORDER, substitutions
from zhurnal.oversight.queries.teaching import Scope, courses_between
from zhurnal.people.actor import PersonActor
from zhurnal.reports.catalogue.sheet import SIGNATURES, as_recorded, on_day
from zhurnal.reports.rules.periods import month_of, month_words
from zhurnal.timetable.rules.lesson import SubstitutionMode

ONLY_TEACHERS = (
    "Замещение — занятие, которое по расписанию должен был вести другой преподаватель. "
    "Перенос, другая аудитория и другое время замещением не считаются."
)
COLUMNS = (
    Column("discipline", "Дисциплина", width=40), Column("substituted", "Замещено занятий", Kind.NUMBER, 12),
    Column("substituted_hours", "Замещено, ч", Kind.NUMBER, 12), Column("other", "из них другой дисциплиной, ч", Kind.NUMBER, 14),
    Column("cancelled", "Отменено без замены, занятий", Kind.NUMBER, 14), Column("cancelled_hours", "Отменено, ч", Kind.NUMBER, 12),
)  # fmt: skip


@dataclass(slots=True)
class Counted:
    """Lessons and hours of one discipline. ``other``: hours that another discipline took."""

    substituted: int = 0
    substituted_hours: int = 0
    other: int = 0
    cancelled: int = 0
    cancelled_hours: int = 0

    def __add__(self, other: "Counted") -> "Counted":
        return Counted(
            self.substituted + other.substituted, self.substituted_hours + other.substituted_hours,
            self.other + other.other, self.cancelled + other.cancelled, self.cancelled_hours + other.cancelled_hours,
        )  # fmt: skip

    @property
    def cells(self) -> tuple[Cell, ...]:
        """In the order of the columns."""
        numbers = (self.substituted, self.substituted_hours, self.other, self.cancelled, self.cancelled_hours)
        return tuple(number or None for number in numbers)


def substituted(actor: PersonActor, month: date, day: date) -> Table:
    """The month up to the day by discipline of the timetable; a change of the teacher counts once its day has come, recorded or not."""
    days, scope = month_of(month), Scope(actor)
    courses = courses_between(actor.college_id, *days)
    found: dict[str, Counted] = defaultdict(Counted)
    for row in substitutions(actor.college_id, *days, day):
        seen = any(scope.holds(who, courses[row.course].group) for who in (row.planned, row.substitute))
        if seen and row.planned != row.substitute and row.date <= day:
            line = found[courses[row.missed or row.course].title]
            line.substituted += 0 if row.mode == BY_ORDER else 1  # hours by an order are no lesson
            line.substituted_hours += row.hours
            line.other += row.hours if row.mode == SubstitutionMode.OTHER else 0
    for lost in cancelled_lessons(actor.college_id, *days):
        if scope.holds(lost.teacher, courses[lost.course].group) and lost.date <= day:
            line = found[courses[lost.course].title]
            line.cancelled += 1
            line.cancelled_hours += lost.hours
    rows: list[tuple[Cell, ...]] = [(title, *line.cells) for title, line in sorted(found.items())]
    if rows:
        rows.append(Total(("Всего", *sum(found.values(), Counted()).cells)))
    return Table(
        f"Замещения по дисциплинам, {month_words(month)}", COLUMNS, rows, (ONLY_TEACHERS, as_recorded(actor, day)),
        (actor.college_name, f"Замещённые и отменённые занятия за {month_words(month)}{on_day(actor, day)}"), SIGNATURES,
    )  # fmt: skip
