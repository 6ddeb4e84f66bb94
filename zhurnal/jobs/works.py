"""The kinds of work: a room above declares its own, as it declares its policy."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from zhurnal.people.actor import PersonActor

Arguments = dict[str, Any]
"""JSON that the asker gave; whoever does the work fetches everything anew through doors."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A part that is made at one go and never again: ``key`` is stable between beginnings, ``words`` are shown."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A file that a unit made."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Work:
    """A kind of work.

    ``units``: the parts, in order; ``make``: the files of one part (a ``Refused`` stops the job with its sentence; with ``goes_on`` the
    other parts are made first, then the job names those that were not; going on tries these again); ``file_name``: of the result,
    without its ending. The result is the only file, or a ZIP of all, after what ``close`` adds to them.
    Work that keeps its result elsewhere makes no files: ``kept`` is the address of the page where it lies, and its name.
    """

    kind: str
    units: Callable[[PersonActor, Arguments], Sequence[Unit]]
    make: Callable[[PersonActor, Arguments, Unit], Sequence[Piece]]
    file_name: Callable[[PersonActor, Arguments], str]
    close: Callable[[PersonActor, Arguments, Sequence[Piece]], Sequence[Piece]] | None = None
    goes_on: bool = False
    kept: Callable[[Arguments], tuple[str, str]] | None = None


_works: dict[str, Work] = {}


def register_work(work: Work) -> None:
    """Make a kind known; twice the same name is a mistake."""
    if _works.setdefault(work.kind, work) is not work:
        message = f"work {work.kind} is declared twice"
        raise ValueError(message)


def work_named(kind: str) -> Work | None:
    """The kind of this name; None when the room that declared it is gone."""
    return _works.get(kind)
