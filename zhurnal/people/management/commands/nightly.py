"""``python -m zhurnal nightly``: what was written ahead for today takes effect, and sessions that ended are forgotten."""

from datetime import UTC, date, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from zhurnal.organisation.agenda import turn_day
from zhurnal.organisation.models import College
from zhurnal.organisation.nights import Done, failed, night_of
from zhurnal.organisation.queries import colleges
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Session

FAILED = "Выполнено не всё: причина стоит в журнале сервера под номером ошибки. Остальная работа ночи сделана."


class Command(BaseCommand):
    """For the server's own clock (cron, a systemd timer), soon after midnight. Where it never runs, the day's first request does it."""

    help = "Ночная работа: приказы, которые действуют с сегодняшнего дня; закончившиеся сеансы"

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Every college by its own clock; running it twice does nothing more. What fails stops nothing else, and is told at the end."""
        well = True
        for college in colleges():
            said = _night(college)
            self.stdout.write(f"{college.name}: {', '.join(one.words for one in said)}")
            well = well and not any(one.failed for one in said)
        if not well:
            raise CommandError(FAILED)


def _night(college: College) -> list[Done]:
    today = PersonActor.system(college, "ночная работа").today
    return [*_first(college, today), *night_of(college, today)]


def _first(college: College, today: date) -> list[Done]:
    try:
        turned = turn_day(college.pk, today)
        ended, _rows = Session.objects.filter(college=college, expire_date__lt=datetime.now(UTC)).delete()
    except Exception as error:  # noqa: BLE001  (whatever it fails by, the night goes on without it)
        return [failed("zhurnal.organisation.agenda", error)]
    return [
        Done("приказы на сегодня исполнены" if turned else "приказов на сегодня нет"),
        Done(f"забыто сеансов: {ended}"),
    ]
