"""Which rows of an import belong to a closed term: files neither write them nor take them back (2.4, A7.5)."""

import datetime as dt
from collections.abc import Iterable, Sequence
from uuid import UUID

from zhurnal.curriculum.models import Course, Group
from zhurnal.curriculum.queries import closed_until
from zhurnal.curriculum.rules.closed import list_closed, page_closed
from zhurnal.exchange.imports.plan.entities import ENTITIES
from zhurnal.exchange.imports.rows import parts
from zhurnal.exchange.rules.changes import WRITTEN, Change, What
from zhurnal.kernel.refusal import Refusal
from zhurnal.timetable.models import Lesson

LISTS = {"membership": ("group", "entered", "left"), "submembership": ("subgroup__group", "since", "until")}
"""Entity → the path to its group, the fields of the first day and of the end."""
AT_ONCE = 5000


def closed_term(college_id: UUID, changes: Iterable[Change]) -> Refusal | None:
    """Why a closed term forbids it, or None. One statement while no term of the college is closed."""
    if not Course.objects.of(college_id).filter(frozen_at__isnull=False).exists():
        return None
    written = [change for change in changes if change.what in WRITTEN]
    return _of_pages(college_id, written) or _of_lists(college_id, written)


def _of_pages(college_id: UUID, written: Sequence[Change]) -> Refusal | None:
    """A lesson or the days of a closed term; a journal that was made and would be taken away (what it plans may change)."""
    frozen = Course.objects.of(college_id).filter(frozen_at__isnull=False)
    lessons = [change for change in written if change.entity == "lesson"]
    stood = {
        "lesson": [change.pk for change in lessons],
        "course": [change.pk for change in written if change.entity == "course" and change.what is What.CREATE],
        "term": [change.pk for change in written if change.entity == "term"],
        "page": [_standing(change, "course_id") for change in lessons],
    }
    for entity, pks in stood.items():
        for some in parts({UUID(pk) for pk in pks if pk}, AT_ONCE):
            held = Lesson.objects.of(college_id).filter(pk__in=some).values("course_id")
            rows = (
                frozen.filter(term__in=some)
                if entity == "term"
                else frozen.filter(pk__in=held if entity == "lesson" else some)
            )
            group = rows.values_list("group__name", flat=True).first()
            if group is not None:
                return page_closed(group)
    return None


def _of_lists(college_id: UUID, written: Sequence[Change]) -> Refusal | None:
    """Who is on the list of a group on a day of its closed term."""
    earliest: dict[UUID, dt.date] = {}
    for entity, (path, since, until) in LISTS.items():
        days = [(change, day) for change in written if change.entity == entity and (day := _day(change, since, until))]
        groups = _groups(college_id, entity, path, [change for change, _day in days])
        for change, day in days:
            group = groups.get(change.pk) or groups.get(_standing(change, path.split("__")[0] + "_id"))
            if group is not None:
                earliest[group] = min(day, earliest.get(group, day))
    for group, ends in closed_until(college_id, earliest).items():
        if earliest[group] <= ends:
            return list_closed(Group.objects.of(college_id).values_list("name", flat=True).get(pk=group), ends)
    return None


def _groups(college_id: UUID, entity: str, path: str, changes: Sequence[Change]) -> dict[str, UUID]:
    """Groups by the row itself where it stands, and by the list on which a new row comes."""
    found: dict[str, UUID] = {}
    rows = ENTITIES[entity].model.objects.of(college_id)  # type: ignore[attr-defined]
    for some in parts([UUID(change.pk) for change in changes if change.pk], AT_ONCE):
        found |= {pk.hex: group for pk, group in rows.filter(pk__in=some).values_list("pk", path)}
    place, _, rest = path.partition("__")
    lists = {UUID(pk) for change in changes if not change.pk and (pk := _standing(change, f"{place}_id"))}
    for some in parts(lists, AT_ONCE):
        held = ENTITIES[place].model.objects.of(college_id).filter(pk__in=some)  # type: ignore[attr-defined]
        found |= {pk.hex: group for pk, group in held.values_list("pk", rest or "pk")}
    return found


def _standing(change: Change, name: str) -> str:
    """The row that stands already and that the change names; "" when there is none."""
    value = change.after.get(name)
    return value if isinstance(value, str) and not value.startswith("@") else ""


def _day(change: Change, since: str, until: str) -> dt.date | None:
    """The first day on which the change makes the list another one; None when it changes no day."""
    days = []
    for name in (since, until):
        before, after = change.before.get(name), change.after.get(name)
        if name in change.after and before != after and not (name == until and change.what is What.CREATE):
            # «until» is the last day on the list, «left» the first one off it
            later = dt.timedelta(days=1 if name == "until" else 0)
            days += [dt.date.fromisoformat(value) + later for value in (before, after) if value]
    return min(days, default=None)
