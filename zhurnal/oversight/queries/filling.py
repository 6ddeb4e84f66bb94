"""How the journals of the day are filled, and whom to remind (1.7, 2.5); within the groups that the person watches."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Sum

from zhurnal.journal.models import LessonRecord
from zhurnal.kernel import prepared
from zhurnal.kernel.models import ChainHead
from zhurnal.kernel.sql import fetch_all, marks_for, table, uid, uuids
from zhurnal.kernel.wording import plural, plural_word
from zhurnal.oversight.queries.practice_owed import Asked as OwedAsked
from zhurnal.oversight.queries.practice_owed import OwedDay, OwedPage, by_page, owed_days
from zhurnal.oversight.queries.watched import Wanted, WatchedGroup, WatchedLesson, watched_groups, watched_lessons
from zhurnal.oversight.rules.filling import Standing, when_words
from zhurnal.people.actor import PersonActor
from zhurnal.timetable.models import Lesson
from zhurnal.timetable.rules.lesson import State

MEMORY = timedelta(days=14)  # how far back people are reminded of
FIRST = 10  # people who stand open
NAMED = 3  # disciplines beside a teacher
LESSONS = ("занятие", "занятия", "занятий")
PRACTICE_DAYS = ("день", "дня", "дней")
STANDING_WORDS = {
    Standing.DONE: "Заполнены", Standing.BEGUN: "Начаты", Standing.OVERDUE: "Прошли, и ничего не записано",
    Standing.RUNNING: "Идут сейчас", Standing.AHEAD: "Ещё впереди",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Narrow:
    """What the page is narrowed to: a department, a group; lessons that stand so, or ``owed`` (something is missing)."""

    department: UUID | None = None
    group: UUID | None = None
    standing: Standing | None = None
    owed: bool = False

    @property
    def narrowed(self) -> bool:
        """Whether it is narrowed at all."""
        return bool(self.department or self.group or self.standing)

    @property
    def place(self) -> str:
        """The part of an address that narrows to the same department or group."""
        if self.group:
            return f"&group={self.group}"
        return f"&department={self.department}" if self.department else ""


@dataclass(slots=True)
class FillingBar:
    """How many lessons of a department or a group are filled. ``widest`` is the number that makes a whole bar.

    ``address``: the part of an address that narrows the page to it; ``owed``: its lessons in which something is missing.
    """

    name: str
    address: str
    widest: int = 0
    counted: dict[Standing, int] = field(default_factory=dict)
    owed: list[WatchedLesson] = field(default_factory=list)

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
    """A teacher to be reminded: his lessons with something missing, his days of practice without a record; how often he was late this month."""

    id: UUID
    name: str
    disciplines: str
    lessons: list[WatchedLesson]
    practice: list[OwedPage]
    when: str
    late: int
    month: int

    @property
    def owed(self) -> int:
        """Lessons and days of practice together."""
        return len(self.lessons) + sum(len(one.days) for one in self.practice)


@dataclass(slots=True)
class FillingPage:
    """The page."""

    day: date
    today: date
    now: datetime
    narrow: Narrow
    department: str
    department_id: UUID | None
    group: str
    bars: list[FillingBar]
    debtors: list[Debtor]
    listed: list[WatchedLesson]
    practice: list[OwedPage]
    owed: int
    ahead: int

    @property
    def held(self) -> int:
        """Lessons of the day that have begun."""
        return sum(bar.held for bar in self.bars)

    @property
    def done(self) -> int:
        """Filled ones."""
        return sum(bar.done for bar in self.bars)

    @property
    def listed_words(self) -> str:
        """What the listed lessons are."""
        number, narrow = len(self.listed), self.narrow
        if narrow.standing is not None:
            return f"{STANDING_WORDS[narrow.standing]}: {plural(number, LESSONS)}"
        if narrow.group is not None and not narrow.owed:
            return f"{self.group}: {plural(number, LESSONS)} за день"
        if not number:
            return f"Незаполненных занятий {'сегодня' if self.is_today else 'в этот день'} нет"
        passed = plural(number, ("занятие прошло", "занятия прошли", "занятий прошли"))
        return f"{passed} и не {plural_word(number, ('заполнено', 'заполнены', 'заполнены'))} целиком"

    @property
    def practice_words(self) -> str:
        """What is listed of practice: of the day, or of the days that people are reminded of."""
        days = plural(sum(len(one.days) for one in self.practice), PRACTICE_DAYS)
        return f"Практика не записана: {days}" + (" за две недели" if self.is_today else "")

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


def load_filling(actor: PersonActor, day: date, narrow: Narrow | None = None) -> FillingPage:
    """Seven statements for any number of lessons, four more where a practice goes on, besides the two that make the actor."""
    narrow = narrow or Narrow()
    groups = {pk: group for pk, group in watched_groups(actor).items() if _within(group, narrow)}
    lessons = watched_lessons(actor, Wanted(actor.today - MEMORY, actor.today, day, tuple(groups)))
    of_day = [lesson for lesson in lessons if lesson.date == day]
    recent = [lesson for lesson in lessons if actor.today - MEMORY <= lesson.date <= actor.today]
    practice = owed_days(actor, OwedAsked(min(actor.today - MEMORY, day), max(actor.today, day), tuple(groups)))
    late = [one for one in practice if actor.today - MEMORY <= one.date]
    shown = late if day == actor.today else [one for one in practice if one.date == day]
    first = next(iter(groups.values()), None)
    return FillingPage(
        day=day,
        today=actor.today,
        now=actor.now,
        narrow=narrow,
        department=first.department_name if first and (narrow.department or narrow.group) else "",
        department_id=first.department if first else None,
        group=first.name if first and narrow.group else "",
        bars=_bars(groups, of_day, narrow),
        debtors=_debtors(actor, [lesson for lesson in recent if lesson.owed], late),
        listed=[lesson for lesson in of_day if _is_listed(lesson, narrow)],
        practice=by_page(shown) if narrow.standing in (None, Standing.OVERDUE) else [],
        owed=sum(lesson.owed for lesson in of_day),
        ahead=sum(lesson.standing is Standing.AHEAD for lesson in of_day),
    )


def _within(group: WatchedGroup, narrow: Narrow) -> bool:
    return narrow.department in (None, group.department) and narrow.group in (None, group.id)


def _is_listed(lesson: WatchedLesson, narrow: Narrow) -> bool:
    """What has the standing that was asked for; else everything of one group, and what is missing of many."""
    if narrow.standing is not None:
        return lesson.standing is narrow.standing
    return lesson.owed or (narrow.group is not None and not narrow.owed)


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


def _bars(groups: dict[UUID, WatchedGroup], lessons: list[WatchedLesson], narrow: Narrow) -> list[FillingBar]:
    """A bar for every department within reach, or for every group of the one that was asked for."""
    by_group = narrow.department is not None or narrow.group is not None
    bars: dict[UUID, FillingBar] = {}
    for group in groups.values():
        if by_group:
            bars[group.id] = FillingBar(group.name, f"group={group.id}")
        else:
            bars.setdefault(group.department, FillingBar(group.department_name, f"department={group.department}"))
    for lesson in lessons:
        bar = bars[lesson.group_id if by_group else groups[lesson.group_id].department]
        bar.counted[lesson.standing] = bar.counted.get(lesson.standing, 0) + 1
        if lesson.owed:
            bar.owed.append(lesson)
    widest = max((bar.held for bar in bars.values()), default=0)
    for bar in bars.values():
        bar.widest = widest
    return list(bars.values())


def _debtors(actor: PersonActor, owed: list[WatchedLesson], practice: list[OwedDay]) -> list[Debtor]:
    """Teachers with something missing, most of it first."""
    by_teacher: dict[UUID, tuple[list[WatchedLesson], list[OwedDay]]] = {}
    for lesson in owed:
        by_teacher.setdefault(lesson.teacher, ([], []))[0].append(lesson)
    for one in practice:
        if one.teacher is not None:
            by_teacher.setdefault(one.teacher, ([], []))[1].append(one)
    late = _late(actor, by_teacher) if by_teacher else {}
    found = []
    for teacher, (lessons, days) in by_teacher.items():
        both: list[WatchedLesson | OwedDay] = [*lessons, *days]
        found.append(
            Debtor(
                id=teacher,
                name=both[0].teacher_name,
                disciplines=_listed(list(dict.fromkeys(one.discipline for one in both))),
                lessons=lessons[::-1],
                practice=by_page(days),
                when=when_words((one.date for one in both), actor.today),
                late=late.get(teacher, (0, 0))[0],
                month=late.get(teacher, (0, 0))[1],
            )
        )
    return sorted(found, key=lambda debtor: (-debtor.owed, debtor.name))


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
