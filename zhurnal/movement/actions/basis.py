"""A student goes from budget to contract or back by an order, from its day on (A5.11, A7.1)."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from zhurnal.movement.rules.basis import OTHER, Basis, explains, target_of
from zhurnal.people.actor import PersonActor
from zhurnal.registers.actions.dated import Ended, move_ended, put_back, put_from
from zhurnal.registers.models import FormerValue, RegisterValue

FIELD = "funding"
Traces = dict[str, Any]


def read_basis(college_id: UUID, students: Collection[UUID]) -> dict[UUID, Basis]:
    """On which basis the students study and did before. Two statements; none for nobody."""
    if not students:
        return {}
    values = RegisterValue.objects.of(college_id).filter(field=FIELD, person__in=students)
    former: dict[UUID, list[tuple[date, str, bool]]] = {}
    rows = FormerValue.objects.of(college_id).filter(field=FIELD, person__in=students)
    for person, until, value, words in rows.values_list("person_id", "until", "value", "order_words"):
        former.setdefault(person, []).append((until, value, bool(words)))
    present = dict(values.values_list("person_id", "value"))
    return {pk: Basis(present.get(pk, ""), tuple(former.get(pk, ()))) for pk in students}


def change_basis(actor: PersonActor, student: UUID, details: str, effective: date, words: str) -> Traces:
    """The register says the new basis from the day on; what was typed without an order gets the order's day."""
    basis, target = read_basis(actor.college_id, [student])[student], target_of(details)
    if explains(basis, target) and basis.last is not None:
        was = basis.last[0]
        moved = move_ended(actor, Ended(student, FIELD, basis.last[1]), was, effective, words)
        return {"basis": {"moved": moved.hex, "was": was.isoformat(), "after": target}}
    before = basis.present or OTHER[target]  # who is transferred to the one studied on the other
    kept = put_from(actor, Ended(student, FIELD, target), before, effective, words)
    return {"basis": {"kept": kept.hex, "before": basis.present, "after": target}}


def basis_untouched(college_id: UUID, student: UUID, traces: Traces) -> bool:
    """Whether the register still says what the order made it say, from the order's day."""
    said, basis = traces["basis"], read_basis(college_id, [student])[student]
    row = FormerValue.objects.of(college_id).filter(pk=UUID(said.get("kept") or said["moved"])).first()
    return row is not None and basis.present == said["after"] and basis.last is not None and row.until == basis.last[0]


def basis_back(actor: PersonActor, student: UUID, traces: Traces) -> None:
    """As it was before the order."""
    said = traces["basis"]
    if said.get("moved"):
        FormerValue.objects.of(actor.college_id).filter(pk=UUID(said["moved"])).update(
            until=date.fromisoformat(said["was"]), order_words=""
        )
    else:
        put_back(actor, UUID(said["kept"]), Ended(student, FIELD, said["before"]))
