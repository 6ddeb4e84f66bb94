"""Journals of disciplines with what their plans want, and the programmes that disciplines have."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from zhurnal.curriculum.models import Course, PlanLoad, ProgrammeTopic, WorkProgramme
from zhurnal.curriculum.plan_rows import rows_of_pairs
from zhurnal.curriculum.queries.programmes import PLANNED
from zhurnal.curriculum.rules.semesters import semester_of


@dataclass(frozen=True, slots=True)
class Page:
    """A journal that is not over. ``item``: the row of its group's plan; ``planned``: hours by kind of its semester there."""

    id: str
    discipline: str
    group: str
    group_name: str
    subgroup: str
    year: int
    term: int
    term_id: str
    semester: int
    programme: str
    item: str
    planned: Mapping[str, int]

    @property
    def words(self) -> str:
        """«Э-21», «Э-21, 1 подгруппа»."""
        return f"{self.group_name}, {self.subgroup}" if self.subgroup else self.group_name


@dataclass(frozen=True, slots=True)
class Written:
    """A programme that a discipline has. ``topics``: (title, hours, kind, homework) in their order."""

    id: str
    version: int
    revision: int
    topics: tuple[tuple[str, int, str, str], ...]


def load_pages(college_id: UUID, disciplines: Iterable[str], day: dt.date) -> dict[str, list[Page]]:
    """discipline → journals of terms that end on the day or later and are not closed. Four statements."""
    rows = Course.objects.of(college_id).filter(
        discipline__in=[UUID(pk) for pk in disciplines], term__ends__gte=day, frozen_at__isnull=True, year__closed_at__isnull=True,
    )  # fmt: skip
    columns = (
        "pk", "discipline_id", "group_id", "group__name", "subgroup__name", "group__course_year", "term__number", "term_id",
        "programme_id", "group__curriculum_id",
    )  # fmt: skip
    known = list(rows.order_by("term__starts", "group__name", "subgroup__name").values_list(*columns))
    items = rows_of_pairs(college_id, {(row[9], row[1]) for row in known})
    loads: dict[tuple[UUID, int], dict[str, int]] = {}
    for load in PlanLoad.objects.of(college_id).filter(item__in=set(items.values())):
        loads[load.item_id, load.semester] = {name: hours for name in PLANNED if (hours := getattr(load, name))}
    found: dict[str, list[Page]] = defaultdict(list)
    for pk, discipline, group, name, part, year, term, term_id, programme, plan in known:
        item, semester = items.get((plan, discipline)), semester_of(year, term)
        planned = loads.get((item, semester), {}) if item else {}
        page = Page(
            pk.hex, discipline.hex, group.hex, name, part or "", year, term, term_id.hex, semester,
            programme.hex if programme else "", item.hex if item else "", planned,
        )  # fmt: skip
        found[discipline.hex].append(page)
    return found


def load_written(college_id: UUID, disciplines: Iterable[str]) -> dict[str, list[Written]]:
    """discipline → its programmes, the newest version first. Two statements."""
    rows = WorkProgramme.objects.of(college_id).filter(discipline__in=[UUID(pk) for pk in disciplines])
    heads = list(rows.order_by("-version", "-pk").values_list("pk", "discipline_id", "version", "revision"))
    topics: dict[UUID, list[tuple[str, int, str, str]]] = defaultdict(list)
    own = ProgrammeTopic.objects.of(college_id).filter(programme__in=[pk for pk, *_rest in heads]).order_by("number")
    for programme, *topic in own.values_list("programme_id", "title", "hours", "kind", "homework"):
        topics[programme].append(tuple(topic))
    found: dict[str, list[Written]] = defaultdict(list)
    for pk, discipline, version, revision in heads:
        found[discipline.hex].append(Written(pk.hex, version, revision, tuple(topics[pk])))
    return found
