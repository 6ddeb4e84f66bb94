"""The forecast as pages show it (``outlook`` corrected by ``learnt``), on the same marks of others; and what its intervals hold.

A college's pages know less than the engine of the first tables: marks so far, hours missed, how much of the term is over. Here a share of
the full mark is put on the scale 2 … 5 (the borders of these files on 2.5 and 4.5), a paper is eight hours, and one not handed in is missed. As
at night, one fit serves every day, learnt from earlier presentations at the same days.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from bench.forecast.marks import Student
from bench.forecast.table import promise
from bench.forecast.trial import Said, worth
from zhurnal.forecast.rules.group import expected
from zhurnal.forecast.rules.learnt import Lesson, learn_from, trend_of
from zhurnal.forecast.rules.outlook import Standing, journal_mean, outlook
from zhurnal.forecast.rules.record import SURE, held_by
from zhurnal.organisation.rules.parameters import Parameters

SCALE = ((0.0, 2.0), (0.4, 2.5), (0.85, 4.5), (1.0, 5.0))  # share of the full mark → mark
HOURS, LENGTH, LAST, GROUP = 8, 250.0, 3, 25
COVERED = 0.75  # an interval of 80 % measured on 150 groups is that far off by chance

Case = tuple[Student, Standing, tuple[float, ...]]


def run(past: Sequence[Student], asked: Sequence[Student], days: Sequence[int]) -> list[bool]:
    """The table; whether the intervals hold what they say."""
    print("What pages show (outlook corrected by learnt), the same students:\n")
    known = {day: _cases(past, day) for day in days}
    learnt = learn_from(
        [
            Lesson(one.course, chances, standing.absence, trend_of(standing), one.outcome)
            for cases in known.values()
            for one, standing, chances in cases
        ]
    )
    print(
        "| when | Brier: without history | learnt | RPS | ECE | AUC | range says | range held | groups: interval held |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|")
    ranges, groups = [], []
    for day in days:
        bare = _cases(asked, day)
        said = [
            Said(one.course, learnt.applied(chances, one.course, standing), one.outcome)
            for one, standing, chances in bare
        ]
        before = worth([Said(one.course, chances, one.outcome) for one, _, chances in bare])
        after = worth(said)
        says, held = _ranges(said)
        ranges.append(held)
        within = _groups(said)
        groups += [] if within is None else [within]
        auc = "–" if after.ranking is None else f"{after.ranking:.3f}"
        print(
            f"| day {day} | {before.brier:.4f} | {after.brier:.4f} | {after.ranked:.4f} | {after.calibration:.3f} | {auc} "
            f"| {says:.3f} | {held:.3f} | {'–' if within is None else f'{within:.3f}'} |",
            flush=True,
        )
    print()
    kept = [
        promise(f"the range shown holds at least {SURE:.0%} at every day (least {min(ranges):.3f})", min(ranges) >= SURE),
    ]  # fmt: skip
    if not groups:
        print(f"A group's interval was not measured: no course has {GROUP} students.\n")
        return kept
    share = sum(groups) / len(groups)
    return [*kept, promise(f"a group's interval of {SURE:.0%} holds it over all days ({share:.3f})", share >= COVERED)]


def _ranges(said: Sequence[Said]) -> tuple[float, float]:
    """What the ranges say they hold, on average, and what they held."""
    ends = [held_by(one.chances) for one in said]
    says = sum(sum(one.chances[first : last + 1]) for one, (first, last) in zip(said, ends, strict=True))
    held = sum(first <= one.outcome <= last for one, (first, last) in zip(said, ends, strict=True))
    return says / len(said), held / len(said)


def _groups(said: Sequence[Said]) -> float | None:
    """Of groups of twenty-five of one course: how often the share that did not fail lay within the interval told before; None without any."""
    courses: dict[str, list[Said]] = defaultdict(list)
    for one in said:
        courses[one.course].append(one)
    held = []
    for members in courses.values():
        for start in range(0, len(members) - GROUP + 1, GROUP):
            group = members[start : start + GROUP]
            told = expected([1 - one.chances[0] for one in group])
            passed = 100 * sum(one.outcome > 0 for one in group) / GROUP
            held.append(told is not None and told.low - 1e-9 <= passed <= told.high + 1e-9)
    return sum(held) / len(held) if held else None


def _cases(students: Sequence[Student], day: float) -> list[Case]:
    """Standings on the day, and what is said without history (the outcomes between «failed» and «with distinction» together)."""
    groups: dict[tuple[str, str], list[tuple[float, int]]] = defaultdict(list)
    standings = [_standing(one, day) for one in students]
    for one, standing in zip(students, standings, strict=True):
        if standing.average is not None:
            groups[one.course, one.presentation].append((standing.average * standing.marks, standing.marks))
    found = []
    for one, standing in zip(students, standings, strict=True):
        rows = groups[one.course, one.presentation]
        mean = journal_mean(sum(total for total, _ in rows), sum(marks for _, marks in rows))
        low, three, four, high = outlook(standing, mean, Parameters()).chances
        found.append((one, standing, (low, three + four, high)))
    return found


def _standing(one: Student, day: float) -> Standing:
    known = sorted((paper for paper in one.papers if paper.known(day)), key=lambda paper: paper.handed or 0.0)
    due = [paper for paper in one.papers if paper.due is not None and paper.due < day]
    flat = not any(paper.weight for paper in known)
    weights = [100 if flat else round(100 * paper.weight) for paper in known]
    marks = [_mark(paper.share or 0.0) for paper in known]
    return Standing(
        total=round(sum(mark * weight for mark, weight in zip(marks, weights, strict=True))),
        weights=sum(weights),
        marks=sum(weight > 0 for weight in weights),
        held=HOURS * len(due),
        missed=HOURS * sum(not paper.known(day) for paper in due),
        elapsed=min(1.0, day / LENGTH),
        recent=sum(marks[-LAST:]) / LAST if len(marks) >= LAST else None,
        twos=sum(mark < 2.5 for mark in marks),
    )


def _mark(share: float) -> float:
    for (low, mark), (high, above) in pairwise(SCALE):
        if share <= high:
            return mark + (above - mark) * (share - low) / (high - low)
    return SCALE[-1][1]
