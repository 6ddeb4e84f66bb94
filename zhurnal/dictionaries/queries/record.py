"""One row of a list: what stands in it, who bears the same name, what may stand in its fields."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any
from uuid import UUID

from zhurnal.curriculum.models import Curriculum, Discipline, Group, Subgroup
from zhurnal.curriculum.relations import open_on, valid_on
from zhurnal.dictionaries.policy import DOORS, FAMILY, WRITE
from zhurnal.dictionaries.queries.page import all_records, described_of
from zhurnal.dictionaries.rules.columns import PERSONAL
from zhurnal.dictionaries.rules.narrowing import person_key
from zhurnal.exchange.imports.plan.lists.records import Asked, Record, records_of
from zhurnal.kernel import doors, policy
from zhurnal.kernel.errors import Absent
from zhurnal.kernel.search import Way
from zhurnal.movement.policy import CARD
from zhurnal.organisation.models import Department
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person, RoleGrant
from zhurnal.people.policy import ISSUE
from zhurnal.people.rules.names import full_name
from zhurnal.timetable.models import Room
from zhurnal.timetable.policy import ROOM_WEEK, TEACHER_WEEK, WEEK


@dataclass(frozen=True, slots=True)
class Namesake:
    """Somebody else of the same list and name, with what tells him apart."""

    pk: UUID
    title: str
    note: str

    @property
    def told(self) -> str:
        """«Лосев Павел Ильич: 05.03.1980, преподаватель.»."""
        return f"{self.title}: {self.note}." if self.note else f"{self.title}."


@dataclass(frozen=True, slots=True)
class Place:
    """Another page about the same row."""

    title: str
    url: str
    icon: str


def open_record(actor: PersonActor, name: str, row: UUID, *, write: bool = False) -> Record:
    """The row through its door; ``Absent`` when it is not there, not his (to change), or no longer in the list."""
    described, door = described_of(actor, name), DOORS[name]
    related = tuple(door.anchor.split(".")[:-1])
    found = doors.fetch(actor, WRITE[name] if write else door.action, door.model, related=related, pk=row)
    anchor: Any = reduce(getattr, door.anchor.split("."), found)
    rows = policy.visible(actor, described.action).filter(pk=anchor)
    for record in records_of(name, Asked(actor.college_id, actor.today, rows)):
        if record.pk == row:
            return record
    raise Absent


PLACES: dict[str, tuple[tuple[str, str, str, str, str], ...]] = {
    "staff": (
        ("Расписание", "calendar", TEACHER_WEEK, "timetable:week", "by=teacher&whose="),
        ("Доступ в журнал", "key", ISSUE, "people:access", ""),
    ),
    "students": (
        ("Дневник", "book", "journal.diary.read", "journal:diary", ""),
        ("Движение", "refresh", CARD, "movement:card", ""),
    ),
    "groups": (("Расписание", "calendar", WEEK, "timetable:week", "by=group&whose="),),
    "rooms": (("Занятость", "calendar", ROOM_WEEK, "timetable:week", "by=room&whose="),),
    "load": (("Журнал", "book", "journal.page.read", "journal:page", ""),),
}
"""(title, icon, action, address, query) of other pages about a row."""


def places_of(actor: PersonActor, name: str, row: UUID) -> list[Place]:
    """Other pages about the row that this person opens."""
    return [
        Place(title, Way(action, address, query).url(row), icon)
        for title, icon, action, address, query in PLACES.get(name, ())
        if policy.visible(actor, action).filter(pk=row).exists()
    ]


def namesakes_of(actor: PersonActor, name: str, record: Record) -> list[Namesake]:
    """Others of the list with the same full name, told apart by birthday, group, role or child."""
    if name not in PERSONAL:
        return []
    own = person_key(record.texts)
    surname, given = record.texts["surname"], record.texts["given"]
    who = Person.objects.of(actor.college_id).filter(surname=surname, given=given)
    if name != "parents" and who.count() < 2:  # the usual case costs one statement
        return []
    found = []
    for other in all_records(actor, name):
        if other.pk != record.pk and person_key(other.texts) == own:
            about = [other.texts.get(key, "") for key in ("birth_date", "group", "roles", "student")]
            title = " ".join(other.texts[key] for key in ("surname", "given", "patronymic") if other.texts.get(key))
            found.append(Namesake(other.pk, title, ", ".join(text for text in about if text)))
    return found


def children_of(actor: PersonActor, parent: UUID) -> list[Namesake]:
    """Rights of a parent within the reader's reach: the child, and the group with the ground."""
    return [
        Namesake(
            record.pk,
            record.texts["student"],
            ", ".join(record.texts[key] for key in ("group", "basis") if record.texts[key]),
        )
        for record in all_records(actor, "parents")
        if record.facts["parent_id"] == parent
    ]


def suggestions(actor: PersonActor, keys: Sequence[str]) -> dict[str, list[str]]:
    """What fields may hold, by keys of columns: rooms' buildings, departments, plans, groups, colleagues."""
    college, found = actor.college_id, dict[str, list[str]]()
    for key in keys:
        if key == "building":
            rows = Room.objects.of(college).exclude(building="").order_by("building")
            found[key] = list(rows.values_list("building", flat=True).distinct())
        elif key == "department":
            found[key] = list(Department.objects.of(college).order_by("name").values_list("name", flat=True))
        elif key == "plan":
            found[key] = list(Curriculum.objects.of(college).order_by("title").values_list("title", flat=True))
        elif key == "group":
            groups = Group.objects.of(college).filter(open_on(actor.today), year__ends__gte=actor.today)
            found[key] = list(groups.order_by("name").values_list("name", flat=True))
        elif key == "subgroup":
            parts = Subgroup.objects.of(college).filter(group__year__ends__gte=actor.today).order_by("name")
            found[key] = list(parts.values_list("name", flat=True).distinct())
        elif key == "discipline":
            rows = Discipline.objects.of(college).filter(open_on(actor.today)).order_by("name")
            found[key] = list(rows.values_list("name", flat=True).distinct())
        elif key in ("leader", "teachers"):
            found[key] = colleagues(actor)
    return found


def colleagues(actor: PersonActor) -> list[str]:
    """Staff of today by full name; namesakes with their birthday in brackets."""
    grants = RoleGrant.objects.of(actor.college_id).filter(valid_on(actor.today)).exclude(role__in=FAMILY)
    people = Person.objects.of(actor.college_id).filter(pk__in=grants.values("person_id"))
    names: dict[str, list[Any]] = {}
    columns = ("surname", "given", "patronymic", "birth_date")
    for *name, born in people.order_by(*columns).values_list(*columns):
        names.setdefault(full_name(*name), []).append(born)
    return [
        name if len(born) == 1 or day is None else f"{name} ({day:%d.%m.%Y})"
        for name, born in names.items()
        for day in born
    ]
