"""Who read whose data (2.1): doors and lists tell of it here, whoever listens to ``personal_data_opened`` keeps it.

What was opened is told as it is, a row; whose data that row holds is found out later, when nobody waits: each room declares it
beside its policy (``declare``). So a reading costs no statement. A list, an export, a page without a door says itself whom it
showed (``tell`` with ``people`` or ``circles``).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.dispatch import Signal
from django.http import HttpRequest, HttpResponse

from zhurnal.kernel.errors import UnknownAction
from zhurnal.kernel.policy import Actor, action_named

PERSON, COLLEGE = "person", "college"
"""The two kinds of circle that need no declaration: one person alone; everybody of a college."""

personal_data_opened = Signal()
"""Sent with ``readings`` (a sequence of ``Told``) and ``file`` (whether they left as a file), after the page was made."""


@dataclass(frozen=True, slots=True)
class Circle:
    """Whose data: everybody of a circle (``kind``, ``key``) at any time from ``since`` (None: the day of the reading) to that day."""

    kind: str
    key: UUID
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """Personal data that somebody opened: a row (``target``), or the named ``people`` and ``circles``."""

    actor: Actor
    action: str
    model: str
    target: UUID | None
    people: tuple[UUID, ...] = ()
    circles: tuple[Circle, ...] = ()


Guard = Callable[[Told], None]
"""Raises what refuses a reading (``Unconfirmed``), before anything is shown."""

_held: ContextVar[list[Told] | None] = ContextVar("readings", default=None)
_guards: list[Guard] = []
_pages: dict[str, str] = {}


def register_guard(guard: Guard) -> None:
    """Let a floor above stop a reading before it is shown."""
    if guard not in _guards:
        _guards.append(guard)


def name_page(name: str, words: str) -> None:
    """Name something personal that is no action of a policy (a search), in words as those of an action."""
    _pages[name] = words


def words_of(action: str) -> str:
    """What was opened, in Russian words; the name itself for an action that is no more."""
    if action in _pages:
        return _pages[action]
    try:
        return action_named(action).personal or action
    except UnknownAction:
        return action


def tell(
    actor: Actor,
    action: str,
    target: Model | None = None,
    *,
    people: Iterable[UUID] = (),
    circles: Iterable[Circle] = (),
) -> None:
    """Personal data are about to be shown. Of an empty list nothing is told, for it shows nobody."""
    reading = Told(
        actor,
        action,
        target._meta.label if target is not None else "",
        target.pk if target is not None else None,
        tuple(people),
        tuple(circles),
    )
    if reading.target is None and not reading.people and not reading.circles:
        return
    for guard in _guards:
        guard(reading)
    held = _held.get()
    if held is None:
        personal_data_opened.send(Told, readings=[reading], file=False)
    else:
        held.append(reading)


@contextmanager
def collected() -> Iterator[list[Told]]:
    """What is told inside is held back for the caller, who sends it or lets it fall."""
    found: list[Told] = []
    token = _held.set(found)
    try:
        yield found
    finally:
        _held.reset(token)


class ReadingsMiddleware:
    """Sends the readings of a request once its answer is known: «304» shows nothing, and an attachment is a file."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with collected() as readings:
            response = self.get_response(request)
        if readings and response.status_code != 304:
            file = response.headers.get("Content-Disposition", "").startswith("attachment")
            personal_data_opened.send(Told, readings=readings, file=file)
        return response


# --- whose data a row holds -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Path:
    """The way from a row to a circle: ``field`` holds the circle's id, ``since`` (if any) the first day of what the row shows.

    ``unless``: fields of narrower circles; where one of them is filled this way is not gone.
    """

    kind: str
    field: str
    since: str = ""
    unless: tuple[str, ...] = ()


Finder = Callable[[UUID, Sequence[UUID]], Iterable[tuple[UUID, Circle]]]
"""(college, ids of rows) → (id, circle); a constant number of statements."""
Places = Callable[[UUID, UUID], Iterable[tuple[Circle, date | None]]]
"""(college, person) → the circles in which the person was: each with its first day in ``since``, and the last day (None: still)."""

_ways: dict[str, tuple[Path, ...]] = {}
_finders: dict[str, Finder] = {}
_places: list[Places] = []


def declare(model: type[Model], *paths: Path) -> None:
    """Whose data a row of the model holds: at least one path is filled in every row."""
    _once(model)
    _ways[model._meta.label] = paths


def declare_by(model: type[Model], finder: Finder) -> None:
    """The same for a model from which no field leads to the people."""
    _once(model)
    _finders[model._meta.label] = finder


def _once(model: type[Model]) -> None:
    if is_declared(model):
        message = f"whose data a row of {model._meta.label} holds is declared twice"
        raise ValueError(message)


def is_declared(model: type[Model]) -> bool:
    """Whether it is known whose data a row of the model holds."""
    return model._meta.label in _ways or model._meta.label in _finders


def circles_of(model: type[Model], college_id: UUID, ids: Sequence[UUID]) -> dict[UUID, list[Circle]]:
    """Whose data these rows hold; a row that is gone, or of an undeclared model, is not among the keys."""
    found: dict[UUID, list[Circle]] = {}
    for pk, circle in _circles(model, college_id, ids):
        held = found.setdefault(pk, [])
        if circle not in held:
            held.append(circle)
    return found


def _circles(model: type[Model], college_id: UUID, ids: Sequence[UUID]) -> Iterator[tuple[UUID, Circle]]:
    label = model._meta.label
    if label in _finders:
        yield from _finders[label](college_id, ids)
    paths = _ways.get(label, ())
    names = list(dict.fromkeys(name for path in paths for name in (path.field, path.since, *path.unless) if name))
    if not names:
        return
    manager: Any = model.objects  # type: ignore[attr-defined]
    for pk, *values in manager.of(college_id).filter(pk__in=list(ids)).values_list("pk", *names):
        row = dict(zip(names, values, strict=True))
        for path in paths:
            if row[path.field] is not None and all(row[name] is None for name in path.unless):
                yield pk, Circle(path.kind, row[path.field], row[path.since] if path.since else None)


def register_places(places: Places) -> None:
    """Let a room say in which of its circles a person was and when."""
    if places not in _places:
        _places.append(places)


def places_of(college_id: UUID, person: UUID) -> list[tuple[Circle, date | None]]:
    """Every circle in which the person was, with its last day; himself and his college are not among them."""
    return [found for places in _places for found in places(college_id, person)]
