"""«Что нужно для 4»: how many marks of which weight lift the average over the threshold. Exact whole numbers, the product's one rounding."""

from collections.abc import Sequence
from dataclasses import dataclass

from zhurnal.assessment.rules.explaining import rounded
from zhurnal.organisation.rules.parameters import Parameters

MOST = 12  # more marks than that are no advice


@dataclass(frozen=True, slots=True)
class Way:
    """``count`` marks of ``value`` with ``weight`` (hundredths) each; ``average`` that comes of it, in hundredths."""

    count: int
    value: int
    weight: int
    average: int


def goals(average: int | None, parameters: Parameters) -> list[tuple[str, int]]:
    """Marks above the present one with their thresholds, the nearest first."""
    steps = (("3", parameters.three_from), ("4", parameters.four_from), ("5", parameters.five_from))
    return [(mark, border) for mark, border in steps if average is None or average < border]


def ways(total: int, weights: int, border: int, kinds: Sequence[int]) -> list[Way]:
    """The fewest marks of each value and weight that reach the border; ``total``: Σ mark · weight; the fewest first, heavy kinds first."""
    found = []
    for weight in sorted(set(kinds), reverse=True):
        if weight <= 0:
            continue
        for value in (5, 4, 3):
            if value * 100 < border:
                continue
            for count in range(1, MOST + 1):
                reached = rounded(total + count * value * weight, weights + count * weight)
                if reached is not None and reached >= border:
                    found.append(Way(count, value, weight, reached))
                    break
    return sorted(found, key=lambda way: (way.count, -way.value, -way.weight))


def told(way: Way, *, weighed: bool) -> str:
    """«две «5» с весом 2»; without the weight where all weigh alike."""
    words = {1: "одна", 2: "две", 3: "три", 4: "четыре"}
    said = f"{words.get(way.count, way.count)} «{way.value}»"
    return f"{said} с весом {_weight(way.weight)}" if weighed else said


def _weight(weight: int) -> str:
    whole, part = divmod(weight, 100)
    return f"{whole},{part:02d}".rstrip("0") if part else str(whole)
