"""A cell of a register as a page draws it: the value or what was typed, how to type it, what was wrong."""

from dataclasses import dataclass
from uuid import UUID

from zhurnal.registers.rules.cells import Place, Written
from zhurnal.registers.rules.fields import Field, Kind
from zhurnal.registers.rules.reading import shown_value
from zhurnal.registers.sheet import Sheet, Student

_MODES = {Kind.PHONE: "tel", Kind.EMAIL: "email", Kind.DATE: "numeric", Kind.SNILS: "numeric"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One input. ``label``: of whom it is asked where that is a parent; ``options``: (key, word, chosen) of a choice."""

    name: str
    was_name: str
    title: str
    label: str
    text: str
    was: str
    trouble: str
    hint: str
    mode: str
    demanded: bool
    options: tuple[tuple[str, str, bool], ...]


def cells_of(
    sheet: Sheet, student: Student, one: Field, written: Written | None = None, *, demanded: bool = False
) -> list[Cell]:
    """The cells of a field of one student: his own, or one for each parent."""
    return [
        _cell(sheet, student, one, person, label, written or Written(), demanded)
        for person, label in sheet.subjects(student, one)
    ]


def _cell(
    sheet: Sheet, student: Student, one: Field, person: UUID, label: str, written: Written, demanded: bool
) -> Cell:
    place = Place(student.id, person, one.key)
    was = shown_value(one, sheet.value(person, one))
    text = written.typed.get(place, was) if place in written.troubles else was
    options = tuple((word, word, word == text) for word in one.words.values())
    return Cell(
        place.name, place.was_name, one.title, label, text, was, written.troubles.get(place, ""), one.hint,
        _MODES.get(one.kind, "text"), demanded, options,
    )  # fmt: skip
