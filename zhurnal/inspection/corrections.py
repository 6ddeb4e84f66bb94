"""What was changed under a permission, from the append-only record of changes: for acts, and for checkers of remarks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from zhurnal.inspection.rules.values import value_words
from zhurnal.journal.models import OpenRequest
from zhurnal.journal.rules import places, targets
from zhurnal.kernel.models import Change


@dataclass(frozen=True, slots=True)
class Correction:
    """One change: where («УО: Калугин Степан» is told by ``place``), what was and what became, who, when, why."""

    seq: int
    lesson: str
    place: str
    before: str
    after: str
    author: str
    at: datetime
    reason: str
    digest: str


_COLUMNS = ("seq", "target", "before", "after", "actor_name", "at", "reason", "hash")


def corrections(college_id: UUID, openings: Iterable[OpenRequest]) -> dict[UUID, list[Correction]]:
    """Opening → what was changed under it: inside its places, between the decision and its end. One statement."""
    known = list(openings)
    spans = Q(pk__in=[])
    for one in known:
        spans |= Q(chain=one.course_id, at__gte=one.decided_at or one.asked_at, at__lte=one.open_until or one.asked_at)
    found: dict[UUID, list[Correction]] = {one.pk: [] for one in known}
    if not known:
        return found
    rows = Change.objects.of(college_id).filter(spans).order_by("chain", "seq")
    for chain, *row in rows.values_list("chain", *_COLUMNS):
        for one in known:
            if one.course_id == chain and _inside(one, row):
                found[one.pk].append(_correction(row))
    return found


def by_numbers(college_id: UUID, course: UUID, numbers: Iterable[int]) -> list[Correction]:
    """The changes of a journal with these numbers. One statement."""
    rows = Change.objects.of(college_id).filter(chain=course, seq__in=list(numbers)).order_by("seq")
    return [_correction(row) for row in rows.values_list(*_COLUMNS)]


def _inside(opening: OpenRequest, row: list[Any]) -> bool:
    target, at = row[1], row[5]
    place = places.of_target(target)
    if not place or targets.lesson_of(target) not in ("", opening.lesson_id.hex):
        return False
    if not targets.lesson_of(target):  # a task for single students names its lesson nowhere in the target
        return False
    since, until = opening.decided_at or opening.asked_at, opening.open_until or opening.asked_at
    return bool(since <= at <= until) and places.covers(opening.places, place)


def _correction(row: Any) -> Correction:
    seq, target, before, after, author, at, reason, digest = row
    return Correction(
        seq, targets.lesson_of(target), places.of_target(target), value_words(before), value_words(after), author, at, reason,
        bytes(digest).hex(),
    )  # fmt: skip
