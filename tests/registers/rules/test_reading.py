"""Cells of a register: what is read, and the sentence for what cannot be."""

from datetime import date

import pytest

from zhurnal.registers.rules.fields import BY_KEY
from zhurnal.registers.rules.reading import change_words, read_value, shown_value, snils_check

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("birth_date", "05.03.2010", "2010-03-05"),
        ("birth_date", "5.3.2010", "2010-03-05"),
        ("birth_date", "05032010", "2010-03-05"),
        ("birth_date", "2010-03-05", "2010-03-05"),
        ("phone", "8 (900) 123-45-67", "+7 900 123-45-67"),
        ("phone", "9001234567", "+7 900 123-45-67"),
        ("phone", "+375 29 123-45-67", "+375291234567"),
        ("phone", " Нет ", "нет"),
        ("email", "a.b@mail.ru", "a.b@mail.ru"),
        ("snils", "11223344595", "112-233-445 95"),
        ("snils", "нет", "нет"),
        ("funding", "Бюджет", "budget"),
        ("funding", "", ""),
        ("address", "  ул.  Мира, 5 ", "ул. Мира, 5"),
    ],
)
def test_value_is_kept_in_one_form(field, typed, kept):
    read = read_value(BY_KEY[field], typed, TODAY)
    assert (read.value, read.trouble) == (kept, "")


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("birth_date", "31.02.2010", "Такой даты нет"),
        ("birth_date", "05.03.2026", "Проверьте год"),
        ("birth_date", "март", "Пишите день"),
        ("birth_date", "нет", "Пишите день"),
        ("phone", "12345", "десять цифр"),
        ("phone", "+1", "десять цифр"),
        ("email", "мама", "выглядит так"),
        ("email", "нет", "выглядит так"),
        ("snils", "112-233-445 96", "Контрольное число"),
        ("snils", "112", "одиннадцать цифр"),
        ("funding", "грант", "бюджет, договор"),
        ("address", "я" * 201, "Слишком длинно"),
    ],
)
def test_what_cannot_be_kept_gets_a_sentence(field, typed, words):
    read = read_value(BY_KEY[field], typed, TODAY)
    assert (read.value, words in read.trouble) == ("", True)


@pytest.mark.parametrize(("nine", "check"), [("112233445", 95), ("087654303", 0), ("000000000", 0)])
def test_snils_check(nine, check):
    assert snils_check(nine) == check


def test_words_of_a_change_are_silent_about_special_categories():
    assert change_words(BY_KEY["birth_date"], "", "2010-03-05") == "пусто → 05.03.2010"
    assert change_words(BY_KEY["funding"], "budget", "paid") == "бюджет → договор"
    assert change_words(BY_KEY["benefit"], "no", "orphan") == ""


def test_what_is_shown_is_read_back_to_the_same():
    for field in BY_KEY.values():
        for key, word in field.words.items():
            assert read_value(field, word, TODAY).value == key
    assert shown_value(BY_KEY["birth_date"], "2010-03-05") == "05.03.2010"
