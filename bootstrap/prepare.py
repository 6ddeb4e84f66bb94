"""Inside of the environment: brings database, demonstration college and static files up to date, then says who may enter.

Run as ``python -m bootstrap.prepare [--empty]``; does nothing that is already done.
"""

import signal
import sys
from pathlib import Path
from typing import Any

import django
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.commands import migrate
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from bootstrap.environment import cannot_write, no_space
from bootstrap.say import Problem, line, use_utf8
from bootstrap.standing import STAMP, static_fingerprint, static_stands
from bootstrap.state import STATE
from zhurnal.demo.progress import Progress
from zhurnal.kernel.collector import arriving
from zhurnal.kernel.sql import refresh_statistics


def main(arguments: list[str]) -> int:
    """Zero when the server can start."""
    use_utf8()
    try:
        with arriving():
            django.setup()
        _migrate()
        _collect_static()
        if "--empty" not in arguments:
            _demonstrate()
        if connection.vendor == "sqlite":
            refresh_statistics()  # PostgreSQL looks at itself; SQLite is asked to at each start (a fifth of a second)
    except OSError as error:
        line(f"\n{cannot_write(error, STATE)}")
        return 1
    except DatabaseError as error:
        line(f"\n{_database_problem(error)}")
        return 1
    except CommandError as error:
        line(str(error))
        return 1
    return 0


def _migrate() -> None:
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        line("Готовлю базу данных / preparing the database …")
        call_command(_Migrate(len(missing)), interactive=False, verbosity=0)


class _Migrate(migrate.Command):
    """Migrations under a bar: on the first day there are so many that a silent terminal looks stuck."""

    def __init__(self, total: int) -> None:
        super().__init__()
        self._progress = Progress(total, _show if sys.stdout.isatty() else None, "Таблицы")

    def migration_progress_callback(self, action: str, migration: Any = None, fake: bool = False) -> None:
        """Django tells of each migration twice; and of its own thinking, between which there is nothing to count."""
        if action == "apply_success":
            self._progress.step(1)
        elif action == "render_success":
            self._progress.stage("Таблицы")

    def handle(self, *arguments: Any, **options: Any) -> None:
        """Everything, then a full bar."""
        super().handle(*arguments, **options)
        self._progress.done()


def _show(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def _collect_static() -> None:
    stamp, root = STATE / STAMP, Path(settings.STATIC_ROOT)
    if static_stands(root, stamp):
        return
    line("Собираю оформление / collecting static files …")
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(static_fingerprint(root), "utf-8")


def _demonstrate() -> None:
    if not apps.get_model("organisation", "College").objects.exists():
        line("Создаю учебный колледж для знакомства / making the demonstration college …")
        call_command("demo")
    call_command("demo", "--sign-ins")


def _database_problem(error: DatabaseError) -> Problem:
    if connection.vendor == "postgresql":
        return Problem(
            f"База PostgreSQL не отвечает так, как нужно: {error}",
            "The PostgreSQL database does not answer as needed (see the line above).",
            "psql \"$ZHURNAL_DATABASE\" -c 'select version()'",
        )
    if "disk is full" in str(error):
        return no_space(STATE)
    return Problem(
        f"База {connection.settings_dict['NAME']} не открывается: {error}",
        "The database file cannot be used (see the line above).",
        f'ls -l "{Path(str(connection.settings_dict["NAME"])).parent}"',
    )


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends this silently: whoever started us says the words
    sys.exit(main(sys.argv[1:]))
