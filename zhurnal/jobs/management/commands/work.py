"""``python -m zhurnal work``: do the background work that waits, then leave."""

from typing import Any

from django.core.management.base import BaseCommand

from zhurnal.jobs.actions.working import work_until_idle


class Command(BaseCommand):
    """The server starts it by itself; where it may not (``ZHURNAL_WORKER=0``), a timer of the machine does."""

    help = "Фоновая работа: сделать всё, что ждёт, и закончить"

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Whether there is one worker or ten, each job is done once."""
        self.stdout.write(f"взято работ: {work_until_idle()}")
