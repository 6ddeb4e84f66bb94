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
        parser.add_argument(
            "--accept",
            action="append",
            default=[],
            metavar="ФАЙЛ",
            help="файл, с которого вы сами подписали заново (heads --anew); можно несколько раз",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Exit with an error when anything does not hold, or somebody began anew and nobody says that it was he."""
        paths = [
            one
            for path in map(Path, options["paths"])
            for one in (sorted(path.glob(f"*{ENDING}")) if path.is_dir() else [path])
        ]
        found = compare_heads(paths, options["key"])
        accepted = {Path(one).name for one in options["accept"]}
        self.stdout.write(f"Файлов {len(paths)}, цепочек {found.chains}, записей до последней головы {found.records}")
        if not options["key"]:
            for code, keys in sorted(found.keys.items()):
                self.stdout.write(f"  Ключ «{code}»: {', '.join(keys)}. Сверьте с распечатанным листом.")
        for name, words in found.beginnings.items():
            asked = (
                ""
                if name in accepted
                else f" Если заново подписывали вы, повторите с --accept {name}, иначе это нарушение."
            )
            self.stdout.write(f"  Новое начало, {words}.{asked}")
        for words in found.faults:
            self.stdout.write(f"  {words}")
        self._judge(len(paths), len(found.faults), len(found.beginnings.keys() - accepted))
        self.stdout.write("История та же, что была подписана.")

    def _judge(self, files: int, faults: int, unaccepted: int) -> None:
        if not files:
            message = "Файлов голов не найдено."
            raise CommandError(message)
        if faults or unaccepted:
            begun = f", неподтверждённых новых начал: {unaccepted}" if unaccepted else ""
            message = f"Нарушений: {faults}{begun}"
            raise CommandError(message)
