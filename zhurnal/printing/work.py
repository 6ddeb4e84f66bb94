"""The journals of many groups, in the background: a PDF for each group, all in one ZIP (3.3)."""

from collections.abc import Sequence
from uuid import UUID

from zhurnal.curriculum.models import Group
from zhurnal.jobs.works import Arguments, Piece, Unit, Work, register_work
from zhurnal.kernel import doors, policy
from zhurnal.kernel.export import file_name
from zhurnal.kernel.typeset import typeset
from zhurnal.people.actor import PersonActor
from zhurnal.printing.actions.notes import note_print
from zhurnal.printing.policy import WHOLE
from zhurnal.printing.queries.document import group_document
from zhurnal.printing.rules.selection import Selection

KIND = "printing-journals"
TEMPLATE = "printing/paper/journal.typ"
OF_GROUP = ("year", "department", "curriculum")


def _units(actor: PersonActor, arguments: Arguments) -> Sequence[Unit]:
    """The groups of the year whose whole journals the asker prints. One statement."""
    rows = policy.visible(actor, WHOLE).filter(year=UUID(arguments["year"])).order_by("department__name", "name", "pk")
    return [Unit(pk.hex, f"Группа {name}") for pk, name in rows.values_list("pk", "name")]


def paper_name(group: Group) -> str:
    """«Журнал Э-21 2026-27»: of the file with a group's journals."""
    return f"Журнал {group.name} {group.year.name.replace('/', '-')}"


def _make(actor: PersonActor, _arguments: Arguments, unit: Unit) -> Sequence[Piece]:
    group = doors.fetch(actor, WHOLE, Group, related=OF_GROUP, pk=UUID(unit.key))
    data = group_document(actor, group, Selection())
    note_print(actor, group, "journals", len(data["sections"]))
    return [Piece(file_name(paper_name(group), "pdf"), typeset(TEMPLATE, data))]


def _named(actor: PersonActor, _arguments: Arguments) -> str:
    return f"Журналы групп {actor.today:%d.%m.%Y}"


JOURNALS = Work(KIND, _units, _make, _named)


def declare() -> None:
    """Make the work known."""
    register_work(JOURNALS)
