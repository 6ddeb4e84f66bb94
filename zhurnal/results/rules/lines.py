"""One row of a plan with what a student got in it: the marks that stand in a semester, and the mark of the diploma (A4.9, A4.10)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from zhurnal.assessment.rules.indicators import rounded
from zhurnal.assessment.rules.levels import Level
from zhurnal.assessment.rules.values import MARKS, Outcome, printed
from zhurnal.curriculum.rules.semesters import year_of

LAST, AVERAGE = "last", "average"  # how the mark of a discipline of several semesters comes to be (A4.9)
ATTESTED = (Level.EXAM, Level.PRACTICE, Level.MODULE, Level.STATE_EXAM, Level.THESIS)
SHOWN = (*ATTESTED, Level.PROJECT, Level.TERM)


@dataclass(frozen=True, slots=True)
class Load:
    """What the plan wants of a row in a semester; ``project``: what is defended in it, «КП» or «КР», "" for nothing."""

    hours: int
    form: str = ""
    project: str = ""


@dataclass(frozen=True, slots=True)
class Got:
    """A result: of which semester and level, in which form, what."""

    semester: int
    level: str
    form: str
    value: str
    mastery: str = ""
    credited: bool = False  # brought from elsewhere

    @property
    def unfit(self) -> bool:
        """A debt: «2», «н/а», «незач», a module that is not mastered."""
        return Outcome(self.value, self.mastery).unfit

    @property
    def unmastered(self) -> bool:
        """A module that is not mastered with a mark that would do."""
        return Outcome(self.value, self.mastery).unmastered

    @property
    def words(self) -> str:
        """«н/а», «4, не освоен»: a mark that would do does not say why it is a debt."""
        return f"{printed(self.value)}, {self.mastery}" if self.unmastered else printed(self.value)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the plan: its load by semester and the results in it. ``owed``: a debt of the row stands open."""

    key: str
    index: str
    name: str
    kind: str
    loads: Mapping[int, Load] = field(default_factory=dict)
    results: tuple[Got, ...] = ()
    owed: bool = False

    @property
    def last(self) -> int:
        """The semester that ends the row: of its last form of attestation by the plan or by results, else of its last hours."""
        planned = [semester for semester, load in self.loads.items() if load.form]
        found = [row.semester for row in self.results if row.level in ATTESTED]
        return max([*planned, *found] or [*self.loads, *(row.semester for row in self.results), 0])

    def of(self, semester: int) -> list[Got]:
        """What is shown of a semester: the attestation and a course project; the term mark where there was no attestation.

        The mark of the year stands last, beside them.
        """
        rows = [row for row in self.results if row.semester == semester and row.level in (*SHOWN, Level.YEAR)]
        if len(rows) < 2:
            return rows
        attested = any(row.level in ATTESTED for row in rows)
        kept = [row for row in rows if not (attested and row.level == Level.TERM)]
        return sorted(kept, key=lambda row: (*SHOWN, Level.YEAR).index(Level(row.level)))

    def main(self, semester: int) -> Got | None:
        """The one result of a semester; a course project does not stand for its discipline, a mark of the year not for its semester."""
        return next((row for row in self.of(semester) if row.level not in (Level.PROJECT, Level.YEAR)), None)

    def year(self, semester: int) -> Got | None:
        """The mark of the year that ends with a semester."""
        return next((row for row in self.results if row.semester == semester and row.level == Level.YEAR), None)


class State(StrEnum):
    """How a row stands to the diploma."""

    AHEAD = "ahead"
    DONE = "done"
    DEBT = "debt"


@dataclass(frozen=True, slots=True)
class Final:
    """What goes into the diploma's supplement: «4», «зач»; ``state`` says why there is nothing yet."""

    state: State
    value: str = ""
    mastery: str = ""


_AHEAD, _DEBT = Final(State.AHEAD), Final(State.DEBT)


def missing(line: Line, semester: int, now: int, kept: Iterable[int]) -> bool:
    """Whether an attestation of the plan was never held: its semester is over and other results of that semester are kept."""
    load = line.loads.get(semester)
    return bool(load and load.form and semester < now and semester in kept and not line.of(semester))


def final(line: Line, now: int, kept: Iterable[int], way: str = LAST) -> Final:
    """The mark of the row for the diploma. ``now``: the present semester; ``kept``: those of which results are kept."""
    if not line.results:  # most rows of a plan have not come yet
        return _DEBT if line.owed or _never_held(line, now, kept) else _AHEAD
    set_ = next((row for row in line.results if row.level == Level.FINAL), None)
    if set_ is not None:
        return Final(State.DONE, set_.value, set_.mastery)
    if line.owed or _owing(line, now, kept):
        return _DEBT
    end = line.last
    year = line.year(end)
    last = line.main(end) or (year if year is not None and not year.unfit else None)
    if year is not None and year.value and not year.unfit and (last is None or last.level not in ATTESTED):
        last = year  # the mark of the year sums up both terms; an attestation by the plan goes before it
    if last is None or (last.level == Level.TERM and end >= now and not _ends_unattested(line)):
        return _AHEAD
    value = _average(line) if way == AVERAGE and last.value in MARKS else last.value
    return Final(State.DONE, value, last.mastery)


def _ends_unattested(line: Line) -> bool:
    """Whether the plan names no form for the row: then the last term mark ends it."""
    return not any(load.form for load in line.loads.values())


def _owing(line: Line, now: int, kept: Iterable[int]) -> bool:
    # An unfit year says nothing that its terms do not say, and a retake mends the term.
    unfit = {row.semester for row in line.results if row.unfit}
    shown = (row for semester in unfit for row in line.of(semester))
    return any(row.unfit for row in shown if row.level != Level.YEAR) or _never_held(line, now, kept)


def _never_held(line: Line, now: int, kept: Iterable[int]) -> bool:
    return any(missing(line, semester, now, kept) for semester in line.loads)


def _average(line: Line) -> str:
    """The mean of one mark a semester, half up (A4.9); a mark of the year stands for the semesters of its year without an attestation."""
    attested = {year_of(row.semester) for row in line.results if row.level in ATTESTED}
    yearly = [row for row in line.results if row.level == Level.YEAR and row.value in MARKS]
    years = {year_of(row.semester): row for row in yearly if year_of(row.semester) not in attested}
    semesters = sorted({row.semester for row in line.results})
    rows = [*years.values(), *(line.main(number) for number in semesters if year_of(number) not in years)]
    marks = [int(row.value) for row in rows if row and row.value in MARKS]
    return str(rounded(Fraction(sum(marks), len(marks)), 0))


def projects(line: Line) -> list[Got]:
    """Course projects and works with a mark: they stand in the supplement by themselves."""
    return [row for row in line.results if row.level == Level.PROJECT and row.value]
