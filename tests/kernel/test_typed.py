"""What is typed is kept on one line, without signs that nobody sees."""

import pytest

from zhurnal.kernel.typed import one_line


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  ул.\u00a0Мира,\n 5\t", "ул. Мира, 5"),
        ("Кор\x00пус\x07 2", "Корпус 2"),
        ("Электро\u00adтехника", "Электротехника"),
        ("\x00", ""),
    ],
)
def test_one_line(typed, kept):
    assert one_line(typed) == kept
