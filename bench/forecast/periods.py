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
    moments = {"B": pupils, "C": [pupil for pupil in pupils if pupil.second is not None]}
    lacks = {when: why for when, asked in moments.items() if (why := _why_not(asked))}
    for when, why in lacks.items():
        print(f"{when} was not measured: {why}.\n")
    measured = [when for when in moments if when not in lacks]
    if not measured:
        return []
    print(HEAD)
    better = [
        row(f"{when} (each pupil {TIMES} times)", _trial(moments[when], second=when == "C"))[1] for when in measured
    ]
    print()
    return [promise(f"better than both at {' and at '.join(measured)}", all(better))]


def _why_not(pupils: Sequence[Pupil]) -> str:
    """What these pupils cannot be asked for; empty when they can."""
    if len(pupils) < FOLDS * 5:
        return f"{len(pupils)} pupils have the marks for it, fifty are needed"
    if len({pupil.outcome for pupil in pupils}) < 2:
        return "all pupils ended alike, there is nothing to tell apart"
    return ""


def _trial(pupils: Sequence[Pupil], *, second: bool) -> dict[str, list[Said]]:
    ways = {
        MODEL: (
            [_signs(pupil, second=second) for pupil in pupils],
            (LOOSE, LOOSE, FAILED, EARLIER)[: 4 if second else 3],
        ),
        AVERAGE: (
            [_alone((pupil.first + _last(pupil, second=second)) / 2) for pupil in pupils],
            (LOOSE, LOOSE),
        ),
        LAST: ([_alone(_last(pupil, second=second)) for pupil in pupils], (LOOSE, LOOSE)),
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


def _last(pupil: Pupil, *, second: bool) -> float:
    return pupil.second if second and pupil.second is not None else pupil.first


def _signs(pupil: Pupil, *, second: bool) -> tuple[float, ...]:
    signs = (*_alone(_last(pupil, second=second)), float(pupil.failures > 0))
    return (*signs, pupil.first / FULL) if second else signs
