"""The one place where results are written: rows, their versions, the record of changes, diaries (A4.12; clause 1.5)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from zhurnal.assessment.models import Result
from zhurnal.assessment.rules import trace
from zhurnal.assessment.rules.levels import Level, Source
from zhurnal.assessment.signals import results_published
from zhurnal.journal.actions.record.store import move_feeds
from zhurnal.kernel import audit, sql
from zhurnal.kernel.models import ChainHead
from zhurnal.people.actor import PersonActor

_WRITTEN = (
    "semester", "group_id", "course_id", "form", "value", "mastery", "proposed", "average", "reason", "source", "ground",
    "personal_until", "published_at", "set_by_id", "set_at", "version",
)  # fmt: skip
EVENT = "assessment.result"


@dataclass(frozen=True, slots=True)
class Put:
    """A result that a document decides: a closed statement, an order of re-credit, the archive of earlier years.

    ``semester``: that of the plan. ``ground``: number of the document. ``published``: students and parents see it at once.
    ``value`` is of the closed set (``rules/values.py``), "" strikes the standing one out.
    """

    student: UUID
    discipline: UUID
    term: UUID
    semester: int
    level: Level
    value: str
    group: UUID | None = None
    course: UUID | None = None
    form: str = ""
    mastery: str = ""
    source: Source = Source.STATEMENT
    ground: str = ""
    reason: str = ""
    personal_until: date | None = None
    published: bool = True


def put_results(actor: PersonActor, rows: Sequence[Put], chain: UUID) -> list[Result]:
    """Write what a document decides, in one transaction; results in the order of ``rows``.

    ``chain``: the chain of the record of changes in which it is told (the document's id). It overwrites whatever stands at the
    same student, discipline, term and level, also in a closed term: a closed statement is the only source of its mark (A4.12).
    The caller has checked who may do it. The number of statements does not grow with the rows.
    """
    if not rows:
        return []
    with transaction.atomic():
        head = audit.lock(actor.college_id, chain)
        standing = {_place(row): row for row in locked(_same_places(actor.college_id, rows))}
        changed: list[tuple[dict[str, Any] | None, Result]] = []
        for put in rows:
            row = standing.get((put.student, put.discipline, put.term, str(put.level)))
            before = told(row) if row else None
            row = row or Result(
                college_id=actor.college_id, student_id=put.student, discipline_id=put.discipline, term_id=put.term,
                level=put.level, version=0,
            )  # fmt: skip
            _fill(row, put)
            row.published_at = actor.now.astimezone(UTC) if put.published else None
            standing[_place(row)] = row
            changed.append((before, row))
        write(actor, head, changed)
    return [row for _before, row in changed]


def _fill(row: Result, put: Put) -> None:
    row.semester, row.group_id, row.course_id = put.semester, put.group, put.course or row.course_id
    row.form, row.value, row.mastery, row.source = put.form, put.value, put.mastery, put.source
    row.ground, row.reason, row.personal_until = put.ground, put.reason, put.personal_until


def _place(row: Result) -> tuple[UUID, UUID, UUID, str]:
    return row.student_id, row.discipline_id, row.term_id, str(row.level)


def _same_places(college_id: UUID, rows: Sequence[Put]) -> QuerySet[Result]:
    """What stands at the places of the rows, and perhaps a little more."""
    return Result.objects.of(college_id).filter(
        student__in={row.student for row in rows}, discipline__in={row.discipline for row in rows},
        term__in={row.term for row in rows}, level__in={str(row.level) for row in rows}, checkpoint__isnull=True,
    )  # fmt: skip


def locked(rows: QuerySet[Result]) -> list[Result]:
    """Results held until the transaction ends, always taken in one order."""
    rows = rows.order_by("student_id", "discipline_id", "id")
    return list(rows.select_for_update() if connection.features.has_select_for_update else rows)


def told(row: Result) -> dict[str, Any]:
    """A result for the record of changes."""
    said: dict[str, Any] = {"value": row.value}
    for name in ("mastery", "ground", "proposed"):
        if getattr(row, name):
            said[name] = getattr(row, name)
    if row.personal_until:
        said["personal_until"] = row.personal_until.isoformat()
    if row.source != Source.TEACHER:
        said["source"] = str(row.source)
    return said


def target_of(row: Result) -> str:
    """How a result is named in the record of changes."""
    place = row.checkpoint_id or row.term_id
    return trace.result(row.student_id.hex, row.level, place.hex, row.discipline_id.hex)


def write(actor: PersonActor, head: ChainHead, changed: Iterable[tuple[dict[str, Any] | None, Result]]) -> None:
    """Save results as one statement and tell of them; whoever sees a published one hears of it.

    ``changed``: (what was told of it before or None, the row as it is to be). Versions move here.
    """
    rows, events = [], []
    for before, row in changed:
        row.version += 1
        row.set_by_id, row.set_at = actor.person_id, actor.now.astimezone(UTC)
        rows.append(row)
        events.append(audit.Event(EVENT, target_of(row), before, told(row), row.reason))
    if not rows:
        return
    sql.insert(
        Result, list({row.pk: row for row in rows}.values()), ("id",), _WRITTEN
    )  # one changed twice is written once
    audit.append(head, actor, events)
    seen: dict[UUID, set[UUID]] = {}
    for row in rows:
        if row.published_at is not None:
            seen.setdefault(row.term_id, set()).add(row.student_id)
    if seen:
        move_feeds(actor.college_id, set().union(*seen.values()), None, actor.today)
        transaction.on_commit(lambda: _tell(actor, seen))


def _tell(actor: PersonActor, seen: dict[UUID, set[UUID]]) -> None:
    for term, students in seen.items():
        results_published.send(Result, actor=actor, students=frozenset(students), term=term)


def publish(actor: PersonActor, wanted: Q) -> set[UUID]:
    """Make results visible to students and parents from now; returns whose. Part of a transaction of the caller."""
    rows = Result.objects.of(actor.college_id).filter(wanted, published_at__isnull=True)
    students = set(rows.exclude(value="").values_list("student_id", flat=True))
    rows.update(published_at=actor.now.astimezone(UTC))
    return students
