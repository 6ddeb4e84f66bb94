"""Which part of the college a dashboard shows, and by what it may be divided further. Pure."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Dimension(StrEnum):
    """By what lines are made."""

    WHOLE = "whole"
    DEPARTMENT = "departments"
    GROUP = "groups"
    SPECIALTY = "specialties"
    DISCIPLINE = "disciplines"
    TEACHER = "teachers"
    JOURNAL = "journals"


WORDS = {
    Dimension.DEPARTMENT: "Отделения",
    Dimension.GROUP: "Группы",
    Dimension.SPECIALTY: "Специальности",
    Dimension.DISCIPLINE: "Дисциплины",
    Dimension.TEACHER: "Преподаватели",
    Dimension.JOURNAL: "Журналы",
}
ONE = {
    Dimension.DEPARTMENT: "Отделение",
    Dimension.GROUP: "Группа",
    Dimension.SPECIALTY: "Специальность",
    Dimension.DISCIPLINE: "Дисциплина",
    Dimension.TEACHER: "Преподаватель",
    Dimension.JOURNAL: "Журнал",
}


@dataclass(frozen=True, slots=True)
class Cut:
    """Nothing named is everything within reach. ``own``: a teacher asks about himself, whatever else he may see."""

    department: UUID | None = None
    group: UUID | None = None
    specialty: str | None = None
    discipline: UUID | None = None
    teacher: UUID | None = None
    own: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether nothing is cut away."""
        named = (self.department, self.group, self.specialty, self.discipline, self.teacher)
        return not any(one is not None for one in named)


def divisions(cut: Cut, *, teachers: bool, departments: int, groups: int) -> tuple[Dimension, ...]:
    """By what this part may be divided, the first is shown first. ``teachers``: the person answers for the work of teachers."""
    if cut.teacher:
        return (Dimension.JOURNAL, Dimension.GROUP, Dimension.DISCIPLINE)
    if cut.group:
        return (Dimension.JOURNAL,)
    named = [Dimension.TEACHER] if teachers else []
    if cut.discipline:
        return (Dimension.GROUP, *named, Dimension.JOURNAL)
    found = [] if cut.department or departments < 2 else [Dimension.DEPARTMENT]
    found += [Dimension.GROUP]
    found += [] if cut.specialty else [Dimension.SPECIALTY]
    return (*found, Dimension.DISCIPLINE, *named, *([] if groups > 1 else [Dimension.JOURNAL]))
