"""Journals in words, for lists of findings."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from zhurnal.curriculum.models import Course
from zhurnal.curriculum.rules.kinds import JournalKind

COLUMNS = (
    "pk", "group_id", "group__name", "group__department_id", "group__department__short_name", "discipline__index",
    "discipline__short_name", "discipline__name", "kind", "subgroup__name",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Head:
    """A journal's page: its group and what is taught, a part of a module by its index."""

    id: UUID
    group_id: UUID
    group: str
    department_id: UUID
    department: str
    title: str
    subgroup: str

    @property
    def name(self) -> str:
        """«Электротехника, 1 подгруппа»."""
        return ", ".join(part for part in (self.title, self.subgroup) if part)


def heads_of(rows: "QuerySet[Course]") -> dict[UUID, Head]:
    """Course → its head, in the order of groups and titles. One statement."""
    found = [
        Head(pk, group_id, group, department_id, department, index if kind == JournalKind.MODULE and index else short or name, part or "")
        for pk, group_id, group, department_id, department, index, short, name, kind, part in rows.values_list(*COLUMNS)
    ]  # fmt: skip
    return {head.id: head for head in sorted(found, key=lambda head: (head.group, head.name))}
