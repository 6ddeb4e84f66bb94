"""``python -m zhurnal account --college CODE --person …``: an account with a password that is shown once."""

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from zhurnal.organisation.queries import college_by_code
from zhurnal.people.actions.accounts import issue_account
from zhurnal.people.actions.factors import forget
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person

SHOWN = 10


class Command(BaseCommand):
    """For administrators at the console of the server."""

    help = "Выдать человеку учётную запись; пароль показывается один раз"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which college, which person."""
        parser.add_argument("--college", required=True, help="код колледжа, как в адресе входа")
        parser.add_argument("--person", required=True, help="номер человека (UUID) или фамилия, имя и отчество")
        parser.add_argument(
            "--lost-factor", action="store_true", help="сбросить и второй шаг входа: телефон и запасные коды потеряны"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Find the person, issue, show."""
        college = college_by_code(options["college"])
        if college is None:
            message = f"Колледжа с кодом «{options['college']}» нет."
            raise CommandError(message)
        found = self._people(college.id, options["person"])
        if len(found) != 1:
            names = "".join(f"\n  {person.pk}  {person}" for person in found[:SHOWN])
            message = f"Таких людей несколько, назовите номер:{names}" if found else "Такого человека в колледже нет."
            raise CommandError(message)
        console = PersonActor.system(college, "консоль сервера", door="console")
        issued = issue_account(console, found[0])
        if options["lost_factor"] and forget(console, found[0], "с консоли сервера"):
            self.stdout.write("Второй шаг входа сброшен.")
        self.stdout.write(f"{found[0]}: вход /sign-in/{college.code}/")
        self.stdout.write(f"  логин   {issued.login}\n  пароль  {issued.password}")
        self.stdout.write(
            "Пароль больше нигде не хранится в открытом виде. Прежний пароль больше не действует."
            if issued.renewed
            else "Пароль больше нигде не хранится в открытом виде."
        )

    def _people(self, college_id: UUID, who: str) -> list[Person]:
        people = Person.objects.of(college_id)
        try:
            return list(people.filter(pk=UUID(who)))
        except ValueError:
            wanted = " ".join(who.split()).casefold()
            surname = who.split(maxsplit=1)[0] if who.split() else ""
            return [
                person
                for person in people.filter(surname__startswith=surname)
                if str(person).casefold().startswith(wanted)
            ]
