"""The forecast of a college on its own past, walked forward: learnt from what was known by a day, judged on what was said after it.

The demonstration has one term with marks, and its marks of the term are not set yet. So the term is cut twice. By the first day all that is learnt
from is over: forecasts at the moments of ``nightly``, beside what the journals proposed on that day. Then, at later days, forecasts of what the
journals propose on the last one, learnt from that. Nothing that is learnt from is dated after the first day, and nothing that is judged before it.

What the journals propose is not what teachers set, and these marks were made by a machine around a level of each student: this proves the way
from the journal to the page (what is read, cut off, fitted, applied), and that it is worth more than an average there, nothing about people.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from math import ceil

from bench.forecast.table import HEAD, promise, row
from bench.forecast.trial import AVERAGE, LAST, LOOSE, MODEL, Said
from zhurnal.academic_year.models import Term
from zhurnal.assessment.rules.proposing import Scale, propose
from zhurnal.assessment.study import Studied
from zhurnal.curriculum.models import Course
from zhurnal.forecast.actions.nightly import MOMENTS, OUTCOMES, RELATED
from zhurnal.forecast.gather import credits_of, mean_of, read, standing_of
from zhurnal.forecast.rules.ladder import Case, Drawn, learn
from zhurnal.forecast.rules.learnt import Lesson, learn_from
from zhurnal.forecast.rules.outlook import Outlook, Standing, outlook
from zhurnal.journal.rules import signs
from zhurnal.organisation.models import College

ENDS = 4
LATER = (0.5, 0.65, 0.8, 0.9)  # of the term as far as it has come; the first is the day up to which it is learnt


@dataclass(frozen=True, slots=True)
class Told:
    """One student in one journal at one moment. ``last``: his last mark, as ``average`` in marks; ``outcome``: what was proposed at the cut."""

    discipline: str
    standing: Standing
    bare: Outlook
    last: float
    outcome: int


def run(college: College, today: dt.date) -> list[bool]:
    """The table; which promises were kept."""
    term = Term.objects.of(college.pk).filter(starts__lt=today).order_by("-starts").first()
    if term is None:
        print("The forecast on a college's own past was not measured: no term has begun.\n")
        return []
    end = min(today, term.ends + dt.timedelta(days=1)) - dt.timedelta(days=1)
    half = term.starts + dt.timedelta(days=ceil((end - term.starts).days / 2))
    began = _moments(college, term, half, MOMENTS)
    past = [one for rows in began.values() for one in rows]
    now = _moments(college, term, end, LATER)
    print(
        f"#### {college.short_name}: learnt from {len(past):,} cases of {term.starts}–{half}, judged from {half} to {end}\n"
    )
    if not past or len({one.outcome for one in past}) < 2:
        print("Not measured: too few marks, or all that was learnt from ended alike.\n")
        return []
    learnt = learn_from(_lessons(past))
    ladders = {
        way: learn([Case(one.discipline, _alone(one, way), (), one.outcome) for one in past], ENDS, Drawn((LOOSE,) * 2))
        for way in (AVERAGE, LAST)
    }  # fmt: skip
    print(HEAD)
    kept, worst = [], 0.0
    for day, rows in now.items():
        said = {
            MODEL: [
                Said("all", learnt.applied(one.bare.chances, one.discipline, one.standing, one.bare.expected), one.outcome)
                for one in rows
            ],
            **{
                way: [Said("all", ladder.forecast(one.discipline, _alone(one, way), ()).chances, one.outcome) for one in rows]
                for way, ladder in ladders.items()
            },
        }  # fmt: skip
        mine, better = row(f"{day:%d.%m}", said)
        kept.append(better)
        worst = max(worst, mine.calibration)
    print()
    return [
        promise("better than both on every day", all(kept)),
        promise(f"ECE ≤ 0.06 (worst {worst:.3f})", worst <= 0.06),
    ]


def past_of(college: College, term: Term, end: dt.date) -> list[Lesson]:
    """What a term would have taught, had it ended on ``end``."""
    return _lessons([one for rows in _moments(college, term, end, MOMENTS).values() for one in rows])


def _lessons(past: Sequence[Told]) -> list[Lesson]:
    return [Lesson(one.discipline, one.bare.chances, one.bare.expected, one.standing, one.outcome) for one in past]


def _moments(college: College, term: Term, end: dt.date, moments: Sequence[float]) -> dict[dt.date, list[Told]]:
    """day → what pages would have said of everybody on it, had the term ended on ``end``, beside what was proposed then."""
    cut = copy(term)
    cut.ends = end
    days = [term.starts + dt.timedelta(days=ceil((end - term.starts).days * moment)) for moment in moments]
    found: dict[dt.date, list[Told]] = {day: [] for day in days}
    courses = Course.objects.of(college.pk).filter(term=term).select_related(*RELATED).order_by("group", "pk")
    of_group: dict[object, list[Course]] = defaultdict(list)
    for course in courses:
        of_group[course.group_id].append(course)
    for own in of_group.values():
        credited = credits_of(college.pk, own, own[0].group, term)
        for course, students in read(college.pk, own, cut, end + dt.timedelta(days=1)):
            if course.discipline_id in credited:
                continue
            came = {
                one.id: OUTCOMES.get(propose(one.evidence, Scale.MARKS, college.settings).value) for one in students
            }
            for day in days:
                standings = [(one, standing_of(one, cut, day)) for one in students]
                mean = mean_of(standing for _, standing in standings)
                for one, standing in standings:
                    outcome = came[one.id]
                    if not standing.early and standing.average is not None and outcome is not None:
                        said = outlook(standing, mean, college.settings)
                        found[day].append(Told(str(course.discipline_id), standing, said, _last(one, day), outcome))
    return found


def _last(one: Studied, day: dt.date) -> float:
    return float(
        max(
            (mark for mark in one.marks if mark.day < day and mark.value in signs.MARKS), key=lambda mark: mark.day
        ).value
    )


def _alone(one: Told, way: str) -> tuple[float, float]:
    """A baseline's one number and its square."""
    value = (one.last if way == LAST else one.standing.average or 0.0) - 3.5
    return value, value**2
