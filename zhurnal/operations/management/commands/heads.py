"""``zhurnal heads``: sign the heads of all chains and send them off the machine (1.5)."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from zhurnal.operations.actions.signing import sign_heads
from zhurnal.operations.engines import Trouble
from zhurnal.operations.ownership import as_owner
from zhurnal.organisation.queries import colleges


class Command(BaseCommand):
    """Sign the heads of every college."""

    help = "Подписать головы истории журналов, разложить и разослать их вне этой машины."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """A new beginning."""
        parser.add_argument(
            "--anew",
            action="store_true",
            help="подписать как есть, хотя история не продолжает подписанную (после restore)",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Exit with an error when history is not the one that was signed, or a place outside did not take the heads."""
        try:
            as_owner()
        except Trouble as trouble:
            raise CommandError(str(trouble)) from trouble
        failed: list[str] = []
        for college in colleges():
            try:
                done = sign_heads(college, anew=options["anew"])
            except Trouble as trouble:
                failed.append(f"{college.name}: {trouble}")
                continue
            failed += done.failed
            self.stdout.write(
                f"{college.name}: цепочек {done.chains}, отпечаток {done.digest[:16]}, {done.path}; вне машины: папок {done.laid}, писем {done.letters}"
            )
        if failed:
            raise CommandError(" ".join(failed))
