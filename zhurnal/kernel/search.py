"""Search: modules register what can be found and where it opens; one finds only what one may open.

A ``Shelf`` is a kind of thing (its rows, how they are matched, how they are called). A ``Way`` is a page on which things of a
shelf open, with the action that opens it: candidates come from ``policy.visible(actor, way.action)`` and from nowhere else.
Each question is compiled once per shelf, way, kind of actor and number of words (``kernel.prepared``).
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import CharField, Func, Q, QuerySet, Value
from django.db.models.functions import Concat, Replace, StrIndex
from django.db.models.lookups import GreaterThan
from django.urls import reverse

from zhurnal.kernel import policy, prepared
from zhurnal.kernel.policy import Actor
from zhurnal.kernel.sought import Sought

MOST = 8  # of one shelf
FEW = 64  # candidates of whom rights are asked one by one
_CAPITALS = "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЁёӘӨҮҖҢҺ"  # Russian, then Tatar
_SMALL = "абвгдежзийклмнопрстуфхцчшщъыьэюяееәөүҗңһ"
LAST_SIGN = "\U0010ffff"

Rows = QuerySet[Any]


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a question, as conditions take it: alone, after a space, and the range in which an index looks for it."""

    word: str
    spaced: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question inside a query: whose college, which words, which day. Values may be stand-ins; conditions use them as they are."""

    college_id: UUID
    terms: tuple[Term, ...]
    day: dt.date | None = None


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
    """A kind of thing. ``match`` narrows rows to a question; ``tell`` names rows.

    ``by_day``: only a day leads to such things. ``apart``: what tells two rows of one name from each other; asked only of
    rows whose personal data the person may open.
    """

    name: str
    title: str
    icon: str
    position: int
    match: Callable[[Rows, Asked], Rows]
    tell: Callable[[Any, Sequence[Any]], list[Told]]
    apart: Callable[[Any], str] | None = None
    by_day: bool = False
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
    if shelf.by_day and sought.day is None:
        return []
    few = _candidates(actor, shelf, sought)
    if few == ():
        return []
    places: dict[Any, Way] = {}
    rows: list[Any] = []
    for way in shelf.ways:
        if not policy.may(actor, way.action) or len(rows) >= MOST:
            continue
        for row in _matched(actor, shelf, way, sought, few):
            if row.pk not in places:
                places[row.pk] = way
                rows.append(row)
    rows = rows[:MOST]
    if not rows:
        return []
    told = shelf.tell(actor, rows)
    notes = _notes(shelf, rows, told, places)
    return [Found(one.title, notes[one.pk], places[one.pk].url(one.pk), shelf.icon) for one in told]


def _candidates(actor: Actor, shelf: Shelf, sought: Sought) -> tuple[UUID, ...] | None:
    """Ids that the words mean, rights aside: of few of them rights are asked one by one, of none not at all.

    None when they are many, or when only a day narrows them.
    """
    if shelf.by_day or not shelf.ways:
        return None
    count, rows = len(sought.words), policy.policy_of(shelf.ways[0].action).model

    def build(values: prepared.Values) -> Rows:
        manager: Any = rows.objects  # type: ignore[attr-defined]
        found = shelf.match(manager.of(values["college"]), _asked(values["college"], count, values))
        return found.order_by().values_list("pk", flat=True)[: FEW + 1]

    values = {"college": actor.college_id, **_values(shelf, sought)}
    found = tuple(row[0] for row in prepared.run(("candidates", shelf.name, count), build, values))
    return found if len(found) <= FEW else None


def _matched(actor: Actor, shelf: Shelf, way: Way, sought: Sought, few: tuple[UUID, ...] | None) -> list[Any]:
    """The first rows that the actor may open in this way."""
    count = 0 if few else len(sought.words)

    def build(values: prepared.Values) -> Rows:
        own = actor.outlined({name: values[name] for name in actor.outline()})
        rows = policy.visible(own, way.action)
        if few:
            rows = rows.filter(pk__in=values["few"])
        return shelf.match(rows, _asked(own.college_id, count, values))[:MOST]

    key = ("search", shelf.name, way.action, count, actor.kind())
    return prepared.run(key, build, {**actor.outline(), **({"few": few} if few else _values(shelf, sought))})


def _values(shelf: Shelf, sought: Sought) -> dict[str, Any]:
    """What a question brings into a statement."""
    values: dict[str, Any] = {"day": sought.day} if shelf.by_day else {}
    for number, word in enumerate(sought.words):
        values |= {f"word{number}": word, f"spaced{number}": f" {word}"}
        values |= {f"start{number}": word[:START], f"end{number}": word[:START] + LAST_SIGN}
    return values


def _asked(college_id: UUID, words: int, values: prepared.Values) -> Asked:
    terms = tuple(
        Term(*(values[f"{part}{number}"] for part in ("word", "spaced", "start", "end"))) for number in range(words)
    )
    return Asked(college_id, terms, values.get("day"))


def _notes(shelf: Shelf, rows: Sequence[Any], told: Sequence[Told], places: dict[Any, Way]) -> dict[Any, str]:
    """What stands beside each title; where two titles are one, what tells them apart besides."""
    notes = {one.pk: one.note for one in told}
    if shelf.apart is None:
        return notes
    titles = [one.title for one in told]
    doubled = {one.pk for one in told if titles.count(one.title) > 1}
    for row in rows:
        if row.pk in doubled and policy.action_named(places[row.pk].action).personal:
            notes[row.pk] = ", ".join(part for part in (notes[row.pk], shelf.apart(row)) if part)
    return notes


class Folded(Func):
    """A text as ``sought.fold`` makes it, in the database; the same on both, whatever its locale."""

    function = "zhurnal_fold"  # SQLite: registered on each connection
    output_field = CharField()

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """Capitals of Russian by name: a database made with the locale C knows only Latin ones."""
        template = f"LOWER(TRANSLATE(%(expressions)s, '{_CAPITALS}', '{_SMALL}'))"
        return super().as_sql(compiler, connection, template=template, **more)


class FoldedStart(Func):
    """How a column begins, as ``sought.fold`` makes it, by the database's own functions, so that an index can hold it.

    The text of it must stay as it is: indexes are made of it, and another text would not find them. SQLite lowers only
    Latin letters, so its text maps the first ``START`` letters one by one (nested deeper, other builds of SQLite could
    not read the index); PostgreSQL's holds the whole name and compares it by bytes.
    """

    output_field = CharField()

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """The first letters."""
        letters = " || ".join(_LETTER.format(place=place + 1) for place in range(START))
        return super().as_sql(compiler, connection, template=f"({letters})", **more)

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """The whole, in the order of bytes whatever the database's locale."""
        template = f"(LOWER(TRANSLATE(%(expressions)s, '{_CAPITALS}', '{_SMALL}')) COLLATE \"C\")"
        return super().as_sql(compiler, connection, template=template, **more)


START = 5
_LETTER = (
    f"COALESCE(SUBSTR('{_SMALL}', NULLIF(INSTR('{_CAPITALS}', NULLIF(SUBSTR(%(expressions)s, {{place}}, 1), '')), 0), 1), "
    "LOWER(SUBSTR(%(expressions)s, {place}, 1)))"
)


def beginning(rows: Rows, asked: Asked, *fields: str) -> Rows:
    """Rows of which every word begins a part of one of the fields; each field has an index of its ``FoldedStart``.

    Fields of several parts («Римская-Корсакова», «Мамед оглы») are few: their later parts are looked for among them alone.
    """
    manager: Any = rows.model.objects
    for term in asked.terms:
        parts = [
            manager.of(asked.college_id)
            .alias(zhurnal_start=FoldedStart(name))
            .filter(zhurnal_start__range=(Value(term.start), Value(term.end)))
            .values("pk")
            for name in fields
        ]
        of_parts = [Q(**{f"{name}__contains": sign}) for name in fields for sign in ("-", " ")]
        parts.append(manager.of(asked.college_id).filter(reduce(or_, of_parts)).values("pk"))
        rows = rows.filter(holding(term, *fields, parts=True), pk__in=parts[0].union(*parts[1:], all=True))
    return rows


def matching(rows: Rows, asked: Asked, *fields: str, inside: bool = False) -> Rows:
    """Rows of a small table in whose fields every word stands, at the beginning of a word unless ``inside``."""
    for term in asked.terms:
        rows = rows.filter(holding(term, *fields, inside=inside))
    return rows


def holding(term: Term, *fields: str, inside: bool = False, parts: bool = False) -> Any:
    """The condition that a word stands in the fields; ``parts``: what follows a hyphen begins a word too."""
    shown: list[Any] = [Value(" ")]
    for name in fields:
        shown += [name, Value(" ")]
    folded: Any = Folded(Concat(*shown, output_field=CharField()))
    if parts:
        folded = Concat(folded, Replace(folded, Value("-"), Value(" ")), output_field=CharField())
    return GreaterThan(StrIndex(folded, Value(term.word if inside else term.spaced)), Value(0))
