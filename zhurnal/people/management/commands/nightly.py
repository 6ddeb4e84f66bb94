"""``python -m zhurnal nightly``: what was written ahead for today takes effect, and sessions that ended are forgotten."""

from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand

from zhurnal.organisation.agenda import turn_day
from zhurnal.organisation.nights import night_of
from zhurnal.organisation.queries import colleges
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Session


class Command(BaseCommand):
    """For the server's own clock (cron, a systemd timer), soon after midnight. Where it never runs, the day's first request does it."""

    help = "Ночная работа: приказы, которые действуют с сегодняшнего дня; закончившиеся сеансы"

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Every college by its own clock; running it twice does nothing more."""
        for college in colleges():
            today = PersonActor.system(college, "ночная работа").today
            turned = turn_day(college.pk, today)
            ended, _rows = Session.objects.filter(college=college, expire_date__lt=datetime.now(UTC)).delete()
            done = "приказы на сегодня исполнены" if turned else "приказов на сегодня нет"
            said = [done, f"забыто сеансов: {ended}", *night_of(college, today)]
            self.stdout.write(f"{college.name}: {', '.join(said)}")
