"""Surnames in the accusative: what declines for certain, and what stays."""

import pytest

from zhurnal.people.rules.cases import whom


@pytest.mark.parametrize(
    ("surname", "patronymic", "sex", "expected"),
    [
        ("Тишин", "Иванович", "", "Тишина"),
        ("Лосев", "Ильич", "m", "Лосева"),
        ("Орлянский", "", "m", "Орлянского"),
        ("Кравцова", "Сергеевна", "", "Кравцову"),
        ("Островская", "", "f", "Островскую"),
        ("Петрова-Водкина", "Ильинична", "", "Петрову-Водкину"),
        ("Шевченко", "Ильич", "m", "Шевченко"),
        ("Черных", "Ильинична", "f", "Черных"),
        ("Ким", "", "", "Ким"),
        ("Тишин", "", "", "Тишин"),
        ("Ин", "Петрович", "m", "Ин"),
    ],
)
def test_surname_is_declined_only_for_certain(surname, patronymic, sex, expected):
    assert whom(surname, patronymic, sex) == expected
