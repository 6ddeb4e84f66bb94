"""What every change of a lesson by the office has in common: one at a time, judged by what stands now, told to all."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from zhurnal.academic_year.models import Holiday
from zhurnal.curriculum.models import Course, PracticePeriod
from zhurnal.curriculum.queries import is_frozen
from zhurnal.curriculum.rules.practice import PRACTICE_INDICES, Practice, PracticeKind, practice_on
from zhurnal.kernel import audit
from zhurnal.kernel.dates import day_month
from zhurnal.kernel.errors import Absent
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.timetable.burdens import burdens
from zhurnal.timetable.models import Lesson, MovedDay, Room, Substitution
from zhurnal.timetable.rules.arranging import Condition, away_refusal, clash_refusal
from zhurnal.timetable.rules.burden import Burden
from zhurnal.timetable.rules.clashes import Placed, Shared, clashes_of
from zhurnal.timetable.rules.lesson import Origin
from zhurnal.timetable.rules.moving import NOWHERE, day_off, practice_refusal
from zhurnal.timetable.rules.news import Doing, News, Settled
from zhurnal.timetable.signals import lessons_changed
from zhurnal.timetable.standing import Standing, absences_on, is_away, standing_days, standings


@dataclass(frozen=True, slots=True)
class Desk:
    """The office's desk during one change; the college's chain is locked, so nobody else changes lessons meanwhile."""

    actor: PersonActor
    news: list[News] = field(default_factory=list)

    @property
    def college(self) -> UUID:
        """Whose lessons."""
        return self.actor.college_id

    @property
    def moment(self) -> datetime:
        """The moment of the change, in UTC."""
        return self.actor.now.astimezone(UTC)

    def lesson(self, pk: UUID) -> Standing:
        """The lesson as it stands now."""
        found = standings(self.college, Q(pk=pk))
        if not found:
            raise Absent
        return found[0]

    def condition(self, lesson: Standing) -> Condition:
        """What it already is."""
        guests = Substitution.objects.of(self.college).filter(host=lesson.id)
        return Condition(
            lesson.date,
            cancelled=lesson.cancelled,
            substituted=bool(lesson.mode),
            guests=tuple(
                guests.order_by("lesson__course__group__name").values_list("lesson__course__group__name", flat=True)
            ),
            burden=burdens(self.college, [lesson.id]).get(lesson.id, Burden.NOTHING),
            frozen=is_frozen(self.college, lesson.course),
        )

    def clash(
        self, wanted: Placed, names: Standing, *, without: Sequence[UUID] = (), about: Iterable[Shared] = tuple(Shared)
    ) -> Refusal | None:
        """The first clash of a lesson at its new place, as a sentence; ``names`` has the words of its teacher and room."""
        others = {row.id: row for row in standing_days(self.college, [wanted.date]) if row.id not in without}
        for clash in clashes_of(wanted, [row.placed for row in others.values()]):
            if clash.shared in about:
                other = others[clash.second.lesson]  # type: ignore[index]
                who = {
                    Shared.TEACHER: names.teacher_name, Shared.GROUP: names.group_name, Shared.ROOM: names.room_name,
                }[clash.shared]  # fmt: skip
                return clash_refusal(clash, who, f"{other.words}, {other.pair}\u00a0пара")
        return None

    def in_room(self, lesson: Standing, room: UUID | None) -> Standing:
        """The lesson in another room, under its name."""
        found = Room.objects.of(self.college).filter(pk=room).values_list("name", flat=True).first() if room else ""
        return replace(lesson, room=room, room_name=found or "")

    def taken(self, wanted: Standing) -> Refusal | None:
        """Why a lesson cannot stand there though nothing clashes: a cancelled one of its journal keeps its place in the grid."""
        rows = Lesson.objects.of(self.college).filter(course=wanted.course, date=wanted.date, pair=wanted.pair)
        return NOWHERE if rows.exclude(pk=wanted.id).exists() else None

    def away(self, lesson: Standing, teacher: UUID, name: str) -> Refusal | None:
        """Why the teacher cannot come: he is away himself."""
        known = absences_on(self.college, lesson.date, lesson.date)
        return away_refusal(name, lesson.date) if is_away(known, teacher, lesson.date, lesson.pair) else None

    def weekday(self, day: date) -> int:
        """The weekday by which the date works: its own, unless the office moved another one there."""
        rows = MovedDay.objects.of(self.college).filter(date=day).values_list("weekday", flat=True)
        return rows.first() or day.isoweekday()

    def holiday(self, day: date) -> str:
        """The name of the day off; "" where lessons are held, also on a day off to which another day was moved."""
        if MovedDay.objects.of(self.college).filter(date=day).exists():
            return ""
        return Holiday.objects.of(self.college).filter(date=day).values_list("name", flat=True).first() or ""

    def practice(self, lesson: Standing, day: date) -> Practice | None:
        """The practice for which the group is out of the timetable; its own lessons and those made by hand are held all the same."""
        if lesson.origin == Origin.MANUAL:
            return None
        rows = PracticePeriod.objects.of(self.college).filter(group=lesson.group, starts__lte=day, ends__gte=day)
        held = {
            Practice(starts, ends, PracticeKind(kind), weekdays): discipline
            for starts, ends, kind, weekdays, discipline in rows.values_list(
                "starts", "ends", "kind", "weekdays", "discipline_id"
            )
        }
        found = practice_on(held, day)
        if found is None:
            return None
        columns = ("discipline_id", "discipline__index")
        discipline, index = Course.objects.of(self.college).values_list(*columns).get(pk=lesson.course)
        return None if discipline == held[found] or index.startswith(PRACTICE_INDICES) else found

    def closed_day(self, lesson: Standing) -> Refusal | None:
        """Why the lesson will not be held where it stands, whoever comes: a day off or a practice that came later than it."""
        if lesson.origin == Origin.MANUAL:
            return None
        holiday = self.holiday(lesson.date)
        return (
            day_off(lesson.date, holiday)
            if holiday
            else practice_refusal(lesson.date, self.practice(lesson, lesson.date))
        )

    def tell(self, event: str, after: object, reason: str, *news: News, course: UUID, before: object = None) -> None:
        """Write the trace into the journal page's chain, and keep the news for the floors above."""
        head = audit.lock(self.college, course)
        audit.append(head, self.actor, [audit.Event(event, f"lesson:{news[0].lesson.hex}", before, after, reason)])
        self.news.extend(news)


def told(doing: Doing, lesson: Standing, planned: UUID | None, teacher: UUID | None, reason: str) -> News:
    """What is told about the lesson."""
    return News(
        doing, lesson.id, lesson.group, lesson.date, lesson.words, place_words(lesson), planned, teacher, reason,
        pair=lesson.pair, room=lesson.room_name,
    )  # fmt: skip


def place_words(lesson: Standing) -> str:
    """«24 ноября, 3 пара»."""
    return f"{day_month(lesson.date)}, {lesson.pair}\u00a0пара"


def with_teacher(lesson: Standing, teacher: UUID, name: str) -> Standing:
    """The same lesson given by somebody else."""
    return replace(lesson, teacher=teacher, teacher_name=name)


@contextmanager
def office(actor: PersonActor) -> Iterator[Desk]:
    """The desk, inside a transaction in which no other change of lessons runs."""
    with transaction.atomic():
        audit.lock(actor.college_id, actor.college_id)
        desk = Desk(actor)
        yield desk
        _spread(actor, desk.news)


_gathered: ContextVar[list[News] | None] = ContextVar("news of a settlement", default=None)


@contextmanager
def settlement(actor: PersonActor, settled: Settled) -> Iterator[None]:
    """Several changes made as one: in one transaction, and told together at its end."""
    with transaction.atomic():
        heard: list[News] = []
        token = _gathered.set(heard)
        try:
            yield
        finally:
            _gathered.reset(token)
        _spread(actor, heard, settled)


def _spread(actor: PersonActor, news: Sequence[News], settled: Settled | None = None) -> None:
    """Tell the floors above now, or together with the rest of a settlement."""
    waiting = _gathered.get()
    if waiting is not None:
        waiting.extend(news)
    elif news:
        lessons_changed.send(Desk, actor=actor, news=tuple(news), settled=settled)
