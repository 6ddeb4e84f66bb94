"""``zhurnal roles``: SQL of the application's role on PostgreSQL, which cannot alter history (checklist 77)."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from zhurnal.operations.rules.roles import role_sql


class Command(BaseCommand):
    """Print the SQL; the owner of the database runs it."""

    help = "Напечатать SQL роли, под которой журнал работает на PostgreSQL и не может менять историю."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The name of the role."""
        parser.add_argument("--role", default="zhurnal_app", help="имя роли (zhurnal_app)")

    def handle(self, *_args: Any, **options: Any) -> None:
        """For ``psql``: ``zhurnal roles | psql <address of the owner>``."""
        if connection.vendor != "postgresql":
            message = (
                "У SQLite нет ролей: историю защищают подписанные головы (zhurnal heads). Роли нужны на PostgreSQL."
            )
            raise CommandError(message)
        self.stdout.write(
            role_sql(options["role"], str(connection.settings_dict["NAME"]), connection.introspection.table_names())
        )
