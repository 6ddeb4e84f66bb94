"""``zhurnal drill [file]``: prove that the newest copy restores; the date stands on the administrator's page."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from zhurnal.operations.actions.drilling import drill
from zhurnal.operations.engines import Trouble
from zhurnal.operations.ownership import as_owner
from zhurnal.operations.secret import key_from
from zhurnal.operations.workplace import leaving_in_order


class Command(BaseCommand):
    """Restore into a throw-away database and look."""

    help = "Учебное восстановление: копия во временную базу, счёт строк, цепочки истории, открыть журнал и дневник."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which copy."""
        parser.add_argument("file", nargs="?", default="", help="файл копии; без него самая новая")
        parser.add_argument("--key-file", default="", help="файл с ключом, набранным с листа восстановления")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Exit with an error unless everything was proven."""
        try:
            as_owner()
            key = key_from(Path(options["key_file"])) if options["key_file"] else None
            with leaving_in_order():
                done = drill(Path(options["file"]) if options["file"] else None, key)
        except (Trouble, ValueError, OSError) as trouble:
            message = f"Восстановление НЕ проверено. {trouble}"
            raise CommandError(message) from trouble
        self.stdout.write(
            f"Восстановление проверено: {done.copy}, таблиц {done.tables}, строк {done.rows}, цепочек {done.chains}, "
            f"записей истории {done.records}, {done.opened}, файлов {done.files}, {done.seconds} с."
        )
