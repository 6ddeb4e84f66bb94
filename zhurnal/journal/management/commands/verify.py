"""``python -m zhurnal verify``: walk the chains of history and name what does not hold (clause 1.5)."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from zhurnal.kernel import audit
from zhurnal.organisation.queries import colleges


class Command(BaseCommand):
    """Verify the record of changes of every college."""

    help = "Проверить, что историю журналов никто не менял в обход журнала."

    def handle(self, *_args: Any, **_options: Any) -> None:
        broken = 0
        for college in colleges():
            found = list(audit.verify(college.id))
            broken += len(found)
            self.stdout.write(
                f"{college.name}: отпечаток {audit.college_digest(college.id)[:16]}, нарушений {len(found)}"
            )
            for item in found:
                self.stdout.write(f"  журнал {item.chain}, запись {item.seq}: {item.why}")
        if broken:
            message = f"Нарушений: {broken}"
            raise CommandError(message)
