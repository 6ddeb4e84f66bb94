"""Search: modules register what can be found and where it opens; one finds only what one may open.

A ``Shelf`` is a kind of thing (its rows, how they are matched, how they are called). A ``Way`` is a page on which things of a
shelf open, with the action that opens it: candidates come from ``policy.visible(actor, way.action)`` and from nowhere else.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import CharField, Func, QuerySet, Value
from django.db.models.functions import Concat
from django.urls import reverse

from zhurnal.kernel import policy
from zhurnal.kernel.policy import Actor
from zhurnal.kernel.sought import Sought

MOST = 8  # of one shelf
_CAPITALS = "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЁё"
_SMALL = "абвгдежзийклмнопрстуфхцчшщъыьэюяее"

Rows = QuerySet[Any]


@dataclass(frozen=True, slots=True)
class Told:
    """How one row is called: title, what stands beside it, and the key that puts the best first."""

    pk: Any
    title: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """A page on which a thing opens: its address takes the row's id, or ends with it after ``query``."""

    action: str
    url_name: str
    query: str = ""

    def url(self, pk: UUID) -> str:
        """The address."""
        return f"{reverse(self.url_name)}?{self.query}{pk.hex}" if self.query else reverse(self.url_name, args=[pk])


@dataclass
class Shelf:
    """A kind of thing. ``match`` narrows rows to a question (None: it is not about such things); ``tell`` names rows."""

    name: str
    title: str
    icon: str
    position: int
    match: Callable[[Rows, Sought], Rows | None]
    tell: Callable[[Any, Sequence[Any]], list[Told]]
    ways: list[Way] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Found:
    """One line of the answer."""

    title: str
    note: str
    url: str
    icon: str


_shelves: dict[str, Shelf] = {}
_waiting: dict[str, list[Way]] = {}


def register_shelf(shelf: Shelf) -> None:
    """Make a kind of thing findable; ways may have been told before."""
    shelf.ways.extend(_waiting.pop(shelf.name, []))
    _shelves[shelf.name] = shelf


def register_way(shelf: str, way: Way) -> None:
    """Tell where things of a shelf open; the first way that an actor may go is taken."""
    if shelf in _shelves:
        _shelves[shelf].ways.append(way)
    else:
        _waiting.setdefault(shelf, []).append(way)


def shelves() -> list[Shelf]:
    """All kinds of things, in the order in which answers show them."""
    return sorted(_shelves.values(), key=lambda shelf: shelf.position)


def look(actor: Actor, shelf: Shelf, sought: Sought) -> list[Found]:
    """What the actor finds on one shelf, each thing once, at most ``MOST``."""
    places: dict[Any, Way] = {}
    rows: list[Any] = []
    for way in shelf.ways:
        if not policy.may(actor, way.action) or len(rows) >= MOST:
            continue
        matched = shelf.match(policy.visible(actor, way.action), sought)
        if matched is None:
            return []
        for row in matched[:MOST]:
            if row.pk not in places:
                places[row.pk] = way
                rows.append(row)
    if not rows:
        return []
    return [
        Found(told.title, told.note, places[told.pk].url(told.pk), shelf.icon)
        for told in shelf.tell(actor, rows[:MOST])
    ]


class Folded(Func):
    """A text as ``sought.fold`` makes it, in the database; the same on both, whatever its locale."""

    function = "zhurnal_fold"  # SQLite: registered on each connection
    output_field = CharField()

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """Capitals of Russian by name: a database made with the locale C knows only Latin ones."""
        template = f"LOWER(TRANSLATE(%(expressions)s, '{_CAPITALS}', '{_SMALL}'))"
        return super().as_sql(compiler, connection, template=template, **more)


def matching(rows: Rows, sought: Sought, *fields: str, inside: bool = False) -> Rows:
    """Rows in whose fields every word stands, at the beginning of a word unless ``inside``."""
    parts: list[Any] = [Value(" ")]
    for name in fields:
        parts += [name, Value(" ")]
    found: Rows = rows.alias(zhurnal_folded=Folded(Concat(*parts, output_field=CharField())))
    for word in sought.words:
        found = found.filter(zhurnal_folded__contains=word if inside else f" {word}")
    return found
