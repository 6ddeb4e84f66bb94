"""1.11 c: marks of the whole period, by all disciplines, МДК and modules, are at hand on one page; 1.11 a: progress in figures."""

import pytest

from tests.results.results import with_results


@pytest.fixture
def years(college):
    """A group with a plan and results of its first course."""
    return with_results(college)


@pytest.mark.parametrize(
    ("who", "address"),
    [("leader", "students"), ("department_head", "students"), ("deputy", "students"), ("director", "students"),
     ("student", "own"), ("parent", "own")],
)  # fmt: skip
def test_1_11_c_all_years_stand_on_one_page(years, enter, who, address):
    text = enter(who).sees(f"/results/{address}/{years.people['student'].pk}/")
    for word in ("Русский язык", "ПМ.06", "МДК.06.01", "УП.06.01", "1 курс, 2025/26", "2 курс, 2026/27", "В диплом"):
        assert word in text


@pytest.mark.parametrize(
    ("who", "address"),
    [("teacher", "students"), ("classmate", "own"), ("other_parent", "own"), ("other_head", "students")],
)
def test_1_11_c_nobody_else_opens_it(years, who, address):
    assert years.client(who).get(f"/results/{address}/{years.people['student'].pk}/").status_code == 404


def test_1_11_a_progress_of_a_group_in_figures(years, enter):
    text = enter("deputy").sees(f"/results/groups/{years.groups['Э-21'].pk}/?term=semester%3D2")
    assert "абсолютная успеваемость 88,9 %, качественная 11,1 %" in text
    for word in ("Успеваемость, %", "Качество, %", "СОУ, %", "Средний балл", "отличник", "неуспевающий"):
        assert word in text
