"""Admission to the exam of a module and to the state attestation (A4.10)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhurnal.assessment.rules.levels import Level
from zhurnal.assessment.rules.values import RELEASED, VALUES, is_positive
from zhurnal.modules.rules.admission import (
    Booked,
    Due,
    Given,
    Part,
    PartKind,
    behind,
    debts,
    lacks,
    module_number,
    owing,
    sentence,
)

MDK = Part("mdk", "МДК.02.01", "Эксплуатация", PartKind.MDK, (Due(6, "Э"), Due(6, "КП")))
UP = Part("up", "УП.02.01", "Учебная практика", PartKind.EDUCATIONAL, (Due(6, "ДЗ"),))
PP = Part("pp", "ПП.02.01", "Производственная практика", PartKind.PRODUCTION, (Due(6, "ДЗ"),))
MODULE = (MDK, UP, PP)
GOOD = (
    Given("mdk", 6, Level.EXAM, "4"), Given("mdk", 6, Level.PROJECT, "5"),
    Given("up", 6, Level.PRACTICE, "3"), Given("pp", 6, Level.PRACTICE, "4"),
)  # fmt: skip


def words(*changed, without=()):
    rows = [row for row in GOOD if (row.part, row.level) not in without]
    return sentence(lacks(MODULE, [*rows, *changed]))


@pytest.mark.parametrize(
    ("changed", "without", "said"),
    [
        ((), (), ""),
        ((), [("up", Level.PRACTICE)], "Не допущен: УП.02.01 (нет отметки)."),
        ((Given("up", 6, Level.PRACTICE, "2"),), [("up", Level.PRACTICE)], "Не допущен: УП.02.01 (2)."),
        ((Given("up", 6, Level.PRACTICE, "на"),), [("up", Level.PRACTICE)], "Не допущен: УП.02.01 (н/а)."),
        ((Given("up", 6, Level.EXAM, "4"),), [("up", Level.PRACTICE)], ""),
        ((Given("mdk", 6, Level.TERM, "5"),), [("mdk", Level.EXAM)], "Не допущен: МДК.02.01 (нет отметки)."),
        ((), [("mdk", Level.PROJECT)], "Не допущен: КП по МДК.02.01 (нет отметки)."),
        ((Given("mdk", 6, Level.PROJECT, ""),), [("mdk", Level.PROJECT)], "Не допущен: КП по МДК.02.01 (нет отметки)."),
        ((Given("mdk", 5, Level.EXAM, "5"),), [("mdk", Level.EXAM)], "Не допущен: МДК.02.01 (нет отметки)."),
        ((Given("mdk", 6, Level.FINAL, "4"),), [("mdk", Level.EXAM), ("mdk", Level.PROJECT)], ""),
    ],
)  # fmt: skip
def test_all_parts_must_be_positive(changed, without, said):
    assert words(*changed, without=without) == said


def test_many_lacks_are_counted():
    assert sentence(lacks(MODULE, ())) == (
        "Не допущен: МДК.02.01 (нет отметки), КП по МДК.02.01 (нет отметки), УП.02.01 (нет отметки) и ещё 1."
    )


def test_a_part_without_a_form_is_judged_by_its_last_result():
    part = Part("p", "МДК.01.01", "", PartKind.MDK)
    assert lacks([part], [Given("p", 3, Level.TERM, "2"), Given("p", 4, Level.TERM, "4")]) == ()
    assert len(lacks([part], [Given("p", 3, Level.TERM, "4"), Given("p", 4, Level.TERM, "2")])) == 1


def test_an_unmastered_module_keeps_from_the_state_attestation():
    exam = Part("e", "ПМ.02.ЭК", "Экзамен", PartKind.MODULE_EXAM, (Due(7, "Э"),))
    assert lacks([exam], [Given("e", 7, Level.MODULE, "4", "освоен")]) == ()
    assert (
        sentence(lacks([exam], [Given("e", 7, Level.MODULE, "3", "не освоен")]))
        == "Не допущен: ПМ.02.ЭК (не освоен, 3)."
    )
    assert sentence(lacks([exam], [Given("e", 7, Level.MODULE, "2", "не освоен")])) == "Не допущен: ПМ.02.ЭК (2)."


def test_debts_are_the_unfit_ones_among_what_is_missing():
    missing = lacks(MODULE, [Given("up", 6, Level.PRACTICE, "2")])
    assert [lack.part.key for lack in debts(missing)] == ["up"]


def test_a_debt_on_the_books_is_named_once_and_hinders_whatever_is_ahead():
    """A «2» of a semester in which the plan demands nothing; what a lack names already is not named twice."""
    missing = lacks(MODULE, [Given("up", 5, Level.PRACTICE, "2"), *GOOD[:2], GOOD[3]])
    assert [lack.words for lack in missing] == ["УП.02.01 (2)"]
    other = Part("x", "ОП.02", "Электротехника", PartKind.DISCIPLINE)
    books = [Booked(MDK, 5), Booked(UP, 4), Booked(MDK, 6, "КП"), Booked(other, 9)]
    found = (*missing, *owing(missing, books))
    assert [lack.words for lack in found] == [
        "УП.02.01 (2)", "МДК.02.01, 5 сем. (долг)", "КП по МДК.02.01, 6 сем. (долг)", "ОП.02, 9 сем. (долг)",
    ]  # fmt: skip
    assert behind(found, 1) == debts(found) == found
    project = lacks(MODULE, GOOD[:1] + GOOD[2:])
    assert owing(project, [Booked(MDK, 6, "КП")]) == ()
    assert [lack.words for lack in owing(project, [Booked(MDK, 6)])] == ["МДК.02.01, 6 сем. (долг)"]


def test_what_is_still_ahead_hinders_nobody():
    part = Part("p", "ОГСЭ.04", "", PartKind.DISCIPLINE, (Due(5, "З"), Due(6, "З"), Due(7, "З")))
    missing = lacks([part], [Given("p", 5, Level.EXAM, "зач"), Given("p", 7, Level.EXAM, "незач")])
    assert [lack.words for lack in missing] == ["ОГСЭ.04, 6 сем. (нет отметки)", "ОГСЭ.04, 7 сем. (незач.)"]
    assert [lack.due.semester for lack in behind(missing, 6)] == [7]
    assert [lack.due.semester for lack in behind(missing, 7)] == [6, 7]


RESULTS = st.builds(
    Given, st.sampled_from(["mdk", "up", "pp"]), st.just(6),
    st.sampled_from([Level.EXAM, Level.PROJECT, Level.PRACTICE, Level.TERM]), st.sampled_from(["", *VALUES]),
)  # fmt: skip


@given(
    st.lists(RESULTS, max_size=8, unique_by=lambda row: (row.part, row.level)).flatmap(
        lambda rows: st.tuples(st.just(rows), st.permutations(rows))
    )
)
def test_the_order_of_results_never_matters(pair):
    assert lacks(MODULE, pair[0]) == lacks(MODULE, pair[1])


@given(st.lists(RESULTS, max_size=8, unique_by=lambda row: (row.part, row.level)))
def test_nobody_without_a_positive_result_or_a_release_in_each_part_is_admitted(rows):
    admitted = not lacks(MODULE, rows)
    settled = {row.part for row in rows if is_positive(row.value) or row.value == RELEASED}
    assert not admitted or settled == {"mdk", "up", "pp"}


@pytest.mark.parametrize(
    ("index", "number"),
    [
        ("МДК.01.02", "01"),
        ("УП.06.01", "06"),
        ("ПП.02", "02"),
        ("ПМ.01.ЭК", "01"),
        ("ПДП", ""),
        ("ОП.02", ""),
        ("", ""),
    ],
)
def test_the_number_of_a_module_is_read_from_the_index(index, number):
    assert module_number(index) == number


def test_who_is_released_owes_nothing_there():
    part = Part("p", "СГ.04", "Физическая культура", PartKind.DISCIPLINE, (Due(5, "З"), Due(6, "Э")))
    released = [Given("p", 5, Level.TERM, "осв"), Given("p", 6, Level.TERM, "осв")]
    assert lacks([part], released) == ()
    assert [lack.due.semester for lack in lacks([part], released[:1])] == [6]
    assert lacks([part], [Given("p", 6, Level.FINAL, "осв")]) == ()
    assert Given("p", 6, Level.PROJECT, "4", form="КР").words == "КР 4"
    project = Part("p", "МДК.02.01", "", PartKind.MDK, (Due(6, "КП"),))
    assert len(lacks([project], released)) == 1  # a project is defended or not


def test_a_practice_counts_though_it_ended_in_another_semester_than_planned():
    assert words(Given("up", 5, Level.PRACTICE, "5"), without=[("up", Level.PRACTICE)]) == ""
    twice = Part("up", "УП.02.01", "", PartKind.EDUCATIONAL, (Due(5, "ДЗ"), Due(6, "ДЗ")))
    assert [lack.due.semester for lack in lacks([twice], [Given("up", 5, Level.PRACTICE, "5")])] == [6]
