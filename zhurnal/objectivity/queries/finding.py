"""One kind in one journal: what is measured, what was said, the rows behind it."""

from dataclasses import dataclass
from datetime import date

from zhurnal.curriculum.models import Course
from zhurnal.kernel import policy
from zhurnal.objectivity.policy import ANSWER, ELSEWHERE, SETTLE
from zhurnal.objectivity.queries.evidence import NOTHING, Evidence, evidence
from zhurnal.objectivity.queries.explanations import said_of
from zhurnal.objectivity.queries.measured import measured
from zhurnal.objectivity.queries.scope import Journal, Scope, journals, scope_on
from zhurnal.objectivity.rules.kinds import Kind
from zhurnal.objectivity.rules.measures import Finding, standing
from zhurnal.objectivity.rules.said import STANDING_WORDS, Said
from zhurnal.objectivity.rules.said import standing as standing_of
from zhurnal.objectivity.rules.thresholds import Thresholds
from zhurnal.people.actor import PersonActor


@dataclass(frozen=True, slots=True)
class FindingPage:
    """``is_found``: a finding by the college's numbers; else it is shown all the same, as something that is in order."""

    journal: Journal
    day: date
    term: str
    finding: Finding
    is_found: bool
    said: tuple[Said, ...]
    evidence: Evidence
    settles: bool
    answers: bool

    @property
    def standing_words(self) -> str:
        """Where the finding stands."""
        return STANDING_WORDS[standing_of(self.said, self.finding.weight)]


def scope_of(actor: PersonActor, course: Course, day: date) -> Scope | None:
    """The term of the journal as of a day: today in a term that runs, its last day in one that is over."""
    return scope_on(actor, max(course.term.starts, min(day, course.term.ends)))


def load_finding(actor: PersonActor, course: Course, kind: Kind, day: date) -> FindingPage | None:
    """A constant number of statements; ``course`` came through the door. None before its term has begun."""
    scope = scope_of(actor, course, day)
    if scope is None or scope.term != course.term_id:
        return None
    journal, limits = journals(actor, scope)[course.pk], Thresholds.of(actor.parameters)
    measures = measured(scope, limits).get(course.pk)
    if measures is None:
        return None
    finding, found = standing(measures, kind, limits)
    elsewhere = policy.can(actor, ELSEWHERE, course).allowed
    rows = evidence(scope, journal, kind, limits, elsewhere=elsewhere) if finding.count else NOTHING
    own = policy.can(actor, ANSWER, course).allowed
    said = said_of(scope, [course.pk]).get((course.pk, kind), [])
    return FindingPage(
        journal, scope.day, scope.name, finding, found, tuple(said), rows,
        policy.can(actor, SETTLE, course).allowed and not own, own,
    )  # fmt: skip
