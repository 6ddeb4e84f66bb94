"""What one wing says and another writes down: the two do not know each other, the floor above them does."""

from datetime import UTC
from typing import Any

from django.db import transaction
from django.urls import reverse

from zhurnal.kernel.dates import day_month
from zhurnal.notifications.actions.telling import tell
from zhurnal.notifications.channels import send_on
from zhurnal.notifications.rules.items import Item, Kind, Told
from zhurnal.people.actor import PersonActor
from zhurnal.reports.rules.ready import Ready


def hear_report(sender: object, actor: PersonActor, ready: Ready, **_more: Any) -> None:
    """A report made itself: its reader finds it in his inbox, and in his mail where the college has set up a channel."""
    told = _told(ready)

    def deliver() -> None:  # a function with a name: Django puts it into the log when it fails
        _deliver(actor, told)

    transaction.on_commit(deliver, robust=True)


def _told(ready: Ready) -> Told:
    if ready.trouble:
        item = Item(ready.built.hex, ready.due.isoformat(), f"Отчёт «{ready.name}» не построен", ready.trouble)
    else:
        item = Item(ready.built.hex, ready.due.isoformat(), f"Готов отчёт «{ready.name}»", _line(ready))
    return Told(ready.person, Kind.REQUEST, f"report:{ready.built.hex}", (item,), reverse("reports:index"))


def _line(ready: Ready) -> str:
    return f"{ready.title}, построен {day_month(ready.due)}. Файл ждёт в «Отчётах»."


def _deliver(actor: PersonActor, told: Told) -> None:
    send_on(actor.college_id, tell(actor.college_id, [told], actor.now.astimezone(UTC)))
