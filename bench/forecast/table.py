"""Rows of the table, and what was promised about them."""

from collections.abc import Mapping, Sequence

from bench.forecast.trial import AVERAGE, LAST, MODEL, Said, Worth, worth

HEAD = (
    "| when | students | Brier: forecast | average | last mark | RPS: forecast | average | last mark | ECE | AUC | better than both |\n"
    "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|"
)


def row(when: str, said: Mapping[str, Sequence[Said]]) -> tuple[Worth, bool]:
    """Print one row; scores of the forecast, and whether it is better than both baselines by both scores."""
    scores = {way: worth(forecasts) for way, forecasts in said.items()}
    mine, average, last = scores[MODEL], scores[AVERAGE], scores[LAST]
    better = all(mine.brier < other.brier and mine.ranked < other.ranked for other in (average, last))
    cells = [
        *(f"{one.brier:.4f}" for one in (mine, average, last)),
        *(f"{one.ranked:.4f}" for one in (mine, average, last)),
        f"{mine.calibration:.3f}",
        "–" if mine.ranking is None else f"{mine.ranking:.3f}",
        "yes" if better else "**no**",
    ]
    print(f"| {when} | {mine.size:,} | {' | '.join(cells)} |", flush=True)
    return mine, better


def promise(what: str, kept: bool) -> bool:
    """Say a promise and whether it is kept."""
    print(f"- {what}: {'kept' if kept else '**not kept**'}")
    return kept
