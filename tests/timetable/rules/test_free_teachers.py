"""Whom the office is offered first, and the words beside him."""

from uuid import UUID

from zhurnal.timetable.rules.free_teachers import Candidate, ranked
from zhurnal.timetable.rules.ground import Cause, Ground, cause_of
from zhurnal.timetable.rules.hours_debt import Debt


def one(number, name, **more):
    return Candidate(UUID(int=number), name, **more)


def test_who_fits_goes_first_and_a_full_day_goes_last():
    people = [
        one(1, "Полный", fits=True, pairs=4), one(2, "Дома"), one(3, "Здесь", pairs=1), one(4, "Группа", subjects=("Физика",)),
        one(5, "Свой", fits=True, pairs=3), one(6, "Позван", pairs=5, suggested=True),
    ]  # fmt: skip
    assert [person.name for person in ranked(people)] == ["Позван", "Свой", "Группа", "Здесь", "Дома", "Полный"]


def test_reasons_are_told_in_words():
    assert one(1, "А", fits=True, subjects=("Физика",), pairs=2).reasons == (
        "ведёт эту дисциплину, знает группу: Физика, в этот день 2\u00a0пары"
    )
    assert one(1, "А").reasons == "в этот день пар нет"
    assert "уже 4\u00a0пары" in one(1, "А", pairs=4).reasons


def test_grounds_are_a_closed_list_and_a_free_word():
    assert Ground(Cause.ILLNESS).words == "больничный"
    assert Ground(Cause.TRIP, " Самара ").words == "командировка: Самара"
    assert Ground(Cause.OTHER).refusal is not None
    assert Ground(Cause.OTHER, "семья").refusal is None
    assert Ground(Cause.ILLNESS, "я" * 200).refusal is not None
    assert (cause_of("курсы повышения квалификации"), cause_of("семейные обстоятельства")) == (
        Cause.COURSES,
        Cause.OTHER,
    )


def test_a_debt_closes_when_hours_come_back():
    assert (Debt(4, 2).owed, Debt(4, 2).over, Debt(2, 2).owed, Debt(0, 2).over) == (2, 0, 0, 2)
