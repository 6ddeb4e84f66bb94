"""``python -m zhurnal verify-archive [college] [file…]``: examine packages, those of the archive or files named by path (1.5)."""

from argparse import ArgumentParser
from hashlib import sha256
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from zhurnal.archive.keys import package_path
from zhurnal.archive.models import YearPackage
from zhurnal.archive.rules.verify import Package
from zhurnal.organisation.queries import colleges


class Command(BaseCommand):
    """Name everything in packages that does not hold."""

    help = "Проверить архивные пакеты: все, что хранит журнал, или названные файлы."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Files, and the fingerprint they must have been signed with."""
        parser.add_argument("files", nargs="*", help="пакеты; без них проверяются все пакеты архива")
        parser.add_argument("--key", default="", help="отпечаток ключа, которым пакет должен быть подписан")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Exit with an error when anything does not hold."""
        broken = 0
        wanted = [(path, path, options["key"], "") for path in options["files"]] or list(self._kept())
        for title, path, key, digest in wanted:
            package = Package(path, key)
            faults = list(package.faults)
            if digest and not faults and sha256(package_bytes(path)).hexdigest() != digest:
                faults.append("Файл целый, но не тот, о котором помнит журнал")
            broken += bool(faults)
            self.stdout.write(f"{title}: " + ("цел" if not faults else "НЕ ЦЕЛ"))
            for words in faults:
                self.stdout.write(f"  {words}")
        self.stdout.write(f"Проверено пакетов: {len(wanted)}")
        if broken:
            message = f"Пакетов с нарушениями: {broken}"
            raise CommandError(message)

    def _kept(self) -> list[tuple[str, str, str, str]]:
        found = []
        for college in colleges():
            rows = YearPackage.objects.of(college.pk).filter(destroyed_at__isnull=True).order_by("made_at", "pk")
            for pk, group, year, key, digest in rows.values_list("pk", "group__name", "year__name", "key", "sha256"):
                found.append((f"{college.short_name}, {group}, {year}", str(package_path(college.pk, pk)), key, digest))
        return found


def package_bytes(path: str) -> bytes:
    """The bytes of a package."""
    with open(path, "rb") as file:  # noqa: PTH123  (a path that somebody typed)
        return file.read()
