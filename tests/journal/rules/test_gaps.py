"""What is missing, in words, and the one step that mends it; where a lesson stands in time."""

from datetime import date, datetime, time, timedelta, timezone

import pytest

from zhurnal.journal.rules.gaps import Gap, gap, parts
from zhurnal.journal.rules.phase import Phase, minutes_until, phase, step, waiting_words
from zhurnal.journal.rules.squares import Column, Facts, Fill, squares

TODAY = date(2026, 11, 24)
YESTERDAY = date(2026, 11, 23)
MOSCOW = timezone(timedelta(hours=3))


def facts(*, topic=True, homework=True, roll=True, marked=0, absent=0, columns=(), day=YESTERDAY):
    return Facts(day, topic, homework, roll, marked, 24, absent, columns)


PRACTICAL, ORAL = Column(0, marks_everyone=True), Column(0, marks_everyone=False)


@pytest.mark.parametrize(
    ("known", "kinds", "expected"),
    [
        (facts(), (), None),
        (facts(homework=False), (), Gap("Нет задания", "Записать задание", "homework")),
        (facts(topic=False), (), Gap("Нет темы", "Записать тему", "topic")),
        (facts(roll=False), (), Gap("Не отмечена явка", "Отметить явку", "roll")),
        (facts(roll=False, marked=3), (), Gap("Явка отмечена не у всех", "Отметить явку", "roll")),
        (facts(columns=(PRACTICAL,)), ("ПР",), Gap("Нет отметок за ПР", "Поставить отметки", "marks")),
        (
            facts(columns=(PRACTICAL, ORAL)), ("ПР", "УО"),
            Gap("Нет отметок за ПР и УО", "Поставить отметки", "marks"),
        ),
        (
            facts(columns=(Column(7, marks_everyone=True),)), ("ПР",),
            Gap("Отметки за ПР не у всех", "Поставить отметки", "marks"),
        ),
        (facts(columns=(PRACTICAL,)), ("",), Gap("Нет отметок", "Поставить отметки", "marks")),
        (
            facts(roll=False, columns=(PRACTICAL,)), ("ПР",),
            Gap("Не отмечена явка, нет отметок за ПР", "Заполнить", "roll"),
        ),
    ],
)  # fmt: skip
def test_gap_names_exactly_what_is_missing(known, kinds, expected):
    assert gap(known, squares(known, TODAY), kinds) == expected


def told(known, **more):
    states = squares(known, TODAY)
    found = parts(known, states, **{"planned": False, "offered": False, "ahead": False, **more})
    return [(part.name, part.fact) for part in found]


def test_parts_of_a_running_lesson_tell_numbers():
    known = facts(homework=False, absent=3, marked=3, columns=(Column(7, marks_everyone=True),), day=TODAY)
    assert told(known, planned=True) == [
        ("Тема", "по плану"), ("Явка", "21 из 24"), ("Отметки", "7 из 21"), ("Задание", "ещё нет"),
    ]  # fmt: skip


def test_parts_of_a_coming_lesson_tell_what_can_be_prepared():
    known = facts(topic=False, homework=False, roll=False, day=TODAY)
    assert told(known, ahead=True) == [("Тема", "нужно выбрать"), ("Явка", "")]
    assert told(known, ahead=True, offered=True, excused="2 уже отмечены куратором") == [
        ("Тема", "предложена из плана"), ("Явка", "2 уже отмечены куратором"),
    ]  # fmt: skip
    prepared = facts(roll=False, day=TODAY, columns=(PRACTICAL,))
    assert told(prepared, ahead=True) == [("Тема", "записана"), ("Явка", ""), ("Задание", "записано")]


def test_parts_of_a_begun_lesson_tell_what_is_not_there_yet():
    known = facts(topic=False, homework=False, roll=False, marked=2, absent=2, day=TODAY)
    states = squares(known, TODAY)
    found = parts(known, states, planned=False, offered=False, ahead=False)
    assert [(part.fact, part.missing, part.begun) for part in found] == [
        ("ещё нет", "Тема ещё не записана", False),
        ("отмечено 2 из 24", "", True),
        ("ещё нет", "Задание ещё не записано", False),
    ]
    assert found[1].fill == Fill.BEGUN


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        (time(10, 19), Phase.LATER),
        (time(10, 20), Phase.RUNNING),
        (time(11, 54), Phase.RUNNING),
        (time(11, 55), Phase.PAST),
    ],
)
def test_phase_follows_the_clock(clock, expected):
    now = datetime.combine(TODAY, clock, MOSCOW)
    assert phase(TODAY, time(10, 20), time(11, 55), now) == expected


def test_minutes_that_are_left_count_the_begun_one():
    assert minutes_until(TODAY, time(11, 55), datetime(2026, 11, 24, 10, 42, tzinfo=MOSCOW)) == 73
    assert minutes_until(TODAY, time(11, 55), datetime(2026, 11, 24, 10, 42, 30, tzinfo=MOSCOW)) == 73


@pytest.mark.parametrize(
    ("minutes", "words"), [(25, "через 25 мин"), (60, "через 1 ч"), (130, "через 2 ч 10 мин"), (0, "через 0 мин")]
)
def test_waiting_is_told_in_hours_and_minutes(minutes, words):
    assert waiting_words(minutes) == words


@pytest.mark.parametrize(
    ("kind", "begun", "complete", "words"),
    [
        (Phase.RUNNING, True, False, "Продолжить занятие"),
        (Phase.RUNNING, False, False, "Начать занятие"),
        (Phase.RUNNING, True, True, "Открыть"),
        (Phase.NEXT, False, False, "Подготовить"),
        (Phase.LATER, True, False, "Подготовить"),
        (Phase.NEXT, True, True, "Открыть"),
        (Phase.PAST, True, True, "Открыть"),
        (Phase.PAST, False, False, "Открыть"),
        (Phase.CANCELLED, False, False, "Открыть"),
    ],
)
def test_button_offers_the_step_of_the_moment(kind, begun, complete, words):
    assert step(kind, begun=begun, complete=complete) == words


@pytest.mark.parametrize("kind", [Phase.NEXT, Phase.LATER])
def test_a_lesson_recorded_before_its_bell_is_not_prepared_any_more(kind):
    assert step(kind, begun=True, complete=False, recorded=True) == "Продолжить занятие"
