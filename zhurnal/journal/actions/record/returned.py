"""Cells given back the values that they had before: an ordinary recorded entry, but by whom no lesson is his own (2.9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhurnal.curriculum.models import Course
from zhurnal.journal.actions.record.batch import send_off, written_rows
from zhurnal.journal.actions.record.desk import Place, lay
from zhurnal.journal.actions.record.entries import told_value
from zhurnal.journal.rules import entry as grammar
from zhurnal.journal.rules import locks, targets
from zhurnal.journal.rules.commands import Command
from zhurnal.kernel import audit, together
from zhurnal.kernel.ids import uuid7
from zhurnal.kernel.models import ChainHead
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor


@dataclass(frozen=True, slots=True)
class Returned:
    """A cell with the value that it gets again."""

    place: Place
    value: str
    dated: date | None


def return_cells(
    actor: PersonActor, course: Course, head: ChainHead, cells: Sequence[Returned], reason: str
) -> dict[Place, Refusal]:
    """Write them with their history; those that do not go, with why. Called inside a transaction that holds the page's ``head``.

    A lesson's own locks do not count here, a closed term does; «н» and a mark still never share a lesson.
    """
    if course.frozen_at is not None:
        return {cell.place: locks.FROZEN for cell in cells}
    commands = [Command(uuid7(), "entry", lesson, 0, "", student, slot, reason=reason) for lesson, student, slot in (
        cell.place for cell in cells
    )]  # fmt: skip
    desk, _done = lay(actor, course, commands)
    desk.late_lessons |= set(desk.lessons)  # nobody was late: the teacher wrote nothing
    wanted = {cell.place: cell.value for cell in cells}
    refused: dict[Place, Refusal] = {}
    for cell, command in zip(cells, commands, strict=True):
        lesson, student, slot = cell.place
        others = desk.cells_of(lesson, student) | {
            place[2]: value for place, value in wanted.items() if place[:2] == (lesson, student)
        }
        others = {number: value for number, value in others.items() if value and number != slot}
        sign = grammar.Sign(cell.value, attendance=slot == 0)
        standing = desk.cells.get(cell.place)
        refusal = grammar.together_refusal(sign, slot, others)
        if standing is None or lesson not in desk.lessons or refusal is not None:
            refused[cell.place] = refusal or Refusal("absent", "Такой клетки в журнале нет.")
            continue
        before = told_value(standing.value, standing.dated)
        desk.put_cell(cell.place, cell.value, cell.dated)
        desk.tell(command, targets.cell(lesson.hex, student.hex, slot), before, told_value(cell.value, cell.dated))
    together.ask(*written_rows(desk), *audit.appending(head, actor, desk.events))
    send_off(desk)
    return refused
