"""When a closed lesson may be asked for."""

from datetime import UTC, date, datetime

import pytest

from zhurnal.journal.rules.locks import LessonTime
from zhurnal.journal.rules.opening import asking_refusal, reason_refusal
from zhurnal.organisation.rules.parameters import Parameters

NOW = datetime(2026, 11, 24, 7, 42, tzinfo=UTC)
CLOSED = LessonTime(date(2026, 11, 4))


@pytest.mark.parametrize(
    ("lesson", "waiting", "code"),
    [
        (CLOSED, False, None),
        (CLOSED, True, "asked_already"),
        (LessonTime(date(2026, 11, 24)), False, "open_already"),
        (LessonTime(date(2026, 11, 4), open_until=datetime(2026, 11, 25, tzinfo=UTC)), False, "open_already"),
        (LessonTime(date(2026, 11, 4), open_until=datetime(2026, 11, 20, tzinfo=UTC)), False, None),
        (LessonTime(date(2026, 11, 26)), False, "future_lesson"),
        (LessonTime(date(2026, 11, 4), cancelled=True), False, "cancelled"),
    ],
)
def test_only_a_closed_lesson_is_asked_for(lesson, waiting, code):
    refusal = asking_refusal(lesson, NOW, Parameters(), waiting=waiting)
    assert (refusal and refusal.code) == code


@pytest.mark.parametrize(
    ("reason", "code"),
    [("", "reason_short"), ("9 знаков!", "reason_short"), ("10 знаков!", None), ("ы" * 501, "reason_long")],
)
def test_reason_says_something(reason, code):
    refusal = reason_refusal(reason)
    assert (refusal and refusal.code) == code
