"""What the journal itself says of students in a term: running averages and missed hours. One statement each."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID

from zhurnal.assessment.rules.values import MARKS
from zhurnal.curriculum.models import Course
from zhurnal.journal.models import Entry, Excuse, Work
from zhurnal.journal.queries.then import Then, places_of
from zhurnal.journal.rules import signs
from zhurnal.journal.rules.absences import Missed
from zhurnal.journal.rules.attendance import shown_sign
from zhurnal.journal.rules.signs import RequestState
from zhurnal.kernel.sql import fetch_all, marks_for, table, uid, uuids
from zhurnal.timetable.models import Lesson
from zhurnal.timetable.rules.lesson import State


def running_averages(
    college_id: UUID, students: Iterable[UUID], term: UUID, until: date | None = None, changed: Iterable[Then] = ()
) -> dict[UUID, dict[UUID, Fraction]]:
    """student → discipline → weighted average of his marks so far (of lessons up to a day), exact (A2.11).

    ``changed``: cells that read otherwise on that day; they take one statement more.
    """
    people = list(students)
    wanted = [uid(student) for student in people]
    own = uid(college_id)
    lessons = f"JOIN {table(Lesson)} l ON l.college_id = e.college_id AND l.id = e.lesson_id AND l.date <= %s"
    rows = fetch_all(
        f"""
        SELECT e.student_id, c.discipline_id, e.value, SUM(w.weight)
          FROM {table(Entry)} e
          JOIN {table(Course)} c ON c.college_id = e.college_id AND c.id = e.course_id
          JOIN {table(Work)} w ON w.college_id = e.college_id AND w.lesson_id = e.lesson_id AND w.slot = ABS(e.slot)
               AND w.course_id = e.course_id
          {lessons if until else ""}
         WHERE e.college_id = %s AND c.term_id = %s AND e.student_id IN ({marks_for(wanted)})
           AND e.slot <> 0 AND e.value IN ({marks_for(MARKS)}) AND NOT w.removed
         GROUP BY e.student_id, c.discipline_id, e.value
        """,  # noqa: S608  (only names of our own tables and placeholders are put in)
        [*([until] if until else []), own, uid(term), *wanted, *MARKS],
    )
    sums: dict[tuple[UUID, UUID], list[int]] = defaultdict(lambda: [0, 0])
    for student, discipline, value, weight in rows:
        place = sums[uuids(student), uuids(discipline)]
        place[0] += int(value) * int(weight)
        place[1] += int(weight)
    for student, discipline, mark, weight in _marks_then(college_id, set(people), term, changed):
        sums[student, discipline][0] += mark * weight
        sums[student, discipline][1] += weight if mark > 0 else -weight
    found: dict[UUID, dict[UUID, Fraction]] = defaultdict(dict)
    for (student, discipline), (total, weights) in sums.items():
        if weights:
            found[student][discipline] = Fraction(total, weights)
    return found


def _marks_then(
    college_id: UUID, students: Collection[UUID], term: UUID, changed: Iterable[Then]
) -> Iterator[tuple[UUID, UUID, int, int]]:
    """(student, discipline, mark, weight) of marks that stood there then; of those that stand there since, the mark is negative."""
    marks = [one for one in changed if one.slot and one.student in students and {one.value, one.now} & set(MARKS)]
    if not marks:
        return
    works = Work.objects.of(college_id).filter(
        lesson__in={one.lesson for one in marks}, course__term=term, removed=False
    )
    known = {
        (lesson, slot): (discipline, weight)
        for lesson, slot, discipline, weight in works.values_list(
            "lesson_id", "slot", "course__discipline_id", "weight"
        )
    }
    for one in marks:
        if (one.lesson, abs(one.slot)) in known:
            discipline, weight = known[one.lesson, abs(one.slot)]
            if one.value in MARKS:
                yield one.student, discipline, int(one.value), weight
            if one.now in MARKS:
                yield one.student, discipline, -int(one.now), weight


def missed_hours(
    college_id: UUID, students: Iterable[UUID], since: date, until: date, group: UUID | None = None,
    changed: Iterable[Then] = (),
) -> dict[UUID, Missed]:  # fmt: skip
    """student → hours missed in lessons of these days, both included, by what is known of their causes (A6.1). Two statements.

    ``group``: only in its lessons, as its sheet and its attendance count them; a cancelled lesson was missed by nobody.
    ``changed``: cells of that group that read otherwise on the last day; they take one statement more.
    """
    wanted = list(students)
    told: dict[UUID, list[tuple[date, date, str]]] = defaultdict(list)
    excuses = Excuse.objects.of(college_id).filter(
        student__in=wanted, since__lte=until, until__gte=since, state=RequestState.APPROVED
    )
    for student, first, last, kind in excuses.order_by("since").values_list("student_id", "since", "until", "kind"):
        told[student].append((first, last, kind))
    entries = (
        Entry.objects.of(college_id)
        .filter(student__in=wanted, slot=0, value__in=signs.ABSENCES, lesson__date__gte=since, lesson__date__lte=until)
        .exclude(lesson__state=State.CANCELLED)
    )
    if group is not None:
        entries = entries.filter(course__group=group)
    found: dict[UUID, Missed] = defaultdict(Missed)
    cells = {(one.lesson, one.student): one for one in changed if one.slot == 0}
    rows: Iterable[Any] = entries.values_list("student_id", "value", "lesson__date", "lesson__hours", "lesson_id")
    for student, value, day, hours, lesson in rows:
        if (lesson, student) not in cells:
            found[student].add(shown_sign(value, day, told.get(student, ())), hours)
    were = [one for one in cells.values() if one.value in signs.ABSENCES and one.student in set(wanted)]
    places = places_of(college_id, were)
    for one in were:
        place = places.get(one.lesson)
        if place is not None and place.date >= since:
            found[one.student].add(shown_sign(one.value, place.date, told.get(one.student, ())), place.hours)
    return found
