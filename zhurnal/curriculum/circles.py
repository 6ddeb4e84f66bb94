"""Whose data a group, a subgroup, a department or a page of the journal holds, for the record of readings (2.1)."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from zhurnal.curriculum.models import Course, Group, Membership, SubgroupMembership
from zhurnal.kernel.readings import COLLEGE, PERSON, Circle, Path, declare, register_places
from zhurnal.organisation.models import Department
from zhurnal.people.models import Person

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


@dataclass(frozen=True, slots=True)
class Span:
    """Everybody of a circle on any of these days, both included."""

    kind: str
    key: UUID
    since: date
    until: date


def people_of(college_id: UUID, spans: Collection[Span]) -> dict[Span, set[UUID]]:
    """Who they were: the way back of ``_places``. Three statements, one more where the whole college is meant."""
    held: dict[tuple[str, UUID], list[tuple[UUID, date, date | None]]] = {}
    groups = Membership.objects.of(college_id)
    for student, group, department, entered, left in groups.values_list(
        "student_id", "group_id", "group__department_id", "entered", "left"
    ):
        for place in ((GROUP, group), (DEPARTMENT, department)):
            held.setdefault(place, []).append((student, entered, left - timedelta(days=1) if left else None))
    parts = SubgroupMembership.objects.of(college_id)
    for student, subgroup, since, until in parts.values_list("student_id", "subgroup_id", "since", "until"):
        held.setdefault((SUBGROUP, subgroup), []).append((student, since, until))
    whole: set[UUID] = set()
    if any(one.kind == COLLEGE for one in spans):
        whole = set(Person.objects.of(college_id).values_list("pk", flat=True))
    return {one: _within(one, held, whole) for one in spans}


def _within(
    span: Span, held: dict[tuple[str, UUID], list[tuple[UUID, date, date | None]]], whole: set[UUID]
) -> set[UUID]:
    if span.kind == PERSON:
        return {span.key}
    if span.kind == COLLEGE:
        return whole
    stays = held.get((span.kind, span.key), ())
    return {who for who, since, until in stays if since <= span.until and (until is None or until >= span.since)}


def register() -> None:
    """Declare them."""
    declare(Group, Path(GROUP, "id", "year__starts"))
    declare(Course, *of_course())
    declare(SubgroupMembership, Path(PERSON, "student_id"))
    declare(Department, Path(DEPARTMENT, "id"))
    register_places(_places)
