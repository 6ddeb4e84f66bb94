"""``python -m zhurnal remind``: the evening's reminder of lessons that are not filled."""

from typing import Any

from django.core.management.base import BaseCommand

from zhurnal.notifications.actions.evening import remind_college
from zhurnal.organisation.queries import colleges


class Command(BaseCommand):
    """For the server's own clock, every hour: each college is reminded once an evening, from the hour that it chose."""

    help = "Вечернее напоминание преподавателям о незаполненных занятиях; звать раз в час"

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Every college by its own clock; running it again the same evening reminds nobody twice."""
        for college in colleges():
            self.stdout.write(f"{college.name}: {remind_college(college)}")
