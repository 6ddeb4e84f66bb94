"""``zhurnal sbom``: the list of parts (CycloneDX 1.5, JSON) for whoever watches for weaknesses (checklist 85)."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from zhurnal.operations.queries.parts import DEVELOP, RUNTIME, locked, parts
from zhurnal.operations.rules.parts import missing


class Command(BaseCommand):
    """Print the list, or look whether one that was kept is still true."""

    help = "Перечень составных частей (SBOM, CycloneDX 1.5): что установлено, с версиями, хэшами и лицензиями."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """A list that was kept."""
        parser.add_argument("--check", default="", help="файл прежнего перечня: назвать, чего в нём нет")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Exit with an error when the kept list lacks something."""
        try:
            if not options["check"]:
                self.stdout.write(json.dumps(parts(), ensure_ascii=False, indent=1))
                return
            told = json.loads(Path(options["check"]).read_text("utf-8"))
            lacking = missing(told, [*locked(RUNTIME), *locked(DEVELOP)])
        except (OSError, ValueError, KeyError, TypeError) as error:
            message = f"Перечень не читается: {error}."
            raise CommandError(message) from error
        if lacking:
            message = f"В перечне нет, или хэши другие: {', '.join(lacking)}"
            raise CommandError(message)
        self.stdout.write("В перечне всё, что в requirements.")
