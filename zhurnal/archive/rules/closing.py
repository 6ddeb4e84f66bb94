"""When a year may be closed or opened again, and what its wall says (1.5, A12.7)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhurnal.kernel.dates import short
from zhurnal.kernel.refusal import Refusal


class Step(StrEnum):
    """What is asked for."""

    CLOSE = "close"
    REOPEN = "reopen"


STEP_WORDS = {Step.CLOSE: "закрыть год", Step.REOPEN: "открыть год"}
SHOWN = 5  # groups named in a refusal

READING = frozenset({"read", "view", "find", "list", "export", "print", "whole", "use", "admission", "week", "act"})
"""Last words of the actions on rows of a year that only look or take out what is there («whole»: a whole journal is printed, «use»: the
report builder; «act»: what was corrected while a term stood open is certified, it stays as it is). Whatever is named otherwise is refused, so a new way of writing is safe before anybody thinks of it."""
OWN = "archive."


@dataclass(frozen=True, slots=True)
class Standing:
    """What of a year decides: its last day, whether it is closed, groups with an open term, statements that are not closed."""

    name: str
    ends: date
    closed: bool
    open_groups: tuple[str, ...] = ()
    open_statements: int = 0


def is_reading(action: str) -> bool:
    """Whether an action leaves the year's records as they are; the archive's own never touch them."""
    return action.startswith(OWN) or action.rpartition(".")[2] in READING


def step_refusal(step: Step, standing: Standing, today: date, reason: str, order: str) -> Refusal | None:
    """Why the step cannot be asked for now."""
    if step is Step.REOPEN:
        if not standing.closed:
            return Refusal("not_closed", "Этот год не закрыт. Обновите страницу.")
        if not reason.strip() or not order.strip():
            text = "Закрытый год открывают по приказу. Напишите номер приказа и причину."
            return Refusal("order_needed", text, needs="order")
        return None
    if standing.closed:
        return Refusal("closed", "Этот год уже закрыт. Обновите страницу.")
    if today < standing.ends:
        text = "Год закрывают после его последнего дня, %(day)s."
        return Refusal("not_over", text, {"day": short(standing.ends)})
    if standing.open_groups:
        more = len(standing.open_groups) - SHOWN
        names = ", ".join(standing.open_groups[:SHOWN]) + (f" и ещё групп: {more}" if more > 0 else "")
        return Refusal("terms_open", "Сначала закройте семестры: они открыты у групп %(groups)s.", {"groups": names})
    if standing.open_statements:
        text = "Сначала закройте или отмените ведомости этого года: не закрыто %(count)s."
        return Refusal("statements_open", text, {"count": standing.open_statements})
    return None


def second_refusal(first: object, second: object) -> Refusal | None:
    """Whoever asked does not agree to it himself."""
    if first is None or first == second:
        return Refusal("same_person", "Подтвердить должен другой человек, не тот, кто попросил.")
    return None
