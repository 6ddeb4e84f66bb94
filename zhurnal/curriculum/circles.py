"""Whose data a group, a subgroup, a department or a page of the journal holds, for the record of readings (2.1)."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from zhurnal.curriculum.models import Course, Group, Membership, SubgroupMembership
from zhurnal.kernel.readings import PERSON, Circle, Path, declare, register_places
from zhurnal.organisation.models import Department

GROUP, SUBGROUP, DEPARTMENT = "group", "subgroup", "department"


def of_course(way: str = "", since: str = "term__starts", unless: str = "") -> tuple[Path, Path]:
    """The people on a page: its subgroup, or the whole group. ``way``: the fields that lead to the page, ``since``: from the row."""
    subgroup = f"{way}subgroup_id"
    return (
        Path(SUBGROUP, subgroup, since, (unless,) if unless else ()),
        Path(GROUP, f"{way}group_id", since, (subgroup, unless) if unless else (subgroup,)),
    )


def _places(college_id: UUID, person: UUID) -> Iterator[tuple[Circle, date | None]]:
    """The groups on whose lists the person was, their departments, his subgroups. Two statements."""
    rows = Membership.objects.of(college_id).filter(student=person)
    for group, department, entered, left in rows.values_list("group_id", "group__department_id", "entered", "left"):
        until = left - timedelta(days=1) if left else None
        yield Circle(GROUP, group, entered), until
        yield Circle(DEPARTMENT, department, entered), until
    parts = SubgroupMembership.objects.of(college_id).filter(student=person)
    for subgroup, since, until in parts.values_list("subgroup_id", "since", "until"):
        yield Circle(SUBGROUP, subgroup, since), until


def register() -> None:
    """Declare them."""
    declare(Group, Path(GROUP, "id", "year__starts"))
    declare(Course, *of_course())
    declare(SubgroupMembership, Path(PERSON, "student_id"))
    declare(Department, Path(DEPARTMENT, "id"))
    register_places(_places)
