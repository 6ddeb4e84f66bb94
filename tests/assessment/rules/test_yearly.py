"""Marks of the year, worked by hand (A4.1, A4.5)."""

from itertools import permutations

import pytest

from zhurnal.assessment.rules.proposing import Scale
from zhurnal.assessment.rules.yearly import is_general, propose_year
from zhurnal.organisation.rules.parameters import Parameters

USUAL, STRICT = Parameters(), Parameters(five_from=460, four_from=360, three_from=260)

CASES = (
    (("4", "5"), Scale.MARKS, USUAL, "5", 450, "За 1 семестр «4», за 2 семестр «5»: среднее 4,50, «5» с 4,50."),
    (("4", "5"), Scale.MARKS, STRICT, "4", 450, "За 1 семестр «4», за 2 семестр «5»: среднее 4,50, «4» с 3,60."),
    (("3", "3"), Scale.MARKS, USUAL, "3", 300, "За 1 семестр «3», за 2 семестр «3»: среднее 3,00, «3» с 2,50."),
    (("", "5"), Scale.MARKS, USUAL, "", None, "За 1 семестр отметки нет: предложить нечего."),
    (("5", "2"), Scale.MARKS, USUAL, "2", None, "Не сдан 2 семестр."),
    (("на", "5"), Scale.MARKS, USUAL, "на", None, "Не аттестован за 1 семестр."),
    (("осв", "4"), Scale.MARKS, USUAL, "4", 400, "За 2 семестр «4»: среднее 4,00, «4» с 3,50."),
    (("осв", "осв"), Scale.MARKS, USUAL, "осв", None, "Освобождён в обоих семестрах."),
    (("зач", "зач"), Scale.CREDIT, USUAL, "зач", None, "За 1 семестр «зач.», за 2 семестр «зач.»."),
    (("4", "зач"), Scale.CREDIT, USUAL, "зач", None, "За 1 семестр «4», за 2 семестр «зач.»."),
    (("незач", "зач"), Scale.CREDIT, USUAL, "незач", None, "Не сдан 1 семестр."),
    (("зач", "4"), Scale.MARKS, USUAL, "4", 400, "За 1 семестр «зач.», за 2 семестр «4»: среднее 4,00, «4» с 3,50."),
    (("зач", "зач"), Scale.MARKS, USUAL, "", None, "За 1 семестр «зач.», за 2 семестр «зач.». Отметку решает преподаватель."),
)  # fmt: skip


@pytest.mark.parametrize(("terms", "scale", "parameters", "value", "average", "why"), CASES)
def test_the_terms_propose_the_year(terms, scale, parameters, value, average, why):
    found = propose_year(list(enumerate(terms, 1)), scale, parameters)
    assert (found.value, found.average, found.why) == (value, average, why)
    assert found.lacks == next((number for number, term in enumerate(terms, 1) if not term), 0)


def test_the_order_of_the_terms_never_matters_to_the_value():
    for first, second in permutations(("5", "4", "3", "2", "на", "осв", "зач"), 2):
        one = propose_year([(1, first), (2, second)], Scale.MARKS, USUAL)
        other = propose_year([(1, second), (2, first)], Scale.MARKS, USUAL)
        assert (one.value, one.average) == (other.value, other.average)


def test_general_education_is_known_by_the_cycle_above():
    assert is_general(("Базовые дисциплины", "ОБЩЕОБРАЗОВАТЕЛЬНЫЙ ЦИКЛ", None))
    assert not is_general(("Общепрофессиональный цикл", None, None))
