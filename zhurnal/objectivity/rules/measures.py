"""Everything that is measured of one journal, and which of it is a finding."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import fsum

from zhurnal.kernel.rounding import nearest
from zhurnal.objectivity.rules import words
from zhurnal.objectivity.rules.exams import Gap
from zhurnal.objectivity.rules.heaps import Heap, Sitting
from zhurnal.objectivity.rules.improvements import Improvements
from zhurnal.objectivity.rules.kinds import MEANINGS, SHORT, TITLES, Kind
from zhurnal.objectivity.rules.proposals import Departures
from zhurnal.objectivity.rules.strictness import Strictness
from zhurnal.objectivity.rules.thresholds import Thresholds

TENTHS = 10  # shares and differences weigh by whole tenths: a few more marks of the same kind are nothing new


@dataclass(frozen=True, slots=True)
class Measures:
    """One journal as of a day. ``alike``: strictness of other journals of the same discipline, in marks."""

    departures: Departures
    heaps: tuple[Heap, ...]
    sitting: Sitting
    gap: Gap
    strictness: Strictness | None
    alike: tuple[float, ...]
    improvements: Improvements

    @property
    def alike_mean(self) -> float | None:
        """What the same discipline comes to elsewhere; None where it is not taught elsewhere."""
        return fsum(self.alike) / len(self.alike) if self.alike else None


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: ``sentence`` says what was counted, ``count`` is the rows of evidence, ``low`` and ``high`` the interval in words.

    ``weight``: how much there is of it; a finding that was explained is open again when it weighs more.
    """

    kind: Kind
    sentence: str
    count: int
    weight: int = 0
    value: str = ""
    low: str = ""
    high: str = ""

    @property
    def title(self) -> str:
        """What was found, in a few words."""
        return TITLES[self.kind]

    @property
    def short(self) -> str:
        """The same for a narrow place."""
        return SHORT[self.kind]

    @property
    def meaning(self) -> str:
        """What it means and what it does not."""
        return MEANINGS[self.kind]


def standing(measures: Measures, kind: Kind, limits: Thresholds) -> tuple[Finding, bool]:
    """What is measured of a kind, and whether it is a finding by the college's numbers."""
    if kind is Kind.PROPOSALS:
        of = measures.departures
        shown = words.shares(of.share)
        away = of.raised + of.lowered
        return Finding(kind, words.proposals(of), away, away, *shown), of.is_found(limits)
    if kind is Kind.HEAP:
        heap = worst_heap(measures.heaps, limits)
        if heap is None:
            return Finding(kind, words.NO_END_YET, 0), False
        weight, shown = nearest(heap.share.value * TENTHS), words.shares(heap.share)
        return Finding(kind, words.heap(heap), heap.late, weight, *shown), heap.is_found(limits)
    if kind is Kind.SITTING:
        sat = measures.sitting
        text = words.sitting(sat, limits.old_days)
        return Finding(kind, text, sat.marks, sat.marks, words.percent(sat.share)), sat.is_found(limits)
    if kind is Kind.EXAMS:
        gap = measures.gap
        ends = words.differences(gap.difference) if gap.students > 1 else ("", "", "")
        return Finding(kind, words.exams(gap), gap.students, gap.above, *ends), gap.is_found(limits)
    if kind is Kind.STRICTNESS:
        strict = measures.strictness
        if strict is None:
            return Finding(kind, words.NO_MARKS, 0), False
        text = words.strict(strict, measures.alike_mean, len(measures.alike))
        found = strict.difference
        weight = nearest(abs(found.value) * TENTHS)
        return Finding(kind, text, strict.marks, weight, *words.differences(found)), strict.is_found(limits)
    better = measures.improvements
    text = words.improvements(better, limits.old_days, limits.end_days)
    return Finding(kind, text, better.count, better.count, *words.shares(better.share)), better.is_found(limits)


def findings(measures: Measures, limits: Thresholds) -> Iterator[Finding]:
    """The findings of one journal, in the order of their kinds."""
    for kind in Kind:
        finding, found = standing(measures, kind, limits)
        if found:
            yield finding


def worst_heap(heaps: tuple[Heap, ...], limits: Thresholds) -> Heap | None:
    """The heap to speak of: a found one before the others, of several the greatest share."""
    return max(heaps, key=lambda heap: (heap.is_found(limits), heap.share.value, heap.period.until), default=None)
