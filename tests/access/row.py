"""A row of the access table, and the groups of answers that it names."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.access.reaches import Reach

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


PAGE = (200,)
DONE = (200, 201, 302, 303)
UNREADABLE = (400, 413, 415, 422)
LOCKED = (403, 409)


@dataclass(frozen=True)
class Row:
    """One address with its lawful method. ``answers``: what a reached object says (``locked``: objects that say why not;
    ``refused``: those whose form comes back with the reason).

    ``noted``: reading it writes that it was read into the record of changes, and nothing else.
    ``within``: the address names a second thing as well, which only these of the objects have.
    ``public``: strangers as well.
    """

    name: str
    method: str
    action: str
    kind: str
    reach: Reach
    answers: tuple[int, ...] = PAGE
    locked: dict[str, tuple[str, ...]] = field(default_factory=dict)
    refused: dict[str, tuple[str, ...]] = field(default_factory=dict)
    public: bool = False
    query: str = ""
    body: Callable[[Any, str], Any] | dict[str, Any] | None = None
    json: bool = False
    noted: bool = False
    within: tuple[str, ...] = ()
    namesakes: tuple[str, ...] = ()  # students whose surname somebody else on the page bears

    @property
    def lawful(self) -> tuple[str, ...]:
        return ("GET", "HEAD") if self.method == "GET" else (self.method,)
