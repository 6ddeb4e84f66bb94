# ruff: noqa: N999  (the command is called «import»)
"""``python -m zhurnal import <kind> <files…> --college CODE``: shows the differences; writes them only with ``--apply``.

Exit codes: 0 done (or nothing to do), 1 the files or the college do not allow it, 2 wrong arguments, 3 a person said no.
"""

import datetime as dt
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from zhurnal.exchange.actions.decide import apply_import, undo_import
from zhurnal.exchange.actions.prepare import prepare
from zhurnal.exchange.imports.packing import unpack_plan
from zhurnal.exchange.imports.plan.entities import ENTITIES
from zhurnal.exchange.imports.readers.kinds import OFFICE, Kind
from zhurnal.exchange.imports.readers.problems import Problem, Severity
from zhurnal.exchange.models import ImportRun
from zhurnal.exchange.queries.words import difference
from zhurnal.exchange.rules.changes import Change, What
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.wording import plural
from zhurnal.organisation.models import College
from zhurnal.organisation.queries import college_by_code
from zhurnal.people.actor import PersonActor

SIGNS = {What.CREATE: "+", What.CHANGE: "~", What.CLOSE: "−", What.ASK: "?", What.REFUSE: "!"}
SEVERITY = {Severity.ERROR: "ошибка", Severity.WARNING: "внимание", Severity.QUESTION: "вопрос"}
SHOWN = 40  # rows of one table; ``--all`` shows the rest
SAID_NO, WRONG_CALL = 3, 2


class Command(BaseCommand):
    """Imports from the console of the server."""

    help = "Загрузить списки (roster), расписание (timetable), учебный план (plan) или рабочие программы (programmes); --undo отменяет загрузку"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Kind and files, or the run to be undone."""
        parser.add_argument(
            "kind", nargs="?", choices=[kind.value for kind in OFFICE], help="roster | timetable | plan | programmes"
        )
        parser.add_argument("files", nargs="*", type=Path, help="файлы, архив ZIP или папка")
        parser.add_argument("--college", required=True, help="код колледжа, как в адресе входа")
        parser.add_argument("--from", dest="since", type=_day, help="первый день, ГГГГ-ММ-ДД")
        parser.add_argument("--to", dest="until", type=_day, help="последний день, ГГГГ-ММ-ДД")
        parser.add_argument("--apply", action="store_true", help="записать, а не только показать")
        parser.add_argument("--yes", action="store_true", help="не спрашивать")
        parser.add_argument("--all", action="store_true", help="показать все строки, а не первые")
        parser.add_argument("--undo", type=UUID, metavar="RUN", help="отменить загрузку с этим номером")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Undo, or show and perhaps apply."""
        college = college_by_code(options["college"])
        if college is None:
            message = f"Колледжа с кодом «{options['college']}» нет."
            raise CommandError(message)
        try:
            if options["undo"]:
                self._undo(college, options["undo"])
            elif options["kind"] and options["files"]:
                self._import(college, options)
            else:
                message = "Назовите вид загрузки и файлы, или --undo с номером загрузки."
                raise CommandError(message, returncode=WRONG_CALL)
        except Refused as refused:
            raise CommandError(str(refused.refusal)) from refused

    def _actor(self, college: College) -> PersonActor:
        return PersonActor.system(college, "консоль сервера", door="console")

    def _import(self, college: College, options: dict[str, Any]) -> None:
        actor = self._actor(college)
        self.stdout.write("Читаю файлы и сравниваю с журналом…")
        run = prepare(actor, Kind(options["kind"]), options["files"], options["since"], options["until"])
        changes, problems = unpack_plan(run.plan)
        self._tell_problems(problems)
        self._tell_changes(changes, everything=options["all"])
        count = sum(run.counts[what] for what in ("create", "change", "close"))
        self.stdout.write(
            f"Новых {run.counts['create']}, изменится {run.counts['change']}, закончится {run.counts['close']}, "
            f"вопросов {run.counts['ask']}, не загрузится {run.counts['refuse']}, без изменений {run.counts['kept']}."
        )
        if not count:
            self.stdout.write("Загружать нечего.")
            if any(problem.severity is Severity.ERROR for problem in problems) and not run.counts["kept"]:
                message = "Файлы прочитать не удалось: смотрите строки «ошибка»."
                raise CommandError(message)
            return
        if not options["apply"]:
            self.stdout.write("Ничего не записано. Чтобы записать, повторите с --apply.")
            return
        self._confirm(count, sure=options["yes"])
        self.stdout.write("Записываю…")
        apply_import(actor, run)
        self.stdout.write(f"Загружено. Отменить целиком: import --undo {run.pk} --college {college.code}")

    def _confirm(self, count: int, *, sure: bool) -> None:
        if sure:
            return
        if not sys.stdin.isatty():
            message = "Некому подтвердить: добавьте --yes."
            raise CommandError(message, returncode=WRONG_CALL)
        answer = input(f"Загрузить {plural(count, ('строку', 'строки', 'строк'))}? [да/нет] ")
        if answer.strip().casefold() not in {"да", "д", "y", "yes"}:
            message = "Не загружено."
            raise CommandError(message, returncode=SAID_NO)

    def _undo(self, college: College, number: UUID) -> None:
        run = ImportRun.objects.of(college.id).filter(pk=number).first()
        if run is None:
            message = "Такой загрузки в этом колледже нет."
            raise CommandError(message)
        undo_import(self._actor(college), run)
        self.stdout.write(f"Загрузка «{run.title}» отменена целиком.")

    def _tell_problems(self, problems: list[Problem]) -> None:
        for problem in problems:
            place = ":".join(str(part) for part in (problem.file, problem.line or "", problem.column) if part)
            value = f" «{problem.value}»" if problem.value else ""
            self.stdout.write(f"{SEVERITY[problem.severity]}  {place}{value}: {problem.reason}")

    def _tell_changes(self, changes: list[Change], *, everything: bool) -> None:
        for name, entity in ENTITIES.items():
            own = [change for change in changes if change.entity == name and not entity.hidden]
            if not own:
                continue
            self.stdout.write(f"\n{plural(len(own), (entity.one, entity.few, entity.many))}")
            shown = own if everything else own[:SHOWN]
            for change in shown:
                told = "; ".join(
                    f"{label}: {was} → {now}" if was else f"{label}: {now}" for label, was, now in difference(change)
                )
                line = f" ({change.file}:{change.line})" if change.line else ""
                tail = " — ".join(part for part in (told, change.note) if part)
                self.stdout.write(f"  {SIGNS[change.what]} {change.title}{line}{': ' + tail if tail else ''}")
            if len(own) > len(shown):
                self.stdout.write(f"  … и ещё {len(own) - len(shown)}: --all покажет все")
        self.stdout.write("")


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        message = f"«{text}» — не дата. Пишите, например, 2026-11-24."
        raise CommandError(message, returncode=WRONG_CALL) from error
