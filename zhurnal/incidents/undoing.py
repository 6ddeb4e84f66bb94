"""What undoing an incident would do now, cell by cell: for the page that shows it and for the action that does it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from zhurnal.incidents import reading
from zhurnal.incidents.models import Incident
from zhurnal.incidents.rules.changes import Marked
from zhurnal.incidents.rules.undo import Back, Stays, Step, of_cell
from zhurnal.journal.rules import targets
from zhurnal.kernel.models import Change
from zhurnal.people.actor import PersonActor

Place = tuple[UUID, UUID, int]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that the incident touched, and what becomes of it."""

    course: UUID
    place: Place
    fate: Back | Stays | None


def changes_of(actor: PersonActor, incident: Incident) -> list[Marked]:
    """Everything that was written under the person's name in the incident's time, also what he says is his."""
    return reading.marked(actor, incident.since, incident.until, incident.person_id)


def cells_of(actor: PersonActor, incident: Incident, changes: Sequence[Marked]) -> list[Cell]:
    """The cells with their fates, in the order of their first change. One statement."""
    spared = {UUID(one) for one in incident.spared}
    meant = {one.id for one in changes} - spared
    wanted = {target_of(one): one.course for one in changes if one.id in meant}
    histories: dict[str, list[Step]] = {}
    rows = (
        Change.objects.of(actor.college_id)
        .filter(target__in=list(wanted), action=reading.ENTRY)
        .order_by("chain", "seq")
    )
    columns = ("target", "pk", "before", "after", "actor_name", "at", "door")
    for target, pk, before, after, name, at, door in rows.values_list(*columns):
        histories.setdefault(target, []).append(Step(pk, before, after, name, at, door == reading.DOOR))
    return [
        Cell(course, targets.place_of_cell(target), of_cell(histories[target], meant)) for target, course in wanted.items()
    ]  # fmt: skip


def target_of(one: Marked) -> str:
    """How the changed cell is named in the record."""
    return targets.cell(one.lesson.hex, one.student.hex, one.slot)
