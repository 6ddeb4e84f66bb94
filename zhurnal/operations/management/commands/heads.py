"""``zhurnal heads``: sign the heads of all chains and send them off the machine (1.5)."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from zhurnal.operations.actions.signing import sign_heads
from zhurnal.organisation.queries import colleges


class Command(BaseCommand):
    """Sign the heads of every college."""

    help = "Подписать головы истории журналов, разложить и разослать их вне этой машины."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Exit with an error when a place outside did not take them."""
        failed: list[str] = []
        for college in colleges():
            done = sign_heads(college)
            failed += done.failed
            self.stdout.write(
                f"{college.name}: цепочек {done.chains}, отпечаток {done.digest[:16]}, {done.path}; вне машины: папок {done.laid}, писем {done.letters}"
            )
        if failed:
            raise CommandError(" ".join(failed))
