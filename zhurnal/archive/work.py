"""Packing in the background: one unit a group, so that stopping and going on lose nothing (``zhurnal.jobs``)."""

from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse

from zhurnal.archive.actions.packing import make_package
from zhurnal.archive.policy import MAKE
from zhurnal.archive.prints import OF_GROUP
from zhurnal.archive.queries.packages import groups_to_pack
from zhurnal.curriculum.models import Group
from zhurnal.jobs.works import Arguments, Piece, Unit, Work, register_work
from zhurnal.kernel import doors
from zhurnal.people.actor import PersonActor

KIND = "archive.packages"


def arguments(year: UUID, group: UUID | None, department: UUID | None) -> Arguments:
    """What a job of packing is given."""
    return {"year": str(year), "group": str(group or ""), "department": str(department or "")}


def _units(actor: PersonActor, said: Arguments) -> Sequence[Unit]:
    group, department = (UUID(said[name]) if said[name] else None for name in ("group", "department"))
    rows = groups_to_pack(actor, UUID(said["year"]), group, department)
    return [Unit(str(row.pk), f"Группа {row.name}") for row in rows]


def _make(actor: PersonActor, _said: Arguments, unit: Unit) -> Sequence[Piece]:
    make_package(actor, doors.fetch(actor, MAKE, Group, related=OF_GROUP, pk=UUID(unit.key)))
    return ()


def _file_name(_actor: PersonActor, _said: Arguments) -> str:
    return "Пакеты года"


def _kept(said: Arguments) -> tuple[str, str]:
    return f"{reverse('archive:years')}?year={said['year']}", "Годы и пакеты"


PACKING = Work(KIND, _units, _make, _file_name, goes_on=True, kept=_kept)


def declare() -> None:
    """Called once, when the application starts."""
    register_work(PACKING)
