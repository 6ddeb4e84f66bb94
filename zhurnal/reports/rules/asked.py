"""What a report is asked for: of which period, by the lists of which day, about whom. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from zhurnal.reports.rules.builder import Shape
from zhurnal.reports.rules.periods import Calendar, Period


class Ask(StrEnum):
    """What a report may be narrowed to."""

    GROUP = "group"
    DEPARTMENT = "department"
    TEACHER = "teacher"
    DISCIPLINE = "discipline"
    DAY = "day"  # whose lists are taken


ASK_WORDS = {
    Ask.GROUP: "Группа",
    Ask.DEPARTMENT: "Отделение",
    Ask.TEACHER: "Преподаватель",
    Ask.DISCIPLINE: "Дисциплина",
    Ask.DAY: "На день",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """``day``: the day whose lists count, and up to which lessons are counted; never later than today."""

    period: Period
    day: date
    group: UUID | None = None
    department: UUID | None = None
    teacher: UUID | None = None
    discipline: UUID | None = None
    calendar: Calendar = ()
    shape: Shape | None = None

    @property
    def until(self) -> date:
        """The last day that is counted."""
        return min(self.period.until, self.day)

    @property
    def then(self) -> date | None:
        """The day as of whose evening records are read; None: as they stand now. The last day of a period stands for the whole of it."""
        return None if self.day == self.period.until else self.day

    def counted_on(self, today: date) -> date:
        """The day as of which hours are counted: today, also of a whole period that is over."""
        return min(self.then or today, today)

    @property
    def month(self) -> date:
        """The first day of the period's month, for forms that are kept by months."""
        return self.period.since.replace(day=1)
