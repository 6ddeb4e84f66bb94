"""What can be found of statements: by number, group and discipline; marks are read on their own page."""

from collections.abc import Sequence

from zhurnal.kernel.policy import Actor
from zhurnal.kernel.search import Asked, Rows, Shelf, Told, Way, matching, register_shelf, register_way
from zhurnal.statements.models import Statement
from zhurnal.statements.policy import READ
from zhurnal.statements.rules.kinds import STATE_WORDS, State

_FIELDS = ("number", "group__name", "discipline__index", "discipline__name")


def _statements(rows: Rows, asked: Asked) -> Rows:
    found = matching(rows, asked, *_FIELDS).select_related("group", "discipline", "year")
    return found.order_by("-dated", "group__name", "discipline__name", "pk")


def _tell_statements(_actor: Actor, statements: Sequence[Statement]) -> list[Told]:
    return [
        Told(
            one.pk,
            f"Ведомость {one}: {one.group.name}, {one.discipline.name}",
            f"{one.year.name}, {STATE_WORDS[State(one.state)]}",
        )
        for one in statements
    ]


def register() -> None:
    """Called once, when the application starts."""
    register_shelf(Shelf("statement", "Ведомости", "file", 65, _statements, _tell_statements))
    register_way("statement", Way(READ, "statements:statement"))
