"""When an absence of a teacher can be written down. Pure."""

from collections.abc import Iterable
from datetime import date

from zhurnal.kernel.dates import day_month
from zhurnal.kernel.refusal import Refusal

LONGEST = 200
BACKWARDS = Refusal("backwards", "Последний день раньше первого. Поменяйте их местами.")
TOO_LONG = Refusal("too_long", "Срок длиннее 200 дней. Замена на полгода — это смена преподавателя в журнале.")
ONE_PAIR = Refusal("one_pair", "Одна пара — это один день: укажите один и тот же день или уберите пару.")
NO_ANSWER = Refusal("answer", "Напишите преподавателю, почему замены не будет.", needs="answer")


def absence_refusal(
    since: date, until: date, pair: int | None, known: Iterable[tuple[date, date]], asked_on: date | None = None
) -> Refusal | None:
    """Why not. ``known``: absences of the same teacher on these days; ``asked_on``: the day on which he asks himself."""
    if until < since:
        return BACKWARDS
    if (until - since).days > LONGEST:
        return TOO_LONG
    if pair is not None and since != until:
        return ONE_PAIR
    if asked_on is not None and until < asked_on:
        return Refusal("past", "Эти дни уже прошли. О прошедшем скажите диспетчеру: он оформит замену.")
    for first, last in known:
        text = "На эти дни отсутствие уже записано: с %(since)s по %(until)s. Откройте его или выберите другие дни."
        return Refusal("known", text, {"since": day_month(first), "until": day_month(last)})
    return None


def decision_refusal(*, accept: bool, answer: str) -> Refusal | None:
    """A refusal is answered in words."""
    return None if accept or answer else NO_ANSWER
