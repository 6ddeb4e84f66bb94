"""The catalogue of fields as the college keeps it."""

from dataclasses import dataclass

from zhurnal.people.actor import PersonActor
from zhurnal.registers.chosen import chosen_fields
from zhurnal.registers.rules.fields import FIELDS, SECTION_TITLES, Section


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """A field of the catalogue: kept, demanded, special, open to corrections by families."""

    key: str
    title: str
    used: bool
    required: bool
    special: bool
    proposable: bool


def load_choice(actor: PersonActor) -> list[tuple[str, list[FieldChoice]]]:
    """Section title → its fields. One statement."""
    chosen = chosen_fields(actor.college_id)
    kept = {one.key for one in chosen.fields}
    found = []
    for section in Section:
        fields = [
            FieldChoice(one.key, one.title, one.key in kept, one.key in chosen.required, one.special, one.proposable)
            for one in FIELDS
            if one.section is section
        ]
        found.append((SECTION_TITLES[section], fields))
    return found
