"""``python -m zhurnal college --code CODE --name NAME --admin «Фамилия Имя Отчество»``: a college and its administrator."""

import re
from argparse import ArgumentParser
from typing import Any
from zoneinfo import available_timezones

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from zhurnal.opening.actions.founding import Founding, found_college
from zhurnal.organisation.models import College
from zhurnal.organisation.queries import college_by_code

FEWEST = 2  # words of a person's name


class Command(BaseCommand):
    """The first step in an empty database; everything else is done in the browser."""

    help = "Завести колледж и его администратора; пароль показывается один раз"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What the college is called, and who opens its first year."""
        parser.add_argument("--code", required=True, help="код латинскими буквами: станет частью адреса входа")
        parser.add_argument("--name", required=True, help="название колледжа")
        parser.add_argument("--short", default="", help="краткое название")
        parser.add_argument("--timezone", default="Europe/Moscow", help="часовой пояс, как Europe/Moscow")
        parser.add_argument("--admin", required=True, help="фамилия, имя и отчество администратора журнала")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Check what was said, make it, show how to enter."""
        self._tables()
        code, name, words = options["code"], " ".join(options["name"].split()), options["admin"].split()
        if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,19}", code):
            raise CommandError("Код — до 20 строчных латинских букв, цифр и дефисов, например ets.")
        if college_by_code(code) is not None:
            raise CommandError(f"Колледж с кодом «{code}» уже есть. Новый вход его сотруднику даёт команда account.")
        if not name or len(name) > 250:
            raise CommandError("Название колледжа — от одной до 250 букв.")
        if options["timezone"] not in available_timezones():
            raise CommandError(
                f"Часового пояса «{options['timezone']}» нет. Например: Europe/Moscow, Asia/Krasnoyarsk."
            )
        if len(words) < FEWEST or any(len(word) > 80 for word in words):
            raise CommandError("Назовите администратора полностью: «Фамилия Имя Отчество».")
        person = (words[0], words[1], " ".join(words[2:])[:80])
        short = (" ".join(options["short"].split()) or name)[:60]
        issued = found_college(Founding(code, name, short, options["timezone"], person))
        self.stdout.write(f"{name}: вход /sign-in/{code}/")
        self.stdout.write(f"  логин   {issued.login}\n  пароль  {issued.password}")
        self.stdout.write("Пароль больше нигде не хранится в открытом виде. После входа откройте «Учебный год».")

    def _tables(self) -> None:
        """A college may be made before the journal was ever started: then there are no tables yet."""
        if College._meta.db_table not in connection.introspection.table_names():
            self.stdout.write("Готовлю базу данных …")
            call_command("migrate", interactive=False, verbosity=0)
