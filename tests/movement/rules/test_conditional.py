"""The term of a conditional transfer, read from the details of its order (A4.8), and by when diplomas are given out (A4.14)."""

from datetime import date

import pytest

from zhurnal.movement.rules.conditional import until_of, words_of, wrong_term
from zhurnal.movement.rules.effects import diplomas_by

DAY = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("details", "until"),
    [
        ("до 01.02.2027", date(2027, 2, 1)),
        ("с долгом по ОП.02, До 1.2.2027 включительно", date(2027, 2, 1)),
        ("до 31.02.2027", None),
        ("протокол № 4 от 01.02.2027", None),
        ("", None),
    ],
)
def test_the_day_in_the_words(details, until):
    assert until_of(details) == until


def test_a_term_that_can_be_kept():
    assert words_of(date(2027, 2, 1), "протокол № 4") == "до 01.02.2027, протокол № 4"
    codes = [
        getattr(wrong_term(words, DAY), "code", None)
        for words in ("до 01.07.2026", "до 30.06.2026", "к осени")
    ]  # fmt: skip
    assert codes == [None, "term_past", "no_term"]


def test_diplomas_are_given_out_within_ten_days_of_the_order():
    assert diplomas_by(["в связи с окончанием обучения"], DAY) == date(2026, 7, 10)
    assert diplomas_by(["по собственному желанию", ""], DAY) is None
