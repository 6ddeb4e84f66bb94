"""What a person types into forms that the table of rights sends empty, so that there is something to break under T22.

The table asks who comes in; an empty form answers that, and writes nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.test import Client

from tests.dictionaries.conftest import begun
from tests.worlds import World
from zhurnal.grading.models import WorkKind
from zhurnal.registers.rules.cells import Place
from zhurnal.statements.models import StatementLine


@dataclass(frozen=True)
class Typed:
    """Who types, about which object, and what: the fields by the world, the object and the address of the form."""

    person: str
    thing: str = ""
    fields: Callable[[World, UUID | None, Callable[[], Client], str], dict[str, Any]] = lambda *_where: {}


def mark(world: World, *_where: Any) -> dict[str, Any]:
    key = world.people["student"].pk.hex
    return {f"value-{key}": "5", f"reason-{key}": "доклад", f"version-{key}": "0"}


def weight(world: World, *_where: Any) -> dict[str, Any]:
    return {f"weight-{WorkKind.objects.of(world.id).get(code='oral').pk.hex}": "1,5"}


def line(world: World, statement: UUID | None, *_where: Any) -> dict[str, Any]:
    pk = StatementLine.objects.of(world.id).get(statement=statement).pk
    return {f"v-{pk}": "4", f"n-{pk}": "1", f"t-{pk}": "7", f"r-{pk}": ""}


def of_student(**typed: str) -> Callable[..., dict[str, Any]]:
    """Fields named for a student: ``mark-…``."""
    return lambda world, *_where: {f"{name}-{world.people['student'].pk.hex}": value for name, value in typed.items()}


def phone(world: World, *_where: Any) -> dict[str, Any]:
    own = world.people["student"].pk
    return {Place(own, own, "phone").name: "89001112233"}


def consent(world: World, *_where: Any) -> dict[str, Any]:
    adult = str(world.people["adult"].pk)
    return {"do": "enter", "person": adult, "purpose": "photo", "number": "12", "on": "2026-09-02", "signed": "own"}


def altered(name: str, value: str) -> Callable[..., dict[str, Any]]:
    """The row's form as a browser would send it, with one field typed anew."""
    return lambda _world, _id, client, address: {**begun(client(), address), name: value}


TYPED = {
    ("assessment:college-weights", ""): Typed("deputy", "", weight),
    ("assessment:discipline-weights", "discipline"): Typed("deputy", "electro", weight),
    ("assessment:kind-move", "kind"): Typed("deputy", "kind", lambda *_where: {"step": "1"}),
    ("assessment:save", "course"): Typed("teacher", "electro", mark),
    ("assessment:weights", "course"): Typed("teacher", "electro", weight),
    ("dictionaries:disciplines-row", "discipline"): Typed("administrator", "electro", altered("name", "Электричество")),
    ("dictionaries:rooms-row", "room"): Typed("administrator", "room", altered("building", "Корпус 2")),
    ("modules:course-projects", "course"): Typed("teacher", "electro", of_student(topic="Расчёт сети")),
    ("modules:day", "practice"): Typed("teacher", "practice", of_student(hours="6", work="Монтаж")),
    ("modules:diploma", "group"): Typed("deputy_practice", "Э-21", of_student(topic="Реконструкция ТП")),
    ("modules:papers", "practice"): Typed("teacher", "practice", of_student(row="1", mark="2")),
    ("modules:places", "practice"): Typed("teacher", "practice", of_student(enterprise="ООО «Сети»")),
    ("notifications:read-all", ""): Typed("teacher"),
    ("printing:many", ""): Typed("deputy_practice"),
    ("privacy:paper", ""): Typed("administrator", "", consent),
    ("registers:card", "student"): Typed("leader", "student", phone),
    ("registers:field", "group"): Typed("leader", "Э-21", phone),
    ("statements:fill", "statement"): Typed("teacher", "statement", line),
    ("statements:open", "statement"): Typed("deputy", "statement_draft"),
    ("timetable:absence-withdraw", "absence"): Typed("teacher", "absence_asked"),
    ("timetable:substitution-undo", "lesson"): Typed("deputy", "substituted"),
}
