import pytest

from zhurnal.demo import names


@pytest.mark.parametrize(
    ("father", "son", "daughter"),
    [
        ("Сергей", "Сергеевич", "Сергеевна"),
        ("Юрий", "Юрьевич", "Юрьевна"),
        ("Дмитрий", "Дмитриевич", "Дмитриевна"),
        ("Илья", "Ильич", "Ильинична"),
        ("Пётр", "Петрович", "Петровна"),
        ("Никита", "Никитич", "Никитична"),
        ("Игорь", "Игоревич", "Игоревна"),
        ("Артём", "Артёмович", "Артёмовна"),
    ],
)
def test_patronymics_follow_the_rules(father, son, daughter):
    assert (names.patronymic(father, "m"), names.patronymic(father, "f")) == (son, daughter)


@pytest.mark.parametrize(
    ("masculine", "feminine"),
    [
        ("Кравцов", "Кравцова"),
        ("Покровский", "Покровская"),
        ("Бережной", "Бережная"),
        ("Черных", "Черных"),
        ("Шевченко", "Шевченко"),
        ("Цой", "Цой"),
        ("Иванов-Горский", "Иванова-Горская"),
    ],
)
def test_surnames_change_for_women(masculine, feminine):
    assert names.feminine(masculine) == feminine


def test_lists_are_long_and_without_repetition():
    assert len(names.SURNAMES) == len(set(names.SURNAMES)) >= 300
    assert not set(names.weighted(names.BOYS)[0]) & names.GIRL_NAMES
