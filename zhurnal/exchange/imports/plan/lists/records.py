"""Rows of each list as texts. The same texts go into a file and are compared with what comes back, so a file that nobody
touched changes nothing.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from zhurnal.curriculum.models import Course, CourseTeacher, GroupLeader, Membership, SubgroupMembership
from zhurnal.curriculum.relations import on_list, valid_on
from zhurnal.exchange.lists import LISTS, Described, Sort
from zhurnal.exchange.lists.columns import PERSON
from zhurnal.exchange.lists.registers import LISTED
from zhurnal.people.models import RoleGrant
from zhurnal.people.rules.names import full_name
from zhurnal.people.rules.roles import ROLE_NAMES, Role
from zhurnal.registers.chosen import chosen_fields
from zhurnal.registers.models import RegisterValue
from zhurnal.registers.rules.fields import BY_KEY
from zhurnal.registers.rules.reading import shown_value

FAMILY = (Role.STUDENT.value, Role.PARENT.value)
JOIN = "; "


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a list: ``pk`` of its own table, ``texts`` by keys of columns, ``facts``: values behind them."""

    pk: UUID
    texts: Mapping[str, str]
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose rows: of the college on a day, among ``rows`` of the list's table (``policy.visible`` for a file that goes out)."""

    college_id: UUID
    today: dt.date
    rows: QuerySet[Any]


_WHO = ("parent_id", "student_id", "person_id")


def people_in(records: Iterable[Record]) -> set[UUID]:
    """Whose data rows of a list of people hold: those whom the row names, else the row is the person's own."""
    found: set[UUID] = set()
    for record in records:
        named = {record.facts[name] for name in _WHO if record.facts.get(name)}
        found |= named or {record.pk}
    return found


def plain(value: Any) -> Any:
    """An id or a moment as JSON."""
    return value.hex if isinstance(value, UUID) else value.isoformat() if isinstance(value, dt.datetime) else value


def said(value: Any) -> str:
    """A value as a list writes it, on one line."""
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return f"{value:%d.%m.%Y}"
    return " ".join(str(value).split())


def texts_of(described: Described, row: Mapping[str, Any]) -> dict[str, str]:
    """Texts of the columns that are fields of the row's own table."""
    return {
        column.key: column.words.get(str(row[column.field]), "")
        if column.sort is Sort.WORD
        else said(row[column.field])
        for column in described.columns
        if column.field
    }


def records_of(name: str, asked: Asked) -> list[Record]:
    """All rows of a list, in its order."""
    return _MAKERS[name](LISTS[name], asked)


_PERSON_FIELDS = tuple(column.field for column in PERSON)
_BY_NAME = ("surname", "given", "patronymic", "pk")


def _staff(described: Described, asked: Asked) -> list[Record]:
    grants = RoleGrant.objects.of(asked.college_id).exclude(role__in=FAMILY)
    held: dict[UUID, list[str]] = defaultdict(list)
    names = ("person_id", "role", "department__name")
    rows = grants.order_by("since", "role", "pk").values_list(*names, "since", "until")
    last: dict[UUID, dt.date] = {}
    for person, role, department, since, until in rows:
        last[person] = max(last.get(person, dt.date.min), until or dt.date.max)
        if since > asked.today or (until is not None and until < asked.today):
            continue
        word = ROLE_NAMES[Role(role)] + (f" ({department})" if department else "")
        if word not in held[person]:
            held[person].append(word)
    people = asked.rows.filter(pk__in=grants.values("person_id")).order_by(*_BY_NAME)
    return [
        Record(row["pk"], {**texts_of(described, row), **_work(held[row["pk"]], last[row["pk"]])}, row)
        for row in people.values("pk", *_PERSON_FIELDS)
    ]


def _work(roles: list[str], last: dt.date) -> dict[str, str]:
    """Roles of today, and the last day when every role ends."""
    return {"roles": said(JOIN.join(roles)), "until": said(None if last == dt.date.max else last)}


def _students(described: Described, asked: Asked) -> list[Record]:
    grants = RoleGrant.objects.of(asked.college_id).filter(valid_on(asked.today), role=Role.STUDENT)
    lists = Membership.objects.of(asked.college_id).filter(on_list(asked.today)).order_by("entered", "pk")
    names = ("student_id", "group_id", "group__name", "entered", "order_in")
    here = {row["student_id"]: row for row in lists.values(*names, stay=F("pk"))}
    people = asked.rows.filter(pk__in=grants.values("person_id")).order_by(*_BY_NAME)
    found = []
    for row in people.values("pk", *_PERSON_FIELDS):
        place = here.get(row["pk"], {})
        texts = {
            key: said(place.get(name))
            for key, name in (("group", "group__name"), ("entered", "entered"), ("order", "order_in"))
        }
        found.append(Record(row["pk"], {**texts_of(described, row), **texts}, {**row, **place}))
    return sorted(found, key=lambda record: record.texts["group"])


def _parents(described: Described, asked: Asked) -> list[Record]:
    from zhurnal.people.models import Guardianship

    rows = Guardianship.objects.of(asked.college_id).filter(Q(until__isnull=True) | Q(until__gte=asked.today))
    rows = rows.filter(student__in=asked.rows.values("pk")).order_by(*(f"parent__{name}" for name in _BY_NAME), "pk")
    groups = _groups_today(asked)
    found = []
    own = ("pk", "basis", "since", "until", "consent", "parent_id", "student_id")
    people = [f"{who}__{name}" for who in ("parent", "student") for name in ("surname", "given", "patronymic", "email")]
    for row in rows.values(*own, *people):
        parent = {name: row[f"parent__{name}"] for name in ("surname", "given", "patronymic", "email")}
        student = full_name(row["student__surname"], row["student__given"], row["student__patronymic"])
        texts = {"student": said(student), "group": said(groups.get(row["student_id"]))}
        found.append(Record(row["pk"], {**texts_of(described, {**row, **parent}), **texts}, row))
    return found


def _groups_today(asked: Asked) -> dict[UUID, str]:
    rows = Membership.objects.of(asked.college_id).filter(on_list(asked.today)).order_by("entered", "pk")
    return dict(rows.values_list("student_id", "group__name"))


def _groups(described: Described, asked: Asked) -> list[Record]:
    rows = asked.rows.filter(year__in=_years(asked)).order_by("name", "pk")
    leaders = GroupLeader.objects.of(asked.college_id).filter(valid_on(asked.today)).order_by("since", "pk")
    names = ("group_id", "person__surname", "person__given", "person__patronymic")
    led: dict[UUID, list[str]] = defaultdict(list)
    for group, *name in leaders.values_list(*names):
        led[group].append(full_name(*name))
    fields = (
        "pk",
        "name",
        "course_year",
        "department_id",
        "department__name",
        "curriculum__title",
        "curriculum_id",
        "year_id",
        "closed_on",
    )
    return [
        Record(
            row["pk"],
            {
                **texts_of(described, row),
                "department": said(row["department__name"]),
                "leader": said(JOIN.join(led[row["pk"]])),
                "plan": said(row["curriculum__title"]),
            },
            row,
        )
        for row in rows.values(*fields)
    ]


def _years(asked: Asked) -> Any:
    """The year of today; between years the latest."""
    from zhurnal.academic_year.models import AcademicYear

    years = AcademicYear.objects.of(asked.college_id)
    now = years.filter(starts__lte=asked.today, ends__gte=asked.today).order_by("-starts").values_list("pk", flat=True)
    return list(now[:1]) or list(years.order_by("-starts").values_list("pk", flat=True)[:1])


def _subgroups(_described: Described, asked: Asked) -> list[Record]:
    rows = SubgroupMembership.objects.of(asked.college_id).filter(Q(until__isnull=True) | Q(until__gte=asked.today))
    rows = rows.filter(subgroup__group__in=asked.rows.filter(year__in=_years(asked)).values("pk"))
    names = ("student__surname", "student__given", "student__patronymic")
    order = ("subgroup__group__name", "subgroup__name", *names, "since", "pk")
    own = ("pk", "subgroup__group__name", "subgroup__name", *names, "since", "until", "student_id", "subgroup_id")
    return [
        Record(
            row["pk"],
            {
                "group": said(row["subgroup__group__name"]),
                "subgroup": said(row["subgroup__name"]),
                "student": said(full_name(*(row[name] for name in names))),
                "since": said(row["since"]),
                "until": said(row["until"]),
            },
            row,
        )
        for row in rows.order_by(*order).values(*own)
    ]


def _plain(*order: str) -> Callable[[Described, Asked], list[Record]]:
    """A list whose columns are all fields of its own table."""

    def made(described: Described, asked: Asked) -> list[Record]:
        fields = [column.field for column in described.columns if column.field]
        rows: Iterable[dict[str, Any]] = asked.rows.order_by(*order, "pk").values("pk", *fields)
        return [Record(row["pk"], texts_of(described, row), row) for row in rows]

    return made


def _load(described: Described, asked: Asked) -> list[Record]:
    rows: QuerySet[Course] = asked.rows.filter(term__starts__lte=asked.today, term__ends__gte=asked.today)
    teachers = CourseTeacher.objects.of(asked.college_id).filter(valid_on(asked.today)).order_by("since", "pk")
    led: dict[UUID, list[tuple[UUID, UUID, dt.date, str]]] = defaultdict(list)
    names = ("teacher__surname", "teacher__given", "teacher__patronymic")
    for course, pk, teacher, since, *name in teachers.values_list("course_id", "pk", "teacher_id", "since", *names):
        led[course].append((pk, teacher, since, said(full_name(*name))))
    other = ("group__name", "subgroup__name", "discipline__index", "discipline__name")
    order = ("group__name", "discipline__name", "subgroup__number", "pk")
    return [
        Record(
            row["pk"],
            {
                **texts_of(described, row),
                "group": said(row["group__name"]),
                "subgroup": said(row["subgroup__name"]),
                "index": said(row["discipline__index"]),
                "discipline": said(row["discipline__name"]),
                "teachers": JOIN.join(name for *_ids, name in led[row["pk"]]),
            },
            {**row, "led": led[row["pk"]]},
        )
        for row in rows.order_by(*order).values("pk", "hours_planned", *other)
    ]


def _registers(_described: Described, asked: Asked) -> list[Record]:
    """Students on a list today with the values that the college keeps."""
    kept = chosen_fields(asked.college_id)
    keys = [one.key for one in kept.usual if one in LISTED]
    groups = _groups_today(asked)
    people = asked.rows.filter(pk__in=list(groups)).order_by(*_BY_NAME)
    rows: dict[UUID, dict[str, dict[str, Any]]] = defaultdict(dict)
    values = RegisterValue.objects.of(asked.college_id).filter(field__in=keys)
    for row in values.values("id", "person_id", "field", "value", "changed_at", "changed_by_id"):
        own = {name: plain(row[name]) for name in ("id", "value", "changed_at", "changed_by_id")}
        rows[row["person_id"]][row["field"]] = own
    found = []
    for pk, surname, given, patronymic in people.values_list("pk", "surname", "given", "patronymic"):
        texts = {
            "surname": said(surname),
            "given": said(given),
            "patronymic": said(patronymic),
            "group": said(groups[pk]),
        }
        told = {key: shown_value(BY_KEY[key], row["value"]) for key, row in rows[pk].items()}
        found.append(
            Record(pk, {**dict.fromkeys((one.key for one in LISTED), ""), **texts, **told}, {"rows": rows[pk]})
        )
    return sorted(found, key=lambda record: record.texts["group"])


_MAKERS: dict[str, Callable[[Described, Asked], list[Record]]] = {
    "staff": _staff,
    "students": _students,
    "parents": _parents,
    "groups": _groups,
    "subgroups": _subgroups,
    "rooms": _plain("building", "name"),
    "disciplines": _plain("index", "name"),
    "load": _load,
    "registers": _registers,
}
MODELS = {"staff": "person", "students": "person", "parents": "person", "groups": "group", "subgroups": "group",
          "rooms": "room", "disciplines": "discipline", "load": "course", "registers": "person"}  # fmt: skip
