"""Taking a correction of a register back: the field says again what it said, and the record of changes keeps both (2.2, 3.5)."""

from collections.abc import Collection, Iterable
from uuid import UUID

from zhurnal.kernel.errors import Refused
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.registers.actions.values import save_values
from zhurnal.registers.changes import Last, last_changes
from zhurnal.registers.chosen import chosen_fields
from zhurnal.registers.rules.cells import Typed, Written
from zhurnal.registers.rules.fields import BY_KEY
from zhurnal.registers.rules.reading import shown_value
from zhurnal.registers.rules.undoing import AGAIN
from zhurnal.registers.sheet import read_sheet

NOT_BACK = Refusal(
    "not_back",
    "Вернуть уже нельзя: с тех пор здесь записали другое, или прежнего значения журнал не хранит. Ничего не изменено.",
)


def take_back(actor: PersonActor, student: UUID, event: str) -> Written:
    """One field of one student, if nobody has changed it since; ``event``: the id of its change."""
    sheet = read_sheet(actor, [student], [one.key for one in chosen_fields(actor.college_id).usual])
    found = [one for one in last_changes(actor, sheet, list(BY_KEY)) if str(one.event) == event]
    return _write_back(actor, found)


def take_field_back(actor: PersonActor, students: Collection[UUID], field: str, event: str) -> Written:
    """What was written into this field of these students together with the event; a cell that was changed since stays."""
    sheet = read_sheet(actor, students, [field])
    lasts = last_changes(actor, sheet, [field])
    first = next((one for one in lasts if str(one.event) == event), None)
    if first is None:
        raise Refused(NOT_BACK)
    return _write_back(actor, (one for one in lasts if (one.at, one.by) == (first.at, first.by)))


def _write_back(actor: PersonActor, lasts: Iterable[Last]) -> Written:
    """Judged like everything that is typed: the field must be kept, the person be of the record, the cell say what was seen."""
    known = [(one, one.before) for one in lasts if one.before is not None]
    if not known:
        raise Refused(NOT_BACK)
    typed = []
    for one, before in known:
        field = BY_KEY[one.place.field]
        typed.append(Typed(one.place, shown_value(field, before), shown_value(field, one.now)))
    zone = actor.now.tzinfo
    return save_values(actor, typed, reason=AGAIN, back={one.place: one.at.astimezone(zone).date() for one, _ in known})
