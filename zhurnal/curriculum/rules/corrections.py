"""Corrections of hours (A5.9): what each is about, when it is refused, how it is told. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhurnal.kernel import wording
from zhurnal.kernel.refusal import Refusal

MOST = 400


class CorrectionKind(StrEnum):
    """Of the plan of a course, or of hours that a teacher gave."""

    PLAN = "plan"
    GIVEN = "given"


KIND_WORDS = {CorrectionKind.PLAN: "план", CorrectionKind.GIVEN: "выданные часы"}

FUTURE_ORDER = Refusal(
    "order_ahead",
    "Приказ датирован завтрашним днём или позже. Запишите поправку, когда он вступит в силу.",
    needs="order_dated",
)
OUTSIDE = Refusal(
    "outside", "Этот день не в семестре журнала. Выберите день семестра не позже сегодняшнего.", needs="day"
)
SELF = Refusal(
    "self", "Преподаватель не замещает сам себя. Выберите другого или оставьте поле пустым.", needs="instead_of"
)
UNDONE = Refusal("undone", "Эта поправка уже отменена. Обновите страницу.")
NO_REASON = Refusal("no_reason", "Напишите, почему поправка отменяется: причина останется в списке.", needs="why")


@dataclass(frozen=True, slots=True)
class Ground:
    """The order and the words why."""

    number: str
    dated: date
    words: str

    def __str__(self) -> str:
        return f"приказ № {self.number} от {self.dated:%d.%m.%Y}: {self.words}"


def signed(hours: int) -> str:
    """«+4 ч», «−2 ч»."""
    return f"{wording.signed(hours)}\u00a0ч"


def below_zero(plan: int) -> Refusal:
    """Why the plan of ``plan`` hours cannot lose so many."""
    return Refusal(
        "plan_short", "План семестра сейчас %(plan)s ч: снять можно не больше.", {"plan": str(plan)}, needs="hours"
    )


def more_than_given(given: int) -> Refusal:
    """Why so many hours are not taken off a day."""
    text = "За этот день у преподавателя по этой дисциплине стоит %(given)s ч: снять можно не больше."
    return Refusal("given_short", text, {"given": str(given)}, needs="hours")
