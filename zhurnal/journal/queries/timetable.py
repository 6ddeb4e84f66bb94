"""The week's timetable of a person, a child or a group, with its changes marked."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from zhurnal.journal.queries.course_rows import lesson_rows
from zhurnal.journal.queries.lesson_facts import lesson_facts
from zhurnal.journal.queries.lesson_heads import LessonHead, lesson_heads
from zhurnal.journal.queries.shapes import LessonRow
from zhurnal.journal.queries.timetable_subjects import Subject, subjects_of
from zhurnal.journal.rules.phase import Phase, phase
from zhurnal.journal.rules.squares import Squares, squares
from zhurnal.journal.rules.timetable import change_of, room_words, span_words, week_number
from zhurnal.kernel import policy
from zhurnal.people.actor import PersonActor

READ = "timetable.own.read"


@dataclass(frozen=True, slots=True)
class TimetableLesson:
    """One lesson of the week. ``change``: замена, отменено, вне расписания, дистанционно, or nothing."""

    id: UUID
    course_id: UUID
    pair: int
    starts: dt.time
    ends: dt.time
    group: str
    title: str
    subgroup: str
    teacher: str
    room: str
    change: str
    note: str
    running: bool
    cancelled: bool
    link: str
    states: Squares | None


@dataclass(frozen=True, slots=True)
class TimetableDay:
    """A day of the week with its lessons in order."""

    date: dt.date
    lessons: tuple[TimetableLesson, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """Everything the page «Расписание» shows."""

    monday: dt.date
    saturday: dt.date
    today: dt.date
    week_number: int
    hours: int
    days: tuple[TimetableDay, ...]
    subjects: tuple[Subject, ...]
    subject: Subject | None
    asked: dt.date

    @property
    def changes(self) -> int:
        """How many lessons of the week differ from the timetable."""
        return sum(1 for day in self.days for lesson in day.lessons if lesson.change)

    @property
    def span(self) -> str:
        """«23–28 ноября»."""
        return span_words(self.monday, self.saturday)

    @property
    def previous(self) -> dt.date:
        """A day of the week before."""
        return self.monday - dt.timedelta(days=7)

    @property
    def following(self) -> dt.date:
        """A day of the week after."""
        return self.monday + dt.timedelta(days=7)


def load_week(actor: PersonActor, day: dt.date, key: str = "") -> Week:
    """The week that holds the day, of the subject named by ``key`` (the first one by default)."""
    subjects = subjects_of(actor)
    subject = next((item for item in subjects if item.key == key), next(iter(subjects), None))
    monday = day - dt.timedelta(days=day.weekday())
    heads = _heads(actor, subject, monday)
    rows = {row.id: row for row in lesson_rows(actor.college_id, lessons=[head.id for head in heads])} if heads else {}
    lessons = [(head, rows[head.id]) for head in heads if head.id in rows]
    states = _states(actor, subject, list(rows.values()))
    days = [monday + dt.timedelta(days=number) for number in range(7)]
    if not any(row.date == days[6] for row in rows.values()):
        days.pop()
    return Week(
        monday=monday,
        saturday=days[-1],
        today=actor.today,
        week_number=week_number(monday, heads[0].term_starts) if heads else 0,
        hours=sum(row.hours for row in rows.values() if not row.cancelled),
        days=tuple(
            TimetableDay(date, tuple(_lesson(actor, h, r, states.get(h.id)) for h, r in lessons if r.date == date))
            for date in days
        ),
        subjects=tuple(subjects),
        subject=subject,
        asked=day,
    )


def _heads(actor: PersonActor, subject: Subject | None, monday: dt.date) -> list[LessonHead]:
    if subject is None:
        return []
    week = Q(date__gte=monday, date__lt=monday + dt.timedelta(days=7))
    wanted = subject.lessons(actor.college_id)
    return lesson_heads(actor.college_id, policy.visible(actor, READ), week & wanted)


def _states(actor: PersonActor, subject: Subject | None, rows: list[LessonRow]) -> dict[UUID, Squares]:
    """The squares of one's own lessons: what is filled is told only to who fills it."""
    if subject is None or subject.kind != "teacher" or not subject.mine or not rows:
        return {}
    facts = lesson_facts(actor.college_id, rows)
    return {pk: squares(known, actor.today) for pk, known in facts.items() if known.date <= actor.today}


def _lesson(actor: PersonActor, head: LessonHead, row: LessonRow, states: Squares | None) -> TimetableLesson:
    return TimetableLesson(
        id=head.id,
        course_id=head.course_id,
        pair=row.pair,
        starts=row.starts,
        ends=row.ends,
        group=head.group,
        title=head.title,
        subgroup=head.subgroup,
        teacher=row.teacher,
        room=room_words(row.room),
        change=change_of(cancelled=row.cancelled, substituted=row.substituted, origin=head.origin, room=row.room),
        note=f"за {head.instead_of}" if head.instead_of else "",
        running=not row.cancelled and phase(row.date, row.starts, row.ends, actor.now) is Phase.RUNNING,
        cancelled=row.cancelled,
        link="" if row.cancelled else head.link,
        states=states,
    )
