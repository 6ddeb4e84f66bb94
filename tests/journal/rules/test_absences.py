"""Missed hours by month, and the words around a cause."""

from datetime import date

import pytest

from zhurnal.journal.rules.absences import by_month
from zhurnal.journal.rules.causes import CAUSES, cause_of, note_of
from zhurnal.journal.rules.leader import dative
from zhurnal.journal.rules.signs import ExcuseKind


def test_hours_are_counted_by_month_and_cause():
    lessons = [
        (date(2026, 10, 5), "нн", 2), (date(2026, 11, 2), "нб", 2), (date(2026, 11, 3), "ну", 2),
        (date(2026, 11, 3), "нп", 1), (date(2026, 11, 24), "н", 2), (date(2026, 11, 24), "о10", 2),
        (date(2026, 11, 25), "+", 2),
    ]  # fmt: skip
    months = by_month(lessons)
    assert list(months) == [date(2026, 11, 1), date(2026, 10, 1)]
    november, october = months.values()
    assert (november.total, november.valid, november.unexcused, november.unknown) == (7, 5, 0, 2)
    assert (october.total, october.valid, october.unexcused, october.unknown) == (2, 0, 2, 0)


def test_every_cause_has_a_kind_that_counts_as_valid():
    assert {cause.kind for cause in CAUSES} == {ExcuseKind.ILLNESS, ExcuseKind.VALID, ExcuseKind.ORDER}
    assert cause_of("nonsense").code == "other"


@pytest.mark.parametrize(
    ("code", "comment", "note"),
    [
        ("illness", "", "Болезнь"),
        ("illness", " справку  принесёт ", "справку принесёт"),
        ("service", "повестка", "Военкомат. повестка"),
        ("other", "", "Другое"),
    ],
)
def test_note_says_what_was_chosen(code, comment, note):
    assert note_of(cause_of(code), comment) == note


@pytest.mark.parametrize(
    ("words", "to"),
    [
        ("куратор", "куратору"),
        ("классный руководитель", "классному руководителю"),
        ("руководитель группы", "руководителю группы"),
        ("мастер", "мастеру"),
        ("", ""),
    ],
)
def test_leader_word_is_declined(words, to):
    assert dative(words) == to
