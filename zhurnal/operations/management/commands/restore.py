"""``zhurnal restore <file>``: a copy in the place of what stands; whole or not at all."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from zhurnal.operations.actions.restoring import restore
from zhurnal.operations.engines import Trouble
from zhurnal.operations.ownership import as_owner
from zhurnal.operations.secret import key_from
from zhurnal.operations.workplace import leaving_in_order


class Command(BaseCommand):
    """Restore a copy."""

    help = "Восстановить журнал из резервной копии. Без --replace отказывается, если здесь уже есть данные."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The copy and the key."""
        parser.add_argument("file", help="файл копии")
        parser.add_argument("--key-file", default="", help="файл с ключом, набранным с листа восстановления")
        parser.add_argument(
            "--replace", action="store_true", help="заменить то, что есть; прежнее останется рядом под другим именем"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Tell what was put in place and where the former things are."""
        try:
            as_owner()
            key = key_from(Path(options["key_file"])) if options["key_file"] else None
            with leaving_in_order():
                done = restore(Path(options["file"]), key, replace=options["replace"])
        except (Trouble, ValueError) as trouble:
            raise CommandError(str(trouble)) from trouble
        except OSError as error:
            message = f"Файл {error.filename} не читается: {error.strerror}."
            raise CommandError(message) from error
        self.stdout.write(
            f"Восстановлено состояние на {done.made}: строк {done.rows}, цепочек {done.chains}, {done.seconds:.1f} с."
        )
        for former in done.former:
            self.stdout.write(f"Прежнее отложено: {former}")
        self.stdout.write(
            "Дальше: zhurnal migrate, zhurnal verify, zhurnal check; на PostgreSQL сначала zhurnal roles."
        )
