"""``zhurnal verify-heads <file…>``: was history rewritten since these heads were signed (1.5, T10)?"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from zhurnal.operations.actions.signing import ENDING, compare_heads


class Command(BaseCommand):
    """Compare the database with heads that were kept elsewhere."""

    help = "Сравнить базу с подписанными головами прошлых дней: файлы или папки, хранившиеся вне сервера."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Files, and the fingerprint of the key on the printed sheet."""
        parser.add_argument("paths", nargs="+", help="файлы .heads.json или папки с ними")
        parser.add_argument("--key", default="", help="отпечаток ключа с распечатанного листа")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Exit with an error when anything does not hold."""
        paths = [
            one
            for path in map(Path, options["paths"])
            for one in (sorted(path.glob(f"*{ENDING}")) if path.is_dir() else [path])
        ]
        found = compare_heads(paths, options["key"])
        self.stdout.write(f"Файлов {len(paths)}, цепочек {found.chains}, записей до последней головы {found.records}")
        for words in found.beginnings:
            self.stdout.write(f"  Новое начало, {words}. Если заново подписывали не вы, это нарушение.")
        for words in found.faults:
            self.stdout.write(f"  {words}")
        if found.faults or not paths:
            message = f"Нарушений: {len(found.faults)}" if paths else "Файлов голов не найдено."
            raise CommandError(message)
        self.stdout.write("История та же, что была подписана.")
