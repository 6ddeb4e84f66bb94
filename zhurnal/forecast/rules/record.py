"""How well the stored forecasts did here: said against came, in a form that is kept and shown."""

from collections.abc import Sequence
from typing import Any

from zhurnal.forecast.rules.worth import brier, calibration_error, ranked

SURE = 0.8  # what a range that is shown must hold
BORDERS = (0.1, 0.3, 0.5, 0.7, 1.01)
WORDS = ("меньше 10 %", "10–30 %", "30–50 %", "50–70 %", "больше 70 %")


def held_by(chances: Sequence[float], sure: float = SURE) -> tuple[int, int]:
    """The first and the last of the fewest neighbouring outcomes that come in at least eight cases of ten."""
    size = len(chances)
    for width in range(1, size):
        first = max(range(size - width + 1), key=lambda at: sum(chances[at : at + width]))
        if sum(chances[first : first + width]) >= sure:
            return first, first + width - 1
    return 0, size - 1


def record(said: Sequence[tuple[float, ...]], came: Sequence[int]) -> dict[str, Any]:
    """Scores, how often the likeliest came true and the range held, and for every band of «chance of debt» how often there was one. Nothing is {}."""
    if not said:
        return {}
    true = sum(max(range(len(one)), key=one.__getitem__) == outcome for one, outcome in zip(said, came, strict=True))
    held = sum(first <= outcome <= last for (first, last), outcome in zip(map(held_by, said), came, strict=True))
    bands: list[list[Any]] = [[word, 0, 0] for word in WORDS]
    for one, outcome in zip(said, came, strict=True):
        band = next(number for number, border in enumerate(BORDERS) if one[0] < border)
        bands[band][1] += 1
        bands[band][2] += outcome == 0
    return {
        "count": len(said),
        "true": true,
        "held": held,
        "brier": round(brier(said, came), 4),
        "rps": round(ranked(said, came), 4),
        "ece": round(calibration_error([one[0] for one in said], [outcome == 0 for outcome in came]), 4),
        "bands": bands,
    }
