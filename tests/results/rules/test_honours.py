"""Honours (A4.14, C5.7) and stipend (A4.15) by cases."""

from datetime import date
from fractions import Fraction

import pytest

from zhurnal.assessment.rules.indicators import percent
from zhurnal.assessment.rules.values import Outcome
from zhurnal.results.diplomas import honours_of, supplement
from zhurnal.results.plans import load_of
from zhurnal.results.rules.honours import honours
from zhurnal.results.rules.lines import Got, Line, State
from zhurnal.results.rules.record import Item
from zhurnal.results.rules.stipend import Applicant, paid_from, refusal


def marks(fives, fours, *others):
    return ["5"] * fives + ["4"] * fours + list(others)


# marks, ahead; share now, holds, share reachable, possible
CASES = [
    (marks(30, 10), 0, "75,0", True, "75,0", True),  # C5.7: exactly 75.0
    (marks(131, 44), 0, "74,9", False, "74,9", False),  # C5.7: 74.857… reads 74,9 and is not enough
    (marks(749, 251), 0, "74,9", False, "74,9", False),  # 74.9 to the digit
    (marks(7499, 2501), 0, "75,0", False, "75,0", False),  # it reads 75,0, and is still less
    (marks(29, 10), 5, "74,4", False, "77,3", True),
    (marks(29, 10, "зач", "зач", "осв"), 5, "74,4", False, "77,3", True),  # «зачтено» is left out
    (marks(10, 10), 20, "50,0", False, "75,0", True),
    (marks(10, 10), 19, "50,0", False, "74,4", False),
    ([], 40, "–", False, "100,0", True),
    ([], 0, "–", False, "–", False),
]


@pytest.mark.parametrize(("values", "ahead", "now", "holds", "reachable", "possible"), CASES)
def test_share_of_fives_now_and_reachable(values, ahead, now, holds, reachable, possible):
    found = honours(values, ahead)
    assert (percent(found.now), found.holds) == (now, holds)
    assert (percent(found.reachable), found.possible) == (reachable, possible)


@pytest.mark.parametrize(
    ("found", "why"),
    [
        (honours(marks(99, 0, "3"), 0), "есть «3»"),
        (honours(marks(40, 0), 0, debts=1), "есть долг"),
        (honours(marks(40, 0), 0, state=["5", "4"]), "на ГИА не «5»"),
        (honours(marks(40, 0), 0, state=["5", "5"]), ""),
        (honours(marks(2, 2), 3), "не хватит пятёрок"),
    ],
)
def test_what_spoils_it(found, why):
    assert (found.spoiled, found.holds, found.possible) == (why, not why, not why)


def test_marks_of_the_state_attestation_count_into_the_share():
    assert honours(marks(28, 10), 0, state=["5", "5"]).now == Fraction(75)


@pytest.mark.parametrize(("fives", "fours", "ahead"), [(30, 10, 0), (29, 10, 5), (30, 4, 9), (0, 0, 40), (0, 0, 41)])
def test_so_many_fours_may_still_come(fives, fours, ahead):
    left = honours(marks(fives, fours), ahead).fours_left
    assert honours(marks(fives + ahead - left, fours + left), 0).holds
    assert left == ahead or not honours(marks(fives + ahead - left - 1, fours + left + 1), 0).holds


STUDENT = {"form": "full", "funding": "budget", "debts": 0, "results": ["5", "4", "зач"], "first_semester": False}


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({}, ""),
        ({"results": ["4", "осв"]}, ""),
        ({"results": ["4:освоен", "5"]}, ""),
        ({"results": ["4:не освоен", "5"]}, "есть долг"),
        ({"results": [], "first_semester": True}, ""),
        ({"results": []}, "нет итогов сессии"),
        ({"results": ["5", "3"]}, "есть «3»"),
        ({"results": ["5", "на"]}, "есть долг"),
        ({"results": ["5", "незач"]}, "есть долг"),
        ({"debts": 1}, "есть долг"),
        ({"debts": 1, "results": [], "first_semester": True}, "есть долг"),
        ({"form": "distant"}, "не очная форма"),
        ({"form": ""}, "не указана форма обучения"),
        ({"funding": "paid"}, "учится по договору"),
        ({"funding": ""}, "не указана основа обучения"),
    ],
)
def test_who_gets_a_stipend(changed, why):
    said = {**STUDENT, **changed}
    assert refusal(Applicant(**said | {"results": [Outcome(*result.split(":")) for result in said["results"]]})) == why


@pytest.mark.parametrize(
    ("ends", "paid"), [("2026-06-28", "2026-07-01"), ("2026-12-28", "2027-01-01"), ("2027-01-31", "2027-02-01")]
)
def test_it_is_paid_from_the_next_month(ends, paid):
    assert paid_from(date.fromisoformat(ends)).isoformat() == paid


@pytest.mark.parametrize(("said", "hours"), [("Э, КП", 0), ("Э", 30), ("КП", 0)])
def test_a_course_project_of_the_plan_is_still_ahead_whatever_stands_beside_it(said, hours):
    line = Line("x", "МДК.02.01", "Эксплуатация", "mdk", {6: load_of(120, said, hours)})
    rows = supplement([Item(line, "", 0)], 5, "last")
    assert [(row.project, row.final.state) for row in rows] == [(False, State.AHEAD), (True, State.AHEAD)]
    assert honours_of(rows).ahead == 2


def test_a_course_work_is_called_so_and_a_work_and_a_project_are_two_rows():
    loads = {4: load_of(60, "ДЗ, КР", 0), 6: load_of(60, "Э", 30)}
    done = (Got(4, "exam", "ДЗ", "4"), Got(4, "project", "КР", "5"))
    found = supplement([Item(Line("x", "МДК.05.01", "Управление", "mdk", loads, done), "", 0)], 6, "last")
    assert [(row.name, row.final.value) for row in found if row.project] == [
        ("Управление, курсовая работа", "5"), ("Управление, курсовой проект", ""),
    ]  # fmt: skip
