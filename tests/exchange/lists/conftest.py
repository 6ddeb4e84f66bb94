"""A college with every relation, whose lists go out as files and come back."""

import datetime as dt
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest

from tests import worlds
from tests.exchange.college import changes_of
from zhurnal.exchange.actions.decide import apply_import, undo_import
from zhurnal.exchange.actions.prepare import prepare
from zhurnal.exchange.imports.packing import unpack_plan
from zhurnal.exchange.imports.readers.kinds import Kind
from zhurnal.exchange.models import ImportRun
from zhurnal.exchange.queries.lists import list_table
from zhurnal.exchange.rules.changes import Change
from zhurnal.kernel.export import Format, write


@dataclass
class Office:
    """The head of ИВЦ with a folder of files."""

    world: worlds.World
    folder: Path

    def out(self, name: str, form: Format = Format.CSV, who: str = "ivc_head") -> bytes:
        """The list as a file."""
        file = BytesIO()
        write(list_table(self.world.actor(who), name), form, file)
        return file.getvalue()

    def prepare(self, name: str, data: bytes | str, form: str = "csv", since: dt.date | None = None) -> ImportRun:
        """The preview of a file."""
        path = self.folder / f"{name}.{form}"
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return self.again(prepare(self.world.actor("ivc_head"), Kind(name), [path], since))

    def load(
        self, name: str, data: bytes | str, choices: dict[str, str] | None = None, since: dt.date | None = None
    ) -> ImportRun:
        """The same, applied."""
        run = self.prepare(name, data, since=since)
        apply_import(self.world.actor("ivc_head"), run, choices)
        return self.again(run)

    def undo(self, run: ImportRun) -> None:
        """Taken back."""
        undo_import(self.world.actor("ivc_head"), run)

    def again(self, run: ImportRun) -> ImportRun:
        """The run as the database has it."""
        return ImportRun.objects.of(self.world.id).get(pk=run.pk)


def told(run: ImportRun) -> list[tuple[str, int, str]]:
    """(fate, line, note) of what a person must look at."""
    return [(change.what.value, change.line, change.note) for change in changes_of(run) if change.note]


def seen(run: ImportRun) -> tuple[list[Change], list[str]]:
    """Everything that the run would do or complains about; ([], []) for a file that nobody touched."""
    changes, problems = unpack_plan(run.plan)[:2]
    return changes, [problem.reason for problem in problems]


@pytest.fixture
def office(db: None, frozen_time: object, tmp_path: Path) -> Office:
    """Two colleges; the office of the first."""
    world, _other = worlds.two_colleges()
    return Office(world, tmp_path)
