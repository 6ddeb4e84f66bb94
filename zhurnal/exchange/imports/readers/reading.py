"""What a reader gives: the content of its kind, and what was wrong."""

from collections.abc import Mapping
from dataclasses import dataclass

from zhurnal.exchange.imports.readers.kinds import LIST_KINDS, Kind
from zhurnal.exchange.imports.readers.lists import ListFile
from zhurnal.exchange.imports.readers.plan import Plans
from zhurnal.exchange.imports.readers.problems import Problem, Severity
from zhurnal.exchange.imports.readers.programmes import Programme, Programmes
from zhurnal.exchange.imports.readers.roster import Roster
from zhurnal.exchange.imports.readers.sheet import Sheet
from zhurnal.exchange.imports.readers.timetable import Timetable

Content = Roster | Timetable | Plans | Programme | Programmes | Sheet | ListFile
CONTENTS: Mapping[Kind, type[Content]] = {
    Kind.ROSTER: Roster,
    Kind.TIMETABLE: Timetable,
    Kind.PLAN: Plans,
    Kind.PROGRAMMES: Programmes,
    Kind.PROGRAMME: Programme,
    Kind.SHEET: Sheet,
    **dict.fromkeys(LIST_KINDS, ListFile),
}


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
