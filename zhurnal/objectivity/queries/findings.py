"""The findings within a person's reach."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from zhurnal.kernel import policy
from zhurnal.objectivity.policy import ELSEWHERE
from zhurnal.objectivity.queries.explanations import said_of
from zhurnal.objectivity.queries.measured import measured
from zhurnal.objectivity.queries.scope import Journal, Scope, journals, scope_on
from zhurnal.objectivity.rules.kinds import SHORT, Kind
from zhurnal.objectivity.rules.measures import Finding, findings
from zhurnal.objectivity.rules.said import STANDING_WORDS, Said, Standing, standing
from zhurnal.objectivity.rules.thresholds import Thresholds
from zhurnal.people.actor import PersonActor


@dataclass(frozen=True, slots=True)
class FoundIn:
    """A finding in a journal, with what was said of it."""

    journal: Journal
    finding: Finding
    said: tuple[Said, ...]

    @property
    def standing(self) -> Standing:
        """Where it stands."""
        return standing(self.said, self.finding.weight)

    @property
    def standing_words(self) -> str:
        """The same in words."""
        return STANDING_WORDS[self.standing]

    @property
    def is_settled(self) -> bool:
        """Whether a head called it explained, and nothing was added."""
        return self.standing is Standing.EXPLAINED


@dataclass(frozen=True, slots=True)
class FindingsPage:
    """``found``: of the kind that is looked at; ``kinds``: (kind, words, how many) of all; ``own``: a teacher looks at himself, at

    ``taught``: each kind is shown to him in each, found or not.
    """

    day: date
    today: date
    term: str
    journals: int
    kind: Kind | None
    kinds: tuple[tuple[Kind, str, int], ...]
    found: tuple[FoundIn, ...]
    own: bool
    taught: tuple[Journal, ...] = ()

    @property
    def waiting(self) -> tuple[FoundIn, ...]:
        """Those that nobody called explained."""
        return tuple(row for row in self.found if not row.is_settled)

    @property
    def settled(self) -> tuple[FoundIn, ...]:
        """Explained ones."""
        return tuple(row for row in self.found if row.is_settled)

    @property
    def is_past(self) -> bool:
        """Whether an earlier day is looked at."""
        return self.day < self.today


def load_findings(actor: PersonActor, day: date, kind: Kind | None) -> FindingsPage:
    """A constant number of statements, however many journals."""
    own = not policy.may(actor, ELSEWHERE)
    scope = scope_on(actor, day)
    if scope is None:
        return FindingsPage(actor.today, actor.today, "Семестр ещё не начался", 0, None, (), (), own)
    reached = journals(actor, scope)
    every = found_in(actor, scope, reached)
    counted = tuple((one, SHORT[one], sum(row.finding.kind is one for row in every)) for one in Kind)
    shown = tuple(row for row in every if kind is None or row.finding.kind is kind)
    taught = tuple(reached.values()) if own else ()
    return FindingsPage(scope.day, actor.today, scope.name, len(reached), kind, counted, shown, own, taught)


def found_in(actor: PersonActor, scope: Scope, reached: dict[UUID, Journal]) -> list[FoundIn]:
    """All findings of the journals, in the order of the kinds, then of departments, groups and disciplines."""
    limits = Thresholds.of(actor.parameters)
    all_measures = measured(scope, limits)
    found = [
        FoundIn(journal, finding, ())
        for pk, journal in reached.items()
        if pk in all_measures
        for finding in findings(all_measures[pk], limits)
    ]
    said = said_of(scope, {row.journal.id for row in found})
    order = list(Kind)
    found.sort(key=lambda row: order.index(row.finding.kind))
    return [replace(row, said=tuple(said.get((row.journal.id, row.finding.kind), ()))) for row in found]
