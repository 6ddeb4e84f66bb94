"""Which kinds of files there are, and where the reader of each is."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from importlib import import_module
from typing import Any, cast

from zhurnal.exchange.imports.readers.limits import Limits
from zhurnal.exchange.imports.readers.sources import Source

Reader = Callable[[Sequence[Source], Limits], Any]


class Kind(StrEnum):
    """What a person says that the files are."""

    ROSTER = "roster"
    TIMETABLE = "timetable"
    PLAN = "plan"
    PROGRAMMES = "programmes"  # many at once, a file for each discipline
    PROGRAMME = "programme"  # read into the editor of its teacher, not through the office
    SHEET = "sheet"  # read into a table of the opening of the year, which a person then saves
    STAFF = "staff"  # from here on the lists of ``exchange.lists``, by their names
    STUDENTS = "students"
    PARENTS = "parents"
    GROUPS = "groups"
    SUBGROUPS = "subgroups"
    ROOMS = "rooms"
    DISCIPLINES = "disciplines"
    LOAD = "load"
    REGISTERS = "registers"
    ORDERS = "orders"  # orders about students: carried out, not written row by row


_PLACES: Mapping[Kind, tuple[str, str]] = {
    Kind.ROSTER: ("oneroster", "read_roster"),
    Kind.TIMETABLE: ("timetables", "read_timetable"),
    Kind.PLAN: ("curricula_kind", "read_curricula"),
    Kind.PROGRAMMES: ("programmes", "read_programmes"),
    Kind.PROGRAMME: ("programmes", "read_programme"),
    Kind.SHEET: ("sheet", "read_sheet"),
}
LIST_KINDS = tuple(kind for kind in Kind if kind not in _PLACES)
OFFICE = tuple(
    kind for kind in Kind if kind not in (Kind.PROGRAMME, Kind.SHEET) and kind not in LIST_KINDS
)  # what the office brings through preview and undo


def reader_of(kind: Kind) -> Reader:
    """The reader, brought in when it is asked for: each file is read by a process of its own, which needs no other reader."""
    package = __name__.rpartition(".")[0]
    if kind not in _PLACES:
        return cast(Reader, import_module(f"{package}.lists").reader_of(kind.value))
    module, name = _PLACES[kind]
    return cast(Reader, getattr(import_module(f"{package}.{module}"), name))
