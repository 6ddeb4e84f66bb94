"""Whether a teacher's result may stand as he typed it (A4.5, A4.6, A4.12)."""

from dataclasses import dataclass
from datetime import date

from zhurnal.assessment.rules import values
from zhurnal.assessment.rules.levels import STATE_WORDS, State
from zhurnal.assessment.rules.proposing import ALLOWED, Proposal, Scale, departs
from zhurnal.kernel.refusal import Refusal

REASON_LIMIT = 300


@dataclass(frozen=True, slots=True)
class Wish:
    """What a teacher wants to stand. ``value``: of the closed set, "" strikes out, None: it was not readable (``typed``)."""

    value: str | None
    typed: str = ""
    reason: str = ""
    personal_until: date | None = None


def page_refusal(state: str, *, frozen: bool) -> Refusal | None:
    """Why no term mark of the page may be set now, or None."""
    if frozen or state == State.CLOSED:
        text = "Семестр закрыт. Чтобы исправить отметку, попросите заместителя директора открыть его по приказу."
        return Refusal("frozen", text)
    if state in (State.COLLECTED, State.COUNCIL):
        text = "Семестр группы: %(state)s. Чтобы исправить отметку, попросите заведующего вернуть его преподавателям."
        return Refusal("collected", text, {"state": STATE_WORDS[State(state)]})
    return None


def wish_refusal(wish: Wish, scale: Scale, proposal: Proposal, today: date) -> Refusal | None:
    """Why this result may not stand, or None."""
    if wish.value is None:
        allowed = ", ".join(values.printed(value) for value in ALLOWED[scale])
        return Refusal(
            "unknown_value",
            "Такой отметки здесь нет: «%(text)s». Можно: %(allowed)s.",
            {"text": wish.typed[:20], "allowed": allowed},
        )
    if wish.personal_until is not None:
        if not values.is_unfit(wish.value):
            return Refusal("personal_without_debt", "Личный срок назначают тому, кто не аттестован.")
        if wish.personal_until <= today:
            return Refusal(
                "personal_past", "Личный срок уже прошёл. Укажите день после сегодняшнего.", needs="personal"
            )
    if proposal.lacks and wish.value and not wish.reason.strip():
        text = "За %(term)s семестр отметки ещё нет. Сначала поставьте её или напишите, почему год ставится без неё."
        return Refusal("term_missing", text, {"term": proposal.lacks}, needs="reason")
    if departs(proposal.value, wish.value) and not wish.reason.strip():
        text = "Отметка расходится с предложенной (%(proposed)s). Напишите причину."
        return Refusal("reason_needed", text, {"proposed": values.printed(proposal.value)}, needs="reason")
    return None


def from_document(ground: str) -> Refusal:
    """A closed statement is the only source of its mark (A4.12)."""
    text = "Эту отметку определяет документ: %(ground)s. Здесь её не меняют."
    return Refusal("from_document", text, {"ground": ground or "ведомость"})


STALE = Refusal("stale", "Пока вы писали, эту отметку изменили. Посмотрите, что стоит сейчас.")
NOT_LISTED = Refusal("not_listed", "Этого студента нет в списке журнала.")
PUBLISHED = Refusal("published", "Эта аттестация уже опубликована. Её отметки больше не меняют.")
SHARED = Refusal(
    "shared", "Итоговую отметку по дисциплине ставят на общей странице группы, отметки подгрупп в ней учтены."
)
NO_YEAR = Refusal(
    "no_year", "Годовую отметку по этой дисциплине не ставят: так решено в колледже. Это меняют в правилах отметок."
)
AHEAD = Refusal("ahead", "Эта аттестация ещё не началась.")
