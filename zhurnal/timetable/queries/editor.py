"""The weekly pattern as a board: groups across, weekdays and pairs down, clashes said in each slot."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Q

from zhurnal.academic_year.models import Bell, Term
from zhurnal.curriculum.models import Course, CourseTeacher, Group
from zhurnal.curriculum.relations import open_on
from zhurnal.kernel import policy
from zhurnal.kernel.dates import WEEKDAYS
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import RoleGrant
from zhurnal.people.rules.names import short_name
from zhurnal.people.rules.roles import Role
from zhurnal.timetable.models import Room, Slot
from zhurnal.timetable.pattern_rows import calendar_of, names_of, said, slot_rows
from zhurnal.timetable.policy import PATTERN_WRITE
from zhurnal.timetable.rules.pattern import SlotRow
from zhurnal.timetable.rules.pattern_clashes import all_clashes_of, clashes_of_slot
from zhurnal.timetable.rules.pattern_words import SlotNames, marks_of

USUAL_PAIRS = 4


@dataclass(frozen=True, slots=True)
class BoardSlot:
    """A slot as the board shows it."""

    id: UUID
    names: SlotNames
    marks: tuple[str, ...]
    clashes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One group at one pair."""

    group: UUID
    slots: tuple[BoardSlot, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One pair of a weekday; ``first`` begins a day of ``pairs`` lines."""

    weekday: int
    day: str
    pair: int
    first: bool
    pairs: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked to be shown: keys of departments and courses of study, ids of group, teacher and room, or ""."""

    term: str = ""
    department: str = ""
    group: str = ""
    teacher: str = ""
    room: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """Everything the page of the editor shows. ``choices``: filter → (value, title, chosen)."""

    term: Term | None
    terms: tuple[Term, ...]
    filters: Filters
    choices: dict[str, tuple[tuple[str, str], ...]]
    groups: tuple[Group, ...]
    lines: tuple[Line, ...]
    clashing: int
    total: int
    writes: bool


def term_asked(actor: PersonActor, key: str) -> tuple[Term | None, tuple[Term, ...]]:
    """The term of the key, else the one of today, else the next; and all terms that may be chosen."""
    terms = tuple(Term.objects.of(actor.college_id).select_related("year").order_by("-starts")[:8])
    by_key = next((term for term in terms if term.pk.hex == key.replace("-", "")), None)
    current = [term for term in terms if term.ends >= actor.today]
    return by_key or (current[-1] if current else next(iter(terms), None)), terms


def load_board(actor: PersonActor, filters: Filters) -> Board:
    """The board: one department, or the groups that a teacher or a room meets. A constant number of statements."""
    term, terms = term_asked(actor, filters.term)
    if term is None:
        return Board(None, (), filters, {}, (), (), 0, 0, writes=False)
    rows, names = slot_rows(term), names_of(term)
    groups = _groups(actor, term)
    filters = _narrowed(filters, groups)
    shown_rows = [row for row in rows if _fits(row, filters)]
    shown = _shown(groups, filters, {row.group for row in shown_rows})
    clashes = all_clashes_of(rows, calendar_of(term))
    seen = {group.pk for group in shown}
    slots: dict[tuple[int, int, UUID], list[BoardSlot]] = defaultdict(list)
    for row in shown_rows:
        words = said(clashes.get(row.id, []), names[row.id], names)
        board = BoardSlot(row.id, names[row.id], marks_of(row, (term.starts, term.ends)), tuple(words))
        slots[row.weekday, row.pair, row.group].append(board)
    lines = _lines(actor, shown, slots, max((row.pair for row in rows), default=0))
    clashing = sum(1 for row in shown_rows if row.id in clashes and row.group in seen)
    total = sum(1 for row in shown_rows if row.group in seen)
    choices = _choices(actor, groups, term)
    return Board(term, terms, filters, choices, shown, lines, clashing, total, policy.may(actor, PATTERN_WRITE))


def _groups(actor: PersonActor, term: Term) -> tuple[Group, ...]:
    rows = Group.objects.of(actor.college_id).filter(year=term.year_id).select_related("department")
    if not policy.may(actor, PATTERN_WRITE) and Role.DEPARTMENT_HEAD in actor.roles:
        rows = rows.filter(department__in=actor.departments)
    return tuple(rows.order_by("department__name", "course_year", "name"))


def _narrowed(filters: Filters, groups: tuple[Group, ...]) -> Filters:
    """Without any choice the first department is shown, so that the page stays small."""
    if filters.department or filters.group or filters.teacher or filters.room or not groups:
        return filters
    return replace(filters, department=groups[0].department_id.hex)


def _fits(row: SlotRow, filters: Filters) -> bool:
    return (not filters.teacher or row.teacher.hex == filters.teacher) and (
        not filters.room or (row.room is not None and row.room.hex == filters.room)
    )


def _shown(groups: tuple[Group, ...], filters: Filters, met: set[UUID]) -> tuple[Group, ...]:
    if filters.group:
        return tuple(group for group in groups if group.pk.hex == filters.group)
    if filters.teacher or filters.room:
        return tuple(group for group in groups if group.pk in met)
    return tuple(group for group in groups if group.department_id.hex == filters.department)


def _lines(
    actor: PersonActor, groups: tuple[Group, ...], slots: dict[tuple[int, int, UUID], list[BoardSlot]], last: int
) -> tuple[Line, ...]:
    bells = Bell.objects.of(actor.college_id).filter(building="").values_list("weekday", "pair").distinct()
    known = set(bells)
    pairs = max(last, *(pair for _day, pair in known), USUAL_PAIRS) if known else max(last, USUAL_PAIRS)
    first = min(
        (1, *(pair for _day, pair in known), *(place[1] for place in slots))
    )  # «нулевая пара», where there is one
    days = [day for day in range(1, 8) if day < 7 or any(place[0] == day for place in slots)]
    return tuple(
        Line(
            day, WEEKDAYS[day - 1], pair, pair == first, pairs - first + 1,
            tuple(Cell(group.pk, tuple(slots.get((day, pair, group.pk), ()))) for group in groups),
        )
        for day in days
        for pair in range(first, pairs + 1)
    )  # fmt: skip


def _choices(actor: PersonActor, groups: tuple[Group, ...], term: Term) -> dict[str, tuple[tuple[str, str], ...]]:
    departments = {group.department_id.hex: group.department.name for group in groups}
    return {
        "department": tuple(departments.items()),
        "group": tuple((group.pk.hex, group.name) for group in groups),
        "teacher": tuple((pk.hex, name) for pk, name in teachers_of(actor, term.starts)),
        "room": tuple((pk.hex, name) for pk, name in rooms_of(actor)),
    }


def teachers_of(actor: PersonActor, day: date) -> list[tuple[UUID, str]]:
    """(id, short name) of all teachers of today or of the day."""
    grants = RoleGrant.objects.of(actor.college_id).filter(role=Role.TEACHER, since__lte=max(actor.today, day))
    columns = ("person__surname", "person__given", "person__patronymic")
    rows = grants.exclude(until__lt=actor.today).order_by(*columns).values_list("person_id", *columns)
    return list({pk: short_name(*name) for pk, *name in rows}.items())


def rooms_of(actor: PersonActor, offered: date | None = None, kept: UUID | None = None) -> list[tuple[UUID, str]]:
    """(id, name) of all rooms; of those ``offered`` on a day, besides the one that stands there already."""
    rooms = Room.objects.of(actor.college_id)
    if offered is not None:
        rooms = rooms.filter(open_on(offered) | Q(pk=kept))
    rows = rooms.order_by("building", "name").values_list("pk", "name", "building")
    return [(pk, f"{name}, {building}" if building else name) for pk, name, building in rows]


def courses_of(actor: PersonActor, term: Term, group: UUID | None = None) -> list[tuple[UUID, str, UUID | None]]:
    """(id, title, teacher) of the courses of a term, of one group when given: who leads it now, or is the next to."""
    rows = Course.objects.of(actor.college_id).filter(term=term.pk).order_by("group__name", "discipline__short_name")
    if group:
        rows = rows.filter(group=group)
    teachers: dict[UUID, UUID] = {}
    leads = CourseTeacher.objects.of(actor.college_id).filter(course__term=term.pk)
    leads = leads.filter(Q(until__isnull=True) | Q(until__gte=actor.today))
    teachers.update(leads.order_by("-since").values_list("course_id", "teacher_id"))
    found = rows.values_list("pk", "group__name", "discipline__short_name", "subgroup__name")
    return [
        (pk, ", ".join(part for part in (name, title, subgroup) if part), teachers.get(pk))
        for pk, name, title, subgroup in found
    ]


def places_for(actor: PersonActor, slot: Slot) -> dict[str, list[str]]:
    """«weekday-pair» → what stands in the way of the slot there; empty where it is free."""
    term = Course.objects.of(actor.college_id).select_related("term").get(pk=slot.course_id).term
    rows, names, calendar = slot_rows(term), names_of(term), calendar_of(term)
    own = next(row for row in rows if row.id == slot.pk)
    found: dict[str, list[str]] = {}
    last, first = max(USUAL_PAIRS + 2, *(row.pair for row in rows)), min(1, *(row.pair for row in rows))
    first = 0 if Bell.objects.of(actor.college_id).filter(pair=0).exists() else first
    for weekday in range(1, 8):
        for pair in range(first, last + 1):
            there = replace(own, weekday=weekday, pair=pair)
            found[f"{weekday}-{pair}"] = said(clashes_of_slot(there, rows, calendar), names[own.id], names)
    return found
