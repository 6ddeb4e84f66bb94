"""What is said about the day of an attestation (A4.3)."""

from datetime import date

import pytest

from zhurnal.statements.rules.days import Taught, unusual_day

MAY, JUNE = date(2027, 5, 28), date(2027, 6, 4)
OWN, PART, OTHER = Taught(True, MAY, 0), Taught(True, date(2027, 5, 27), 1), Taught(False, JUNE, 2)


@pytest.mark.parametrize(
    ("form", "dated", "pages", "said"),
    [
        ("ДЗ", MAY, [OWN, OTHER], ""),
        ("ДЗ", date(2027, 5, 27), [OWN, PART, OTHER], ""),  # of subgroups each has a last lesson of its own
        ("З", date(2027, 5, 20), [OWN, OTHER], "последнее занятие по дисциплине 28.05.2027"),
        ("К", date(2027, 6, 1), [OWN, OTHER], "последнее занятие по дисциплине 28.05.2027"),
        ("ДЗ", date(2027, 6, 20), [OWN, OTHER], ""),  # the timetable does not reach so far
        ("ДЗ", MAY, [OTHER], ""),
        ("Э", MAY, [Taught(True, MAY, 2), Taught(False, JUNE, 0)], ""),
        ("Э", MAY, [OWN, OTHER], "28.05.2027 у группы 2\u00a0занятия по другим дисциплинам"),
        ("КП", MAY, [OTHER], ""),
    ],
)
def test_the_day(form, dated, pages, said):
    found = unusual_day(form, dated, pages)
    assert found.count(said) == 1 if said else found == ""
