"""The lessons of a term from its weekly pattern. May be run again and again; nothing written is ever lost."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from zhurnal.academic_year.models import Term
from zhurnal.curriculum.models import Course, StreamCourse
from zhurnal.kernel import audit, sql
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.ids import uuid7
from zhurnal.kernel.policy import may
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.timetable import burdens
from zhurnal.timetable.models import Lesson, LessonChange, Room, Substitution
from zhurnal.timetable.pattern_rows import bells_of, calendar_of, slot_rows
from zhurnal.timetable.policy import GENERATE
from zhurnal.timetable.rules.clashes import Placed
from zhurnal.timetable.rules.generation import CANCELLED_HERE, Plan, Standing, Wanted, plan_generation
from zhurnal.timetable.rules.generation_clashes import Met, Page, Wish, meetings
from zhurnal.timetable.rules.lesson import REMOTE, Origin, State, is_remote
from zhurnal.timetable.rules.news import Rewritten
from zhurnal.timetable.rules.pattern import dates_of
from zhurnal.timetable.signals import timetable_rewritten

CHUNK = 300  # rows of one statement
ASK = 5000  # ids of one question
NOT_YOURS = Refusal("not_yours", "Занятия по сетке создаёт учебная часть.")


@dataclass(frozen=True, slots=True)
class Report:
    """What a generation did, and the lessons that a human must look at: (lesson, code), and what its lessons ``met``."""

    created: int
    changed: int
    moved: int
    removed: int
    cancelled: int
    kept: int
    asks: tuple[tuple[UUID, str], ...]
    without_bell: int
    met: tuple[Met, ...] = ()

    @property
    def touched(self) -> int:
        """How many lessons are otherwise than before."""
        return self.created + self.changed + self.moved + self.removed + self.cancelled


def generate_lessons(actor: PersonActor, term: Term) -> Report:
    """Make the lessons of the term's days after today agree with the pattern.

    Raises ``Refused`` for who does not plan. Lessons of today and earlier, those changed by hand, imported, substituted or cancelled
    by a person, and those of closed terms, stay as they are; each lesson changed, moved, cancelled or taken away stands in the record of the term.
    """
    if not may(actor, GENERATE):
        raise Refused(NOT_YOURS)
    with transaction.atomic():
        head = audit.lock(actor.college_id, term.pk)
        since = max(term.starts, actor.today + dt.timedelta(days=1))
        frozen = set(
            Course.objects.of(actor.college_id)
            .filter(term=term.pk, frozen_at__isnull=False)
            .values_list("pk", flat=True)
        )
        wanted, without_bell = _wanted(term, since)
        wanted = [want for want in wanted if want.course not in frozen]
        standing = [replace(row, ours=row.ours and row.course not in frozen) for row in _standing(term, since)]
        plan = plan_generation(wanted, standing)
        if touched := _touched(plan):  # what is written is asked only of lessons that would not stay as they are
            plan = plan_generation(wanted, _weighed(term.college_id, standing, touched))
        _write(term, plan)
        report = Report(
            len(plan.create), len(plan.change), len(plan.move), len(plan.delete), len(plan.cancel), plan.kept,
            tuple((ask.lesson, ask.code) for ask in plan.ask), without_bell, tuple(_met(term, wanted, standing)),
        )  # fmt: skip
        if report.touched:
            audit.append(head, actor, [*_events(plan), _summary(term, report)])
            timetable_rewritten.send(Term, actor=actor, news=_news(plan, since, actor.today))
    return report


def _met(term: Term, wanted: list[Wanted], standing: list[Standing]) -> list[Met]:
    """What the pattern's lessons meet among those that are not its own, of other courses. Two statements, and those only if there are any."""
    foreign = [row for row in standing if not row.ours and not row.cancelled]
    if not foreign:
        return []
    taken = {(row.course, row.date, row.pair) for row in foreign}
    streams = StreamCourse.objects.of(term.college_id).filter(stream__term=term.pk)
    joined = dict(streams.values_list("course_id", "stream_id"))
    rows = Course.objects.of(term.college_id).filter(term=term.pk).values_list("pk", "group_id", "subgroup_id")
    pages = {pk: Page(group, subgroup, joined.get(pk)) for pk, group, subgroup in rows}
    rooms = Room.objects.of(term.college_id).values_list("pk", "name")
    remote = {pk for pk, name in rooms if is_remote(name)}
    others = [
        Placed(
            row.id, row.date, row.starts, row.ends, row.teacher, pages[row.course].group, pages[row.course].subgroup,
            None if row.room in remote else row.room, pages[row.course].stream,
        )
        for row in foreign
    ]  # fmt: skip
    wishes = [
        Wish(want.date, want.pair, want.starts, want.ends, want.course, want.teacher, want.room)
        for want in wanted
        if (want.course, want.date, want.pair) not in taken
    ]
    return meetings(wishes, others, pages, remote)


def _news(plan: Plan, since: dt.date, today: dt.date) -> Rewritten:
    """Whom the plan concerns."""
    rows: list[Standing | Wanted] = [*plan.create, *plan.delete, *plan.cancel]
    for standing, want in [*plan.change, *plan.move]:
        rows += [standing, want]
    return Rewritten(frozenset(row.course for row in rows), frozenset(row.teacher for row in rows), since, today)


def _wanted(term: Term, since: dt.date) -> tuple[list[Wanted], int]:
    """The lessons that the pattern wants from a day on; how many have no bell and so no time."""
    calendar, found, silent = calendar_of(term), [], 0
    slots = slot_rows(term, bells=bells_of(term.college_id))
    remote = _remote_room(term.college_id) if any(slot.remote for slot in slots) else None
    for slot in slots:
        for day in dates_of(slot, calendar):
            if day < since:
                continue
            if slot.starts is None or slot.ends is None:
                silent += 1
                continue
            room = remote if slot.remote else slot.room
            place = (slot.course, slot.group, day, slot.pair, slot.starts, slot.ends)
            found.append(Wanted(slot.id, *place, slot.teacher, room, slot.hours, slot.link))
    return found, silent


def _remote_room(college_id: UUID) -> UUID:
    """The room that tells that a lesson is remote (A5.15)."""
    found = Room.objects.of(college_id).filter(name=REMOTE, building="").first()
    return (found or Room.objects.create(college_id=college_id, name=REMOTE)).pk  # type: ignore[no-any-return]


def _standing(term: Term, since: dt.date) -> list[Standing]:
    """The lessons of the term that stand from a day on, and those that a person moved from there to before it."""
    college_id = term.college_id
    moved = LessonChange.objects.of(college_id).filter(lesson__term=term.pk, was_date__gte=since)
    by_hand = set(moved.values_list("lesson_id", flat=True))
    there = Q(date__gte=since) | Q(pk__in=by_hand)
    rows = list(
        Lesson.objects.of(college_id).filter(there, term=term.pk).values_list(
            "pk", "course_id", "date", "pair", "starts", "ends", "teacher_id", "room_id", "hours", "outer_key", "origin",
            "substituted", "state", "link",
        )
    )  # fmt: skip
    own = Q(lesson__term=term.pk, lesson__date__gte=since)
    by_hand |= set(LessonChange.objects.of(college_id).filter(own).values_list("lesson_id", flat=True))
    for name in ("lesson", "missed", "host"):
        theirs = Q(**{f"{name}__term": term.pk, f"{name}__date__gte": since})
        by_hand |= set(Substitution.objects.of(college_id).filter(theirs).values_list(f"{name}_id", flat=True))
    return [
        Standing(
            pk, course, date, pair, starts, ends, teacher, room, hours, key,
            ours=origin == Origin.TIMETABLE and key.startswith("slot:") and not substituted and pk not in by_hand,
            cancelled=state == State.CANCELLED, traced=pk in by_hand, link=link,
        )
        for (pk, course, date, pair, starts, ends, teacher, room, hours, key, origin, substituted, state, link) in rows
    ]  # fmt: skip


def _touched(plan: Plan) -> list[UUID]:
    """Lessons that the plan would change, move or take away."""
    return [row.id for row, _want in [*plan.change, *plan.move]] + [row.id for row in [*plan.delete, *plan.cancel]]


def _weighed(college_id: UUID, standing: list[Standing], touched: list[UUID]) -> list[Standing]:
    """The same lessons, those in question with what is written about them."""
    weights: dict[UUID, int] = {}
    named: set[UUID] = set()
    for start in range(0, len(touched), ASK):
        part = touched[start : start + ASK]
        weights.update(burdens.burdens(college_id, part))
        named |= burdens.traced(college_id, part)
    heavy = {*weights, *named}
    return [
        replace(row, burden=int(weights.get(row.id, 0)), traced=row.traced or row.id in named)
        if row.id in heavy
        else row
        for row in standing
    ]


def _write(term: Term, plan: Plan) -> None:
    """What goes or moves leaves its place first. A lesson that nothing names is written anew under its own id, which is quicker."""
    own = Lesson.objects.of(term.college_id)
    turned = [*plan.move, *plan.change]
    named = [(row, want) for row, want in turned if row.traced or row.burden]
    bare = [(row, want) for row, want in turned if not (row.traced or row.burden)]
    leaving = [row.id for row in plan.delete] + [row.id for row, _want in bare]
    for start in range(0, len(leaving), ASK):
        own.filter(pk__in=leaving[start : start + ASK]).delete()
    for gone in plan.cancel:
        own.filter(pk=gone.id).update(state=State.CANCELLED, outer_key=f"{gone.key}{CANCELLED_HERE}")
    for place, (row, _want) in enumerate(named):
        own.filter(pk=row.id).update(pair=-1 - place)
    for row, want in named:
        own.filter(pk=row.id).update(
            date=want.date, pair=want.pair, starts=want.starts, ends=want.ends, teacher=want.teacher, room=want.room,
            hours=want.hours, outer_key=want.key, state=State.PLANNED, link=_link(want, row),
        )  # fmt: skip
    rows = [_lesson(term, want, row) for row, want in bare] + [_lesson(term, want) for want in plan.create]
    for start in range(0, len(rows), CHUNK):
        sql.insert(Lesson, rows[start : start + CHUNK])


def _link(want: Wanted, stood: Standing | None) -> str:
    """A lesson that stood for the same slot keeps its address, which somebody may have given to it alone."""
    return stood.link if stood is not None and stood.slot == want.slot.hex else want.link


def _lesson(term: Term, want: Wanted, stood: Standing | None = None) -> Lesson:
    """The wanted lesson, under the id of the one that stood."""
    return Lesson(
        id=stood.id if stood is not None else uuid7(), college_id=term.college_id, course_id=want.course, term_id=term.pk, date=want.date, pair=want.pair,
        starts=want.starts, ends=want.ends, teacher_id=want.teacher, room_id=want.room, hours=want.hours,
        state=State.PLANNED, origin=Origin.TIMETABLE, outer_key=want.key,
        link=_link(want, stood),
    )  # fmt: skip


def _events(plan: Plan) -> list[audit.Event]:
    """A record for each lesson that stood and stands otherwise."""
    found = []
    for row, want in [*plan.move, *plan.change]:
        found.append(audit.Event("timetable.lesson.moved", row.id.hex, _told(row), _told(want)))
    found += [audit.Event("timetable.lesson.removed", row.id.hex, _told(row), None) for row in plan.delete]
    found += [audit.Event("timetable.lesson.cancelled", row.id.hex, _told(row), None) for row in plan.cancel]
    return found


def _told(row: Standing | Wanted) -> dict[str, Any]:
    return {
        "course": row.course.hex, "date": row.date.isoformat(), "pair": row.pair, "teacher": row.teacher.hex,
        "room": row.room.hex if row.room else "", "key": row.key,
    }  # fmt: skip


def _summary(term: Term, report: Report) -> audit.Event:
    after = {"created": report.created, "kept": report.kept, "asked": [lesson.hex for lesson, _code in report.asks]}
    return audit.Event("timetable.lessons.generated", term.pk.hex, None, after)
