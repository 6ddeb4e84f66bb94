"""The table of a step out of the cells of a file."""

import pytest

from zhurnal.opening.rules.filling import fill_table

LOAD = "группа; семестр; дисциплина; подгруппа; преподаватель"


@pytest.mark.parametrize(
    ("columns", "rows", "text"),
    [
        (LOAD, [["Нагрузка на 2026/27"], ["Дисциплина", "Группа", "Преподаватели", "Часы"], ["ОП.01", "Э-11", "А. Б.; В. Г."]],
         "Э-11; ; ОП.01; ; А. Б., В. Г."),
        ("группа; отделение; курс", [["Э-11", "Энергетическое", "1"], ["", "", ""], ["Э-12", "Энергетическое"]],
         "Э-11; Энергетическое; 1\nЭ-12; Энергетическое"),
        ("группа; сколько подгрупп", [["Группа", "Сколько подгрупп"], [" Э-11 ", "2"]], "Э-11; 2"),
        (LOAD, [], ""),
        (LOAD, [["Группа", "Дисциплина"]], ""),
    ],
)  # fmt: skip
def test_columns_are_known_by_their_titles_or_by_their_order(columns, rows, text):
    assert fill_table(columns, rows) == text
