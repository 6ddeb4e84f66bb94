"""Remarks of checkers, in words. Pure. No text tells what was remarked: it may name a student; the page that opens does."""

from datetime import datetime

from zhurnal.inspection.rules.news import Moved
from zhurnal.inspection.rules.states import Step
from zhurnal.kernel.dates import day_month
from zhurnal.notifications.rules.items import Item, Kind, Told, moment

_HEADS = {
    Step.ISSUED: "Замечание проверяющего",
    Step.ANSWERED: "Ответ на замечание",
    Step.DONE: "Исполнено, проверьте",
    Step.RETURNED: "Замечание возвращено",
    Step.CONFIRMED: "Замечание закрыто",
    Step.PROLONGED: "Другой срок замечания",
    Step.WITHDRAWN: "Замечание снято",
}


def moved(one: Moved, now: datetime, url: str) -> list[Told]:
    """Whom a step concerns hears where it was taken, and of the term."""
    due = f"Срок до {day_month(one.due)}. " if one.due and one.step not in (Step.CONFIRMED, Step.WITHDRAWN) else ""
    item = Item(
        f"{one.remark.hex}:{one.step}",
        moment(now),
        f"{_HEADS[one.step]}: {one.journal}",
        f"{due}Откройте, чтобы прочитать.",
    )
    return [Told(person, Kind.REQUEST, f"remark:{one.remark.hex}", (item,), url) for person in one.people]
