"""Which readers there are, and what each of them gives."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from zhurnal.exchange.imports.readers.curricula_kind import read_curriculum
from zhurnal.exchange.imports.readers.limits import Limits
from zhurnal.exchange.imports.readers.lists import ListFile, reader_of
from zhurnal.exchange.imports.readers.oneroster import read_roster
from zhurnal.exchange.imports.readers.plan import Plan
from zhurnal.exchange.imports.readers.problems import Problem, Severity
from zhurnal.exchange.imports.readers.programmes import Programme, Programmes, read_programme, read_programmes
from zhurnal.exchange.imports.readers.roster import Roster
from zhurnal.exchange.imports.readers.sheet import Sheet, read_sheet
from zhurnal.exchange.imports.readers.sources import Source
from zhurnal.exchange.imports.readers.timetable import Timetable
from zhurnal.exchange.imports.readers.timetables import read_timetable
from zhurnal.exchange.lists import TABLES

Content = Roster | Timetable | Plan | Programme | Programmes | Sheet | ListFile


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


@dataclass(frozen=True)
class Reading:
    """What came out of the files. ``content`` is ``None`` only when the reader itself did not come back."""

    kind: Kind
    content: Content | None
    problems: tuple[Problem, ...]

    @property
    def refused(self) -> bool:
        """Whether something is wrong enough that a person must mend the file or agree to go on without the refused rows."""
        return self.content is None or any(problem.severity is Severity.ERROR for problem in self.problems)


LIST_KINDS = tuple(kind for kind in Kind if kind.value in TABLES)
READERS: Mapping[Kind, Callable[[Sequence[Source], Limits], Content]] = {
    Kind.ROSTER: read_roster,
    Kind.TIMETABLE: read_timetable,
    Kind.PLAN: read_curriculum,
    Kind.PROGRAMMES: read_programmes,
    Kind.PROGRAMME: read_programme,
    Kind.SHEET: read_sheet,
    **{kind: reader_of(kind.value) for kind in LIST_KINDS},
}
CONTENTS: Mapping[Kind, type[Content]] = {
    Kind.ROSTER: Roster,
    Kind.TIMETABLE: Timetable,
    Kind.PLAN: Plan,
    Kind.PROGRAMMES: Programmes,
    Kind.PROGRAMME: Programme,
    Kind.SHEET: Sheet,
    **dict.fromkeys(LIST_KINDS, ListFile),
}
OFFICE = tuple(
    kind for kind in Kind if kind not in (Kind.PROGRAMME, Kind.SHEET) and kind not in LIST_KINDS
)  # what the office brings through preview and undo
