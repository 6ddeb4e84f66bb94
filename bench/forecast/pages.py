"""The forecast as pages show it (``outlook`` corrected by ``learnt``), on the same marks of others; and what its intervals hold.

A college's pages know less than the engine of the first tables: marks so far, hours missed, how much of the term is over. Here a share of
the full mark is put on the scale 2 … 5 (the borders of these files on 2.5 and 4.5), a paper is eight hours, and one not handed in is missed. As
at night, one fit serves every day, learnt from earlier presentations at the same days. Learnt from and asked about are those of whom a page
says anything: of the others it says «too early». The baselines learn from the same students, for each day anew.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bench.forecast.marks import Student
from bench.forecast.table import promise
from bench.forecast.trial import AVERAGE, LAST, Said, Worth, trial, worth
from zhurnal.forecast.rules.group import expected
from zhurnal.forecast.rules.learnt import Learnt, Lesson, learn_from
from zhurnal.forecast.rules.outlook import Standing, journal_mean, outlook
from zhurnal.forecast.rules.record import SURE, held_by
from zhurnal.organisation.rules.parameters import Parameters

SCALE = ((0.0, 2.0), (0.4, 2.5), (0.85, 4.5), (1.0, 5.0))  # share of the full mark → mark
HOURS, LENGTH, RECENT, GROUP = 8, 250.0, 3, 25
FEWEST = 20  # fewer are no row of a table
ERROR = 0.03
COVERED = 0.75  # an interval of 80 % measured on 150 groups is that far off by chance

Case = tuple[Student, Standing, tuple[float, ...], float]  # and the chances without history, the average to come


def run(past: Sequence[Student], asked: Sequence[Student], days: Sequence[int]) -> list[bool]:
    """The table; whether what is shown is worth it and the intervals hold what they say."""
    print(
        "What pages show (outlook corrected by learnt), the same presentation, of those of whom a page says anything:\n"
    )
    known = {day: _shown(past, day) for day in days}
    now = {day: _shown(asked, day) for day in days}
    learnt = learn_from(
        [
            Lesson(one.course, chances, expected_mark, standing, one.outcome)
            for cases in known.values()
            for one, standing, chances, expected_mark in cases
        ]
    )
    measured = [day for day in days if min(len(now[day]), len(known[day])) >= FEWEST]
    for day in days:
        if day not in measured:
            print(f"Day {day}: pages say «too early» (something of {len(now[day])} of {len(asked):,} asked about).\n")
    if not measured:
        return []
    print(
        "| when | shown of | Brier: without history | learnt | average | last mark | RPS: learnt | average | last mark | ECE | AUC "
        "| range says | range held | groups: interval held |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    rows = [_row(day, known[day], now[day], learnt, len(asked)) for day in measured]
    print()
    worst, least = max(row.calibration for row in rows), min(row.held for row in rows)
    kept = [
        promise("what pages show is better than both at every day on which they show anything", all(row.better for row in rows)),
        promise(f"its ECE ≤ {ERROR} at every such day (worst {worst:.3f})", worst <= ERROR),
        promise(f"the range shown holds at least {SURE:.0%} at every day (least {least:.3f})", least >= SURE),
    ]  # fmt: skip
    groups = [row.within for row in rows if row.within is not None]
    if not groups:
        print(f"A group's interval was not measured: no course has {GROUP} students.\n")
        return kept
    share = sum(groups) / len(groups)
    return [*kept, promise(f"a group's interval of {SURE:.0%} holds it over all days ({share:.3f})", share >= COVERED)]


@dataclass(frozen=True, slots=True)
class Row:
    """One day. ``held``: by the ranges; ``within``: of groups, None without any."""

    better: bool
    calibration: float
    held: float
    within: float | None


def _row(day: int, known: Sequence[Case], now: Sequence[Case], learnt: Learnt, asked: int) -> Row:
    said = [Said(one.course, learnt.applied(chances, one.course, standing, level), one.outcome) for one, standing, chances, level in now]  # fmt: skip
    bare = worth([Said(one.course, chances, one.outcome) for one, _, chances, _ in now])
    mine = worth(said)
    baselines = trial([case[0] for case in known], [case[0] for case in now], day, (AVERAGE, LAST))
    average, last = (worth(baselines[way]) for way in (AVERAGE, LAST))
    says, held = _ranges(said)
    within = _groups(said)
    cells = [
        f"{len(now):,} of {asked:,}", *(f"{one.brier:.4f}" for one in (bare, mine, average, last)),
        *(f"{one.ranked:.4f}" for one in (mine, average, last)), f"{mine.calibration:.3f}",
        "–" if mine.ranking is None else f"{mine.ranking:.3f}", f"{says:.3f}", f"{held:.3f}",
        "–" if within is None else f"{within:.3f}",
    ]  # fmt: skip
    print(f"| day {day} | {' | '.join(cells)} |", flush=True)
    return Row(_better(mine, average, last), mine.calibration, held, within)


def _better(mine: Worth, *others: Worth) -> bool:
    """By both scores."""
    return all(mine.brier < other.brier and mine.ranked < other.ranked for other in others)


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


def _shown(students: Sequence[Student], day: float) -> list[Case]:
    """Standings on the day of whom a page says anything, and what it says without history (outcomes between «failed» and «with distinction» together)."""
    groups: dict[tuple[str, str], list[tuple[float, int]]] = defaultdict(list)
    standings = [_standing(one, day) for one in students]
    for one, standing in zip(students, standings, strict=True):
        if standing.average is not None:
            groups[one.course, one.presentation].append((standing.average * standing.marks, standing.marks))
    found = []
    for one, standing in zip(students, standings, strict=True):
        if standing.early:
            continue
        rows = groups[one.course, one.presentation]
        mean = journal_mean(sum(total for total, _ in rows), sum(marks for _, marks in rows))
        bare = outlook(standing, mean, Parameters())
        low, three, four, high = bare.chances
        found.append((one, standing, (low, three + four, high), bare.expected))
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
        recent=sum(marks[-RECENT:]) / RECENT if len(marks) >= RECENT else None,
        twos=sum(mark < 2.5 for mark in marks),
    )


def _mark(share: float) -> float:
    for (low, mark), (high, above) in pairwise(SCALE):
        if share <= high:
            return mark + (above - mark) * (share - low) / (high - low)
    return SCALE[-1][1]
