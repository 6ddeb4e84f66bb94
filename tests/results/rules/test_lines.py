"""The mark of the diploma, and the page of a student as a tree."""

from fractions import Fraction

import pytest

from zhurnal.results.plans import load_of
from zhurnal.results.rules.lines import AVERAGE, Got, Line, Load, State, final, projects
from zhurnal.results.rules.record import Item, Mark, Now, sections
from zhurnal.results.rules.summary import chosen

KEPT = frozenset(range(1, 7))


def got(semester, value, level="exam", form="Э", mastery=""):
    return Got(semester, level, form, value, mastery)


def line(loads, *results, kind="discipline", owed=False, key="x", index="ОП.02", name="Электротехника"):
    named = {semester: Load(48, form) for semester, form in loads.items()}
    return Line(key, index, name, kind, named, tuple(results), owed)


TWO = {3: "Э", 4: "Э"}
FINALS = [
    (line(TWO, got(3, "5"), got(4, "4")), "last", State.DONE, "4"),
    (line(TWO, got(3, "5"), got(4, "4")), AVERAGE, State.DONE, "5"),  # 4.5 goes up
    (
        line(TWO, got(3, "3"), got(4, "4"), got(4, "5", "term", "")),
        AVERAGE,
        State.DONE,
        "4",
    ),  # one mark a semester: the exam's
    (line({3: "", 4: "ДЗ"}, got(3, "5", "term", ""), got(4, "4", form="ДЗ")), "last", State.DONE, "4"),
    (line({3: "", 8: "ДЗ"}, got(3, "5", "term", "")), "last", State.AHEAD, ""),
    (line({3: "З", 8: "ДЗ"}, got(3, "зач", form="З")), "last", State.AHEAD, ""),
    (line({3: "З"}, got(3, "зач", form="З")), "last", State.DONE, "зач"),
    (line(TWO, got(3, "5"), got(4, "2")), "last", State.DEBT, ""),
    (line({3: "", 8: "ДЗ"}, got(3, "на", "term", "")), "last", State.DEBT, ""),
    (line(TWO, got(3, "5")), "last", State.DEBT, ""),  # never held in the fourth
    (line({7: "Э"}, owed=True), "last", State.DEBT, ""),
    (line({6: "Э", 7: "Э"}, got(6, "4"), got(6, "2", "term", "")), "last", State.AHEAD, ""),  # the exam decided
    (line({6: "КП"}, got(6, "4"), got(6, "5", "project", "КП")), "last", State.DONE, "4"),
    (line(TWO, got(4, "5", "final", "")), "last", State.DONE, "5"),
    (line({3: ""}, got(3, "4", "term", "")), "last", State.DONE, "4"),  # the plan names no form
    (line({1: "", 2: ""}, got(1, "4", "term", ""), got(2, "5", "term", ""), got(2, "4", "year", "")), "last", State.DONE, "4"),
    (line({1: "Э", 2: ""}, got(1, "3"), got(2, "4", "term", ""), got(2, "на", "year", "")), "last", State.DONE, "3"),  # a retake mends the term
    (line({1: "", 2: "Э"}, got(1, "3", "term", ""), got(2, "5"), got(2, "3", "year", "")), AVERAGE, State.DONE, "4"),  # the exam counts
    (line({1: "", 2: "Э"}, got(2, "5"), got(2, "4", "year", "")), "last", State.DONE, "5"),  # an attestation goes before it
    (
        line(dict.fromkeys(range(1, 5), ""), *(got(n, "3", "term", "") for n in range(1, 5)), got(2, "5", "year", ""), got(4, "4", "year", "")),
        AVERAGE, State.DONE, "5",
    ),  # years, not their terms: 4.5
]  # fmt: skip


@pytest.mark.parametrize(("row", "way", "state", "value"), FINALS)
def test_the_mark_of_the_diploma(row, way, state, value):
    found = final(row, 7, KEPT, way)
    assert (found.state, found.value) == (state, value)


def test_a_course_project_stands_by_itself():
    found = projects(line({6: "КП"}, got(6, "4"), got(6, "5", "project", "КП")))
    assert [(row.form, row.value) for row in found] == [("КП", "5")]


def test_what_was_never_kept_is_not_missing():
    """A college that begins with the journal has no results of the years before."""
    assert final(line(TWO), 7, frozenset(), "last").state is State.AHEAD


def item(row, parent="", position=0):
    return Item(row, parent, position)


def picture(practice=True):
    """A part of picture 05."""
    rows = [
        item(line({}, kind="cycle", key="ОП", index="ОП", name="Общепрофессиональный цикл")),
        item(line(TWO, got(3, "4"), got(4, "4"), key="ОП.02"), "ОП", 1),
        item(line({7: "ДЗ"}, key="ОП.08", index="ОП.08", name="Правовые основы"), "ОП", 2),
        item(line({}, kind="module", key="ПМ.02", index="ПМ.02", name="Эксплуатация"), "", 10),
        item(
            line({5: "", 6: "КП"}, got(5, "3", "term", ""), got(6, "4"), got(6, "5", "project", "КП"),
                 kind="mdk", key="МДК.02.01", index="МДК.02.01"), "ПМ.02", 11,
        ),
        item(line({6: "", 7: "Э"}, got(6, "2", "term", ""), kind="mdk", key="МДК.02.02", index="МДК.02.02"), "ПМ.02", 12),
        item(line({6: "ДЗ"}, *([got(6, "5", "practice", "ДЗ")] if practice else []), kind="practice_prod",
                  key="ПП.02.01", index="ПП.02.01", name="Производственная практика"), "ПМ.02", 13),
        item(line({7: "Э"}, kind="exam", key="ПМ.02.ЭК", index="ПМ.02.ЭК"), "ПМ.02", 14),
        item(line({}, kind="module", key="ПМ.04", index="ПМ.04", name="Диагностика"), "", 20),
        item(line({7: "", 8: "Э"}, kind="mdk", key="МДК.04.01", index="МДК.04.01"), "ПМ.04", 21),
        item(line({8: "Э"}, kind="exam", key="ПМ.04.ЭК", index="ПМ.04.ЭК"), "ПМ.04", 22),
    ]  # fmt: skip
    averages = {"ОП.08": Fraction(22, 5), "МДК.02.02": Fraction(78, 25)}
    return sections(rows, [], Now(7, averages))


def test_the_page_is_the_picture():
    found, semesters = picture(practice=False)
    assert semesters == 8
    assert [(section.title, [row.index for row in section.rows]) for section in found] == [
        ("Общепрофессиональный цикл", ["ОП.02", "ОП.08"]),
        ("Профессиональные модули", ["ПМ.02", "МДК.02.01", "МДК.02.02", "ПП.02.01", "ПМ.04", "МДК.04.01"]),
    ]
    rows = {row.index: row for section in found for row in section.rows}
    assert rows["ОП.02"].cells[3].marks == (Mark("4", "4", "Э"),)
    assert rows["ОП.08"].cells[6].average == "4,40"
    assert [mark.text + mark.form for mark in rows["МДК.02.01"].cells[5].marks] == ["4Э", "5КП"]
    assert (rows["МДК.02.02"].cells[5].marks[0].tone, rows["МДК.02.02"].cells[6].average) == ("2", "3,12")
    assert rows["ПП.02.01"].cells[5].missing
    assert (rows["ПМ.02"].cells[6].barred, rows["ПМ.04"].cells[7].ahead, rows["МДК.04.01"].cells[7].ahead) == (
        True,
    ) * 3
    diploma = {index: row.diploma.text for index, row in rows.items()}
    assert diploma == {
        "ОП.02": "4", "ОП.08": "", "ПМ.02": "не допущен", "МДК.02.01": "4", "МДК.02.02": "долг", "ПП.02.01": "долг",
        "ПМ.04": "впереди", "МДК.04.01": "",
    }  # fmt: skip
    assert rows["ПП.02.01"].name == "Производственная практика, 48 ч"
    assert [row.depth for row in found[1].rows] == [0, 1, 1, 1, 0, 1]


def test_a_held_module_exam_says_that_the_module_is_mastered():
    rows = [
        item(line({}, kind="module", key="ПМ.06", index="ПМ.06")),
        item(line({4: "ДЗ"}, got(4, "5", form="ДЗ"), kind="mdk", key="МДК.06.01"), "ПМ.06", 1),
        item(line({4: "Э"}, got(4, "4", "module", "ЭМ", "освоен"), kind="exam", key="ПМ.06.ЭК"), "ПМ.06", 2),
    ]
    found, _span = sections(rows, [], Now(7))
    assert found[0].rows[0].diploma == Mark("4", "4", "освоен")
    assert found[0].rows[0].cells[3].marks == (Mark("4", "4", "ЭМ"),)
    assert (found[0].over, found[0].mean) == (True, "5,00")


def test_without_a_plan_results_are_still_a_record():
    found, span = sections([], [line({}, got(3, "4")), line({}, key="y")], Now(3))
    assert (span, [(section.title, len(section.rows)) for section in found]) == (4, [("Дисциплины", 1)])


def test_one_value_stands_in_the_summary():
    rows = [("a", got(3, "5", "term", "")), ("a", got(4, "3", "term", "")), ("a", got(4, "4")), ("b", got(4, "на", "term", "")),
            ("a", got(4, "2", "checkpoint", "")), ("c", got(4, "4")), ("c", got(4, "5", "project", "КП")), ("d", got(4, ""))]  # fmt: skip
    found = chosen(rows, (3, 4))
    assert {key: row.value for key, row in found.items()} == {
        ("a", False): "4", ("b", False): "на", ("c", False): "4", ("c", True): "5",
    }  # fmt: skip
    assert chosen(rows[::-1], (3, 4)) == found
    assert chosen(rows, (3,))["a", False].value == "5"


def test_the_year_is_summed_up_beside_its_semesters_and_stands_for_none_of_them():
    exam = [("a", got(2, "3")), ("a", got(2, "4", "year", ""))]
    term = [("a", got(2, "3", "term", "")), ("a", got(2, "4", "year", ""))]
    assert [chosen(rows, (1, 2))["a", False].value for rows in (exam, term)] == ["3", "4"]
    assert [chosen(rows, (2,))["a", False].value for rows in (exam, term)] == ["3", "3"]


@pytest.mark.parametrize(
    ("said", "hours", "form", "project"),
    [
        ("Э", 0, "Э", ""), ("Э, КП", 0, "Э, КП", "КП"), ("Э КП", 0, "Э КП", "КП"), ("Э", 30, "Э", "КП"), ("КР", 20, "КР", "КР"),
        ("ДЗ, КР", 0, "ДЗ, КР", "КР"), ("КП", 0, "КП", "КП"), ("", 0, "", ""),
    ],
)  # fmt: skip
def test_a_course_project_stands_beside_the_form_of_the_plan(said, hours, form, project):
    load = load_of(72, said, hours)
    assert (load.form, load.project) == (form, project)
