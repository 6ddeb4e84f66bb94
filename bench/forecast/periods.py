"""Period marks (UCI 320 and files like it): B knows the first period's mark, C both; asked about the band of the final mark.

Signs: the last mark, whether a class was failed before (a result of earlier years), the mark before. Absences are not dated in these files (they
are the whole year's), so they were not known at the moment, and are not used. Ten folds by pupil, four times; every pupil is asked about by what was learnt
from others.
"""

import random
from collections import defaultdict
from collections.abc import Sequence

from bench.forecast.marks import BORDERS, Pupil
from bench.forecast.table import HEAD, promise, row
from bench.forecast.trial import AVERAGE, LAST, LOOSE, MODEL, Said
from zhurnal.forecast.rules.ladder import Case, Drawn, learn

FOLDS, TIMES, FULL = 10, 4, 20.0
EARLIER, FAILED = 30.0, 5.0  # precision of the mark before the last, and of «failed a class before»


def run(name: str, pupils: Sequence[Pupil]) -> list[bool]:
    """The table of one file; which promises were kept."""
    print(f"\n#### Period marks, {name}: {len(pupils)} pupils\n")
    if len(pupils) < FOLDS * 5:
        print("Not measured: fewer than fifty pupils.\n")
        return []
    print(HEAD)
    better = [row(f"{when} (each pupil {TIMES} times)", _trial(pupils, second=when == "C"))[1] for when in ("B", "C")]
    print()
    return [promise("better than both at B and at C", all(better))]


def _trial(pupils: Sequence[Pupil], *, second: bool) -> dict[str, list[Said]]:
    ways = {
        MODEL: (
            [_signs(pupil, second=second) for pupil in pupils],
            (LOOSE, LOOSE, FAILED, EARLIER)[: 4 if second else 3],
        ),
        AVERAGE: (
            [_alone((pupil.first + pupil.second) / 2 if second else pupil.first) for pupil in pupils],
            (LOOSE, LOOSE),
        ),
        LAST: ([_alone(pupil.second if second else pupil.first) for pupil in pupils], (LOOSE, LOOSE)),
    }
    said: dict[str, list[Said]] = defaultdict(list)
    for way, (signs, precision) in ways.items():
        cases = [Case("", one, (), pupil.outcome) for one, pupil in zip(signs, pupils, strict=True)]
        for time in range(TIMES):
            order = list(range(len(pupils)))
            random.Random(time).shuffle(order)
            for fold in range(FOLDS):
                asked = set(order[fold::FOLDS])
                ladder = learn([cases[n] for n in order if n not in asked], len(BORDERS) + 1, Drawn(precision))
                said[way] += [
                    Said("", ladder.forecast("", cases[n].general, ()).chances, cases[n].outcome) for n in sorted(asked)
                ]
    return said


def _alone(mark: float) -> tuple[float, ...]:
    """A baseline's one number and its square: bands are not equally wide."""
    return (mark / FULL, (mark / FULL) ** 2)


def _signs(pupil: Pupil, *, second: bool) -> tuple[float, ...]:
    last = pupil.second if second else pupil.first
    signs = (*_alone(last), float(pupil.failures > 0))
    return (*signs, pupil.first / FULL) if second else signs
