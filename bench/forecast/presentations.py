"""Dated marks: learnt from earlier presentations, asked about a later one; and a course left out.

Split by student: whoever was learnt from is not asked about. (The other way round, leaving those who come back out of what is learnt, would
take failures only, for nearly all who come back have failed, and what was learnt would be too hopeful.)
"""

from collections import defaultdict
from collections.abc import Sequence

from bench.forecast import pages
from bench.forecast.marks import Student
from bench.forecast.table import HEAD, promise, row
from bench.forecast.trial import AVERAGE, LAST, MODEL, ZEROS, Said, trial, worth

DAYS = (30, 60, 90, 120, 180)
FUTURE_ERROR, UNSEEN_ERROR, RANKED_DAY, RANKING = 0.03, 0.06, 60, 0.80


def run(students: Sequence[Student], more: Sequence[Student]) -> list[bool]:
    """Both tables; which promises were kept."""
    return [*_future(students, more), *_unseen(students, more)]


def _future(students: Sequence[Student], more: Sequence[Student]) -> list[bool]:
    last = max(student.presentation for student in students)
    past = [student for student in _together(students, more) if student.presentation < last]
    asked = _strangers(past, [student for student in students if student.presentation == last])
    print(f"#### A later presentation: {last}, learnt from {_names(past)}\n")
    if not past or not asked:
        print(f"Not measured: no presentation earlier than {last} to learn from; name one with --train.\n")
        return []
    days = [day for day in DAYS if _told(_why_not(past, asked, day), f"Day {day}")]
    if not days:
        return []
    print(HEAD)
    found = {day: trial(past, asked, day) for day in days}
    rows = {day: row(f"day {day}", said) for day, said in found.items()}
    print()
    _beside(found)
    kept = [
        promise("better than both at every day", all(better for _, better in rows.values())),
        promise(
            f"ECE ≤ {FUTURE_ERROR} at every day (worst {max(mine.calibration for mine, _ in rows.values()):.3f})",
            all(mine.calibration <= FUTURE_ERROR for mine, _ in rows.values()),
        ),
    ]
    kept += pages.run(past, asked, days)
    ranking = rows[RANKED_DAY][0].ranking if RANKED_DAY in rows else None
    if ranking is None:
        print(
            f"- AUC at day {RANKED_DAY}: cannot be told, for all who were asked about ended alike or the day is not there"
        )
        return kept
    return [*kept, promise(f"AUC at day {RANKED_DAY} ≥ {RANKING:.2f}", ranking >= RANKING)]


def _why_not(past: Sequence[Student], asked: Sequence[Student], day: float) -> str:
    """Why a day cannot be measured; empty when it can."""
    for students, who in ((past, "learnt from"), (asked, "asked about")):
        if not any(
            paper.known(day) or (paper.due is not None and paper.due < day)
            for one in students
            for paper in one.papers
        ):  # fmt: skip
            return f"nobody {who} has a paper or a mark dated before it"
    return "" if len({one.outcome for one in past}) > 1 else "all who were learnt from ended alike"


def _told(why: str, what: str) -> bool:
    """Say what was not measured, and why; True when there is no reason."""
    if why:
        print(f"{what} was not measured: {why}.\n")
    return not why


def _unseen(students: Sequence[Student], more: Sequence[Student]) -> list[bool]:
    courses = sorted({student.course for student in students})
    print(f"\n#### A course never seen: each of {', '.join(courses)} in turn, learnt from the others\n")
    found: dict[int, dict[str, list[Said]]] = {day: defaultdict(list) for day in DAYS}
    for course in courses:
        past = [student for student in _together(students, more) if student.course != course]
        asked = _strangers(past, [student for student in students if student.course == course])
        if not past or not asked:
            print(f"{course} was not measured: there is no other course to learn from; name one with --train.\n")
            continue
        for day in DAYS:
            if _told(_why_not(past, asked, day), f"{course} at day {day}"):
                for way, said in trial(past, asked, day).items():
                    found[day][way] += said
    found = {day: said for day, said in found.items() if said}
    if not found:
        return []
    print(HEAD)
    rows = {day: row(f"day {day}", said) for day, said in found.items()}
    print()
    _beside(found)
    worst = max(mine.calibration for mine, _ in rows.values())
    return [
        promise("better than both at every day", all(better for _, better in rows.values())),
        promise(
            f"ECE ≤ {UNSEEN_ERROR} at every day, all left out courses together (worst {worst:.3f})",
            worst <= UNSEEN_ERROR,
        ),
    ]


def _beside(found: dict[int, dict[str, list[Said]]]) -> None:
    """What is not promised: each course alone, and the baselines' own calibration."""
    print("ECE of each course alone, and of the other ways:\n")
    courses = sorted({one.course for said in found.values() for one in said[MODEL]})
    print(f"| when | {' | '.join(courses)} | {AVERAGE} | {LAST} | {ZEROS}: Brier | RPS |")
    print("|---|" + "---:|" * (len(courses) + 4))
    for day, said in found.items():
        mine, zeros = worth(said[MODEL]), worth(said[ZEROS])
        cells = [f"{mine.by_course[course]:.3f}" if course in mine.by_course else "–" for course in courses]
        cells += [f"{worth(said[way]).calibration:.3f}" for way in (AVERAGE, LAST)]
        print(f"| day {day} | {' | '.join(cells)} | {zeros.brier:.4f} | {zeros.ranked:.4f} |")
    print()


def _together(students: Sequence[Student], more: Sequence[Student]) -> list[Student]:
    """What is asked for by ``--data`` and by ``--train``, nobody twice."""
    known = {(student.person, student.course, student.presentation) for student in students}
    return [*students, *(one for one in more if (one.person, one.course, one.presentation) not in known)]


def _strangers(past: Sequence[Student], asked: Sequence[Student]) -> list[Student]:
    known = {student.person for student in past}
    return [student for student in asked if student.person not in known]


def _names(students: Sequence[Student]) -> str:
    return ", ".join(sorted({f"{student.course} {student.presentation}" for student in students})) or "nothing"
