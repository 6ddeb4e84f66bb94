"""The weekly pattern as a board: groups across, weekdays and pairs down, clashes said in each slot."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, time
from uuid import UUID

from django.db.models import Q

from zhurnal.academic_year.models import Term
from zhurnal.curriculum.models import Course, CourseTeacher, Group
from zhurnal.curriculum.relations import open_on
from zhurnal.kernel import policy
from zhurnal.kernel.dates import WEEKDAYS
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import RoleGrant
from zhurnal.people.rules.names import short_name
from zhurnal.people.rules.roles import Role
from zhurnal.timetable.models import Room, Slot
from zhurnal.timetable.pattern_rows import bells_of, calendar_of, names_of, rung, said, slot_rows
from zhurnal.timetable.policy import PATTERN_WRITE
from zhurnal.timetable.rules.bells import FIRST, Bells, place_key
from zhurnal.timetable.rules.pattern import SlotRow
from zhurnal.timetable.rules.pattern_clashes import all_clashes_of, clashes_of_slot
from zhurnal.timetable.rules.pattern_words import SlotNames, marks_of, pair_words

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
    """One pair of a weekday in a shift; ``first`` begins a day of ``pairs`` lines, ``starts`` is when the bell rings."""

    weekday: int
    day: str
    pair: int
    shift: int
    starts: time | None
    first: bool
    pairs: int
    cells: tuple[Cell, ...]

    @property
    def key(self) -> str:
        """Its pair and shift."""
        return place_key(self.pair, self.shift)

    @property
    def words(self) -> str:
        """«3-я пара»."""
        return pair_words(self.pair, self.shift)


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
    bells = bells_of(actor.college_id)
    rows, names = slot_rows(term, bells=bells), names_of(term)
    groups = _groups(actor, term)
    filters = _narrowed(filters, groups)
    shown_rows = [row for row in rows if _fits(row, filters)]
    shown = _shown(groups, filters, {row.group for row in shown_rows})
    clashes = all_clashes_of(rows, calendar_of(term))
    seen = {group.pk for group in shown}
    slots: dict[tuple[int, int, int, UUID], list[BoardSlot]] = defaultdict(list)
    for row in shown_rows:
        words = said(clashes.get(row.id, []), names[row.id], names)
        board = BoardSlot(row.id, names[row.id], marks_of(row, (term.starts, term.ends)), tuple(words))
        slots[row.weekday, row.shift, row.pair, row.group].append(board)
    lines = _lines(bells, shown, slots, rows)
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
    bells: Bells,
    groups: tuple[Group, ...],
    slots: dict[tuple[int, int, int, UUID], list[BoardSlot]],
    rows: list[SlotRow],
) -> tuple[Line, ...]:
    sunday = any(place[0] == 7 for place in slots)
    return tuple(
        Line(
            day, WEEKDAYS[day - 1], pair, shift, ring[0] if (ring := bells.at(day, pair, shift)) else None, number == 0, len(places),
            tuple(Cell(group.pk, tuple(slots.get((day, shift, pair, group.pk), ()))) for group in groups),
        )
        for day in range(1, 8 if sunday else 7)
        for places in [_places(bells, day, rows)]
        for number, (shift, pair) in enumerate(places)
    )  # fmt: skip


def _places(bells: Bells, weekday: int, rows: list[SlotRow], spare: int = 0) -> list[tuple[int, int]]:
    """(shift, pair) of a weekday: all pairs in one row, then those of a later shift that counts from one again."""
    known = {pair for building, _shift, _day, pair in bells.rings if not building}
    taken = {row.pair for row in rows}
    first, last = (
        min({1, *known, *taken}),
        max({USUAL_PAIRS + spare, *known, *taken}),
    )  # «нулевая пара», where there is one
    later = {(row.shift, row.pair) for row in rows if row.shift > FIRST and row.weekday == weekday}
    return [(FIRST, pair) for pair in range(first, last + 1)] + sorted({*bells.own_places(weekday), *later})


def places_offered(actor: PersonActor) -> list[tuple[str, str]]:
    """(key, words) of the places that a later shift rings besides those told by a number."""
    bells = bells_of(actor.college_id)
    found = {(shift, pair) for weekday in range(1, 8) for shift, pair in bells.own_places(weekday)}
    return [(place_key(pair, shift), pair_words(pair, shift)) for shift, pair in sorted(found)]


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
    bells = bells_of(actor.college_id)
    rows, names, calendar = slot_rows(term, bells=bells), names_of(term), calendar_of(term)
    own = next(row for row in rows if row.id == slot.pk)
    found: dict[str, list[str]] = {}
    for weekday in range(1, 8):
        for shift, pair in _places(bells, weekday, rows, spare=2):
            there = rung(replace(own, weekday=weekday, pair=pair, shift=shift), bells)
            clashes = said(clashes_of_slot(there, rows, calendar), names[own.id], names)
            found[f"{weekday}-{place_key(pair, shift)}"] = clashes
    return found
