"""Cells: marks, attendance, отработки."""

from datetime import date
from uuid import UUID

from zhurnal.journal.actions.record import authors
from zhurnal.journal.actions.record.desk import Desk
from zhurnal.journal.actions.record.store import DeskLesson
from zhurnal.journal.models import Entry
from zhurnal.journal.rules import entry as grammar
from zhurnal.journal.rules import locks, signs, targets
from zhurnal.journal.rules.commands import Command, Outcome, refused
from zhurnal.kernel.audit import Event
from zhurnal.kernel.dates import day_month
from zhurnal.kernel.refusal import Refusal

PROOF = Refusal(
    "step_up",
    "Старая отметка меняется, когда вы подтвердите, что это вы. Запись ждёт на этом устройстве.",
    needs="proof",
)


def target(command: Command) -> str:
    """How the command's cell is named in the record of changes."""
    return targets.cell(command.lesson.hex, command.student.hex if command.student else "", command.slot)


def set_entry(desk: Desk, command: Command) -> Outcome:
    """Write one sign into one cell, or strike it out."""
    lesson = desk.writable(command)
    if isinstance(lesson, Refusal):
        return refused(command.key, lesson)
    standing = desk.cells.get((command.lesson, command.student, command.slot))  # type: ignore[arg-type]
    version, value = (standing.version, standing.value) if standing else (0, "")
    parsed = grammar.parse(command.value)
    refusal = parsed if isinstance(parsed, Refusal) else _why_not(desk, command, lesson, parsed)
    if refusal is not None:
        return refused(command.key, refusal, version=version, value=value)
    sign = parsed.value  # type: ignore[union-attr]
    dated = _dated(desk, command, standing, sign)
    if sign == value and (standing is None or dated == standing.dated):  # whoever wrote it, it stands there already
        return Outcome(command.key, "saved", version, value)
    held = desk.held(lesson.date)
    if held is not None:
        return refused(command.key, held, version=version, value=value)
    if command.version != version:
        return _conflict(desk, command, standing)
    parameters = desk.actor.parameters
    if not command.reason and locks.needs_reason(value, sign, lesson.date, desk.today, parameters.reason_after_days):
        text = "Запись за %(day)s меняется позже дня занятия. Напишите причину."
        why = Refusal("reason_needed", text, {"day": day_month(lesson.date)}, needs="reason")
        return refused(command.key, why, version=version, value=value)
    stale = locks.needs_proof(value, sign, lesson.date, desk.today, parameters.confirm_after_days)
    if stale and not desk.actor.fresh:
        return refused(command.key, PROOF, version=version, value=value)
    before = standing.dated if standing else None
    entry = desk.put_cell((command.lesson, command.student, command.slot), sign, dated)  # type: ignore[arg-type]
    desk.tell(command, target(command), told_value(value, before), told_value(sign, dated))
    return Outcome(command.key, "saved", entry.version, entry.value, at=desk.actor.now)


def _dated(desk: Desk, command: Command, standing: Entry | None, sign: str) -> date | None:
    """The day of an отработка (A2.5): the one given, the one that stands beside the same sign, else today."""
    if command.slot >= 0 or not sign:
        return None
    kept = standing.dated if standing is not None and standing.value == sign else None
    return command.on or kept or desk.today


def told_value(sign: str, dated: date | None) -> object:
    """A value for the record of changes: a sign, of an отработка with its day."""
    return {"value": sign, "on": dated.isoformat()} if sign and dated else sign


def _why_not(desk: Desk, command: Command, lesson: DeskLesson, sign: grammar.Sign) -> Refusal | None:
    """The rules of the cell, in the order in which a person would name them."""
    if command.student is None or desk.listed(command.student, lesson.date) is None:
        return Refusal("not_listed", "Этого студента не было в списке %(day)s.", {"day": day_month(lesson.date)})
    if sign.value in ("нб", "ну", "нп", "нн"):
        text = "Причину пропуска отмечает %(leader)s. Поставьте «н»."
        return Refusal("reason_not_yours", text, {"leader": desk.actor.parameters.leader_word})
    if command.slot != 0:
        work = lesson.works.get(abs(command.slot))
        if work is None or work.removed:
            return Refusal("no_work", "Такого вида работы в занятии нет. Сначала добавьте его.")
    refusal = grammar.place_refusal(sign, command.slot)
    if refusal is None:
        others = desk.cells_of(command.lesson, command.student)
        others.pop(command.slot, None)
        refusal = grammar.together_refusal(sign, command.slot, others)
    if refusal is None and command.slot < 0 and command.on and not lesson.date <= command.on <= desk.today:
        refusal = Refusal("makeup_date", "Отработка — от дня занятия до сегодняшнего.")
    return refusal


def _conflict(desk: Desk, command: Command, standing: Entry | None) -> Outcome:
    """Somebody changed the cell meanwhile: both values and the author are told, nothing is overwritten."""
    if standing is None:
        return Outcome(command.key, "conflict", 0, "", code="stale", message="Этой записи в журнале уже нет.")
    author, at = authors.last_author(desk.actor, desk.course.id, target(command))
    return Outcome(
        command.key,
        "conflict",
        standing.version,
        standing.value,
        author=author,
        at=at,
        code="stale",
        message="Пока вы писали, эту клетку изменили.",
    )


def mark_absent(desk: Desk, lesson: DeskLesson, student_id: UUID) -> None:
    """«н» for a student whose absence was announced, as part of a roll call."""
    place = (lesson.id, student_id, 0)
    desk.put_cell(place, signs.ABSENT)
    desk.events.append(Event("journal.entry", targets.cell(lesson.id.hex, student_id.hex, 0), "", signs.ABSENT))
