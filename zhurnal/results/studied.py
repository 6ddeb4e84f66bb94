"""What the journal itself says of students in a term: running averages and missed hours. One statement each."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID

from zhurnal.assessment.rules.values import MARKS
from zhurnal.curriculum.models import Course
from zhurnal.journal.models import Entry, Excuse, Work
from zhurnal.journal.rules import signs
from zhurnal.journal.rules.absences import Missed
from zhurnal.journal.rules.attendance import shown_sign
from zhurnal.journal.rules.signs import RequestState
from zhurnal.kernel.sql import fetch_all, marks_for, table, uid, uuids
from zhurnal.timetable.models import Lesson


def running_averages(
    college_id: UUID, students: Iterable[UUID], term: UUID, until: date | None = None
) -> dict[UUID, dict[UUID, Fraction]]:
    """student → discipline → weighted average of his marks so far (of lessons up to a day), exact (A2.11)."""
    wanted = [uid(student) for student in students]
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
    found: dict[UUID, dict[UUID, Fraction]] = defaultdict(dict)
    for (student, discipline), (total, weights) in sums.items():
        if weights:
            found[student][discipline] = Fraction(total, weights)
    return found


def missed_hours(college_id: UUID, students: Iterable[UUID], since: date, until: date) -> dict[UUID, Missed]:
    """student → hours missed in lessons of these days, both included, by what is known of their causes (A6.1). Two statements."""
    wanted = list(students)
    told: dict[UUID, list[tuple[date, date, str]]] = defaultdict(list)
    excuses = Excuse.objects.of(college_id).filter(
        student__in=wanted, since__lte=until, until__gte=since, state=RequestState.APPROVED
    )
    for student, first, last, kind in excuses.order_by("since").values_list("student_id", "since", "until", "kind"):
        told[student].append((first, last, kind))
    entries = Entry.objects.of(college_id).filter(
        student__in=wanted, slot=0, value__in=signs.ABSENCES, lesson__date__gte=since, lesson__date__lte=until
    )
    found: dict[UUID, Missed] = defaultdict(Missed)
    rows: Iterable[Any] = entries.values_list("student_id", "value", "lesson__date", "lesson__hours")
    for student, value, day, hours in rows:
        found[student].add(shown_sign(value, day, told.get(student, ())), hours)
    return found
