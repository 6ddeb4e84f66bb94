"""The hand that writes for a step: whatever it makes, changes or removes is kept, so that the step can be undone."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from types import TracebackType
from typing import Any, Self
from uuid import UUID

from django.apps import apps
from django.db import IntegrityError, models, transaction

from zhurnal.academic_year.models import AcademicYear
from zhurnal.curriculum.models import CourseTeacher, GroupLeader
from zhurnal.kernel import audit, sql
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.refusal import Refusal
from zhurnal.opening.models import Deed
from zhurnal.opening.rules.undoing import refusal_to_undo
from zhurnal.organisation.actions import hold_college
from zhurnal.people.actor import PersonActor

CHUNK = 300
RESTS = Refusal(
    "rests", "На сделанное этим шагом уже опираются другие данные: сначала отмените более поздние шаги и загрузки."
)
CHANGED = Refusal("changed", "После этого шага данные изменили: отмените сначала более поздний шаг.")


def changed_row(model: type[models.Model], pk: Any, before: Any, after: Any) -> dict[str, Any]:
    """A change as a deed keeps it."""
    return {"model": model._meta.label, "pk": pk, "did": "change", "before": before, "after": after}


class Hand:
    """One step being saved: a transaction, one ``Deed`` and one record in the history. Used by ``with``."""

    def __init__(self, actor: PersonActor, year: str, step: str, title: str) -> None:
        self.actor, self.year, self.step, self.title = actor, year, step, title
        self.rows: list[dict[str, Any]] = []
        self._block = transaction.atomic()

    def __enter__(self) -> Self:
        self._block.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None and self.rows:
                self._keep()
        except BaseException:
            self._block.__exit__(*sys.exc_info())
            raise
        self._block.__exit__(kind, error, trace)

    def create(self, rows: Iterable[models.Model]) -> None:
        """Insert rows of one model."""
        found = list(rows)
        for start in range(0, len(found), CHUNK):
            sql.insert(type(found[0]), found[start : start + CHUNK])
        self.rows += [{"model": row._meta.label, "pk": row.pk, "did": "create"} for row in found]

    def change(self, row: models.Model, **values: Any) -> None:
        """Set fields (by attribute names); nothing happens when they are so already."""
        before = {name: getattr(row, name) for name in values}
        if before == values:
            return
        _rows(row._meta.label, self.actor.college_id).filter(pk=row.pk).update(**values)
        self.rows.append({"model": row._meta.label, "pk": row.pk, "did": "change", "before": before, "after": values})

    def changed(self, model: type[models.Model], pks: Iterable[Any], before: Any, after: Any) -> None:
        """Keep what another room changed in the same transaction: ``before`` and ``after`` are fields by attribute names."""
        self.rows += [changed_row(model, pk, before, after) for pk in pks]

    def remove(self, row: models.Model) -> None:
        """Delete a row on which nothing rests."""
        whole = {field.attname: getattr(row, field.attname) for field in row._meta.local_concrete_fields}
        self.rows.append({"model": row._meta.label, "pk": row.pk, "did": "remove", "before": whole})
        try:
            with transaction.atomic():
                _rows(row._meta.label, self.actor.college_id).filter(pk=row.pk).delete()
        except IntegrityError:
            raise Refused(RESTS) from None

    def _keep(self) -> None:
        deed = Deed(
            college_id=self.actor.college_id, year_name=self.year, step=self.step, title=self.title,
            made_by_id=self.actor.person_id, made_at=self.actor.now, rows=self.rows,
        )  # fmt: skip
        sql.insert(Deed, [deed])
        _record(self.actor, deed, "opening.step")


def end(hand: Hand, row: CourseTeacher | GroupLeader, today: date) -> None:
    """Who leads until yesterday; who has not begun by then has never led, and his row goes (the deed keeps it)."""
    if row.since >= today:
        hand.remove(row)
    else:
        hand.change(row, until=today - timedelta(days=1))


@contextmanager
def alone(actor: PersonActor) -> Iterator[None]:
    """A transaction in which nobody else of the college's office writes: what a step reads is still so when it writes."""
    with transaction.atomic():
        hold_college(actor.college_id)  # first: a step that waits for its day holds it too
        audit.lock(actor.college_id, actor.college_id)
        yield


def undo(actor: PersonActor, year: AcademicYear, deed: UUID, first_record: Any) -> str:
    """Take a saved step back, and name it; ``Refused`` tells in a sentence why not."""
    with alone(actor):
        found = Deed.objects.of(actor.college_id).filter(pk=deed, year_name=year.name).first()
        if found is None:
            raise Refused(Refusal("absent", "Такого шага нет: обновите страницу."))
        refusal = refusal_to_undo(first_record, undone=found.undone_at is not None)
        if refusal is not None:
            raise Refused(refusal)
        try:
            with transaction.atomic():
                for row in reversed(found.rows):
                    _take_back(actor.college_id, row)
        except IntegrityError:
            raise Refused(RESTS) from None
        Deed.objects.of(actor.college_id).filter(pk=found.pk).update(undone_at=actor.now)
        _record(actor, found, "opening.undo")
    return str(found.step)


def _take_back(college_id: UUID, row: dict[str, Any]) -> None:
    model: Any = apps.get_model(row["model"])
    own = _rows(row["model"], college_id).filter(pk=row["pk"])
    if row["did"] == "create":
        own.delete()
        return
    before = {name: _python(model, name, value) for name, value in row["before"].items()}
    if row["did"] == "remove":
        sql.insert(model, [model(**before)])
        return
    after = {name: _python(model, name, value) for name, value in row["after"].items()}
    if not own.filter(**after).update(**before):
        raise Refused(CHANGED)


def _rows(label: str, college_id: UUID) -> Any:
    model: Any = apps.get_model(label)
    return model.objects.of(college_id)


def _python(model: Any, name: str, value: Any) -> Any:
    field = next(field for field in model._meta.local_concrete_fields if field.attname == name)
    return (field.target_field if isinstance(field, models.ForeignKey) else field).to_python(value)


def _record(actor: PersonActor, deed: Deed, action: str) -> None:
    """One event in the deed's own chain: how many rows of which tables."""
    counts: dict[str, int] = {}
    for row in deed.rows:
        key = f"{row['did']} {row['model']}"
        counts[key] = counts.get(key, 0) + 1
    told = {"year": deed.year_name, "step": deed.step, "rows": counts}
    audit.append(audit.lock(actor.college_id, deed.pk), actor, [audit.Event(action, f"deed:{deed.pk.hex}", None, told)])
