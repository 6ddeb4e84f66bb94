"""Cells of a register as forms name them, and what became of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from zhurnal.registers.rules.fields import BY_KEY


@dataclass(frozen=True, slots=True)
class Place:
    """A cell: whose record, of whom the field is asked (the student or a parent), which field."""

    student: UUID
    subject: UUID
    field: str

    @property
    def name(self) -> str:
        """The name of its input."""
        return f"v.{self.student.hex}.{self.subject.hex}.{self.field}"

    @property
    def was_name(self) -> str:
        """The name of the hidden input beside it."""
        return f"w{self.name[1:]}"


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in a cell. ``was``: what stood there when the page was opened."""

    place: Place
    text: str
    was: str


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a page: how many cells changed, what was typed, and the sentence beside each refused cell."""

    changed: int = 0
    typed: Mapping[Place, str] = field(default_factory=dict)
    troubles: Mapping[Place, str] = field(default_factory=dict)


def typed_cells(fields: Mapping[str, str]) -> list[Typed]:
    """The cells of a form, in its order; names that are none of ours are left out."""
    return [Typed(place, text, fields.get(place.was_name, "")) for place, text in _cells(fields.items())]


def _cells(items: Iterable[tuple[str, str]]) -> Iterable[tuple[Place, str]]:
    for name, text in items:
        sign, _dot, rest = name.partition(".")
        parts = rest.split(".")
        if sign == "v" and len(parts) == 3 and parts[2] in BY_KEY:
            try:
                yield Place(UUID(parts[0]), UUID(parts[1]), parts[2]), text
            except ValueError:
                continue
