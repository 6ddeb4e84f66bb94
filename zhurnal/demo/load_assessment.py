"""Writes two checkpoints of the running term: the first is done and published in one department, the second runs (A4.1, C5.6)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from zhurnal.assessment.models import Checkpoint, Result
from zhurnal.assessment.rules import values
from zhurnal.assessment.rules.levels import Level
from zhurnal.assessment.rules.proposing import Evidence, Scale, propose
from zhurnal.demo.load import Loaded
from zhurnal.demo.rows import CourseRow, TermRow
from zhurnal.journal.rules import signs
from zhurnal.organisation.rules.parameters import Parameters

FIRST_WEEKS, SECOND_WEEKS = 7, 12
SET_AT, SHOWN_AT = time(15, 20), time(12)
DEFENDED = "защитил пропущенные работы на консультации"
HOURS = 2
Place = tuple[str, str]  # group, discipline: pages of subgroups speak of one result


@dataclass(slots=True)
class Tally:
    """What a student has in one page up to the checkpoint."""

    total: int = 0
    weights: int = 0
    marks: int = 0
    missed: int = 0
    released: int = 0


def load_assessment(loaded: Loaded) -> None:
    """Checkpoints of the term that runs; marks of the first for the department of the first group."""
    made = loaded.made
    term = next((row for row in made.terms if row.starts <= made.today <= row.ends), None)
    if term is None:
        return
    first, second = (term.starts + timedelta(weeks=weeks) for weeks in (FIRST_WEEKS, SECOND_WEEKS))
    done = first + timedelta(days=2) <= made.today
    shown = loaded.moment(datetime.combine(first + timedelta(days=2), SHOWN_AT)) if done else None
    points = [
        ("first", Checkpoint(college=loaded.college, term_id=loaded.id("term", term.number), name="Первая рубежная",
                             since=term.starts, until=first, published_at=shown)),
        ("second", Checkpoint(college=loaded.college, term_id=loaded.id("term", term.number), name="Вторая рубежная",
                              since=first + timedelta(days=1), until=min(second, term.ends))),
    ]  # fmt: skip
    loaded.keep("checkpoint", points)
    if done:
        loaded.add(_results(loaded, term, points[0][1]))


def _results(loaded: Loaded, term: TermRow, point: Checkpoint) -> list[Result]:
    made = loaded.made
    groups = {row.key: row for row in made.groups if row.department == made.groups[0].department}
    own = {row.key: (row.group, row.discipline) for row in made.courses if row.group in groups}
    whole = {own[row.key] for row in made.courses if row.key in own and row.subgroup is None}
    courses = [row for row in made.courses if row.key in own and (row.subgroup is None or own[row.key] not in whole)]
    lessons = {
        row.key: row for row in made.lessons if row.course in own and row.date <= point.until and row.state == "planned"
    }
    held: dict[str, int] = defaultdict(int)
    for lesson in lessons.values():
        held[lesson.course] += HOURS
    tallies = _tallies(loaded, set(lessons), own)
    inside = _inside(loaded, point)
    at = loaded.moment(datetime.combine(point.until, SET_AT))
    found, departed = [], False
    for course in courses:
        group = groups[course.group]
        for student in inside[course.group if course.subgroup is None else course.subgroup]:
            tally = tallies[own[course.key], student]
            proposal = propose(
                Evidence(tally.total, tally.weights, tally.marks, held=held[course.key], missed=tally.missed, released=tally.released),
                Scale.ATTESTED, Parameters(),
            )  # fmt: skip
            value, reason = proposal.value or values.UNATTESTED, ""
            if (
                not departed and value == values.UNATTESTED and tally.marks == 2
            ):  # C5.6: departs, and why stands beside it
                value, reason, departed = values.ATTESTED, DEFENDED, True
            elif value == values.UNATTESTED and 2 * tally.missed > held[course.key]:
                value = values.NOT_ATTESTED
            found.append(_row(loaded, course, group.semester, student, point, term))
            row = found[-1]
            row.value, row.reason, row.proposed, row.average = value, reason, proposal.value, proposal.average
            row.published_at, row.set_at = point.published_at, at
    return found


def _row(loaded: Loaded, course: CourseRow, semester: int, student: str, point: Checkpoint, term: TermRow) -> Result:
    return Result(
        college=loaded.college, student_id=loaded.id("person", student), discipline_id=loaded.id("discipline", course.discipline),
        term_id=loaded.id("term", term.number), semester=semester, group_id=loaded.id("group", course.group),
        course_id=loaded.id("course", course.key), level=Level.CHECKPOINT, checkpoint=point,
        set_by_id=loaded.id("person", course.teacher),
    )  # fmt: skip


def _tallies(loaded: Loaded, lessons: set[int], own: dict[str, Place]) -> dict[tuple[Place, str], Tally]:
    weights = {(row.lesson, row.slot): row.weight for row in loaded.made.works if row.lesson in lessons}
    found: dict[tuple[Place, str], Tally] = defaultdict(Tally)
    for entry in loaded.made.entries:
        if entry.lesson not in lessons:
            continue
        tally, value = found[own[entry.course], entry.student], entry.value
        if entry.slot == 0:
            tally.missed += HOURS * signs.is_absence(value)
            tally.released += HOURS * (value == signs.RELEASED)
        elif value in signs.MARKS:
            weight = weights[entry.lesson, abs(entry.slot)]
            tally.total, tally.weights, tally.marks = (
                tally.total + int(value) * weight,
                tally.weights + weight,
                tally.marks + 1,
            )
    return found


def _inside(loaded: Loaded, point: Checkpoint) -> dict[str, list[str]]:
    """group or subgroup → who was on its list on the last day, and is still."""
    made, day = loaded.made, point.until
    found: dict[str, list[str]] = defaultdict(list)
    listed = {(row.group, row.student) for row in made.memberships if row.holds(day)}
    for group, student in sorted(listed):
        found[group].append(student)
    groups = {row.key: row.group for row in made.subgroups}
    for row in made.subgroup_memberships:
        if (
            row.since <= day
            and (row.until is None or row.until >= day)
            and (groups[row.subgroup], row.student) in listed
        ):
            found[row.subgroup].append(row.student)
    return found
