"""Which rows of an import belong to a closed year: nothing of it is written or taken back by files either (1.5, A12.7)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from uuid import UUID

from zhurnal.academic_year.models import AcademicYear
from zhurnal.exchange.imports.plan.entities import ENTITIES
from zhurnal.exchange.imports.rows import parts
from zhurnal.exchange.rules.changes import WRITTEN, Change

YEAR_OF = {
    "year": "pk", "term": "year", "group": "year", "leader": "group__year", "membership": "group__year",
    "subgroup": "group__year", "submembership": "subgroup__group__year", "course": "year", "courseteacher": "course__year",
    "lesson": "course__year", "stream": "term__year", "streamcourse": "course__year", "lessonchange": "lesson__course__year",
}  # fmt: skip
"""Entity → the path to its year. Everything else (people, rooms, plans) is of no year."""
NAMED = {"year_id": "year", "term_id": "term", "group_id": "group", "subgroup_id": "subgroup", "course_id": "course"}
"""Field by which a new row names what it hangs on → the entity of that."""
ENDING = {
    "leader": "until",
    "membership": "left",
    "submembership": "until",
    "courseteacher": "until",
    "group": "closed_on",
}
AT_ONCE = 5000


def archived_year(college_id: UUID, changes: Iterable[Change]) -> str | None:
    """The name of a closed year of which something would be changed, or None. One statement while no year is closed.

    That a row which is still open ends after the last day of the year says nothing new of the year.
    """
    closed = dict(AcademicYear.objects.of(college_id).filter(closed_at__isnull=False).values_list("pk", "ends"))
    if not closed:
        return None
    last = max(closed.values())
    wanted: dict[str, set[UUID]] = defaultdict(set)
    for change in changes:
        if change.what in WRITTEN and change.entity in YEAR_OF and not _ends_later(change, last):
            for entity, pk in _touched(change):
                wanted[entity].add(pk)
    for entity, found in wanted.items():
        rows = ENTITIES[entity].model.objects.of(college_id)  # type: ignore[attr-defined]
        for some in parts(found, AT_ONCE):
            within = rows.filter(pk__in=some).filter(**{f"{YEAR_OF[entity]}__in": list(closed)})
            year = within.values_list(YEAR_OF[entity], flat=True).first()
            if year is not None:
                name: str = AcademicYear.objects.of(college_id).values_list("name", flat=True).get(pk=year)
                return name
    return None


def _touched(change: Change) -> Iterator[tuple[str, UUID]]:
    """The row itself and rows that stand already and that it hangs on."""
    if change.pk:
        yield change.entity, UUID(change.pk)
    for values in (change.before, change.after):
        for name, entity in NAMED.items():
            value = values.get(name)
            if isinstance(value, str) and not value.startswith("@"):
                yield entity, UUID(value)


def _ends_later(change: Change, last: dt.date) -> bool:
    """Whether only the end of a row is set, to a day when every closed year is over."""
    name = ENDING.get(change.entity, "")
    day = change.after.get(name)
    if not change.before or set(change.after) - {name, "note", "order_out"} or not isinstance(day, str):
        return False
    before = change.before.get(name)
    return dt.date.fromisoformat(day) > last and (before is None or dt.date.fromisoformat(before) > last)
