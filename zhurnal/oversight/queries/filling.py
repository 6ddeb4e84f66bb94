"""How the journals of the day are filled, and whom to remind (1.7, 2.5); within the groups that the person watches."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Sum

from zhurnal.curriculum.models import Course, Discipline
from zhurnal.curriculum.rules.kinds import JournalKind
from zhurnal.journal.models import LessonRecord
from zhurnal.journal.queries.course_rows import lesson_rows
from zhurnal.journal.queries.lesson_facts import lesson_facts
from zhurnal.journal.rules.squares import Squares, squares
from zhurnal.kernel import policy, prepared
from zhurnal.kernel.models import ChainHead
from zhurnal.kernel.sql import fetch_all, marks_for, table, uid, uuids
from zhurnal.oversight.rules.filling import Standing, is_owed, standing, when_words
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.rules.names import full_name
from zhurnal.timetable.models import Lesson
from zhurnal.timetable.rules.lesson import State

MEMORY = timedelta(days=14)  # how far back people are reminded of
FIRST = 10  # people who stand open
NAMED = 3  # disciplines beside a teacher
ACTION = "oversight.filling.read"


@dataclass(frozen=True, slots=True)
class WatchedGroup:
    """A group within the person's reach."""

    id: UUID
    name: str
    department: UUID
    department_name: str


@dataclass(slots=True)
class WatchedLesson:
    """A lesson with its squares and where it stands now."""

    id: UUID
    course: UUID
    date: date
    starts: time
    group: str
    discipline: str
    teacher: UUID
    teacher_name: str
    states: Squares
    standing: Standing
    owed: bool
    department: UUID


@dataclass(slots=True)
class DepartmentBar:
    """How many lessons of a department are filled. ``widest`` is the number that makes a whole bar."""

    name: str
    widest: int = 0
    counted: dict[Standing, int] = field(default_factory=dict)

    @property
    def held(self) -> int:
        """Lessons that have begun by the clock."""
        return sum(number for kind, number in self.counted.items() if kind is not Standing.AHEAD)

    @property
    def done(self) -> int:
        """Filled."""
        return self.counted.get(Standing.DONE, 0)

    @property
    def begun(self) -> int:
        """Begun."""
        return self.counted.get(Standing.BEGUN, 0)

    @property
    def overdue(self) -> int:
        """Over, and nothing written."""
        return self.counted.get(Standing.OVERDUE, 0)

    @property
    def words(self) -> str:
        """The bar in words."""
        return f"заполнено {self.done} из {self.held}, начато {self.begun}, не начато {self.overdue}"


@dataclass(slots=True)
class Debtor:
    """A teacher to be reminded: his lessons with something missing; how often he was late this month."""

    id: UUID
    name: str
    disciplines: str
    lessons: list[WatchedLesson]
    when: str
    late: int
    month: int


@dataclass(slots=True)
class FillingPage:
    """The page."""

    day: date
    today: date
    now: datetime
    departments: list[DepartmentBar]
    debtors: list[Debtor]
    unfilled: list[WatchedLesson]
    ahead: int

    @property
    def held(self) -> int:
        """Lessons of the day that have begun."""
        return sum(bar.held for bar in self.departments)

    @property
    def done(self) -> int:
        """Filled ones."""
        return sum(bar.done for bar in self.departments)

    @property
    def more_debtors(self) -> int:
        """How many people stand folded below the first."""
        return max(len(self.debtors) - FIRST, 0)

    @property
    def previous(self) -> date:
        """The day before, Sundays left out."""
        return self.day - timedelta(days=2 if self.day.weekday() == 0 else 1)

    @property
    def following(self) -> date:
        """The next day, Sundays left out."""
        return self.day + timedelta(days=2 if self.day.weekday() == 5 else 1)

    @property
    def is_today(self) -> bool:
        """Whether the day is today."""
        return self.day == self.today


def load_filling(actor: PersonActor, day: date) -> FillingPage:
    """Six statements for any number of lessons, besides the two that make the actor."""
    groups = watched_groups(actor)
    lessons = _lessons(actor, groups, min(day, actor.today - MEMORY), max(day, actor.today))
    of_day = [lesson for lesson in lessons if lesson.date == day]
    recent = [lesson for lesson in lessons if actor.today - MEMORY <= lesson.date <= actor.today]
    return FillingPage(
        day=day,
        today=actor.today,
        now=actor.now,
        departments=_bars(groups.values(), of_day),
        debtors=_debtors(actor, [lesson for lesson in recent if lesson.owed]),
        unfilled=[lesson for lesson in of_day if lesson.owed],
        ahead=sum(lesson.standing is Standing.AHEAD for lesson in of_day),
    )


def number_of_changes(college_id: UUID) -> int:
    """Grows with every change written in the college: while it stands, nothing was filled."""
    rows = prepared.run("number of changes", _changes, {"college": college_id})
    return rows[0][0] or 0 if rows else 0


_recent: dict[UUID, tuple[int, int]] = {}


def recent_number(college_id: UUID, beat: int) -> int:
    """``number_of_changes`` as it was when this process first asked within the beat."""
    known = _recent.get(college_id)
    if known is None or known[0] != beat:
        known = _recent[college_id] = (beat, number_of_changes(college_id))
    return known[1]


def _changes(values: prepared.Values) -> QuerySet[Any]:
    rows = ChainHead.objects.of(values["college"]).values("college_id").annotate(total=Sum("seq"))
    return rows.values_list("total")


def watched_groups(actor: PersonActor) -> dict[UUID, WatchedGroup]:
    """Groups within reach, by department and name."""
    found = prepared.run((ACTION, actor.kind()), lambda values: _groups(actor.outlined(values)), actor.outline())
    return {row[0]: WatchedGroup(*row) for row in found}


def _groups(actor: PersonActor) -> QuerySet[Any]:
    today = actor.today
    rows = policy.visible(actor, ACTION).filter(year__starts__lte=today, year__ends__gte=today)
    found: QuerySet[Any] = rows.order_by("department__name", "name").values_list(
        "pk", "name", "department_id", "department__short_name"
    )
    return found


def _lessons(actor: PersonActor, groups: dict[UUID, WatchedGroup], since: date, until: date) -> list[WatchedLesson]:
    """Lessons of the groups between two days that were not cancelled, in order of time. Four statements."""
    heads = _heads(actor.college_id, groups, since, until)
    rows = {row.id: row for row in lesson_rows(actor.college_id, lessons=list(heads))} if heads else {}
    facts = lesson_facts(actor.college_id, list(rows.values())) if rows else {}
    found = []
    for pk, (group, discipline, course, teacher_name) in heads.items():
        row = rows.get(pk)
        if row is None:
            continue
        states = squares(facts[pk], actor.today)
        found.append(
            WatchedLesson(
                pk, course, row.date, row.starts, group.name, discipline, row.teacher_id, teacher_name, states,
                standing(states, row.date, row.starts, row.ends, actor.now),
                is_owed(states, row.date, row.ends, actor.now), group.department,
            )
        )  # fmt: skip
    return found


def _heads(
    college_id: UUID, groups: dict[UUID, WatchedGroup], since: date, until: date
) -> dict[UUID, tuple[WatchedGroup, str, UUID, str]]:
    """lesson → its group, discipline, course, and the teacher by full name."""
    wanted = [uid(group) for group in groups]
    rows = fetch_all(
        f"""
        SELECT l.id, c.group_id, c.id, d."index", d.name, d.short_name, d.kind, p.surname, p.given, p.patronymic
          FROM {table(Lesson)} l
          JOIN {table(Course)} c ON c.college_id = l.college_id AND c.id = l.course_id
          JOIN {table(Discipline)} d ON d.college_id = c.college_id AND d.id = c.discipline_id
          JOIN {table(Person)} p ON p.college_id = l.college_id AND p.id = l.teacher_id
         WHERE l.college_id = %s AND l.date BETWEEN %s AND %s AND l.state = %s AND c.group_id IN ({marks_for(wanted)})
         ORDER BY l.date, l.pair, c.group_id
        """,  # noqa: S608  (only names of our own tables and placeholders are put in)
        [uid(college_id), since, until, State.PLANNED, *wanted],
    )
    return {
        uuids(pk): (groups[uuids(group)], _title(index, name, short, kind), uuids(course), full_name(*person))
        for pk, group, course, index, name, short, kind, *person in rows
    }


def _title(index: str, name: str, short: str, kind: str) -> str:
    """A discipline by its short name, a part of a module by its index."""
    return index if kind == JournalKind.MODULE and index else short or name


def _bars(groups: Iterable[WatchedGroup], lessons: list[WatchedLesson]) -> list[DepartmentBar]:
    """A bar for every department within reach."""
    bars = {group.department: DepartmentBar(group.department_name) for group in groups}
    for lesson in lessons:
        counted = bars[lesson.department].counted
        counted[lesson.standing] = counted.get(lesson.standing, 0) + 1
    widest = max((bar.held for bar in bars.values()), default=0)
    for bar in bars.values():
        bar.widest = widest
    return list(bars.values())


def _debtors(actor: PersonActor, owed: list[WatchedLesson]) -> list[Debtor]:
    """Teachers with something missing, most of it first."""
    by_teacher: dict[UUID, list[WatchedLesson]] = {}
    for lesson in owed:
        by_teacher.setdefault(lesson.teacher, []).append(lesson)
    late = _late(actor, by_teacher) if by_teacher else {}
    found = [
        Debtor(
            id=teacher,
            name=lessons[0].teacher_name,
            disciplines=_listed(list(dict.fromkeys(lesson.discipline for lesson in lessons))),
            lessons=lessons[::-1],
            when=when_words((lesson.date for lesson in lessons), actor.today),
            late=late.get(teacher, (0, 0))[0],
            month=late.get(teacher, (0, 0))[1],
        )
        for teacher, lessons in by_teacher.items()
    ]
    return sorted(found, key=lambda debtor: (-len(debtor.lessons), debtor.name))


def _listed(names: list[str]) -> str:
    """«Физика, Химия и ещё 2»."""
    more = f" и ещё {len(names) - NAMED}" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


def _late(actor: PersonActor, teachers: Iterable[UUID]) -> dict[UUID, tuple[int, int]]:
    """teacher → (lessons of this month recorded late, lessons of this month so far)."""
    wanted = [uid(teacher) for teacher in teachers]
    rows = fetch_all(
        f"""
        SELECT l.teacher_id, SUM(CASE WHEN j.late_entries > 0 THEN 1 ELSE 0 END), COUNT(*)
          FROM {table(Lesson)} l
          LEFT JOIN {table(LessonRecord)} j ON j.college_id = l.college_id AND j.lesson_id = l.id
         WHERE l.college_id = %s AND l.teacher_id IN ({marks_for(wanted)}) AND l.date BETWEEN %s AND %s AND l.state = %s
         GROUP BY l.teacher_id
        """,  # noqa: S608  (only names of our own tables and placeholders are put in)
        [uid(actor.college_id), *wanted, actor.today.replace(day=1), actor.today, State.PLANNED],
    )
    return {uuids(teacher): (int(late), int(total)) for teacher, late, total in rows}
