"""``python -m zhurnal remind``: the evening's reminder of lessons that are not filled, and the letters that wait."""

from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from zhurnal.incidents.actions.evening import watch_college
from zhurnal.notifications.actions.evening import remind_college
from zhurnal.notifications.actions.letters import send_letters
from zhurnal.organisation.models import College
from zhurnal.organisation.nights import Done, failed
from zhurnal.organisation.queries import colleges

STEPS: tuple[Callable[[College], str], ...] = (remind_college, watch_college, send_letters)
FAILED = "Выполнено не всё: причина стоит в журнале сервера под номером ошибки. Остальное сделано."


class Command(BaseCommand):
    """For the server's own clock, every hour: each college is reminded once an evening, from the hour that it chose; letters go each time."""

    help = "Вечернее напоминание преподавателям о незаполненных занятиях и письма об уведомлениях; звать раз в час"

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Every college by its own clock; again the same evening reminds nobody twice. What fails stops nothing else, and is told at the end."""
        well = True
        for college in colleges():
            said = [_done(step, college) for step in STEPS]
            self.stdout.write(f"{college.name}: {', '.join(one.words for one in said)}")
            well = well and not any(one.failed for one in said)
        if not well:
            raise CommandError(FAILED)


def _done(step: Callable[[College], str], college: College) -> Done:
    try:
        return Done(step(college))
    except Exception as error:  # noqa: BLE001  (whatever it fails by, the others go on without it)
        return failed(step.__module__, error)
