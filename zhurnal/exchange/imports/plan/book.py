"""Where a planner writes what it found out: existing rows compared, new rows named, problems told."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Q

from zhurnal.exchange.imports.plan.entities import ENTITIES
from zhurnal.exchange.imports.readers.problems import Problem, Severity
from zhurnal.exchange.rules.changes import Change, Value, What, reference
from zhurnal.exchange.rules.likeness import Question
from zhurnal.exchange.rules.stages import Stage, Tell, silent
from zhurnal.people.actor import PersonActor

Row = dict[str, Any]
Mark = tuple[int, int, Counter[str]]


@dataclass(frozen=True, slots=True)
class Frame:
    """What a planner is told besides the reading. ``choices``: a change's key → a person's answer; ``actor``: who asks;
    ``said``: hears how far it is."""

    college_id: UUID
    today: dt.date
    now: dt.datetime
    since: dt.date | None = None
    until: dt.date | None = None
    file: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    actor: PersonActor | None = None
    said: Tell = silent


class Book:
    """The plan that grows. Rows are keyed by entity and key; the same row is written once."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.file = frame.file
        self.changes: list[Change] = []
        self.kept: Counter[str] = Counter()
        self.problems: list[Problem] = []
        self.questions: list[Question] = []
        self._done: dict[tuple[str, str], str] = {}

    def mark(self) -> Mark:
        """How far the plan has grown."""
        return len(self.changes), len(self._done), self.kept.copy()

    def back_to(self, mark: Mark) -> None:
        """Forget what was written since."""
        changes, done, self.kept = mark
        del self.changes[changes:]
        while len(self._done) > done:
            self._done.popitem()  # the last one first

    def step(self, done: int, of: int, stage: Stage = Stage.COMPARE) -> None:
        """So many rows of the file are compared."""
        self.frame.said(stage, done, of)

    def rows(self, entity: str, condition: Q | None = None, *fields: str) -> list[Row]:
        """Rows of the college as JSON values (all fields unless some are named)."""
        found = ENTITIES[entity].model.objects.of(self.frame.college_id)  # type: ignore[attr-defined]
        if condition is not None:
            found = found.filter(condition)
        return [{name: plain(value) for name, value in row.items()} for row in found.order_by("pk").values(*fields)]

    def create(self, entity: str, key: str, title: str, values: Row, line: int = 0, note: str = "") -> str:
        """A new row; returns how others name it."""
        ref = self._done.get((entity, key))
        if ref is None:
            ref = self._done[entity, key] = reference(entity, key)
            values = {name: plain(value) for name, value in values.items()}
            self.changes.append(
                Change(entity, key, What.CREATE, title, after=values, note=note, file=self.file, line=line)
            )
        return ref

    def put(self, entity: str, key: str, title: str, row: Row | None, values: Row, line: int = 0) -> str:
        """A row that shall have these values: created, changed or kept; returns how others name it."""
        return (
            self.create(entity, key, title, values, line)
            if row is None
            else self.keep(entity, key, title, row, values, line)
        )

    def keep(self, entity: str, key: str, title: str, row: Row, values: Row, line: int = 0) -> str:
        """An existing row, with the values it should have."""
        ref: str = row["id"]
        if (entity, key) in self._done:
            return ref
        self._done[entity, key] = ref
        new = {name: plain(value) for name, value in values.items()}
        new = {name: value for name, value in new.items() if row.get(name) != value}
        if new:
            self.write(entity, key, What.CHANGE, title, row, new, line)
        else:
            self.kept[entity] += 1
        return ref

    def write(self, entity: str, key: str, what: What, title: str, row: Row, new: Row, line: int = 0) -> None:
        """A change of an existing row, told with what was before."""
        before = {name: row[name] for name in new}
        after = {name: plain(value) for name, value in new.items()}
        self.changes.append(Change(entity, key, what, title, row["id"], before, after, "", self.file, line))

    def tell(  # noqa: PLR0913
        self,
        entity: str,
        key: str,
        what: What,
        title: str,
        note: str,
        line: int = 0,
        *,
        pk: str = "",
        asks: Iterable[str] = (),
        before: Mapping[str, Value] | None = None,
        after: Mapping[str, Value] | None = None,
        wrong: tuple[str, ...] = (),
    ) -> None:
        """A question or a refusal, with its reason."""
        if (entity, f"?{key}") not in self._done:
            self._done[entity, f"?{key}"] = ""
            self.changes.append(
                Change(
                    entity, key, what, title, pk, before or {}, after or {}, note, self.file, line, tuple(asks), wrong
                )
            )

    def complain(
        self, reason: str, code: str, severity: Severity = Severity.ERROR, line: int = 0, value: str = ""
    ) -> None:
        """A problem of the whole file."""
        self.problems.append(Problem(self.file, reason, severity, code, line, value=value))


def plain(value: Any) -> Value:
    """A value of a field as JSON."""
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    return value
