"""In the demonstration college something is found in four journals, and in no other."""

from collections import defaultdict
from datetime import timedelta

from tests.demo.colleges import tiny, vek
from zhurnal.demo.load_assessment import FIRST_WEEKS
from zhurnal.demo.load_objectivity import with_findings
from zhurnal.journal.rules.signs import MARKS
from zhurnal.objectivity.rules.heaps import Column, Entered, Period, end_heap, largest_sitting
from zhurnal.objectivity.rules.strictness import Cell, strictness
from zhurnal.objectivity.rules.thresholds import Thresholds

LIMITS = Thresholds()


def strict_journals(made):
    groups = {course.key: course.group for course in made.courses}
    marks = defaultdict(list)
    for row in made.entries:
        if row.slot and row.value in MARKS:
            marks[row.course, row.student].append(int(row.value))
    cells = [
        Cell(groups[course], course, student, len(given), sum(given), sum(mark * mark for mark in given))
        for (course, student), given in marks.items()
    ]
    return {key for key, row in strictness(cells).items() if row.is_found(LIMITS)}


def late_journals(made):
    days = {row.key: row.date for row in made.lessons}
    entered = defaultdict(list)
    for row in made.entries:
        if row.slot and row.value in MARKS:
            entered[row.course].append(Entered(days[row.lesson], row.signs[-1].at.date(), 1))
    return {key for key, rows in entered.items() if largest_sitting(rows, LIMITS.old_days).is_found(LIMITS)}


def improved_journals(made):
    days, counted = {row.key: row.date for row in made.lessons}, defaultdict(int)
    for row in made.entries:
        late = row.signs[-1].at.date() - days[row.lesson] > timedelta(days=LIMITS.old_days)
        counted[row.course] += late and len(row.signs) > 1 and row.slot > 0
    return {key for key, number in counted.items() if number >= LIMITS.improved}


def heaped_journals(made):
    days = {row.key: row.date for row in made.lessons}
    marks = defaultdict(int)
    for row in made.entries:
        marks[row.lesson] += bool(row.slot) and row.value in MARKS
    columns = defaultdict(list)
    for row in made.lessons:
        if row.state == "planned" and row.date <= made.today:
            columns[row.course].append(Column(days[row.key], marks[row.key]))
    starts = made.terms[0].starts
    first = Period("Первая рубежная", starts, starts + timedelta(weeks=FIRST_WEEKS))
    heaps = {key: end_heap(rows, first, made.today, LIMITS.end_days) for key, rows in columns.items()}
    return {key for key, heap in heaps.items() if heap.is_found(LIMITS)}


KINDS = (strict_journals, late_journals, improved_journals, heaped_journals)


def test_four_journals_and_no_other():
    made = with_findings(vek())
    found = [journals(made) for journals in KINDS]
    assert [len(journals) for journals in found] == [1, 1, 1, 1]
    assert len(set.union(*found)) == 4
    assert not any("Э-21" in key for journals in found for key in journals)
    assert not any(journals(vek()) for journals in KINDS)


def test_a_small_college_is_left_as_it_is():
    assert with_findings(tiny()) is tiny()
