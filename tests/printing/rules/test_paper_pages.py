"""Which lessons stand on which spread, and what stands in the cells of the left page."""

from datetime import date

import pytest

from zhurnal.journal.rules.corrections import value_words
from zhurnal.printing.rules import left, paging
from zhurnal.printing.rules.paging import Taken, spreads
from zhurnal.printing.rules.signs import lesson_cells, written
from zhurnal.printing.rules.widths import lines_of
from zhurnal.printing.rules.words import check_sum, correction, month_title, surname_first, surname_of

SEPTEMBER, OCTOBER, NOVEMBER = (2026, 9), (2026, 10), (2026, 11)


def taken(count, month=SEPTEMBER, columns=1, height=paging.ROW):
    return [Taken(columns, height, month)] * count


@pytest.mark.parametrize(
    ("lessons", "expected"),
    [
        ([], []),
        (taken(5), [(0, 5)]),
        (taken(80), [(0, 30), (30, 60), (60, 80)]),  # as many rows as the right page holds
        (taken(30, columns=2), [(0, 20), (20, 30)]),  # as many columns as the left page holds
        (taken(1, columns=60), [(0, 1)]),  # a lesson never parts
        (taken(3, height=149), [(0, 1), (1, 2), (2, 3)]),
        (taken(25) + taken(20, OCTOBER), [(0, 25), (25, 45)]),  # between months, where the page is full enough
        (taken(8) + taken(40, OCTOBER), [(0, 30), (30, 48)]),  # and not where it would stay half empty
    ],
)
def test_spreads_hold_every_lesson_once_in_order(lessons, expected):
    assert spreads(lessons) == expected


def test_rows_fill_the_page_and_never_leave_it():
    for count in range(1, 31):
        heights = [paging.ROW] * count
        whole = sum(paging.ROW - 2 * paging.LEAST_PADDING + 2 * paging.row_padding(heights, [""]) for _row in heights)
        assert whole <= max(paging.ROWS_ROOM, count * paging.ROW) + 1e-6
    for students in range(1, paging.MOST_STUDENTS + 1):
        height = paging.row_height(students, ["н — отсутствовал"] * 3)
        assert paging.LOWEST <= height <= paging.HIGHEST
        assert (students + 1) * height <= paging.MARKS_ROOM or height == paging.LOWEST


@pytest.mark.parametrize(
    ("text", "room", "lines"), [("", 100, 1), ("Тема", 100, 1), ("слово " * 20, 100, 7), ("й" * 100, 50, 1)]
)
def test_lines_are_counted_by_words(text, room, lines):
    assert lines_of(text.strip(), room, 9) == lines


def test_long_titles_are_set_smaller():
    assert paging.title_size("ОП.02 Электротехника") > paging.title_size("ОП.02 " + "Электротехника " * 8)


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("5", "5"), ("2", "2"), ("зач", "зач."), ("незач", "незач."), ("осв", "осв."), ("н", "н"), ("ну", "н"),
        ("нб", "н"), ("нн", "н"), ("о15", ""), ("+", ""), ("", ""), ("•", ""), ("10", ""),
    ],
)  # fmt: skip
def test_paper_knows_legal_signs_only(value, printed):
    assert written(value) == printed


@pytest.mark.parametrize(
    ("absence", "marks", "slots", "cells"),
    [
        ("", {1: "4"}, [1], ["4"]),
        ("", {}, [1], [""]),
        ("н", {}, [1], ["н"]),
        ("нб", {}, [1, 2, 3], [["н", 3]]),
        ("н", {-1: "4"}, [1], ["н/4"]),
        ("н", {-2: "3"}, [1, 2], ["н", "н/3"]),
        ("о5", {1: "3", 2: "5"}, [1, 2], ["3", "5"]),
        ("осв", {}, [1, 2], ["осв.", ""]),
        ("+", {2: "4"}, [1, 2], ["", "4"]),
    ],
)
def test_absence_stands_across_the_lesson_and_work_made_up_behind_it(absence, marks, slots, cells):
    assert lesson_cells(absence, marks, slots) == cells


def column(day, slots=(1,)):
    return left.Column(day.isoformat(), day, slots, ("",) * len(slots))


COLUMNS = [column(date(2026, 10, day)) for day in (1, 8, 15, 22)]


def cells_of(*stays):
    student = left.PaperStudent("s", 1, "Абрамов К. О.", list(stays))
    return left.student_cells(student, COLUMNS, lambda *_: {1: "5"})


def test_days_out_of_the_list_are_one_cell_with_the_order():
    listed = left.Stay(date(2026, 9, 1), None)
    assert cells_of(listed) == ["5"] * 4
    newcomer = left.Stay(date(2026, 10, 14), None, "№ 104-с")
    assert cells_of(newcomer) == [["зачислен 14.10, приказ № 104-с", 2, 1], "5", "5"]
    gone = left.Stay(date(2026, 9, 1), date(2026, 10, 15), "", "№ 118-с", "акад. отпуск")
    assert cells_of(gone) == ["5", "5", ["акад. отпуск с 15.10, приказ № 118-с", 2, 1]]
    back = left.Stay(date(2026, 10, 22), None)
    assert cells_of(gone, back) == ["5", "5", ["акад. отпуск с 15.10, приказ № 118-с", 1, 1], "5"]


def test_who_changed_the_subgroup_did_not_leave_the_college():
    came = left.Stay(date(2026, 10, 14), None, "№ 1", came_over=True)
    assert cells_of(came)[0] == ["в подгруппе с 14.10", 2, 1]
    went = left.Stay(date(2026, 9, 1), date(2026, 10, 15), "", "№ 2", "отчислен", went_over=True)
    assert cells_of(went)[-1] == ["не в подгруппе с 15.10", 2, 1]


def test_months_span_their_columns_and_shrink_where_there_is_no_room():
    columns = [
        column(date(2026, 9, 29)),
        *(column(date(2026, 10, day), (1, 2)) for day in (1, 8)),
        column(date(2027, 5, 5)),
    ]
    assert left.months(columns) == [["сен.", 1], ["Октябрь 2026 г.", 4], ["май", 1]]
    assert left.days(columns) == [["29", 1], ["1", 2], ["8", 2], ["5", 1]]
    assert month_title(date(2026, 11, 1), 2) == "ноя. 2026"


def test_a_page_with_few_columns_is_filled_up_with_empty_ones():
    page = {
        "columns": 1,
        "months": [["май", 1]],
        "days": [["5", 1]],
        "kinds": ["УО"],
        "rows": [{"cells": ["5"], "name": "А"}],
    }
    filled = left.filled(page, 3)
    assert filled["rows"] == [{"cells": ["5", "", ""], "name": "А"}]
    assert (filled["columns"], filled["months"], filled["days"], filled["kinds"]) == (
        3, [["май", 1], ["", 2]], [["5", 1], ["", 1], ["", 1]], ["УО", "", ""],
    )  # fmt: skip
    assert left.filled(filled, 3) is filled


def test_an_order_that_does_not_fit_is_told_below_the_table():
    said = "зачислен 14.10, приказ № 104-с от 13.10.2026"
    rows = [
        {"name": "Панкратов Л. И.", "cells": [[said, 2, 1], "5"]},
        {"name": "Жданов Р. В.", "cells": [[said, 14, 1]]},
    ]
    page = left.told_below({"columns": 22, "rows": rows, "notes": ["Условные обозначения."]})
    assert [row["cells"] for row in page["rows"]] == [[["*", 2], "5"], [[said, 14, 1]]]
    assert page["notes"] == ["Условные обозначения.", f"* Панкратов Л. И. {said}."]


def whole(names, notes=("Условные обозначения.",), note="", kinds=("ЛР",)):
    cells = [note, 22, 1] if note else ""
    rows = [{"name": name, "cells": [cells] if note else [""] * 22} for name in names]
    return left.finished({
        "label": "Дисциплина", "title": "ОП.02", "part": "", "width": 42, "after_width": 10.5, "after": [""] * 3, "columns": 22,
        "months": [["май", 22]], "days": [["5", 22]], "kinds": list(kinds), "rows": rows, "notes": list(notes),
    })  # fmt: skip


def test_nothing_on_a_left_page_is_printed_over_something_else():
    assert whole(["Абрамов\u00a0К.\u00a0О."])["width"] == 42
    long = "Христорождественская-Константинова\u00a0А.\u00a0В."
    assert 42 < whole([long])["width"] <= paging.MOST_NAMES
    brief, long = whole(["А"], kinds=["ЛР", *["ПРОЕКТ"] * 21])["kinds_sizes"][:2]
    assert brief == left.KINDS > long
    said = "зачислен 14.10, приказ № 104-с от 13.10.2026 " * 5
    high, low = whole(["А"], note=said), whole(["А"] * 34, note=said)
    assert high["rows"][0]["cells"] == [[said, 22, 1]]
    assert low["rows"][0]["cells"] == [["*", 22]]


def test_lines_between_columns_stop_where_a_cell_goes_over_them():
    rows = [
        (5.9, [["октябрь", 3]]),
        (5.9, ["1", ["8", 2]]),
        (6.0, ["5", "4", ""]),
        (6.0, [["зачислен 9.10", 2, 1], "н"]),
    ]
    assert left.lines_between(rows, 3) == [[1, 5.9, 17.8], [2, 11.8, 23.8]]
    assert left.lines_between([(6.0, ["", ""]), (6.0, [["", 2]]), (6.0, ["5", "4"])], 2) == [
        [1, 0.0, 6.0],
        [1, 12.0, 18.0],
    ]


def test_all_lines_end_where_the_table_ends():
    page = whole(["А", "Б"])
    height = 2 * left.HEAD + 3 * page["height"]
    assert page["lines"][:2] == [
        [1, 2 * left.HEAD, height],
        [2, 2 * left.HEAD, pytest.approx(height - page["height"])],
    ]  # one kind only
    assert page["column"] * 22 == pytest.approx(left.TABLE - left.NUMBERS - 42 - 3 * 10.5, abs=0.01)
    two = whole(["Христорождественская-Константинопольская-Вознесенская\u00a0А.\u00a0В.", "Б"])
    high, low = (row["height"] for row in two["rows"])
    assert (high > two["height"], low) == (True, two["height"])
    assert two["lines"][-1][2] == pytest.approx(2 * left.HEAD + high + low)


def test_words_wider_than_their_column_stand_in_narrow_letters():
    row = {"name": "А", "cells": ["зач.", "н/4", "5", *[""] * 37]}
    page = {
        "label": "",
        "title": "ОП.02",
        "part": "",
        "width": 42,
        "after_width": 10.5,
        "after": [""] * 3,
        "months": [],
        "days": [],
        "kinds": [],
        "notes": [],
    }
    full = left.finished({**page, "columns": 40, "rows": [row]})["rows"][0]["cells"]
    assert full[:4] == [["зач.", 1, 1], ["н/4", 1, 1], "5", ""]
    few = left.finished({**page, "columns": 22, "rows": [{**row, "cells": row["cells"][:22]}]})["rows"][0]["cells"]
    assert few[:3] == ["зач.", "н/4", "5"]


def test_a_page_tells_of_so_many_corrections_as_it_holds():
    note = "слово " * 60
    assert paging.fits(20, [note] * 5)
    assert not paging.fits(34, [note] * 5)


def test_corrections_are_told_in_words():
    who, when = "Бережной М. А., 19.11, ЛР", date(2026, 11, 24)
    assert (
        correction(who, "3", "4", "О. С. Кравцова", when)
        == f"{who}: запись «3» ошибочна, верно «4» — О. С. Кравцова, 24.11.2026"
    )
    assert (
        correction(who, "3", "", "О. С. Кравцова", when) == f"{who}: запись «3» зачёркнута — О. С. Кравцова, 24.11.2026"
    )
    said = [
        value_words(value)
        for value in (None, "4", "о15", "+", "нб", {"value": "4", "on": "2026-11-24"}, {"text": "Тема"})
    ]
    assert said == ["", "4", "опоздал на 15 мин", "был", "н", "4 (отработка 24.11)", "Тема"]


def test_names_and_sums():
    assert surname_first("Абрамов", "Кирилл", "Олегович") == "Абрамов\u00a0К.\u00a0О."
    assert surname_first("Юсупов", "Амир", "") == "Юсупов\u00a0А."
    assert surname_of("О.\u00a0С.\u00a0Кравцова") == "Кравцова"
    one, other = check_sum({"rows": ["5"], "a": 1}), check_sum({"a": 1, "rows": ["4"]})
    assert one != other
    assert one == check_sum({"a": 1, "rows": ["5"]})
    assert len(one) == 9
