"""What makes a finding and what does not: tables of cases worked by hand."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhurnal.objectivity.rules import intervals, said
from zhurnal.objectivity.rules.exams import gap
from zhurnal.objectivity.rules.heaps import Column, Entered, Period, end_heap, largest_sitting
from zhurnal.objectivity.rules.improvements import Improved, Replaced, improved, improvements
from zhurnal.objectivity.rules.proposals import Judged, departures
from zhurnal.objectivity.rules.said import Said, Standing
from zhurnal.objectivity.rules.thresholds import Thresholds
from zhurnal.organisation.rules.parameters import Parameters

LIMITS = Thresholds()
SEPTEMBER, DECEMBER = date(2026, 9, 1), date(2026, 12, 28)
TERM = Period("Семестр", SEPTEMBER, DECEMBER)


def test_the_numbers_are_the_colleges():
    assert Thresholds.of(Parameters()) == LIMITS
    own = Parameters(findings_students=5, findings_strictness=50, findings_end_percent=60)
    assert (Thresholds.of(own).students, Thresholds.of(own).strictness, Thresholds.of(own).end_share) == (5, 0.5, 0.6)


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"), [(0, 0, 0, 1), (0, 10, 0, 0.278), (5, 10, 0.237, 0.763), (9, 25, 0.202, 0.555)]
)
def test_a_share_has_wilsons_interval(part, whole, low, high):
    found = intervals.share(part, whole)
    assert (found.low, found.high) == (pytest.approx(low, abs=0.001), pytest.approx(high, abs=0.001))


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=30), st.randoms(use_true_random=False))
def test_shares_of_clumps_stay_within_bounds_whatever_their_order(pairs, rng):
    clumps = [(min(pair), max(pair)) for pair in pairs]
    found = intervals.clustered_share(clumps)
    assert 0 <= found.low <= found.value <= found.high <= 1 or not sum(whole for _part, whole in clumps)
    rng.shuffle(clumps)
    assert intervals.clustered_share(clumps) == found


def test_one_work_for_a_whole_group_is_one_clump():
    singles = intervals.clustered_share([(1, 1)] * 20 + [(0, 1)] * 20)
    clumps = intervals.clustered_share([(20, 20), (0, 20)])
    assert (singles.low > 0.3, clumps.low, clumps.high) == (True, 0, 1)


def marks(*rows):
    return [Judged(proposed, value, reason) for proposed, value, reason in rows]


@pytest.mark.parametrize(
    ("rows", "counted", "found"),
    [
        (marks(*[("4", "4", "")] * 25), (25, 0, 0, 0), False),
        (marks(*[("4", "4", "")] * 16, *[("3", "4", "доклад")] * 9), (25, 9, 0, 0), True),
        (marks(*[("4", "4", "")] * 23, *[("3", "4", "доклад")] * 2), (25, 2, 0, 0), False),  # few may be anything
        (marks(*[("4", "4", "")] * 2, *[("3", "4", "доклад")] * 4), (6, 4, 0, 0), False),  # too few students
        (marks(*[("4", "4", "")] * 7, *[("3", "4", "а")] * 9, *[("4", "3", "б")] * 9), (25, 9, 9, 0), False),  # both ways
        (marks(*[("4", "4", "")] * 24, ("4", "3", " ")), (25, 0, 1, 1), True),  # without a word
        (marks(("4", "на", ""), ("зач", "зач", ""), ("", "5", ""), ("3", "осв", "")), (0, 0, 0, 0), False),
    ],
)  # fmt: skip
def test_term_marks_against_their_proposals(rows, counted, found):
    made = departures(rows)
    assert (made.total, made.raised, made.lowered, made.unexplained) == counted
    assert made.is_found(LIMITS) is found


def lessons(*marks_of):
    """Lessons of a term spread evenly, with so many marks on each."""
    step = (DECEMBER - SEPTEMBER).days / (len(marks_of) - 1)
    return [Column(SEPTEMBER + timedelta(days=round(step * n)), count) for n, count in enumerate(marks_of)]


EVEN = [5] * 30
CROWDED = [1] * 26 + [20, 22, 25, 18]


@pytest.mark.parametrize(
    ("columns", "today", "found"),
    [
        (lessons(*EVEN), DECEMBER, False),
        (lessons(*CROWDED), DECEMBER, True),
        (lessons(*CROWDED), date(2026, 12, 21), True),  # the end is half over
        (lessons(*CROWDED), date(2026, 12, 20), None),  # too early to say
        (lessons(*[2] * 29, 25), DECEMBER, False),  # one control work at the end is no heap
        (lessons(*[0] * 26, 4, 4, 4, 4), DECEMBER, False),  # too few marks
        (lessons(10, 20, 20, 10), DECEMBER, False),  # too few lessons
    ],
)
def test_marks_crowded_at_the_end_of_the_term(columns, today, found):
    heap = end_heap(columns, TERM, today, LIMITS.end_days)
    assert (heap and heap.is_found(LIMITS)) is found


def test_a_heap_counts_against_the_lessons_of_the_period():
    heap = end_heap(lessons(*CROWDED), TERM, DECEMBER, LIMITS.end_days)
    assert (heap.marks, heap.late, heap.lessons, heap.late_lessons) == (111, 85, 30, 4)
    assert heap.even == pytest.approx(4 / 30)
    mixed = lessons(*CROWDED)
    Random(3).shuffle(mixed)
    assert end_heap(mixed, TERM, DECEMBER, LIMITS.end_days) == heap


def test_a_checkpoint_is_a_period_of_its_own():
    october = Period("Октябрь", SEPTEMBER, date(2026, 10, 20))
    days = [Column(SEPTEMBER + timedelta(days=3 * n), 1 if n < 14 else 24) for n in range(17)]
    heap = end_heap(days, october, date(2026, 11, 24), 14)
    assert (heap.late, heap.marks, heap.is_found(LIMITS)) == (2 + 3 * 24, 14 + 3 * 24, True)


def entered(lesson, day, count):
    return Entered(SEPTEMBER + timedelta(days=lesson), SEPTEMBER + timedelta(days=day), count)


@pytest.mark.parametrize(
    ("rows", "marks", "lessons", "found"),
    [
        ([], 0, 0, False),
        ([entered(n, n, 5) for n in range(20)], 0, 0, False),
        ([entered(n, 40, 6) for n in range(0, 30, 3)] + [entered(n, n, 2) for n in range(40, 60)], 60, 10, True),
        ([entered(n, 40, 15) for n in (2, 5)] + [entered(n, n, 2) for n in range(5)], 30, 2, False),  # two lessons are no habit
        ([entered(n, 40, 6) for n in range(4)] + [entered(n, n, 9) for n in range(20)], 24, 4, False),  # a small part
        ([entered(n, n + 7, 9) for n in range(9)], 0, 0, False),  # in time still
    ],
)  # fmt: skip
def test_marks_of_many_lessons_entered_on_one_day(rows, marks, lessons, found):
    made = largest_sitting(rows, LIMITS.old_days)
    assert (made.marks, made.lessons, made.is_found(LIMITS)) == (marks, lessons, found)


@pytest.mark.parametrize(
    ("pairs", "students", "found"),
    [
        ([], 0, False),
        ([("5", "3")], 1, False),
        ([("4", "4"), ("5", "4")] * 10, 20, False),  # half a mark at half of them: from 0,3
        ([("5", "4")] * 8 + [("4", "4")] * 2, 10, True),
        ([("5", "4")] * 7, 7, False),  # too few
        ([("4", "5")] * 20, 20, False),  # the exam is milder: no finding
        ([("зач", "4"), ("на", "2"), ("5", "")] * 9, 0, False),
    ],
)
def test_term_marks_beside_exams(pairs, students, found):
    made = gap(pairs)
    assert (made.students, made.is_found(LIMITS)) == (students, found)


LESSON = date(2026, 10, 1)


def changes(*rows):
    return [
        Replaced(before, after, LESSON + timedelta(days=days), "О. С. Кравцова", why)
        for before, after, days, why in rows
    ]


@pytest.mark.parametrize(
    ("rows", "became"),
    [
        (changes(("", "3", 0, ""), ("3", "4", 7, "пересдача")), None),  # not old yet
        (changes(("", "3", 0, ""), ("3", "4", 8, "пересдача")), ("3", "4", "пересдача")),
        (changes(("", "4", 0, ""), ("4", "3", 20, "ошибка")), None),
        (changes(("", "2", 0, ""), ("2", "", 20, "ошибка")), ("2", "", "ошибка")),
        (changes(("", "2", 0, ""), ("2", "", 20, "ошибка"), ("", "5", 21, "")), ("2", "5", "ошибка")),
        (changes(("", "3", 0, ""), ("3", "", 20, "")), None),  # a «3» struck out is no improvement
        (changes(("", "3", 0, ""), ("3", "5", 20, "а"), ("5", "3", 21, "б")), None),  # taken back
        (changes(("", "5", 30, "забыл записать")), None),  # written late is not improved
        (changes(), None),
    ],
)
def test_what_became_of_an_old_mark(rows, became):
    found = improved(LESSON, rows, 7)
    assert (found and (found.before, found.after, found.reason)) == became


def test_improvements_of_a_journal():
    rows = [
        Improved(LESSON, "2", "4", LESSON + timedelta(days=60 + n), "а" if n % 3 else "б", "" if n < 2 else "ок")
        for n in range(9)
    ]
    made = improvements(rows, 120, LESSON + timedelta(days=70), LESSON + timedelta(days=68), 14)
    assert (made.count, made.by, made.unexplained, made.at_end) == (9, (("а", 6), ("б", 3)), 2, 9)
    assert made.is_found(LIMITS)
    assert not improvements(rows, 1200, DECEMBER, LESSON, 14).is_found(LIMITS)  # under one in a hundred
    assert not improvements(rows[:4], 60, DECEMBER, LESSON, 14).is_found(LIMITS)  # too few
    assert improvements([], 0, DECEMBER, LESSON, 14).at_end is None


def words(*rows):
    return [Said("В. О. Заведуева", None, "слово", settles, count) for settles, count in rows]


@pytest.mark.parametrize(
    ("rows", "count", "stands"),
    [
        (words(), 5, Standing.OPEN),
        (words((False, 5)), 5, Standing.ANSWERED),
        (words((False, 5), (True, 5)), 5, Standing.EXPLAINED),
        (words((True, 5)), 6, Standing.GROWN),
        (words((True, 5), (False, 6)), 6, Standing.GROWN),
        (words((True, 5), (True, 6)), 6, Standing.EXPLAINED),
    ],
)
def test_where_a_finding_stands(rows, count, stands):
    assert said.standing(rows, count) is stands
