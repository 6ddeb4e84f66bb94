"""One person's record: as the leader fills it, as the family sees it, and its history."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from zhurnal.curriculum.models import Group, Membership
from zhurnal.curriculum.relations import on_list
from zhurnal.kernel import policy
from zhurnal.kernel.models import Change
from zhurnal.kernel.readings import tell
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.rules.names import alphabetical
from zhurnal.registers.cells import Cell, cells_of
from zhurnal.registers.changes import last_changes
from zhurnal.registers.chosen import chosen_fields
from zhurnal.registers.policy import FILL_PERSON, READ_PERSON
from zhurnal.registers.rules.cells import Written
from zhurnal.registers.rules.completeness import Filled
from zhurnal.registers.rules.fields import BY_KEY, SECTION_TITLES, Chosen, Kind, Section
from zhurnal.registers.rules.staleness import Updated, updated
from zhurnal.registers.sheet import Guardian, Sheet, read_sheet

KEPT = ("registers.value.write", "registers.parent.add", "registers.special.open")
SHOWN = 40  # events of the history


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the history: when, who, what field, «было → стало» (of special fields only that they changed).

    ``back``: the change can be taken back under this id.
    """

    at: datetime
    who: str
    what: str
    words: str
    back: UUID | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """The page of one student. ``sections``: title → cells and when they were written last; ``neighbours``: before and after him on the group's list."""

    group: Group | None
    sections: list[tuple[str, list[Cell], Updated]]
    parents: list[Guardian]
    adult: bool
    filled: Filled
    special: list[str]
    history: list[Event]
    neighbours: tuple[UUID | None, UUID | None]


def load_card(actor: PersonActor, person: Person, written: Written | None = None) -> Card:
    """Eight statements, and one more for who fills it."""
    chosen = chosen_fields(actor.college_id)
    sheet = read_sheet(actor, [person.pk], [one.key for one in chosen.fields])
    student = sheet.students[0]
    tell(actor, READ_PERSON, people=sheet.parents)
    sections = []
    for section in Section:
        usual = [one for one in chosen.usual if one.section is section and one.kind is not Kind.FAMILY]
        cells = [
            cell
            for one in usual
            for cell in cells_of(sheet, student, one, written, demanded=one.key in chosen.required)
        ]
        if cells or (section is Section.PARENTS and not student.adult):
            people = [student.id, *(parent.person for parent in sheet.families.get(student.id, ()))]
            at = sheet.updated(people, [one.key for one in usual])
            day = at.astimezone(actor.now.tzinfo).date() if at else None
            sections.append((SECTION_TITLES[section], cells, updated(day, actor.today)))
    asked = [filled for one in chosen.demanded if (filled := sheet.is_filled(student, one)) is not None]
    group, neighbours = _place(actor, person)
    return Card(
        group, sections, sheet.families.get(person.pk, []), student.adult, Filled(sum(asked), len(asked)),
        [one.title for one in chosen.special], _history(actor, person, sheet, chosen), neighbours,
    )  # fmt: skip


def special_cells(actor: PersonActor, person: Person, written: Written | None = None) -> list[Cell]:
    """Cells of special categories; asked only after the look was written down. Four statements."""
    chosen = chosen_fields(actor.college_id)
    sheet: Sheet = read_sheet(actor, [person.pk], [one.key for one in chosen.special])
    return [
        cell
        for one in chosen.special
        for cell in cells_of(sheet, sheet.students[0], one, written, demanded=one.key in chosen.required)
    ]


def _place(actor: PersonActor, person: Person) -> tuple[Group | None, tuple[UUID | None, UUID | None]]:
    """The group on whose list he is today, and who stands beside him there."""
    rows = Membership.objects.of(actor.college_id).filter(on_list(actor.today))
    mine = rows.filter(student=person.pk).select_related("group").order_by("entered").last()
    if mine is None:
        return None, (None, None)
    names = rows.filter(group=mine.group_id).values_list(
        "student_id", "student__surname", "student__given", "student__patronymic"
    )
    order = [pk for pk, *_name in sorted(names, key=lambda row: (alphabetical(*row[1:]), row[0]))]
    place = order.index(person.pk)
    before, after = order[place - 1] if place else None, order[place + 1] if place + 1 < len(order) else None
    return mine.group, (before, after)


def _history(actor: PersonActor, person: Person, sheet: Sheet, chosen: Chosen) -> list[Event]:
    """The newest changes and looks, and which of them can be taken back. Two statements."""
    lasts = last_changes(actor, sheet, [one.key for one in chosen.usual]) if policy.may(actor, FILL_PERSON) else []
    back = {one.event for one in lasts if one.before is not None}
    rows = Change.objects.of(actor.college_id).filter(chain=person.pk, action__in=KEPT).order_by("-seq")[:SHOWN]
    found = []
    for pk, at, who, action, target, reason in rows.values_list("pk", "at", "actor_name", "action", "target", "reason"):
        key = target.rsplit(":", 1)[-1]
        what = BY_KEY[key].title if key in BY_KEY else _OTHER.get(action, "")
        found.append(Event(at.astimezone(actor.now.tzinfo), who, what, reason, pk if pk in back else None))
    return found


_OTHER = {"registers.parent.add": "Записан представитель", "registers.special.open": "Открыты особые сведения"}
