"""Signs of a student at a moment, told from dated papers only: nothing dated at the moment or after it is looked at."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

USUAL = 0.7  # share of the full mark; stands for «nothing known» where a number must stand
RIPENING_DAYS = 10.0  # a paper overdue for a few days is often only late: a miss ripens, by 1 - exp(-days / this)
LATE_AT_MOST, EARLY_AT_MOST = -10.0, 30.0  # days


@dataclass(frozen=True, slots=True)
class Paper:
    """One piece of work of a student.

    ``due``: day by which it had to be handed in, None if nobody told; ``handed``: day on which the mark came to be known, None if it never was;
    ``share``: of the full mark, 0 … 1, None if there is none; ``weight``: as the course has it, may be 0; ``carried``: the mark stood before the
    course began.
    """

    due: float | None
    handed: float | None
    share: float | None
    weight: float
    carried: bool = False

    def known(self, moment: float) -> bool:
        """Is its mark dated before the moment."""
        return self.handed is not None and self.share is not None and self.handed < moment


@dataclass(frozen=True, slots=True)
class Signs:
    """What the papers say on one day. Shares of the full mark; None where there is nothing to tell it from."""

    marks: int
    due: int
    mean: float | None  # running weighted average of the marks there are
    last: float | None
    level: float | None  # average over papers that were due, a missing one is nothing
    missed: float  # share of the weight that was due and never came, each as ripe as it is overdue
    fresh: float  # the rest of that share: what may still come late
    last_missed: float  # the last paper due: how ripe its miss is
    missed_running: int  # how many of the last due, one after another
    late: float  # share of the due ones that were handed in after their day
    ahead: float  # mean days before the due day
    early: int  # papers handed in whose day has not come
    carried: bool


def signs_of(papers: Sequence[Paper], moment: float) -> Signs:
    """The signs on the morning of ``moment`` (the same clock as the papers' days)."""
    ordered = sorted((paper for paper in papers if paper.due is not None and paper.due < moment), key=_due)
    known = sorted((paper for paper in papers if paper.known(moment)), key=lambda paper: paper.handed or 0.0)
    flat = not any(paper.weight for paper in papers if paper.due is None or paper.due < moment or paper.known(moment))
    absent = [not paper.known(moment) for paper in ordered]
    ripe = [
        gone * (1.0 - exp(-(moment - _due(paper)) / RIPENING_DAYS)) for gone, paper in zip(absent, ordered, strict=True)
    ]
    weights = [_weight(paper, flat) for paper in ordered]
    lead = [_due(paper) - (paper.handed or 0.0) for paper in known if paper.due is not None and not paper.carried]
    running = 0
    while running < len(absent) and absent[-1 - running]:
        running += 1
    late = sum(paper.known(moment) and (paper.handed or 0.0) > _due(paper) for paper in ordered)
    return Signs(
        marks=len(known),
        due=len(ordered),
        mean=_average([(_weight(paper, flat), paper.share or 0.0) for paper in known]),
        last=known[-1].share if known else None,
        level=_average([(_weight(p, flat), (p.share or 0.0) if p.known(moment) else 0.0) for p in ordered]),
        missed=_average(list(zip(weights, ripe, strict=True))) or 0.0,
        fresh=_average([(weight, gone - part) for weight, gone, part in zip(weights, absent, ripe, strict=True)])
        or 0.0,
        last_missed=ripe[-1] if ripe else 0.0,
        missed_running=running,
        late=late / len(ordered) if ordered else 0.0,
        ahead=max(LATE_AT_MOST, min(EARLY_AT_MOST, sum(lead) / len(lead))) if lead else 0.0,
        early=sum(paper.due is None or paper.due >= moment for paper in known),
        carried=any(paper.carried for paper in known),
    )


def general_of(signs: Signs, peers: tuple[float, float]) -> tuple[float, ...]:
    """Signs that mean the same in every course; ``peers``: ``peers_of`` the course that day.

    Half of the level is taken against the course's own: a 70 where all have 85 is worth less than where all have 60, yet a course in
    which all hand in is also a better one.
    """
    level = signs.level if signs.level is not None else USUAL
    return (
        level - peers[0] / 2,
        level * level - peers[1] / 2,
        signs.missed,
        signs.last_missed,
        float(not signs.marks),
        float(signs.carried),
    )


def own_of(signs: Signs) -> tuple[float, ...]:
    """Signs whose meaning each course must tell by itself: habits of lateness, what is done ahead, small works."""
    mean = signs.mean if signs.mean is not None else USUAL
    trend = signs.last - mean if signs.last is not None else 0.0
    return (
        (mean * signs.marks + USUAL) / (signs.marks + 1),
        trend,
        signs.fresh,
        float(signs.missed_running >= 1),
        float(signs.missed_running >= 2),
        signs.late,
        signs.ahead / 10,
        min(signs.early, 5) / 5,
    )


def peers_of(group: Sequence[Signs]) -> tuple[float, float]:
    """Mean level of a course's students on a day, and mean of its square."""
    levels = [signs.level if signs.level is not None else USUAL for signs in group]
    return sum(levels) / len(levels), sum(level * level for level in levels) / len(levels)


def _due(paper: Paper) -> float:
    return paper.due if paper.due is not None else 0.0


def _weight(paper: Paper, flat: bool) -> float:
    """A mean by weight must survive a course that weighs nothing yet: then all weigh alike."""
    return 1.0 if flat else paper.weight


def _average(pairs: Sequence[tuple[float, float]]) -> float | None:
    weight = sum(one for one, _ in pairs)
    if not weight:
        return sum(value for _, value in pairs) / len(pairs) if pairs else None
    return sum(one * value for one, value in pairs) / weight
