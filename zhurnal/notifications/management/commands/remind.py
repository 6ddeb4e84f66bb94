"""``python -m zhurnal remind``: the evening's reminder of lessons that are not filled, and the letters that wait."""

from typing import Any

from django.core.management.base import BaseCommand

from zhurnal.incidents.actions.evening import watch_college
from zhurnal.notifications.actions.evening import remind_college
from zhurnal.notifications.actions.letters import send_letters
from zhurnal.organisation.queries import colleges


class Command(BaseCommand):
    """For the server's own clock, every hour: each college is reminded once an evening, from the hour that it chose; letters go each time."""

    help = "Вечернее напоминание преподавателям о незаполненных занятиях и письма об уведомлениях; звать раз в час"

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Every college by its own clock; running it again the same evening reminds nobody twice."""
        for college in colleges():
            said = (remind_college(college), watch_college(college), send_letters(college))
            self.stdout.write(f"{college.name}: {', '.join(said)}")
