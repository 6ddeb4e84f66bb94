"""How good forecasts were: proper scores, calibration, ranking. Lower is better, but for ``ranking``."""

from collections.abc import Iterable, Sequence

BINS = 10


def brier(forecasts: Sequence[Sequence[float]], outcomes: Sequence[int]) -> float:
    """Mean over forecasts of the summed squared error of every outcome's probability (0 … 2)."""
    return _mean(
        sum((chance - (band == outcome)) ** 2 for band, chance in enumerate(forecast))
        for forecast, outcome in zip(forecasts, outcomes, strict=True)
    )


def ranked(forecasts: Sequence[Sequence[float]], outcomes: Sequence[int]) -> float:
    """Ranked probability score: as ``brier`` for «not above this outcome», divided by the number of borders (0 … 1)."""

    def one(forecast: Sequence[float], outcome: int) -> float:
        below = total = 0.0
        for band, chance in enumerate(forecast[:-1]):
            below += chance
            total += (below - (outcome <= band)) ** 2
        return total / (len(forecast) - 1)

    return _mean(one(forecast, outcome) for forecast, outcome in zip(forecasts, outcomes, strict=True))


def calibration_error(chances: Sequence[float], happened: Sequence[bool], bins: int = BINS) -> float:
    """Expected calibration error: ten bins of equal width, |what was said - what came|, weighed by the bin's size."""
    gaps = [0.0] * bins
    for chance, came in zip(chances, happened, strict=True):
        gaps[min(bins - 1, int(chance * bins))] += chance - came
    return sum(map(abs, gaps)) / len(chances) if chances else 0.0


def ranking(chances: Sequence[float], happened: Sequence[bool]) -> float | None:
    """Area under the curve: how often a failed one had the higher chance of failing; ties by half; None if all alike."""
    positive = sum(happened)
    negative = len(happened) - positive
    if not positive or not negative:
        return None
    order = sorted(zip(chances, happened, strict=True))
    total, start = 0.0, 0
    while start < len(order):
        end = start
        while end < len(order) and order[end][0] == order[start][0]:
            end += 1
        total += sum(came for _, came in order[start:end]) * (start + end + 1) / 2
        start = end
    return (total - positive * (positive + 1) / 2) / (positive * negative)


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else 0.0
