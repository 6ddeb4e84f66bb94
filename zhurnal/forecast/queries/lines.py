"""One student in one journal, as every page shows him."""

from dataclasses import dataclass
from uuid import UUID

from zhurnal.assessment.rules.explaining import rounded
from zhurnal.forecast.gather import JournalForecast, StudentForecast
from zhurnal.forecast.rules import needed, shown
from zhurnal.forecast.rules.reasons import Fact, facts
from zhurnal.forecast.rules.shown import Bar
from zhurnal.organisation.rules.parameters import Parameters

WAYS = 3


@dataclass(frozen=True, slots=True)
class Line:
    """``early``: nothing is said yet. ``likely``: «4»; ``range``: «3–4» in eight cases of ten; ``debt``: whole per cent."""

    id: UUID
    name: str
    early: bool
    marks: int
    bars: tuple[Bar, ...]
    likely: str
    range: str
    debt: int
    risk: str
    tone: str
    facts: tuple[Fact, ...]

    @property
    def words(self) -> str:
        """The bars for who hears them."""
        return ", ".join(f"{bar.label}: {bar.percent} %" for bar in self.bars)


@dataclass(frozen=True, slots=True)
class Goal:
    """What is needed for a mark: ``ways`` in words, none where it is out of reach of a dozen marks."""

    mark: str
    ways: tuple[str, ...]


def line_of(journal: JournalForecast, one: StudentForecast, parameters: Parameters, *, name: str = "") -> Line:
    """The line of a student; with ``name`` that of a journal in his own list."""
    credit = journal.credit
    bars = shown.bars_of(one.chances)
    return Line(
        one.id,
        name or one.name,
        one.early,
        one.standing.marks,
        bars,
        shown.likely(one.chances),
        "" if credit else shown.range_of(one.said, parameters),
        bars[0].percent,
        shown.risk_range(one.said, one.debt),
        shown.tone_of(one.debt),
        () if one.early else tuple(facts(one.standing, journal.mean, parameters, credit=credit)),
    )


def goals_of(journal: JournalForecast, one: StudentForecast, parameters: Parameters) -> tuple[Goal, ...]:
    """Marks above the present one and what lifts to them."""
    if journal.credit:
        return ()
    standing = one.standing
    weighed = len(journal.weights) > 1
    average = rounded(standing.total, standing.weights)
    found = []
    for mark, border in needed.goals(average, parameters)[:2]:
        ways = needed.ways(standing.total, standing.weights, border, journal.weights)[:WAYS]
        found.append(Goal(mark, tuple(needed.told(way, weighed=weighed) for way in ways)))
    return tuple(found)
