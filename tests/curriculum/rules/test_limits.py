"""A4.1, A4.4: what a plan may not exceed and what each row ends with."""

from zhurnal.curriculum.rules.limits import Line, findings, is_physical_education
from zhurnal.curriculum.rules.plan_tree import Node, in_order, summed
from zhurnal.demo import plan_130203


def line(item, semester, form, **more):
    return Line(item, item, more.pop("name", item), more.pop("kind", "discipline"), semester, 36, forms=(form,), **more)


def codes(lines):
    return [(one.code, one.place) for one in findings(lines)]


def test_eight_exams_a_year_pass_and_nine_are_told_with_their_indices():
    eight = [line(f"ОП.{n:02}", 1 + n % 2, "Э") for n in range(8)]
    assert codes(eight) == []
    told = findings([*eight, line("ОП.09", 2, "Э")])
    assert [(one.code, one.place) for one in told] == [("exams", "1 курс")]
    assert told[0].text.startswith("9\u00a0экзаменов в год, а можно не больше 8: ОП.00,")


def test_ten_credits_pass_physical_education_is_not_counted():
    ten = [line(f"ОП.{n:02}", 3, "ДЗ" if n % 2 else "З") for n in range(10)]
    sport = line("СГ.04", 3, "З", name="Физическая культура")
    assert codes([*ten, sport]) == []
    assert codes([*ten, line("ОП.11", 4, "З")]) == [("credits", "2 курс")]


def test_a_joint_exam_is_taken_once():
    eight = [line(f"ОП.{n:02}", 1, "Э") for n in range(7)]
    assert codes([*eight, line("МДК.01.01", 2, "Э", joint="j"), line("МДК.01.02", 2, "Э", joint="j")]) == []


def test_rows_end_with_a_form_and_modules_with_an_exam():
    lines = [
        Line("ОП.01", "ОП.01", "Графика", "discipline", 1, 36, forms=("З",)),
        Line("ОП.01", "ОП.01", "Графика", "discipline", 2, 36),
        Line("ПМ.01", "ПМ.01", "Модуль", "module", 0, 0),
        Line("ПМ.02", "ПМ.02", "Модуль", "module", 0, 0),
        Line("ПМ.02.ЭК", "ПМ.02.ЭК", "Экзамен", "exam", 4, 6, forms=("Э",), parent="ПМ.02"),
    ]
    assert codes(lines) == [("no_form", "ОП.01 Графика"), ("no_module_exam", "ПМ.01 Модуль")]


def test_hours_by_kind_that_do_not_make_the_total_are_told():
    assert codes([Line("ОП.01", "ОП.01", "Графика", "discipline", 1, 36, 34, ("Э",))]) == [("sum", "ОП.01 Графика")]


def test_the_whole_plan_of_the_demonstration_holds():
    made = plan_130203.plan()
    lines = [
        Line(row.index, row.index, row.name, "discipline", semester, 1, forms=(form,))
        for row in made.lines
        for semester, form in row.forms.items()
    ]
    assert [one for one in findings(lines) if one.code in {"exams", "credits"}] == []


def test_physical_education_by_its_names():
    assert [is_physical_education(name) for name in ("Физическая культура", "Физкультура", "Физика")] == [
        True,
        True,
        False,
    ]


def test_tree_keeps_order_depth_and_sums_and_survives_a_ring():
    nodes = [Node("cycle", "", 1), Node("module", "cycle", 2), Node("mdk", "module", 3), Node("exam", "module", 4)]
    placed = in_order(nodes)
    assert [(row.key, row.depth) for row in placed] == [("cycle", 0), ("module", 1), ("mdk", 2), ("exam", 2)]
    hours = summed(placed, {"mdk": {3: 40, 4: 20}, "exam": {4: 6}, "module": {4: 999}})
    assert hours["cycle"] == hours["module"] == {3: 40, 4: 26}
    assert {row.key for row in in_order([Node("a", "b", 1), Node("b", "a", 2)])} == {"a", "b"}
