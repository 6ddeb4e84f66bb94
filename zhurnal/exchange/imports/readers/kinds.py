"""Which readers there are, and what each of them gives."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from zhurnal.exchange.imports.readers.curricula_kind import read_curriculum
from zhurnal.exchange.imports.readers.limits import Limits
from zhurnal.exchange.imports.readers.oneroster import read_roster
from zhurnal.exchange.imports.readers.plan import Plan
from zhurnal.exchange.imports.readers.problems import Problem, Severity
from zhurnal.exchange.imports.readers.programmes import Programme, read_programme
from zhurnal.exchange.imports.readers.roster import Roster
from zhurnal.exchange.imports.readers.sources import Source
from zhurnal.exchange.imports.readers.timetable import Timetable
from zhurnal.exchange.imports.readers.timetables import read_timetable

Content = Roster | Timetable | Plan | Programme


class Kind(StrEnum):
    """What a person says that the files are."""

    ROSTER = "roster"
    TIMETABLE = "timetable"
    PLAN = "plan"
    PROGRAMME = "programme"  # read into the editor of its teacher, not through the office


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


READERS: Mapping[Kind, Callable[[Sequence[Source], Limits], Content]] = {
    Kind.ROSTER: read_roster,
    Kind.TIMETABLE: read_timetable,
    Kind.PLAN: read_curriculum,
    Kind.PROGRAMME: read_programme,
}
CONTENTS: Mapping[Kind, type[Content]] = {
    Kind.ROSTER: Roster,
    Kind.TIMETABLE: Timetable,
    Kind.PLAN: Plan,
    Kind.PROGRAMME: Programme,
}
OFFICE = tuple(kind for kind in Kind if kind is not Kind.PROGRAMME)  # what the office brings through preview and undo
