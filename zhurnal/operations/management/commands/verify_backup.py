"""``zhurnal verify-backup [file…]``: open copies, compare every file and every number with the manifest; nothing is restored."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from zhurnal.operations.actions.drilling import NO_COPY
from zhurnal.operations.actions.restoring import opened
from zhurnal.operations.engines import Trouble
from zhurnal.operations.ownership import as_owner
from zhurnal.operations.places import newest, places
from zhurnal.operations.secret import key_from
from zhurnal.operations.workplace import leaving_in_order


class Command(BaseCommand):
    """Examine copies."""

    help = "Проверить резервные копии: ключ, подпись содержимого, опись. Без файлов проверяется самая новая."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Copies and the key."""
        parser.add_argument("files", nargs="*", help="файлы копий")
        parser.add_argument("--key-file", default="", help="файл с ключом, набранным с листа восстановления")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Exit with an error when any is not whole."""
        try:
            as_owner()
        except Trouble as trouble:
            raise CommandError(str(trouble)) from trouble
        found = newest(places())
        paths = [Path(one) for one in options["files"]] or ([found] if found else [])
        if not paths:
            raise CommandError(NO_COPY)
        broken = 0
        for path in paths:
            try:
                key = key_from(Path(options["key_file"])) if options["key_file"] else None
                with leaving_in_order(), opened(path, key) as copy:
                    told = copy.contents
                    said = f"цела, снята {copy.manifest['made']}, строк {told.rows}, цепочек {len(told.chains)}, файлов {len(copy.manifest['sums']) - 1}"
            except (Trouble, ValueError, OSError) as trouble:
                broken, said = broken + 1, f"НЕ ЦЕЛА. {trouble}"
            self.stdout.write(f"{path.name}: {said}")
        if broken:
            message = f"Копий с нарушениями: {broken}"
            raise CommandError(message)
