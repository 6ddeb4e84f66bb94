"""What was changed under a permission, from the append-only record of changes: for acts, and for checkers of remarks."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from zhurnal.grading.models import WorkKind
from zhurnal.inspection.rules.values import value_words
from zhurnal.journal.models import OpenRequest, PersonalHomework
from zhurnal.journal.rules import places, targets
from zhurnal.kernel.models import Change


@dataclass(frozen=True, slots=True)
class Correction:
    """One change: where (``where`` says it in words), what was and what became, who, when, why.

    ``personal``: it is a task for single students, whose ``place`` is the homework.
    """

    seq: int
    lesson: str
    place: str
    before: str
    after: str
    author: str
    at: datetime
    reason: str
    digest: str
    personal: bool = False

    def where(self, names: Mapping[str, str], columns: Mapping[int, str]) -> str:
        """«УО: Калугин Степан»; names of students by 32 digits, short names of columns by number."""
        return "задание отдельным студентам" if self.personal else places.place_words(self.place, names, columns)


SPANS = 300
_COLUMNS = ("seq", "target", "before", "after", "actor_name", "at", "reason", "hash")


def corrections(college_id: UUID, openings: Iterable[OpenRequest]) -> dict[UUID, list[Correction]]:
    """Opening → what was changed under it: inside its places, between the decision and its end.

    Two statements, and one for every ``SPANS`` openings: SQLite reads no condition deeper than a thousand.
    """
    known = list(openings)
    of_course = defaultdict(list)
    for one in known:
        of_course[one.course_id].append(one)
    found: dict[UUID, list[Correction]] = {one.pk: [] for one in known}
    if not known:
        return found
    tasks, kinds = _tasks(college_id, {one.lesson_id for one in known}), _kinds(college_id)
    for chain, *row in _changes(college_id, known):
        for one in of_course[chain]:
            if _inside(one, row, tasks):
                found[one.pk].append(_correction(row, kinds))
    return found


def _changes(college_id: UUID, openings: list[OpenRequest]) -> list[tuple[Any, ...]]:
    """Everything that was changed in journals while any of these openings lasted, each change once, in order."""
    rows: dict[tuple[UUID, int], tuple[Any, ...]] = {}
    for start in range(0, len(openings), SPANS):
        spans = Q(pk__in=[])
        for one in openings[start : start + SPANS]:
            since, until = one.decided_at or one.asked_at, one.open_until or one.asked_at
            spans |= Q(chain=one.course_id, at__gte=since, at__lte=until)
        found = Change.objects.of(college_id).filter(spans).values_list("chain", *_COLUMNS)
        rows |= {(row[0], row[1]): row for row in found}
    return [rows[key] for key in sorted(rows)]


def by_numbers(college_id: UUID, course: UUID, numbers: Iterable[int]) -> list[Correction]:
    """The changes of a journal with these numbers. Two statements."""
    rows = Change.objects.of(college_id).filter(chain=course, seq__in=list(numbers)).order_by("seq")
    kinds = _kinds(college_id)
    return [_correction(row, kinds) for row in rows.values_list(*_COLUMNS)]


def _tasks(college_id: UUID, lessons: set[UUID]) -> dict[str, str]:
    """Task for single students → its lesson, which no target of a task names; both by 32 digits."""
    rows = PersonalHomework.objects.of(college_id).filter(lesson__in=lessons)
    return {pk.hex: lesson.hex for pk, lesson in rows.values_list("pk", "lesson_id")}


def _kinds(college_id: UUID) -> dict[str, str]:
    return dict(WorkKind.objects.of(college_id).values_list("code", "name"))


def _inside(opening: OpenRequest, row: list[Any], tasks: Mapping[str, str]) -> bool:
    target, at = row[1], row[5]
    place = places.of_target(target)
    lesson = targets.lesson_of(target) or tasks.get(targets.task_of(target), "")
    if not place or lesson != opening.lesson_id.hex:
        return False
    since, until = opening.decided_at or opening.asked_at, opening.open_until or opening.asked_at
    return bool(since <= at <= until) and places.covers(opening.places, place)


def _correction(row: Any, kinds: Mapping[str, str]) -> Correction:
    seq, target, before, after, author, at, reason, digest = row
    return Correction(
        seq, targets.lesson_of(target), places.of_target(target), value_words(before, kinds), value_words(after, kinds), author, at, reason,
        bytes(digest).hex(), personal=target.startswith("personal:"),
    )  # fmt: skip
