"""The register of one group: what is missing of whom, and one field of everybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from zhurnal.curriculum.models import Group, GroupLeader, Membership
from zhurnal.curriculum.relations import on_list, valid_on
from zhurnal.kernel.errors import Absent
from zhurnal.kernel.readings import tell
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.names import full_name
from zhurnal.registers.cells import Cell, cells_of
from zhurnal.registers.changes import last_changes
from zhurnal.registers.chosen import chosen_fields
from zhurnal.registers.models import Proposal
from zhurnal.registers.policy import FILL_GROUP
from zhurnal.registers.rules.cells import Written
from zhurnal.registers.rules.completeness import Filled
from zhurnal.registers.rules.fields import SECTION_TITLES, Chosen, Field, Kind, Section
from zhurnal.registers.rules.proposals import ProposalState
from zhurnal.registers.sheet import Sheet, read_sheet


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A field of the group: how many have it, and whether it is demanded, guarded, typed."""

    key: str
    title: str
    filled: Filled
    demanded: bool
    special: bool
    fillable: bool


@dataclass(frozen=True, slots=True)
class StudentLine:
    """A student of the group: how much of him is known, and what is missing."""

    id: UUID
    name: str
    filled: Filled
    missing: str


@dataclass(frozen=True, slots=True)
class GroupPage:
    """The page of a group. ``sections``: title → its fields; ``waiting``: proposals without an answer."""

    leaders: list[str]
    sections: list[tuple[str, list[FieldLine]]]
    students: list[StudentLine]
    whole: Filled
    waiting: int
    first: str

    @property
    def lacking(self) -> list[StudentLine]:
        """Students of whom something is missing, in the order of the list."""
        return [line for line in self.students if line.missing]

    @property
    def complete(self) -> list[StudentLine]:
        """Students of whom everything demanded is known."""
        return [line for line in self.students if not line.missing]


def load_group(actor: PersonActor, group: Group) -> GroupPage:
    """Seven statements, whatever the students."""
    chosen = chosen_fields(actor.college_id)
    sheet = group_sheet(actor, group, chosen.fields)
    lines = {one.key: _field_line(sheet, chosen, one) for one in chosen.fields}
    sections = [
        (SECTION_TITLES[section], [lines[one.key] for one in chosen.fields if one.section is section])
        for section in Section
        if any(one.section is section for one in chosen.fields)
    ]
    students = [_student_line(sheet, chosen, place) for place in range(len(sheet.students))]
    open_ = Proposal.objects.of(actor.college_id).filter(
        student__in=[student.id for student in sheet.students], state=ProposalState.OPEN
    )
    first = next((line.key for line in lines.values() if line.fillable and line.demanded and line.filled.missing), "")
    whole = sum((line.filled for line in students), Filled())
    return GroupPage(_leaders(actor, group), sections, students, whole, open_.count(), first)


def group_sheet(actor: PersonActor, group: Group, fields: Sequence[Field]) -> Sheet:
    """Everybody on the group's list today. Four statements."""
    rows = Membership.objects.of(actor.college_id).filter(on_list(actor.today), group=group.pk)
    return read_sheet(actor, rows.values_list("student_id", flat=True), [one.key for one in fields])


def _leaders(actor: PersonActor, group: Group) -> list[str]:
    rows = (
        GroupLeader.objects.of(actor.college_id).filter(valid_on(actor.today), group=group.pk).order_by("since", "pk")
    )
    return [full_name(*name) for name in rows.values_list("person__surname", "person__given", "person__patronymic")]


def _field_line(sheet: Sheet, chosen: Chosen, one: Field) -> FieldLine:
    found = [filled for student in sheet.students if (filled := sheet.is_filled(student, one)) is not None]
    fillable = one.kind is not Kind.FAMILY and not one.special
    return FieldLine(
        one.key, one.title, Filled(sum(found), len(found)), one.key in chosen.required, one.special, fillable
    )


def _student_line(sheet: Sheet, chosen: Chosen, place: int) -> StudentLine:
    student = sheet.students[place]
    asked = {one.title: filled for one in chosen.demanded if (filled := sheet.is_filled(student, one)) is not None}
    missing = [title for title, filled in asked.items() if not filled]
    words = ", ".join(title[0].lower() + title[1:] if title != "СНИЛС" else title for title in missing)
    return StudentLine(student.id, student.name, Filled(len(asked) - len(missing), len(asked)), words)


@dataclass(frozen=True, slots=True)
class LastWrite:
    """Who wrote into the field last, and how many of the cells he wrote together can be taken back, under this id."""

    event: UUID
    at: datetime
    who: str
    cells: int


@dataclass(frozen=True, slots=True)
class FieldPage:
    """One field of everybody. ``rows``: (student's id, name, his cells); ``others``: fields to go on with, (key, title, missing)."""

    field: Field
    rows: list[tuple[UUID, str, list[Cell]]]
    others: list[tuple[str, str, int]]
    following: str
    last: LastWrite | None = None


def load_field(actor: PersonActor, group: Group, key: str, written: Written | None = None) -> FieldPage:
    """Six statements. Raises ``Absent`` for a field that is not typed here."""
    chosen = chosen_fields(actor.college_id)
    field = chosen.usable(key, special=False)
    if field is None:
        raise Absent
    sheet = group_sheet(actor, group, chosen.usual)
    if field.of_parent:
        tell(actor, FILL_GROUP, people=sheet.parents)
    rows = [
        (student.id, student.name, cells_of(sheet, student, field, written))
        for student in sheet.students
        if not (field.of_parent and student.adult)
    ]
    typed = [one for one in chosen.usual if one.kind is not Kind.FAMILY]
    lines = [_field_line(sheet, chosen, one) for one in typed]
    place = typed.index(field)
    later = [line.key for line in [*lines[place + 1 :], *lines[:place]] if line.demanded and line.filled.missing]
    others = [(line.key, line.title, line.filled.missing) for line in lines]
    return FieldPage(field, rows, others, later[0] if later else "", _last_write(actor, sheet, field))


def _last_write(actor: PersonActor, sheet: Sheet, field: Field) -> LastWrite | None:
    lasts = last_changes(actor, sheet, [field.key])
    together = [one for one in lasts if (one.at, one.by) == (lasts[0].at, lasts[0].by) and one.before is not None]
    if not together:
        return None
    first = together[0]
    return LastWrite(first.event, first.at.astimezone(actor.now.tzinfo), first.who, len(together))
