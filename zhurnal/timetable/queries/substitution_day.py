"""The day's sheet of changes (A5.4, A5.5): substitutions, cancellations, moves, each line as it was and as it is."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from zhurnal.kernel import policy
from zhurnal.kernel.dates import day_month
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.names import short_name
from zhurnal.timetable.models import LessonChange, Substitution
from zhurnal.timetable.policy import SET, SHEET
from zhurnal.timetable.rules.ground import ChangeKind
from zhurnal.timetable.rules.lesson import SubstitutionMode
from zhurnal.timetable.standing import Standing, absences_on, is_away, standings

MODE_WORDS = {
    SubstitutionMode.SAME: "замена",
    SubstitutionMode.OTHER: "другая дисциплина",
    SubstitutionMode.JOINT: "объединение",
}


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One change. ``was`` and ``now``: discipline and teacher; ``now`` is empty when the lesson is not held."""

    lesson: UUID
    group: str
    subgroup: str
    pair: int
    starts: dt.time
    was: str
    was_teacher: str
    now: str
    teacher: str
    room: str
    what: str
    reason: str
    mine: bool
    sets: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """A lesson whose teacher is away, and about which nothing is decided."""

    lesson: Standing
    absence: UUID


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet of a day."""

    date: dt.date
    today: dt.date
    lines: tuple[SheetLine, ...]
    waiting: tuple[Waiting, ...]
    sets: bool

    @property
    def previous(self) -> dt.date:
        """The working day before (Sunday is skipped)."""
        return self.date - dt.timedelta(days=2 if self.date.isoweekday() == 1 else 1)

    @property
    def following(self) -> dt.date:
        """The working day after."""
        return self.date + dt.timedelta(days=2 if self.date.isoweekday() == 6 else 1)


def load_sheet(actor: PersonActor, day: dt.date) -> Sheet:
    """The day's changes, and for whoever arranges them what still waits. A constant number of statements."""
    own, here = actor.college_id, policy.visible(actor, SHEET).filter(date=day)
    moved = LessonChange.objects.of(own).filter(Q(was_date=day) | Q(lesson__in=here.values("pk")))
    changes = {(row.lesson_id, row.kind): row for row in moved}
    rows = {row.id: row for row in standings(own, Q(date=day) | Q(pk__in={pk for pk, _kind in changes}))}
    made = Substitution.objects.of(own).filter(lesson__in=here.values("pk")).select_related("planned_teacher")
    settable = set(policy.visible(actor, SET).filter(pk__in=list(rows)).values_list("pk", flat=True))
    lines, missed = [], set()
    for item in made:
        lines.append(_substituted(actor, rows, item, settable))
        missed.add(item.missed_id)
    for row in rows.values():
        if row.id in missed:
            continue
        if row.cancelled and row.date == day:
            lines.append(_cancelled(actor, row, changes.get((row.id, ChangeKind.CANCELLED)), settable))
        elif (change := changes.get((row.id, ChangeKind.MOVED))) is not None:
            lines.append(_moved(actor, row, change, day, settable))
    lines.sort(key=lambda line: (line.pair, line.group, line.subgroup))
    waiting = _waiting(actor, day, rows, settable) if policy.may(actor, SET) else ()
    return Sheet(day, actor.today, tuple(lines), waiting, policy.may(actor, SET))


def _line(actor: PersonActor, row: Standing, settable: set[UUID], **more: object) -> SheetLine:
    values: dict[str, object] = {
        "lesson": row.id, "group": row.group_name, "subgroup": row.subgroup_name, "pair": row.pair, "starts": row.starts,
        "was": row.name, "was_teacher": row.teacher_name, "now": row.name, "teacher": row.teacher_name,
        "room": row.room_name, "reason": "", "mine": row.teacher == actor.person_id, "sets": row.id in settable,
    }  # fmt: skip
    return SheetLine(**{**values, **more})  # type: ignore[arg-type]


def _substituted(actor: PersonActor, rows: dict[UUID, Standing], item: Substitution, settable: set[UUID]) -> SheetLine:
    row, planned = rows[item.lesson_id], item.planned_teacher
    was = rows.get(item.missed_id) if item.missed_id else row
    return _line(
        actor, row, settable, was=was.name if was else "",
        was_teacher=short_name(planned.surname, planned.given, planned.patronymic),
        what=MODE_WORDS[SubstitutionMode(item.mode)], reason=item.reason,
        mine=actor.person_id in (row.teacher, item.planned_teacher_id),
    )  # fmt: skip


def _cancelled(actor: PersonActor, row: Standing, change: LessonChange | None, settable: set[UUID]) -> SheetLine:
    return _line(
        actor, row, settable, now="", teacher="", room="", what="отмена", reason=change.reason if change else ""
    )


def _moved(actor: PersonActor, row: Standing, change: LessonChange, day: dt.date, settable: set[UUID]) -> SheetLine:
    if row.date == day == change.was_date:
        what = f"вместо {change.was_pair}-й пары" if row.pair != change.was_pair else "другая аудитория"
        return _line(actor, row, settable, what=what, reason=change.reason)
    if row.date == day:
        what = f"перенос с {day_month(change.was_date)}"
        return _line(actor, row, settable, was="", was_teacher="", what=what, reason=change.reason)
    return _line(
        actor, row, settable, pair=change.was_pair, starts=change.was_starts, now="", teacher="", room="",
        what=f"перенос на {day_month(row.date)}", reason=change.reason,
    )  # fmt: skip


def _waiting(actor: PersonActor, day: dt.date, rows: dict[UUID, Standing], settable: set[UUID]) -> tuple[Waiting, ...]:
    known = absences_on(actor.college_id, day, day)
    found = []
    for row in rows.values():
        open_ = row.date == day and not row.cancelled and not row.substituted and row.id in settable
        absence = next((one for one in known if is_away([one], row.teacher, day, row.pair)), None)
        if open_ and absence is not None:
            found.append(Waiting(row, absence.pk))
    return tuple(found)
