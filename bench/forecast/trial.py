"""One trial: learn from some, forecast others, tell how good it was; the forecast beside its two baselines."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bench.forecast.marks import ENDS, Student
from zhurnal.forecast.rules.ladder import Case, Drawn, Forecast, learn
from zhurnal.forecast.rules.signs import Signs, general_of, own_of, peers_of, signs_of
from zhurnal.forecast.rules.worth import brier, calibration_error, ranked, ranking

MODEL, AVERAGE, LAST, ZEROS = "forecast", "weighted average", "last mark", "average with missing as 0"
WAYS = (MODEL, AVERAGE, LAST, ZEROS)
LOOSE, GENERAL = 0.1, 3.0  # precision of a sign's coefficient


@dataclass(frozen=True, slots=True)
class Said:
    """One forecast and how it ended."""

    course: str
    chances: tuple[float, ...]
    outcome: int


@dataclass(frozen=True, slots=True)
class Worth:
    """Scores of many forecasts; ``by_course``: calibration error of each course alone."""

    size: int
    brier: float
    ranked: float
    calibration: float
    ranking: float | None
    by_course: dict[str, float]


def worth(said: Sequence[Said]) -> Worth:
    """All scores of one table row. Failing is outcome 0."""
    chances, outcomes = [one.chances for one in said], [one.outcome for one in said]
    failing, failed = [one[0] for one in chances], [outcome == 0 for outcome in outcomes]
    courses = sorted({one.course for one in said})
    return Worth(
        len(said),
        brier(chances, outcomes),
        ranked(chances, outcomes),
        calibration_error(failing, failed),
        ranking(failing, failed),
        {
            course: calibration_error(
                [one.chances[0] for one in said if one.course == course],
                [one.outcome == 0 for one in said if one.course == course],
            )
            for course in courses
        },
    )


def cases_of(students: Sequence[Student], day: float) -> dict[str, list[Case]]:
    """Cases of the forecast and of each baseline, in the order of the students, by what was dated before the day."""
    signs = [signs_of(student.papers, day) for student in students]
    groups: dict[tuple[str, str], list[Signs]] = defaultdict(list)
    for student, one in zip(students, signs, strict=True):
        groups[student.course, student.presentation].append(one)
    peers = {group: peers_of(members) for group, members in groups.items()}

    def cases(
        general: Callable[[Student, Signs], tuple[float, ...]], own: Callable[[Signs], tuple[float, ...]]
    ) -> list[Case]:
        return [
            Case(one.course, general(one, sign), own(sign), one.outcome)
            for one, sign in zip(students, signs, strict=True)
        ]

    return {
        MODEL: cases(lambda student, sign: general_of(sign, peers[student.course, student.presentation]), own_of),
        AVERAGE: cases(lambda _, sign: _alone(sign.mean), lambda _: ()),
        LAST: cases(lambda _, sign: _alone(sign.last), lambda _: ()),
        ZEROS: cases(lambda _, sign: _alone(sign.level), lambda _: ()),
    }


def _alone(value: float | None) -> tuple[float, float, float]:
    """A baseline's one number, its square, and whether there is none yet."""
    return (value or 0.0, (value or 0.0) ** 2, float(value is None))


def trial(
    training: Sequence[Student], tested: Sequence[Student], day: float, ways: Sequence[str] = WAYS
) -> dict[str, list[Said]]:
    """Forecasts of ``tested`` by each way. The baselines learn by the same ladder, from the same students, with the same layers."""
    past, now = cases_of(training, day), cases_of(tested, day)
    said = {}
    for way in ways:
        width = len(past[way][0].general)
        ladder = learn(past[way], ENDS, Drawn((GENERAL if way == MODEL else LOOSE,) * width))
        said[way] = [_say(case, ladder.forecast(case.course, case.general, case.own)) for case in now[way]]
    return said


def _say(case: Case, forecast: Forecast) -> Said:
    return Said(case.course, forecast.chances, case.outcome)
