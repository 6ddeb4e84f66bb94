"""One finding as lists and pages show it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhurnal.checks.queries.heads import Head
from zhurnal.checks.rules.catalogue import RULES, SEVERITY_WORDS, TONES, Named, Rule
from zhurnal.checks.rules.states import STATE_WORDS, State

RESULTS = frozenset({Rule.TERM_UNMARKED, Rule.TERM_OFF_AVERAGE})


@dataclass(frozen=True, slots=True)
class Line:
    """``id`` is None for what was found just now and is not kept yet. ``day``: of its lesson, or of the ``practice`` (a page). ``first_seen``: by the college's clock.

    ``slot``: of its column, 0 without one. ``reads``: the actor may open the journal (a substitute of one lesson may not).
    """

    id: UUID | None
    rule: str
    head: Head
    evidence: str
    teacher: str = ""
    student: str = ""
    lesson: UUID | None = None
    day: date | None = None
    state: str = State.OPEN.value
    first_seen: date | None = None
    returns: int = 0
    teacher_id: UUID | None = None
    student_id: UUID | None = None
    slot: int = 0
    reads: bool = True
    practice: UUID | None = None

    @property
    def named(self) -> Named:
        """The rule in words."""
        return RULES[Rule(self.rule)]

    @property
    def severity(self) -> str:
        """Its severity in words."""
        return SEVERITY_WORDS[self.named.severity]

    @property
    def tone(self) -> str:
        """How its tag is coloured."""
        return TONES[self.named.severity]

    @property
    def state_words(self) -> str:
        """The state in words."""
        return STATE_WORDS[State(self.state)]

    @property
    def cell(self) -> str:
        """How the grid is told which cell to stand at; "" when the finding is of no single cell."""
        if self.lesson is None or self.student_id is None or not self.reads:
            return ""
        return f"{self.lesson.hex}:{self.student_id.hex}:{self.slot}"

    @property
    def of_results(self) -> bool:
        """Whether its place is the page of results."""
        return self.rule in RESULTS
