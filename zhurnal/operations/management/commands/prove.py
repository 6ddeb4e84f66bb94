"""``zhurnal prove``: walk all chains of this database, open a journal and a diary; ``drill`` asks it of a restored copy."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from zhurnal.operations.actions.proving import prove


class Command(BaseCommand):
    """Prove the database from inside."""

    help = "Проверить базу изнутри: цепочки истории целы, журнал и дневник открываются."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """For programmes."""
        parser.add_argument("--json", action="store_true", help="ответ для программы")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Exit with an error when a chain does not hold."""
        found = prove()
        if options["json"]:
            self.stdout.write(json.dumps(found.as_json(), ensure_ascii=False))
            return
        self.stdout.write(
            f"Колледжей {found.colleges}, цепочек {found.chains}, записей {found.records}, открыто журналов {found.journals} из {found.journals_due}, дневников {found.diaries} из {found.diaries_due}."
        )
        if found.broken:
            raise CommandError("; ".join(found.broken))
