"""In the demonstration college something is found in three journals, and in no other."""

from collections import defaultdict
from datetime import timedelta

from tests.demo.colleges import tiny, vek
from zhurnal.demo.load_objectivity import with_findings
from zhurnal.journal.rules.signs import MARKS
from zhurnal.objectivity.rules.heaps import Entered, largest_sitting
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


def test_three_journals_and_no_other():
    made = with_findings(vek())
    found = [strict_journals(made), late_journals(made), improved_journals(made)]
    assert [len(journals) for journals in found] == [1, 1, 1]
    assert len(set.union(*found)) == 3
    assert not any("Э-21" in key for journals in found for key in journals)
    before = vek()
    assert not strict_journals(before) | late_journals(before) | improved_journals(before)


def test_a_small_college_is_left_as_it_is():
    assert with_findings(tiny()) is tiny()
