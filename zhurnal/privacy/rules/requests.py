"""What people may ask about their data, and what forbids an answer."""

from enum import StrEnum

from zhurnal.kernel.refusal import Refusal


class Kind(StrEnum):
    """Rights of the subject."""

    ACCESS = "access"
    CORRECT = "correct"
    RESTRICT = "restrict"


KIND_WORDS = {
    Kind.ACCESS: "объяснить, что хранится и зачем",
    Kind.CORRECT: "исправить сведения",
    Kind.RESTRICT: "прекратить или ограничить обработку",
}
OPEN_AT_ONCE = 5
EMPTY = Refusal("empty", "Напишите, о каких сведениях речь: без этого ответить нельзя.")
MANY = Refusal("many", "У вас уже пять обращений без ответа. Дождитесь ответа на них.")
NO_ANSWER = Refusal("no_answer", "Напишите ответ: его прочтёт тот, кто спрашивал.")
NO_REASON = Refusal("no_reason", "Напишите, почему срок продлевается: причину прочтёт тот, кто спрашивал.")
ANSWERED = Refusal("answered", "На это обращение уже ответили.")
ONCE = Refusal("once", "Срок уже продлевали: по закону это можно сделать один раз.")
LATE = Refusal("late", "Срок уже прошёл, продлить его нельзя: ответьте сейчас.")
