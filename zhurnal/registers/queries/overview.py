"""How complete the registers of all groups in reach are, by section and by field: the same few statements for any number."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q

from zhurnal.curriculum.models import GroupLeader, Membership
from zhurnal.curriculum.relations import on_list, valid_on
from zhurnal.kernel import policy
from zhurnal.kernel.sql import fetch_all, marks_for, table, uid, uuids
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Account, Guardianship, Person
from zhurnal.people.rules.names import short_name
from zhurnal.registers.chosen import chosen_fields
from zhurnal.registers.models import RegisterValue
from zhurnal.registers.policy import OVERVIEW
from zhurnal.registers.rules.completeness import Filled, is_stale
from zhurnal.registers.rules.fields import SECTION_TITLES, Chosen, Field, Kind, Section
from zhurnal.registers.rules.news import Reminded

_BORN, _SEX, _MAIL = ~Q(student__birth_date=None), ~Q(student__sex=""), ~Q(student__email="")
COLUMNS = {"birth_date": _BORN, "sex": _SEX, "email": _MAIL}


@dataclass(slots=True)
class GroupLine:
    """One group of the overview. ``fields``: cells filled by field; ``access``: minors a parent of whom can sign in."""

    id: UUID
    name: str
    department: str
    leaders: list[str] = field(default_factory=list)
    leader_ids: list[UUID] = field(default_factory=list)
    students: int = 0
    minors: int = 0
    fields: dict[str, Filled] = field(default_factory=dict)
    access: Filled = field(default_factory=Filled)
    changed: date | None = None
    stale: bool = False

    def section(self, demanded: tuple[Field, ...], section: Section) -> Filled:
        """All demanded cells of a section together."""
        return sum((self.fields[one.key] for one in demanded if one.section is section), Filled())

    @property
    def whole(self) -> Filled:
        """All demanded cells."""
        return sum(self.fields.values(), Filled())


@dataclass(frozen=True, slots=True)
class Row:
    """A group with its figures in the order of the columns; the last of them is access."""

    group: GroupLine
    cells: list[tuple[str, Filled]]


@dataclass(frozen=True, slots=True)
class Overview:
    """``titles``: sections, then access. ``departments``: name → its groups."""

    titles: list[str]
    departments: list[tuple[str, list[Row]]]
    groups: int
    students: int
    whole: Filled


def load_overview(actor: PersonActor) -> Overview:
    """Seven statements, whatever the groups."""
    chosen = chosen_fields(actor.college_id)
    groups = _groups(actor)
    lines = {group.id: group for group in groups}
    if lines:
        _count(actor, chosen, lines)
    sections = chosen.sections
    titles = [*(SECTION_TITLES[section] for section in sections), "Доступы родителей"]
    departments: dict[str, list[Row]] = defaultdict(list)
    for group in groups:
        figures = [*(group.section(chosen.demanded, section) for section in sections), group.access]
        departments[group.department].append(Row(group, list(zip(titles, figures, strict=True))))
    whole = sum((group.whole for group in groups), Filled())
    return Overview(titles, sorted(departments.items()), len(groups), sum(group.students for group in groups), whole)


def lacking(page: Overview) -> list[Reminded]:
    """Groups in whose registers something is missing, for their leaders."""
    lines = [row.group for _name, rows in page.departments for row in rows if row.group.whole.missing]
    return [
        Reminded(one.id, one.name, one.whole.percent or 0, one.whole.missing, tuple(one.leader_ids)) for one in lines
    ]


def _groups(actor: PersonActor) -> list[GroupLine]:
    """Groups in reach that have somebody on their list today, with their leaders. Two statements."""
    own = actor.college_id
    alive = Membership.objects.of(own).filter(on_list(actor.today)).values("group_id")
    rows = policy.visible(actor, OVERVIEW).filter(pk__in=alive).order_by("name")
    lines = [
        GroupLine(pk, name, department) for pk, name, department in rows.values_list("pk", "name", "department__name")
    ]
    leaders = GroupLeader.objects.of(own).filter(valid_on(actor.today), group__in=[line.id for line in lines])
    by_group: dict[UUID, list[tuple[UUID, str]]] = defaultdict(list)
    for group, person, *name in leaders.order_by("since", "pk").values_list("group_id", "person_id", *_named("person")):
        by_group[group].append((person, short_name(*name)))
    for line in lines:
        line.leader_ids = [person for person, _name in by_group[line.id]]
        line.leaders = [name for _person, name in by_group[line.id]]
    return lines


def _named(prefix: str) -> list[str]:
    return [f"{prefix}__{part}" for part in ("surname", "given", "patronymic")]


def _count(actor: PersonActor, chosen: Chosen, lines: dict[UUID, GroupLine]) -> None:
    done: dict[tuple[UUID, str], int] = defaultdict(int)
    members = Membership.objects.of(actor.college_id).filter(on_list(actor.today), group__in=list(lines))
    counts = {f"n_{name}": Count("pk", filter=there) for name, there in COLUMNS.items()}
    minor = ~Q(student__birth_date__lte=actor.adult_since) | Q(student__birth_date=None)
    rows = (
        members.values("group_id")
        .order_by("group_id")
        .annotate(n=Count("pk"), n_minor=Count("pk", filter=minor), **counts)
    )
    for row in rows:
        line = lines[row["group_id"]]
        line.students, line.minors = row["n"], row["n_minor"]
        for one in chosen.demanded:
            if one.column and not one.of_parent:
                done[line.id, one.key] = row[f"n_{one.column}"]
    _count_values(actor, lines, done)
    _count_families(actor, chosen, lines, done)
    for line in lines.values():
        for one in chosen.demanded:
            of = line.minors if one.of_parent or one.kind is Kind.FAMILY else line.students
            line.fields[one.key] = Filled(done[line.id, one.key], of)
        line.stale = is_stale(line.changed, line.whole, actor.today)


_MEMBERS = """
    FROM {members} m
   {joins}
   WHERE m.college_id = %s AND m.entered <= %s AND (m.{left} IS NULL OR m.{left} > %s) AND m.group_id IN ({groups})
"""


def _of_members(actor: PersonActor, lines: dict[UUID, GroupLine], joins: str) -> tuple[str, list[Any]]:
    wanted = [uid(group) for group in lines]
    left = connection.ops.quote_name("left")
    text = _MEMBERS.format(members=table(Membership), joins=joins, left=left, groups=marks_for(wanted))
    return text, [uid(actor.college_id), actor.today, actor.today, *wanted]


def _count_values(actor: PersonActor, lines: dict[UUID, GroupLine], done: dict[tuple[UUID, str], int]) -> None:
    """Students' own fields, and when the last of them was written. One statement."""
    body, params = _of_members(
        actor,
        lines,
        f"JOIN {table(RegisterValue)} v ON v.college_id = m.college_id AND v.person_id = m.student_id AND v.value <> ''",
    )
    rows = fetch_all(
        f"SELECT m.group_id, v.field, COUNT(*), MAX(v.changed_at) {body} GROUP BY m.group_id, v.field", params
    )
    for group_id, key, number, moment in rows:
        line = lines[uuids(group_id)]
        done[line.id, key] = number
        day = _day(moment, actor)
        line.changed = max(line.changed or day, day)


def _day(moment: Any, actor: PersonActor) -> date:
    """A moment of either database as a day of the college."""
    if isinstance(moment, str):
        moment = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    day: date = moment.astimezone(actor.now.tzinfo).date()
    return day


def _count_families(
    actor: PersonActor, chosen: Chosen, lines: dict[UUID, GroupLine], done: dict[tuple[UUID, str], int]
) -> None:
    """Minors with a representative, with his mail, with his sign-in, and with each field of his. Two statements."""
    bonds = f"""
    JOIN {table(Person)} s ON s.college_id = m.college_id AND s.id = m.student_id
         AND (s.birth_date IS NULL OR s.birth_date > %s)
    JOIN {table(Guardianship)} g ON g.college_id = m.college_id AND g.student_id = m.student_id AND g.since <= %s
         AND (g.until IS NULL OR g.until >= %s)"""
    dates = [actor.adult_since, actor.today, actor.today]
    body, params = _of_members(actor, lines, f"""{bonds}
    JOIN {table(Person)} p ON p.college_id = g.college_id AND p.id = g.parent_id
    LEFT JOIN {table(Account)} a ON a.college_id = g.college_id AND a.person_id = g.parent_id AND a.is_active""")  # fmt: skip
    # An account opens nothing while nobody knows until when its parent may see (A11.3).
    seen = " AND (s.birth_date IS NOT NULL OR g.consent)" if actor.asked_since else ""
    told = f"""
        SELECT m.group_id, COUNT(DISTINCT m.student_id), COUNT(DISTINCT CASE WHEN p.email <> '' THEN m.student_id END),
               COUNT(DISTINCT CASE WHEN a.id IS NOT NULL{seen} THEN m.student_id END) {body} GROUP BY m.group_id"""
    found = {uuids(group): figures for group, *figures in fetch_all(told, [*dates, *params])}
    for line in lines.values():
        known, mail, access = found.get(line.id, (0, 0, 0))
        done[line.id, "family"], done[line.id, "parent_email"] = known, mail
        line.access = Filled(access, line.minors)
    body, params = _of_members(
        actor,
        lines,
        f"""{bonds}
    JOIN {table(RegisterValue)} v ON v.college_id = g.college_id AND v.person_id = g.parent_id AND v.value <> ''""",
    )
    told = f"SELECT m.group_id, v.field, COUNT(DISTINCT m.student_id) {body} GROUP BY m.group_id, v.field"
    asked = {one.key for one in chosen.demanded if one.of_parent}
    for group_id, key, number in fetch_all(told, [*dates, *params]):
        if key in asked:
            done[uuids(group_id), key] = number
