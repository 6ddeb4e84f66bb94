"""«Что нужно для 4»: which marks for works that are still to come lift the average over the threshold.

Whole numbers throughout, with the product's one rounding, and only works that are still planned: nobody is promised a mark for a
lesson that will not be. Where even «5» for all of them is not enough, that is said, with what it would come to.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from zhurnal.assessment.rules.explaining import rounded
from zhurnal.forecast.rules.outlook import Standing
from zhurnal.kernel.wording import plural
from zhurnal.organisation.rules.parameters import Parameters

MOST = 12  # more marks than that are no advice
WAYS = 3
BEST = 5


@dataclass(frozen=True, slots=True)
class Coming:
    """Works of one kind that are still to come: what each weighs (hundredths), and how many there can be.

    ``planned``: they stand in the programme or on a lesson; else it is how many lessons are left on which one may be asked.
    """

    name: str
    weight: int
    count: int
    planned: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """``count`` marks of ``value`` for works of one kind."""

    count: int
    value: int
    coming: Coming


@dataclass(frozen=True, slots=True)
class Way:
    """What to get, and ``average`` that comes of it, in hundredths."""

    steps: tuple[Step, ...]
    average: int

    @property
    def count(self) -> int:
        """How many marks."""
        return sum(step.count for step in self.steps)


@dataclass(frozen=True, slots=True)
class Goal:
    """A mark above the present one and its threshold. ``best``: what «5» for all that is to come would make; no ways where it is too little or takes more than ``MOST``."""

    mark: str
    border: int
    ways: tuple[Way, ...]
    best: int | None

    @property
    def reachable(self) -> bool:
        """Whether any marks to come can lift to it."""
        return self.best is not None and self.best >= self.border


def goals(standing: Standing, coming: Sequence[Coming], parameters: Parameters, *, credit: bool = False) -> list[Goal]:
    """Marks above the present one, the nearest first, each with at most three ways."""
    average = rounded(standing.total, standing.weights)
    steps = (
        (("зач.", parameters.credit_from),)
        if credit
        else (("3", parameters.three_from), ("4", parameters.four_from), ("5", parameters.five_from))
    )
    wanted = [(mark, border) for mark, border in steps if average is None or average < border]
    least = max(1, parameters.marks_needed - standing.marks)  # with fewer it would be «н/а» (A4.6)
    works = [one for one in coming if one.weight > 0 and one.count > 0]
    best = best_of(standing, works, least)
    return [Goal(mark, border, tuple(ways(standing, border, works, least)), best) for mark, border in wanted]


def best_of(standing: Standing, works: Iterable[Coming], least: int = 1) -> int | None:
    """The average if every work to come gets a «5»; None where too few are left for a mark."""
    works = list(works)
    if sum(one.count for one in works) < least:
        return None
    total = standing.total + sum(BEST * one.weight * one.count for one in works)
    return rounded(total, standing.weights + sum(one.weight * one.count for one in works))


def ways(standing: Standing, border: int, works: Sequence[Coming], least: int = 1) -> list[Way]:
    """At most three: works of one kind, the fewest marks first; if no kind is enough alone, two kinds; then all of them, heavy ones first."""
    order = sorted(works, key=lambda one: (-one.weight, not one.planned, one.name))
    alone = [
        way
        for one in order
        for value in (5, 4, 3)
        if value * 100 >= border and (way := _alone(standing, border, one, value, least))
    ]
    if alone:
        return _chosen(alone)
    pairs = [way for first, second in combinations(order, 2) if (way := _both(standing, border, first, second, least))]
    if pairs:
        return _chosen(pairs)
    whole = _heavy_first(standing, border, order, least)
    return [whole] if whole else []


def _alone(standing: Standing, border: int, one: Coming, value: int, least: int) -> Way | None:
    for count in range(least, min(one.count, MOST) + 1):
        way = _way(standing, (Step(count, value, one),))
        if way.average >= border:
            return way
    return None


def _both(standing: Standing, border: int, first: Coming, second: Coming, least: int) -> Way | None:
    """The fewest «5» of two kinds; as many as can be of the first, the heavier one."""
    for count in range(max(2, least), min(first.count + second.count, MOST) + 1):
        for of_first in range(min(first.count, count - 1), max(0, count - second.count - 1), -1):
            way = _way(standing, (Step(of_first, BEST, first), Step(count - of_first, BEST, second)))
            if way.average >= border:
                return way
    return None


def _heavy_first(standing: Standing, border: int, order: Sequence[Coming], least: int) -> Way | None:
    taken: list[Step] = []
    for one in order:
        for _ in range(one.count):
            if taken and taken[-1].coming is one:
                taken[-1] = replace(taken[-1], count=taken[-1].count + 1)
            else:
                taken.append(Step(1, BEST, one))
            way = _way(standing, tuple(taken))
            if way.count > MOST:
                return None
            if way.average >= border and way.count >= least:
                return way
    return None


def _way(standing: Standing, steps: tuple[Step, ...]) -> Way:
    total = standing.total + sum(step.count * step.value * step.coming.weight for step in steps)
    weights = standing.weights + sum(step.count * step.coming.weight for step in steps)
    return Way(steps, rounded(total, weights) or 0)


def _chosen(found: list[Way]) -> list[Way]:
    """Three of them: the fewest marks first, of those the lower marks (they are easier), then what is planned by name; kinds by turns."""
    found.sort(key=lambda way: (way.count, way.steps[0].value, not way.steps[0].coming.planned))
    first: dict[str, Way] = {}
    for way in found:
        first.setdefault(" ".join(step.coming.name for step in way.steps), way)
    kinds = list(first.values())
    rest = [way for way in found if way not in kinds]
    return sorted([*kinds, *rest][:WAYS], key=lambda way: (way.count, -way.steps[0].coming.weight))


def work_words(work: Coming, *, weighed: bool) -> str:
    """«контрольная работа, вес 3»; without the weight where all weigh alike."""
    return f"{work.name}, вес {weight_words(work.weight)}" if weighed else work.name


def ahead(coming: Sequence[Coming]) -> str:
    """«контрольная работа — 1, лабораторная работа — 2; ещё 5 занятий, где могут спросить»; nothing is ""."""
    planned = ", ".join(f"{one.name} — {one.count}" for one in coming if one.planned and one.count)
    asked = sum(one.count for one in coming if not one.planned)
    words = plural(asked, ("занятие", "занятия", "занятий"))
    if not asked:
        return planned
    return f"{planned}; ещё {words}, где могут спросить" if planned else f"{words}, где могут спросить"


def weight_words(weight: int) -> str:
    """«1,5» from hundredths."""
    whole, part = divmod(weight, 100)
    return f"{whole},{part:02d}".rstrip("0") if part else str(whole)
