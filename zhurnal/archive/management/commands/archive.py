"""``python -m zhurnal archive <college> <year>``: pack groups of a year from the command line; the same packages as on the page."""

from argparse import ArgumentParser
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from zhurnal.academic_year.models import AcademicYear
from zhurnal.archive.actions.packing import make_system_package
from zhurnal.archive.keys import key_print, package_path
from zhurnal.archive.prints import OF_GROUP
from zhurnal.curriculum.models import Group
from zhurnal.kernel.errors import Refused
from zhurnal.organisation.models import College
from zhurnal.people.actor import PersonActor, actor_of
from zhurnal.people.models import Account

WHO = "команда archive"


class Command(BaseCommand):
    """Make the packages; with ``--key`` only print the fingerprint of the college's key."""

    help = "Сделать архивные пакеты групп учебного года или показать отпечаток ключа колледжа."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """College, year, and which groups."""
        parser.add_argument("college", help="код колледжа, например vek")
        parser.add_argument("year", nargs="?", default="", help="учебный год, например 2025/26")
        parser.add_argument("--group", default="", help="только эта группа")
        parser.add_argument("--department", default="", help="только группы этого отделения")
        parser.add_argument(
            "--as", dest="login", default="", help="от чьего имени (логин): без него пакет без печатных журналов"
        )
        parser.add_argument("--key", action="store_true", help="только показать отпечаток ключа")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Pack group by group; a refusal of one does not stop the others."""
        college = College.objects.filter(code=options["college"]).first()
        if college is None:
            message = f"Колледжа с кодом {options['college']} нет."
            raise CommandError(message)
        try:
            self.stdout.write(f"Отпечаток ключа: {key_print(college.pk)}")
        except Refused as spoilt:
            raise CommandError(str(spoilt.refusal)) from None
        if options["key"]:
            return
        refused, actor = 0, self._actor(college, options["login"])
        for group in self._groups(college, options):
            began = monotonic()
            try:
                made = make_system_package(actor, group)
            except Refused as refusal:
                refused += 1
                self.stdout.write(f"{group.name}: {refusal.refusal}")
                continue
            took = f"{monotonic() - began:.1f}".replace(".", ",")
            self.stdout.write(f"{group.name}: записей {made.records}, {took} с, {package_path(college.pk, made.pk)}")
        if refused:
            message = f"Не сделано пакетов: {refused}"
            raise CommandError(message)

    def _actor(self, college: College, login: str) -> PersonActor:
        if not login:
            return PersonActor.system(college, WHO, door="command")
        account = Account.objects.of(college.pk).filter(login=login, is_active=True).first()
        if account is None:
            message = f"Действующего входа {login} в этом колледже нет."
            raise CommandError(message)
        return actor_of(account, door="command")

    def _groups(self, college: College, options: dict[str, Any]) -> list[Group]:
        year = AcademicYear.objects.of(college.pk).filter(name=options["year"]).first()
        if year is None:
            known = ", ".join(AcademicYear.objects.of(college.pk).order_by("starts").values_list("name", flat=True))
            message = f"Такого учебного года нет. Есть: {known}."
            raise CommandError(message)
        rows = Group.objects.of(college.pk).filter(year=year.pk)
        if options["group"]:
            rows = rows.filter(name=options["group"])
        if options["department"]:
            rows = rows.filter(department__name=options["department"])
        found = list(rows.select_related(*OF_GROUP).order_by("name"))
        if not found:
            message = "Таких групп в этом году нет."
            raise CommandError(message)
        return found
