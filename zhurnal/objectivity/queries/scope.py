"""The term of a day, and the journals of it: those within reach with words about them, all of them as ids."""

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from zhurnal.academic_year.models import Term
from zhurnal.curriculum.models import CourseTeacher
from zhurnal.curriculum.rules.kinds import JournalKind
from zhurnal.kernel import policy, prepared
from zhurnal.objectivity.policy import READ
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.names import short_name


@dataclass(frozen=True, slots=True)
class Scope:
    """A term as of a day: lessons up to ``day``, records made before ``before``; ``zone`` is the college's."""

    college: UUID
    term: UUID
    name: str
    starts: date
    ends: date
    day: date
    before: datetime
    zone: Any

    def key(self) -> Hashable:
        """What is read depends on nothing else (and on the records)."""
        return self.college, self.term, self.day


@dataclass(frozen=True, slots=True)
class Journal:
    """A journal within reach, in words."""

    id: UUID
    group_id: UUID
    group: str
    department: str
    title: str
    subgroup: str
    teachers: tuple[str, ...]

    @property
    def name(self) -> str:
        """«Э-21, Электротехника, 1 подгруппа»."""
        return ", ".join(part for part in (self.group, self.title, self.subgroup) if part)


def scope_on(actor: PersonActor, day: date) -> Scope | None:
    """The term that holds the day, else the last that has begun; None before the first. A day ahead is today."""
    on = min(day, actor.today)
    rows = Term.objects.of(actor.college_id).filter(starts__lte=on).select_related("year").order_by("-starts")
    term = rows.first()
    if term is None:
        return None
    zone = actor.now.tzinfo
    before = datetime.combine(on + timedelta(days=1), time(), tzinfo=zone)
    name = f"{term.number} семестр {term.year.name}"
    return Scope(actor.college_id, term.pk, name, term.starts, term.ends, min(on, term.ends), before, zone)


_COLUMNS = (
    "pk", "group_id", "group__name", "group__department__short_name", "discipline__index", "discipline__name",
    "discipline__short_name", "kind", "subgroup__name",
)  # fmt: skip


def journals(actor: PersonActor, scope: Scope) -> dict[UUID, Journal]:
    """Journals of the term within reach, by group and discipline. Two statements."""
    values = {**actor.outline(), "term": scope.term}

    def rows(given: prepared.Values) -> QuerySet[Any]:
        found = policy.visible(actor.outlined(given), READ).filter(term=given["term"])
        ordered = found.order_by("group__department__short_name", "group__name", "discipline__name", "subgroup__number")
        return ordered.values_list(*_COLUMNS)

    found = prepared.run(("objectivity journals", actor.kind()), rows, values)
    teachers = _teachers(scope)
    return {
        pk: Journal(pk, group_id, group, department or "", _title(*words), subgroup or "", teachers.get(pk, ()))
        for pk, group_id, group, department, *words, subgroup in found
    }


def _title(index: str, name: str, short: str, kind: str) -> str:
    """A discipline by its short name, a part of a module by its index."""
    return index if kind == JournalKind.MODULE and index else short or name


def _teachers(scope: Scope) -> dict[UUID, tuple[str, ...]]:
    """course → those who led it last."""
    rows = CourseTeacher.objects.of(scope.college).filter(course__term=scope.term, until__isnull=True)
    found: dict[UUID, list[str]] = defaultdict(list)
    for course, *name in rows.order_by("since", "pk").values_list(
        "course_id", "teacher__surname", "teacher__given", "teacher__patronymic"
    ):
        found[course].append(short_name(*name))
    return {course: tuple(dict.fromkeys(names)) for course, names in found.items()}
