"""``zhurnal backup``: a sealed copy of database and files into one or two places; ``--sheet``: the key on paper."""

import os
from argparse import ArgumentParser
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from zhurnal.operations.actions.copying import make_copy
from zhurnal.operations.engines import Trouble
from zhurnal.operations.ownership import as_owner
from zhurnal.operations.rules.findings import size
from zhurnal.operations.rules.sealing import key_name
from zhurnal.operations.secret import key_path, own_key
from zhurnal.operations.sheets import recovery_sheet
from zhurnal.operations.workplace import leaving_in_order


class Command(BaseCommand):
    """Make a copy, or print the recovery sheet."""

    help = "Сделать зашифрованную резервную копию базы и файлов."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to, or the sheet."""
        parser.add_argument(
            "--to", action="append", default=[], help="папка для копии (можно дважды); иначе ZHURNAL_BACKUP_TO"
        )
        parser.add_argument(
            "--sheet", default="", help="вместо копии напечатать в этот файл PDF лист восстановления с ключом"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Exit with an error when a place did not get its copy."""
        try:
            as_owner()
        except Trouble as trouble:
            raise CommandError(str(trouble)) from trouble
        if options["sheet"]:
            self._print(Path(options["sheet"]))
            return
        try:
            with leaving_in_order():
                made = make_copy(tuple(options["to"]))
        except (Trouble, OSError, ValueError) as trouble:
            raise CommandError(str(trouble)) from trouble
        for place in made.laid:
            self.stdout.write(f"Копия: {place / made.name}")
        self.stdout.write(
            f"Строк {made.rows}, файлов {made.files}, {size(made.size)}, {made.seconds:.1f} с, ключ {key_name(own_key())}"
        )
        if made.failed:
            raise CommandError(" ".join(made.failed))

    def _print(self, path: Path) -> None:
        try:
            key = own_key()
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError as error:
            message = f"Файл {path} уже есть. Назовите другой."
            raise CommandError(message) from error
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        with os.fdopen(handle, "wb") as file:
            file.write(recovery_sheet(key, datetime.now(UTC)))
        self.stdout.write(
            f"Лист восстановления: {path}. Напечатайте дважды, уберите в сейф, файл удалите. Ключ лежит в {key_path()}."
        )
