"""The month's list of substitutions by teacher, with hours (A5.4, A5.7, A5.11)."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from zhurnal.kernel import policy
from zhurnal.kernel.dates import MONTHS_ALONE
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.names import full_name, short_name
from zhurnal.timetable.burdens import burdens
from zhurnal.timetable.models import Substitution
from zhurnal.timetable.policy import LEDGER
from zhurnal.timetable.queries.substitution_day import MODE_WORDS
from zhurnal.timetable.rules.burden import Burden
from zhurnal.timetable.rules.lesson import SubstitutionMode


@dataclass(frozen=True, slots=True)
class MonthLine:
    """One substituted lesson; ``recorded``: it has attendance or marks; ``due``: its day has come."""

    teacher: str
    date: date
    pair: int
    group: str
    discipline: str
    planned: str
    mode: str
    reason: str
    hours: int
    recorded: bool
    due: bool


@dataclass(frozen=True, slots=True)
class TeacherMonth:
    """A substitute's lessons of the month and his hours by mode."""

    name: str
    lines: tuple[MonthLine, ...]

    def hours(self, mode: SubstitutionMode) -> int:
        """Hours of one mode."""
        return sum(line.hours for line in self.lines if line.mode == MODE_WORDS[mode])

    @property
    def same(self) -> int:
        """Hours in the place of another, the same discipline."""
        return self.hours(SubstitutionMode.SAME)

    @property
    def other(self) -> int:
        """Hours of his own discipline that went ahead."""
        return self.hours(SubstitutionMode.OTHER)

    @property
    def joint(self) -> int:
        """Hours in which a group joined his lesson."""
        return self.hours(SubstitutionMode.JOINT)


@dataclass(frozen=True, slots=True)
class Month:
    """The list of a month."""

    first: date
    teachers: tuple[TeacherMonth, ...]

    @property
    def title(self) -> str:
        """«ноябрь 2026»."""
        return f"{MONTHS_ALONE[self.first.month - 1]} {self.first.year}"

    @property
    def previous(self) -> date:
        """The first day of the month before."""
        return (self.first - timedelta(days=1)).replace(day=1)

    @property
    def following(self) -> date:
        """The first day of the month after."""
        return (self.first + timedelta(days=31)).replace(day=1)

    @property
    def total(self) -> int:
        """Substituted lessons."""
        return sum(len(teacher.lines) for teacher in self.teachers)

    @property
    def lines(self) -> list[MonthLine]:
        """All lines in order."""
        return [line for teacher in self.teachers for line in teacher.lines]


def load_month(actor: PersonActor, day: date) -> Month:
    """The month that holds the day, of the lessons within reach. A constant number of statements."""
    first = day.replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    reach = policy.visible(actor, LEDGER).filter(date__gte=first, date__lt=following)
    columns = (
        "lesson_id", "substitute_id", "substitute__surname", "substitute__given", "substitute__patronymic", "lesson__date",
        "lesson__pair", "lesson__course__group__name", "lesson__course__discipline__name", "lesson__hours", "mode", "reason",
        "planned_teacher__surname", "planned_teacher__given", "planned_teacher__patronymic",
    )  # fmt: skip
    rows = Substitution.objects.of(actor.college_id).filter(lesson__in=reach.values("pk"))
    found = rows.order_by("substitute__surname", "substitute__given", "substitute_id", "lesson__date", "lesson__pair")
    listed = list(found.values_list(*columns))
    kept = burdens(actor.college_id, [row[0] for row in listed])
    shelves: dict[UUID, list[MonthLine]] = {}
    for pk, teacher, surname, given, patronymic, on, pair, group, name, hours, mode, reason, *planned in listed:
        shelves.setdefault(teacher, []).append(
            MonthLine(
                full_name(surname, given, patronymic), on, pair, group, name, short_name(*planned),
                MODE_WORDS[SubstitutionMode(mode)], reason, hours, kept.get(pk) is Burden.HELD, on <= actor.today,
            )
        )  # fmt: skip
    return Month(first, tuple(TeacherMonth(lines[0].teacher, tuple(lines)) for lines in shelves.values()))
