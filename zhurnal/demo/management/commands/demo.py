"""``python -m zhurnal demo``: makes the demonstration colleges, or tells who may enter them."""

from argparse import ArgumentParser
from datetime import UTC, date, datetime, time
from time import monotonic
from typing import Any
from zoneinfo import ZoneInfo

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from zhurnal.demo import specs
from zhurnal.demo.college import build_college, sign_ins_of
from zhurnal.demo.load import load, rows_of
from zhurnal.demo.progress import Progress
from zhurnal.demo.specs import CollegeSpec
from zhurnal.organisation.models import College
from zhurnal.people.models import Account

NOON = time(10, 42)  # the clock of a day that was asked for by name


class Command(BaseCommand):
    """Makes the two demonstration colleges once; a college that is there already is left alone."""

    help = "Учебные колледжи с выдуманными людьми: создать или показать входы"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The day, the size, or only the sign-ins."""
        parser.add_argument("--today", type=_day, help="день, вокруг которого строится учебный год (ГГГГ-ММ-ДД)")
        parser.add_argument("--sign-ins", action="store_true", help="только показать, кто может войти")
        parser.add_argument("--small", action="store_true", help="две группы вместо тридцати")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Make what is missing; with ``--sign-ins`` tell who may enter."""
        if options["sign_ins"]:
            self._tell()
            return
        hashes: dict[str, str] = {}
        with transaction.atomic():  # both or none: with one of them there, a start looks no further
            for spec in (specs.tiny() if options["small"] else specs.VEK, specs.PML):
                if College.objects.filter(code=spec.college.code).exists():
                    self.stdout.write(f"{spec.college.name}: уже есть, ничего не меняю.")
                else:
                    self._make(spec, options["today"], hashes)

    def _make(self, spec: CollegeSpec, asked: date | None, hashes: dict[str, str]) -> None:
        began = monotonic()
        here = datetime.now(UTC).astimezone(ZoneInfo(spec.college.timezone))
        today, now = (asked, NOON) if asked else (here.date(), here.time().replace(tzinfo=None, microsecond=0))
        made = build_college(spec, today, now)
        students = sum(row.role == "student" for row in made.roles)
        size = (
            f"групп {len(made.groups)}, студентов {students}, занятий {len(made.lessons)}, записей {len(made.entries)}"
        )
        self.stdout.write(f"{spec.college.name}: {size}")
        load(made, Progress(rows_of(made), self._show if self.stdout.isatty() else None), hashes)
        self.stdout.write(f"  готово за {monotonic() - began:.0f} с")

    def _show(self, text: str) -> None:
        self.stdout.write(text, ending="")
        self.stdout.flush()

    def _tell(self) -> None:
        found = False
        for spec in (specs.VEK, specs.PML):
            college = College.objects.filter(code=spec.college.code).first()
            if college is None:
                continue
            known = set(Account.objects.of(college.id).values_list("login", flat=True))
            rows = [row for row in sign_ins_of(spec, date.today()) if row.login in known]  # noqa: DTZ011
            found = True
            self.stdout.write(f"\n{spec.college.name} · /sign-in/{spec.college.code}/")
            for row in rows:
                self.stdout.write(f"  {row.login:<14} {row.password:<16} {row.who}, {row.note}")
        if not found:
            self.stdout.write("Учебного колледжа в этой базе нет. Создать: python3 run.py demo")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = f"«{text}» — не дата. Пишите, например, 2026-11-24."
        raise CommandError(message) from error
