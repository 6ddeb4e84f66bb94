"""Results as they stood at an earlier moment, from the record of changes (decision 25; 1.11 c)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from zhurnal.assessment.models import Result
from zhurnal.assessment.queries.results import FIELDS, ResultRow, in_order
from zhurnal.assessment.rules import trace
from zhurnal.assessment.rules.levels import Source
from zhurnal.kernel.models import Change

AT_ONCE = 5_000  # targets of one statement


def results_then(college_id: UUID, students: Iterable[UUID], moment: datetime) -> list[ResultRow]:
    """Standing results of these students at the moment, of all years, in order of semesters. Two statements, one where none was written since.

    What was set or struck out since reads as the first change after the moment found it; a retake that came later leaves the debt.
    Of records older than the discipline in a result's name (``rules/trace.py``) those of a page are read, which has one discipline.
    """
    rows = Result.objects.of(college_id).filter(student__in=list(students))
    every = [ResultRow(*row) for row in in_order(rows).values_list(*FIELDS)]
    return _at(college_id, every, moment)


def results_since(
    college_id: UUID, students: Iterable[UUID], terms: Iterable[UUID], moment: datetime
) -> list[ResultRow]:
    """Of ``results_then`` of these terms only those written again since: what stood in their places at the moment. At most two statements.

    Whoever has the others, those set before the moment, has all of them with these. A result written once since was not there.
    """
    rows = Result.objects.of(college_id).filter(
        student__in=list(students), term__in=list(terms), set_at__gte=moment, version__gt=1
    )
    return _at(college_id, [ResultRow(*row) for row in in_order(rows).values_list(*FIELDS)], moment)


def _at(college_id: UUID, rows: list[ResultRow], moment: datetime) -> list[ResultRow]:
    """These rows as they stood at the moment, those that did. One statement, none where nothing was written again since.

    A version is a writing, so the first of them tells by itself that nothing stood there.
    """
    before = _before(college_id, [row for row in rows if row.set_at >= moment and row.version > 1], moment)
    found = [row if row.set_at < moment else _stood(row, before) for row in rows]
    return [row for row in found if row is not None and (row.value or row.mastery)]


def _stood(row: ResultRow, before: dict[UUID, Any]) -> ResultRow | None:
    """The row as it was; None where there was none. Of a later value written without a trace nobody knows better."""
    if row.id not in before:
        return None if row.version == 1 else row
    said = before[row.id]
    if not said:
        return None
    return replace(
        row, value=said.get("value", ""), mastery=said.get("mastery", ""), ground=said.get("ground", ""),
        proposed=said.get("proposed", ""), source=said.get("source", Source.TEACHER.value), reason="", average=None,
    )  # fmt: skip


def _before(college_id: UUID, rows: Iterable[ResultRow], moment: datetime) -> dict[UUID, Any]:
    """result → what the first change after the moment found there; it may be told of in several chains."""
    named: dict[tuple[str, UUID | None], UUID] = {}
    for row in rows:
        place = row.student.hex, row.level, (row.checkpoint or row.term).hex
        named[trace.result(*place, row.discipline.hex), None] = row.id
        if row.course is not None:
            named[trace.older(*place), row.course] = row.id
    wanted = list({name for name, _chain in named})
    found: dict[UUID, Any] = {}
    for first in range(0, len(wanted), AT_ONCE):
        told = Change.objects.of(college_id).filter(target__in=wanted[first : first + AT_ONCE], at__gte=moment)
        for name, chain, before in told.order_by("at", "chain", "seq").values_list("target", "chain", "before"):
            result = named.get((name, None)) or named.get((name, chain))
            if result is not None:
                found.setdefault(result, before)
    return found
