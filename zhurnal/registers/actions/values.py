"""Writing what was typed into the cells of a register: what can be read is written, what cannot stays typed with its reason."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from zhurnal.kernel import audit, policy, sql
from zhurnal.kernel.ids import uuid7
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.registers.actions.dated import Ended, forget_ended, keep_ended
from zhurnal.registers.changes import WRITTEN
from zhurnal.registers.chosen import chosen_fields
from zhurnal.registers.models import RegisterValue
from zhurnal.registers.policy import FILL_PERSON, OPEN_SPECIAL
from zhurnal.registers.rules.cells import Place, Typed, Written
from zhurnal.registers.rules.fields import Chosen, Field
from zhurnal.registers.rules.reading import change_words, read_value, shown_value
from zhurnal.registers.sheet import Sheet, read_sheet

NOT_KEPT = "Это поле ваш колледж не ведёт. Обновите страницу."
NOT_YOURS = "Этот студент больше не в вашей группе. Обновите страницу."
NOT_FAMILY = "Этот человек больше не записан представителем студента. Обновите страницу."


def save_values(
    actor: PersonActor,
    typed: Sequence[Typed],
    *,
    special: bool = False,
    reason: str = "",
    back: Mapping[Place, date] | None = None,
) -> Written:
    """Write the cells that differ from what was seen; each is judged by itself, nothing typed is lost.

    ``back``: cells whose change is taken back, with the day of that change: nothing ended then.
    """
    action, chosen = OPEN_SPECIAL if special else FILL_PERSON, chosen_fields(actor.college_id)
    touched = [cell for cell in typed if cell.text.strip() != cell.was.strip()]
    students = sorted({cell.place.student for cell in touched})
    reached = set(policy.visible(actor, action).filter(pk__in=students).values_list("pk", flat=True))
    troubles: dict[Place, str] = {}
    changes: list[_Change] = []
    with transaction.atomic():
        heads = {student: audit.lock(actor.college_id, student) for student in students if student in reached}
        sheet = read_sheet(actor, heads, {cell.place.field for cell in touched})
        for cell in touched:
            verdict = _judge(actor, cell, chosen, sheet, special=special) if cell.place.student in heads else NOT_YOURS
            if isinstance(verdict, str):
                troubles[cell.place] = verdict
            elif verdict.before != verdict.after:
                changes.append(verdict)
        _write(actor, changes)
        returned, back = [one for one in changes if one.place in (back or {})], back or {}
        keep_ended(actor, (one.ended for one in changes if one not in returned))
        for one in returned:
            forget_ended(actor, [Ended(one.place.subject, one.place.field, one.after)], back[one.place])
        for student, head in heads.items():
            audit.append(head, actor, [_event(one, reason) for one in changes if one.place.student == student])
    return Written(len(changes), {cell.place: cell.text for cell in typed}, troubles)


@dataclass(frozen=True, slots=True)
class _Change:
    place: Place
    field: Field
    before: str
    after: str

    @property
    def ended(self) -> Ended:
        """What it says no longer."""
        return Ended(self.place.subject, self.place.field, self.before)


def _judge(actor: PersonActor, cell: Typed, chosen: Chosen, sheet: Sheet, *, special: bool) -> "_Change | str":
    """The change that the cell asks for, or why not."""
    place, field = cell.place, chosen.usable(cell.place.field, special=special)
    if field is None:
        return NOT_KEPT
    student = next(one for one in sheet.students if one.id == place.student)
    if place.subject not in [person for person, _label in sheet.subjects(student, field)]:
        return NOT_FAMILY
    before = sheet.value(place.subject, field)
    read = read_value(field, cell.text, actor.today)
    if read.trouble:
        return read.trouble
    if read_value(field, cell.was, actor.today).value != before and read.value != before:
        seen = shown_value(field, before) or "пусто"
        return f"Пока страница была открыта, здесь записали: {seen}. Проверьте и сохраните ещё раз."
    return _Change(place, field, before, read.value)


def _write(actor: PersonActor, changes: Iterable[_Change]) -> None:
    """Values in one statement, a person's own columns one by one."""
    rows = []
    for one in changes:
        if one.field.column:
            value: str | None = one.after or (None if one.field.column == "birth_date" else "")
            Person.objects.of(actor.college_id).filter(pk=one.place.subject).update(**{one.field.column: value})
        else:
            rows.append(
                RegisterValue(
                    id=uuid7(), college_id=actor.college_id, person_id=one.place.subject, field=one.place.field,
                    value=one.after, changed_at=actor.now, changed_by_id=actor.person_id,
                )
            )  # fmt: skip
    key, update = ("college_id", "person_id", "field"), ("value", "changed_at", "changed_by_id")
    sql.insert(RegisterValue, list({(row.person_id, row.field): row for row in rows}.values()), key, update)


def _event(one: _Change, reason: str) -> audit.Event:
    """Who, when and which field are chained; the words stand in the reason, which can be destroyed when the law says so."""
    words = "; ".join(part for part in (change_words(one.field, one.before, one.after), reason) if part)
    target = f"register:{one.place.subject.hex}:{one.place.field}"
    return audit.Event(WRITTEN, target, {"filled": bool(one.before)}, {"filled": bool(one.after)}, words[:500])
