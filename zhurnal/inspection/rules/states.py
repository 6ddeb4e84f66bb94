"""The life of a remark: what may follow what, when it is overdue, how it is counted (A10.4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from zhurnal.kernel.dates import day_month, short
from zhurnal.kernel.refusal import Refusal

TEXT_LEAST, TEXT_LIMIT = 5, 500
FAR_DAYS = 366
FAR = Refusal("far_due", "До этого срока больше года. Проверьте дату.")


STEPPED = "inspection.step"
"""The name of a step in the record of changes."""


def target(remark: UUID) -> str:
    """How a remark is named in the record of changes."""
    return f"remark:{remark.hex}"


class State(StrEnum):
    """Where a remark stands."""

    WAITING = "waiting"
    ANSWERED = "answered"
    DONE = "done"
    RETURNED = "returned"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    NOTED = "noted"


class Step(StrEnum):
    """What somebody does with a remark; each stays in the record of changes."""

    ISSUED = "issued"
    ANSWERED = "answered"
    DONE = "done"
    RETURNED = "returned"
    CONFIRMED = "confirmed"
    PROLONGED = "prolonged"
    WITHDRAWN = "withdrawn"


OPEN = (State.WAITING, State.ANSWERED, State.DONE, State.RETURNED)
"""States in which something is still to be done."""
OWED = (State.WAITING, State.ANSWERED, State.RETURNED)
"""States in which the teacher has not said «исполнено»."""

STATE_WORDS = {
    State.WAITING: "ждёт ответа",
    State.ANSWERED: "ответ получен",
    State.DONE: "исполнено, проверить",
    State.RETURNED: "возвращено",
    State.CLOSED: "исполнено",
    State.WITHDRAWN: "снято",
    State.NOTED: "предложение",
}
STEP_WORDS = {
    Step.ISSUED: "выписано",
    Step.ANSWERED: "ответ",
    Step.DONE: "исполнено",
    Step.RETURNED: "возвращено",
    Step.CONFIRMED: "подтверждено",
    Step.PROLONGED: "срок перенесён",
    Step.WITHDRAWN: "снято",
}

_FROM: dict[Step, tuple[State, ...]] = {
    Step.ANSWERED: (State.WAITING, State.ANSWERED, State.RETURNED, State.NOTED),
    Step.DONE: OWED,
    Step.CONFIRMED: OPEN,
    Step.RETURNED: (State.ANSWERED, State.DONE),
    Step.PROLONGED: OWED,
    Step.WITHDRAWN: (*OPEN, State.NOTED),
}
_TO = {
    Step.ANSWERED: State.ANSWERED,
    Step.DONE: State.DONE,
    Step.RETURNED: State.RETURNED,
    Step.CONFIRMED: State.CLOSED,
    Step.WITHDRAWN: State.WITHDRAWN,
}
_NEEDS_WORDS = {
    Step.ANSWERED: "Напишите ответ: что сделано или почему нельзя.",
    Step.RETURNED: "Напишите преподавателю, что ещё исправить.",
    Step.WITHDRAWN: "Напишите, почему замечание снимается: слова останутся в его истории.",
}
_TOO_EARLY = {
    Step.RETURNED: "Возвращать нечего: преподаватель ещё не отвечал.",
    Step.PROLONGED: "Переносить нечего: это предложение без срока или преподаватель уже ответил «исполнено».",
    Step.DONE: "Отмечать нечего: это предложение без срока или «исполнено» уже сказано. Обновите страницу.",
    Step.ANSWERED: "«Исполнено» уже сказано, теперь смотрит проверяющий. Обновите страницу: там видно, что он ответил.",
    Step.CONFIRMED: "Это предложение без срока: исполнение не отмечают. Когда оно не нужно, снимите его.",
}
OVER = Refusal("over", "Замечание уже закрыто. Обновите страницу: там видно, кем и когда.")


def allows(state: State, step: Step) -> bool:
    """Whether the step may follow."""
    return state in _FROM.get(step, ())


def step_refusal(
    state: State, step: Step, words: str, *, due: date | None, today: date, term: date | None = None
) -> Refusal | None:
    """Why the step cannot be taken. ``due``: the new term of a prolongation or return; ``term``: the one that stands."""
    if state in (State.CLOSED, State.WITHDRAWN):
        return OVER
    if state not in _FROM[step]:
        return Refusal("too_early", _TOO_EARLY.get(step, "Сейчас этого сделать нельзя. Обновите страницу."))
    if step in _NEEDS_WORDS and not words:
        return Refusal("no_words", _NEEDS_WORDS[step])
    if len(words) > TEXT_LIMIT:
        return Refusal("long", "Слишком длинно: до %(limit)s знаков. Сократите, пожалуйста.", {"limit": TEXT_LIMIT})
    return _term_refusal(step, due, term, today)


def _term_refusal(step: Step, due: date | None, term: date | None, today: date) -> Refusal | None:
    if step not in (Step.PROLONGED, Step.RETURNED):
        return None
    if due is None:
        if step is Step.PROLONGED:
            return Refusal("no_due", "Выберите новый срок: день не раньше сегодняшнего.")
        if term is not None and term < today:
            return Refusal(
                "term_over", "Срок замечания прошёл. Чтобы вернуть его, откройте «Другой срок» и выберите новый день."
            )
        return None
    if due < today:
        return Refusal("past_due", "Новый срок уже прошёл. Выберите день не раньше сегодняшнего.")
    return FAR if is_far(due, today) else None


def is_far(day: date, today: date) -> bool:
    """Whether the day is so far that it was surely mistyped."""
    return (day - today).days > FAR_DAYS


def state_after(state: State, step: Step) -> State:
    """Where the remark stands after the step; words under a proposal leave it a proposal."""
    if step is Step.ANSWERED and state is State.NOTED:
        return state
    return _TO.get(step, state)


def text_refusal(text: str, due: date | None, today: date) -> Refusal | None:
    """Why a remark cannot be issued like this."""
    if len(text) < TEXT_LEAST:
        return Refusal("no_text", "Напишите, что замечено: преподаватель увидит эти слова.")
    if len(text) > TEXT_LIMIT:
        return Refusal(
            "long_text",
            "Слишком длинно: замечание — до %(limit)s знаков. Сократите, пожалуйста.",
            {"limit": TEXT_LIMIT},
        )
    if due is not None and due < today:
        return Refusal("past_due", "Срок уже прошёл. Выберите день не раньше сегодняшнего.")
    return FAR if due is not None and is_far(due, today) else None


def is_overdue(state: State, due: date | None, today: date) -> bool:
    """The term is past, and the teacher has not said «исполнено»."""
    return state in OWED and due is not None and due < today


def standing_words(state: State, due: date | None, today: date) -> str:
    """«ждёт ответа», or «срок прошёл 23.11»."""
    if is_overdue(state, due, today) and due is not None:
        return f"срок прошёл {short(due)}"
    return STATE_WORDS[state]


def term_words(due: date | None) -> str:
    """«до 27 ноября»; of a proposal «без срока»."""
    return f"до {day_month(due)}" if due else "без срока"


@dataclass(frozen=True, slots=True)
class Totals:
    """How many remarks there are, by what became of them; proposals and withdrawn ones are counted nowhere else."""

    all: int = 0
    closed: int = 0
    done: int = 0
    waiting: int = 0
    overdue: int = 0

    @property
    def kept(self) -> int:
        """Said to be done by the teacher, confirmed or not yet."""
        return self.closed + self.done


def totals(rows: Iterable[tuple[State, date | None]], today: date) -> Totals:
    """Counts over (state, term). ``waiting``: owed and not overdue."""
    known = [(State(state), due) for state, due in rows if state not in (State.WITHDRAWN, State.NOTED)]
    overdue = sum(is_overdue(state, due, today) for state, due in known)
    return Totals(
        all=len(known),
        closed=sum(state is State.CLOSED for state, _due in known),
        done=sum(state is State.DONE for state, _due in known),
        waiting=sum(state in OWED for state, _due in known) - overdue,
        overdue=overdue,
    )
