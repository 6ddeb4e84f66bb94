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
    """``id`` is None for what was found just now and is not kept yet. ``day``: of its lesson. ``first_seen``: by the college's clock."""

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
    def of_results(self) -> bool:
        """Whether its place is the page of results."""
        return self.rule in RESULTS
