"""Changes of the weekly pattern: put, move, remove a slot, and take the last change back. All are recorded by term."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import transaction

from zhurnal.academic_year.models import Term
from zhurnal.curriculum.models import Course
from zhurnal.kernel import audit, policy
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.ids import uuid7
from zhurnal.kernel.models import Change
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.rules.names import short_name
from zhurnal.timetable.models import Lesson, Room, Slot
from zhurnal.timetable.pattern_rows import bells_of, calendar_of, names_of, rung, said, slot_rows
from zhurnal.timetable.policy import PATTERN_WRITE
from zhurnal.timetable.rules.bells import FIRST
from zhurnal.timetable.rules.pattern import Half, SlotRow, Weeks
from zhurnal.timetable.rules.pattern_clashes import clashes_of_slot, meet
from zhurnal.timetable.rules.pattern_words import SlotNames, place_words

PUT, UNDONE = "timetable.slot.put", "timetable.slot.undone"
NOT_YOURS = Refusal("not_yours", "Сетку расписания меняет учебная часть.")
NOTHING = Refusal("nothing", "Отменять нечего: последнее изменение сетки сделали не вы или его уже отменили.")
TWO_SHIFTS = Refusal(
    "two_shifts", "Эта дисциплина уже стоит в паре с тем же номером другой смены этого дня: выберите другую пару."
)
SILENT = Refusal(
    "silent", "По звонкам такого места нет: %(place)s. Выберите другую пару или добавьте её в звонки года."
)
TWICE = Refusal("twice", "Эта дисциплина в этой паре уже стоит. Сделайте её одним занятием на всю пару.")


@dataclass(frozen=True, slots=True)
class Placing:
    """A slot as it is wanted; ids of course, teacher and room."""

    course: UUID
    weekday: int
    pair: int
    teacher: UUID
    since: dt.date
    until: dt.date
    weeks: Weeks = Weeks.EVERY
    half: Half = Half.WHOLE
    room: UUID | None = None
    remote: bool = False
    shift: int = 1
    link: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a change: the slot, or the clashes in words because of which nothing was saved."""

    slot: UUID | None
    clashes: tuple[str, ...] = ()


def placing_of(slot: Slot) -> Placing:
    """The slot as it stands."""
    return Placing(
        slot.course_id, slot.weekday, slot.pair, slot.teacher_id, slot.since, slot.until, Weeks(slot.weeks), Half(slot.half),
        slot.room_id, slot.remote, slot.shift, slot.link,
    )  # fmt: skip


def put_slot(actor: PersonActor, placing: Placing, slot: UUID | None = None, *, anyway: bool = False) -> Outcome:
    """Make a slot or change it; with clashes only when told ``anyway``. Raises ``Refused`` for who does not plan."""
    _require(actor)
    with transaction.atomic():
        course = (
            Course.objects.of(actor.college_id)
            .select_related("term", "group", "subgroup", "discipline")
            .get(pk=placing.course)
        )
        head = audit.lock(actor.college_id, course.term_id)
        clashes = clashes_at(course, placing, slot)
        if clashes and not anyway:
            return Outcome(slot, tuple(clashes))
        before = _stored(actor.college_id, slot)
        pk = slot or uuid7()
        _write(actor, pk, placing)
        audit.append(head, actor, [audit.Event(PUT, pk.hex, before, _told(placing))])
    return Outcome(pk, tuple(clashes))


def remove_slot(actor: PersonActor, slot: Slot) -> None:
    """Take a slot out of the pattern; its lessons stay until the next generation."""
    _require(actor)
    with transaction.atomic():
        term = Course.objects.of(actor.college_id).values_list("term_id", flat=True).get(pk=slot.course_id)
        head = audit.lock(actor.college_id, term)
        before = _stored(actor.college_id, slot.pk)
        Slot.objects.of(actor.college_id).filter(pk=slot.pk).delete()
        audit.append(head, actor, [audit.Event(PUT, slot.pk.hex, before, None)])


def undo_last(actor: PersonActor, term: Term) -> None:
    """Take back the last change of the pattern, which must be the actor's own. Raises ``Refused`` when there is none."""
    _require(actor)
    rows = Change.objects.of(actor.college_id).filter(chain=term.pk, action__in=(PUT, UNDONE))
    if not rows.exists():
        raise Refused(NOTHING)
    with transaction.atomic():
        head = audit.lock(actor.college_id, term.pk)
        last = rows.order_by("-seq").first()
        if last is None or last.action == UNDONE or last.actor_id != actor.person_id:
            raise Refused(NOTHING)
        pk = UUID(last.target)
        if last.before is None:
            Slot.objects.of(actor.college_id).filter(pk=pk).delete()
        else:
            _write(actor, pk, _placing(last.before))
        audit.append(head, actor, [audit.Event(UNDONE, last.target, last.after, last.before)])


def clashes_at(course: Course, placing: Placing, slot: UUID | None) -> list[str]:
    """What stands in the way, in words. Raises ``Refused`` where the course would stand twice in one pair, or the shift does not ring it."""
    bells, own = bells_of(course.college_id), slot or UUID(int=0)
    if placing.shift > FIRST and bells.at(placing.weekday, placing.pair, placing.shift) is None:
        raise Refused(replace(SILENT, params={"place": place_words(placing.weekday, placing.pair, placing.shift)}))
    rows = slot_rows(course.term, bells=bells)
    streams = {row.course: row.stream for row in rows}
    rooms = Room.objects.of(course.college_id).filter(pk=placing.room)
    building, name = rooms.values_list("building", "name").first() or ("", "")
    row = SlotRow(
        own, course.pk, course.group_id, course.subgroup_id, placing.teacher, placing.room, placing.weekday, placing.pair,
        placing.weeks, placing.half, placing.since, placing.until, placing.remote, streams.get(course.pk), placing.shift,
        building, name,
    )  # fmt: skip
    wanted = rung(row, bells)
    for other in (row for row in rows if row.course == course.pk and row.id != own and row.pair == placing.pair):
        if meet(replace(wanted, half=Half.WHOLE, shift=other.shift, building=other.building), other):
            raise Refused(TWICE if other.shift == placing.shift else TWO_SHIFTS)
    found = clashes_of_slot(wanted, rows, calendar_of(course.term))
    return said(found, _names(course, placing), names_of(course.term)) if found else []


def _names(course: Course, placing: Placing) -> SlotNames:
    teacher = Person.objects.of(course.college_id).get(pk=placing.teacher)
    room = Room.objects.of(course.college_id).filter(pk=placing.room).values_list("name", flat=True).first()
    subgroup = course.subgroup.name if course.subgroup else ""
    name = short_name(teacher.surname, teacher.given, teacher.patronymic)
    return SlotNames(course.group.name, course.discipline.short_name, subgroup, name, room or "")


def _require(actor: PersonActor) -> None:
    if not policy.may(actor, PATTERN_WRITE):
        raise Refused(NOT_YOURS)


def _stored(college_id: UUID, slot: UUID | None) -> dict[str, Any] | None:
    row = Slot.objects.of(college_id).filter(pk=slot).first() if slot else None
    return _told(placing_of(row)) if row else None


def _write(actor: PersonActor, pk: UUID, placing: Placing) -> None:
    """The slot; a new address goes to its lessons from today on that have the one it had."""
    college_id = actor.college_id
    values = {
        "course_id": placing.course, "weekday": placing.weekday, "pair": placing.pair, "teacher_id": placing.teacher,
        "since": placing.since, "until": placing.until, "weeks": placing.weeks, "half": placing.half,
        "room_id": placing.room, "remote": placing.remote, "shift": placing.shift,
        "link": placing.link,
    }  # fmt: skip
    had = Slot.objects.of(college_id).filter(pk=pk).values_list("link", flat=True).first()
    if had is not None and had != placing.link:
        lessons = Lesson.objects.of(college_id).filter(course=placing.course, date__gte=actor.today, link=had)
        lessons.filter(outer_key__startswith=f"slot:{pk.hex}:").update(link=placing.link)
    if not Slot.objects.of(college_id).filter(pk=pk).update(**values):
        Slot.objects.create(id=pk, college_id=college_id, **values)


def _told(placing: Placing) -> dict[str, Any]:
    """A placing as JSON; a shift is told where it is not the first, an address where there is one."""
    shift: dict[str, Any] = {"shift": placing.shift} if placing.shift > FIRST else {}
    shift |= {"link": placing.link} if placing.link else {}
    return {
        "course": placing.course.hex, "weekday": placing.weekday, "pair": placing.pair, "teacher": placing.teacher.hex,
        "since": placing.since.isoformat(), "until": placing.until.isoformat(), "weeks": str(placing.weeks),
        "half": int(placing.half), "room": placing.room.hex if placing.room else "", "remote": placing.remote,
        **shift,
    }  # fmt: skip


def _placing(told: Any) -> Placing:
    """A placing from its JSON."""
    return Placing(
        UUID(told["course"]), told["weekday"], told["pair"], UUID(told["teacher"]), dt.date.fromisoformat(told["since"]),
        dt.date.fromisoformat(told["until"]), Weeks(told["weeks"]), Half(told["half"]),
        UUID(told["room"]) if told["room"] else None, told["remote"], told.get("shift", FIRST),
        told.get("link", ""),
    )  # fmt: skip
