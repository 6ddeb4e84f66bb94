"""Until when a lesson is written: days of grace, no limit, months that close (A3.4, A3.5)."""

import sys
from datetime import UTC, date, datetime, time, timedelta

import pytest

from zhurnal.journal.rules.locks import LessonTime, last_day, lesson_refusal, month_end, needs_permission, time_words
from zhurnal.organisation.rules.parameters import Parameters

OCTOBER = date(2026, 10, 31)


def noon(day):
    return datetime.combine(day, time(12), tzinfo=UTC)


def said(day, today, **own):
    refusal = lesson_refusal(LessonTime(day), noon(today), Parameters(**own))
    return str(refusal) if refusal else None


@pytest.mark.parametrize(
    ("today", "own", "words"),
    [
        (date(2026, 11, 7), {}, None),
        (date(2026, 11, 8), {}, "Занятие 31 октября закрыто. Править можно 7 дней после занятия. "),
        (date(2026, 11, 1), {"grace_days": 0}, "Занятие 31 октября закрыто. Править можно в день занятия. "),
        (date(2027, 6, 30), {"grace_unlimited": True, "grace_days": 0}, None),
        (date(2026, 11, 5), {"grace_unlimited": True, "month_closes_on": 5}, None),
        (date(2026, 11, 6), {"grace_unlimited": True, "month_closes_on": 5},
         "Занятие 31 октября закрыто: записи за октябрь принимались по 5 ноября. "),
        (date(2026, 11, 6), {"month_closes_on": 5}, "Занятие 31 октября закрыто: записи за октябрь принимались по 5 ноября. "),
        (date(2026, 11, 8), {"month_closes_on": 10}, "Занятие 31 октября закрыто. Править можно 7 дней после занятия. "),
    ],
)  # fmt: skip
def test_what_closes_a_lesson_is_told(today, own, words):
    found = said(OCTOBER, today, **own)
    assert found == (words and words + "Дальше нужно разрешение заместителя директора.")
    assert needs_permission(LessonTime(OCTOBER), noon(today), Parameters(**own)) == (words is not None)


def test_a_closed_month_is_opened_by_a_permission_and_shut_by_a_checker_and_a_closed_term():
    own, now = Parameters(grace_unlimited=True, month_closes_on=5), noon(date(2026, 11, 6))
    assert lesson_refusal(LessonTime(OCTOBER, open_until=now + timedelta(hours=1)), now, own) is None
    assert lesson_refusal(LessonTime(OCTOBER, open_until=now - timedelta(hours=1)), now, own).ask
    free = Parameters(grace_unlimited=True)
    assert "просмотрено" in str(lesson_refusal(LessonTime(OCTOBER, viewed_until=OCTOBER), now, free))
    assert lesson_refusal(LessonTime(OCTOBER, frozen=True), now, free).code == "frozen"


def test_months_end_in_the_next_one_whatever_their_length():
    assert [month_end(date(2027, month, day), 28) for month, day in ((1, 31), (2, 1), (2, 28), (12, 31))] == [
        date(2027, 2, 28), date(2027, 3, 28), date(2027, 3, 28), date(2028, 1, 28),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "own", [{}, {"grace_days": 40, "month_closes_on": 3}, {"grace_unlimited": True, "month_closes_on": 28}]
)
def test_the_last_day_told_is_the_last_day_open(own):
    parameters = Parameters(**own)
    for ahead in range(200):
        day = date(2026, 9, 1) + timedelta(days=ahead)
        last = last_day(day, parameters)
        assert lesson_refusal(LessonTime(day), noon(last), parameters) is None
        assert lesson_refusal(LessonTime(day), noon(last + timedelta(days=1)), parameters).ask
    assert last_day(OCTOBER, Parameters(grace_unlimited=True)) is None


@pytest.mark.parametrize(
    ("own", "words"),
    [
        ({}, "в течение 7 дней. Дальше"),
        ({"grace_days": 0}, "только в его день. Дальше"),
        ({"grace_unlimited": True}, "в любой день, пока семестр не закрыт."),
        ({"month_closes_on": 5}, "в течение 7 дней, но не позже чем по 5-е число следующего месяца. Дальше"),
        ({"grace_unlimited": True, "month_closes_on": 5}, "дополнить по 5-е число следующего месяца. Дальше"),
    ],
)
def test_a_teacher_reads_until_when(own, words):
    assert words in time_words(Parameters(**own)).replace("\u00a0", " ")


def calls_of(own, days):
    """Functions called while a page of lessons asks for its locks."""
    lessons = [LessonTime(date(2026, 11, 20) - timedelta(days=ago)) for ago in range(days)]
    now, counted = noon(date(2026, 11, 20)), 0

    def count(_frame, event, _argument):
        nonlocal counted
        counted += event == "call"

    sys.setprofile(count)
    try:
        for lesson in lessons:
            lesson_refusal(lesson, now, own)
    finally:
        sys.setprofile(None)
    return counted


def test_a_rule_that_is_off_costs_the_grid_no_call():
    within = 8  # the seven days of grace and today
    assert calls_of(Parameters(), within) == 2 * within  # the rule itself, and whether a checker looked
    assert calls_of(Parameters(month_closes_on=5), within) == 3 * within
