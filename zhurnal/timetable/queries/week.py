"""The week of a group, a teacher or a room, and the rooms that are free."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from zhurnal.curriculum.models import Group
from zhurnal.curriculum.relations import open_on
from zhurnal.kernel.dates import WEEKDAYS
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.names import short_name
from zhurnal.timetable.models import Lesson, MovedDay, Room
from zhurnal.timetable.pattern_rows import bells_of
from zhurnal.timetable.queries.editor import rooms_of, teachers_of
from zhurnal.timetable.rules.bells import FIRST, Bells
from zhurnal.timetable.rules.lesson import State, is_remote

Place = tuple[int, int]
"""Shift and pair: shift 1 where the number says all."""
WEEK = dt.timedelta(days=7)
KINDS = {"group": "Группа", "teacher": "Преподаватель", "room": "Аудитория"}


@dataclass(frozen=True, slots=True)
class WeekLesson:
    """A lesson in a cell."""

    group: str
    title: str
    subgroup: str
    teacher: str
    room: str
    starts: dt.time
    ends: dt.time
    substituted: bool
    cancelled: bool


@dataclass(frozen=True, slots=True)
class WeekRow:
    """One pair of a shift: a cell for each day. ``free``: rooms free at that pair, for the page of rooms, else empty."""

    pair: int
    shift: int
    cells: tuple[tuple[WeekLesson, ...], ...]
    free: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class WeekPage:
    """Everything the page of the week shows."""

    kind: str
    whose: str
    title: str
    monday: dt.date
    days: tuple[tuple[dt.date, str], ...]
    rows: tuple[WeekRow, ...]
    choices: tuple[tuple[str, str], ...]
    lessons: int

    @property
    def previous(self) -> dt.date:
        """A day of the week before."""
        return self.monday - dt.timedelta(days=7)

    @property
    def following(self) -> dt.date:
        """A day of the week after."""
        return self.monday + dt.timedelta(days=7)

    @property
    def saturday(self) -> dt.date:
        """The last day shown."""
        return self.days[-1][0]


def load_week(actor: PersonActor, kind: str, whose: str, day: dt.date) -> WeekPage:
    """The week that holds the day. At most six statements."""
    kind = kind if kind in KINDS else "group"
    choices = _choices(actor, kind, day)
    chosen = next((item for item in choices if item[0] == whose), next(iter(choices), ("", "")))
    monday = day - dt.timedelta(days=day.weekday())
    bells = bells_of(actor.college_id)
    moved = _moved(actor, monday)
    lessons = _lessons(actor, monday, bells, moved)
    own = [row for row in lessons if chosen[0] in row.keys[kind]]
    days = tuple(monday + dt.timedelta(days=n) for n in range(7 if any(r.date.weekday() == 6 for r in own) else 6))
    cells: dict[tuple[dt.date, Place], list[WeekLesson]] = defaultdict(list)
    for row in own:
        cells[row.date, row.place].append(row.lesson)
    places = _places(bells, (row.place for row in own))
    free = _free(actor, lessons, days, places, bells, moved) if kind == "room" else {}
    rows = tuple(
        WeekRow(
            place[1], place[0], tuple(tuple(cells[date, place]) for date in days),
            tuple(free.get((date, place), ()) for date in days) if free else (),
        )
        for place in places
    )  # fmt: skip
    named = tuple((date, WEEKDAYS[date.weekday()]) for date in days)
    return WeekPage(kind, chosen[0], chosen[1], monday, named, rows, choices, len(own))


@dataclass(frozen=True, slots=True)
class _Row:
    date: dt.date
    place: Place
    keys: dict[str, tuple[str, ...]]
    lesson: WeekLesson


def _moved(actor: PersonActor, monday: dt.date) -> dict[dt.date, int]:
    """Days of the week that work by another weekday's bells, and which one's."""
    rows = MovedDay.objects.of(actor.college_id).filter(date__gte=monday, date__lt=monday + WEEK)
    return dict(rows.values_list("date", "weekday"))


def _lessons(actor: PersonActor, monday: dt.date, bells: Bells, moved: Mapping[dt.date, int]) -> list[_Row]:
    rows = Lesson.objects.of(actor.college_id).filter(date__gte=monday, date__lt=monday + WEEK)
    columns = (
        "date", "pair", "course__group_id", "teacher_id", "room_id", "course__group__name",
        "course__discipline__short_name", "course__subgroup__name", "teacher__surname", "teacher__given",
        "teacher__patronymic", "room__name", "starts", "ends", "substituted", "state",
    )  # fmt: skip
    found = []
    for date, pair, group, teacher, room, *words in rows.order_by("date", "pair", "starts").values_list(*columns):
        name, title, subgroup, surname, given, patronymic, place, starts, ends, substituted, state = words
        keys: dict[str, tuple[str, ...]] = {
            "group": (group.hex,),
            "teacher": (teacher.hex,),
            "room": (room.hex,) if room else (),
        }
        lesson = WeekLesson(
            name, title, subgroup or "", short_name(surname, given, patronymic), place or "", starts, ends, substituted,
            state == State.CANCELLED,
        )  # fmt: skip
        shift = bells.shift_of(moved.get(date, date.isoweekday()), pair, starts)
        found.append(_Row(date, (shift, pair), keys, lesson))
    return found


def _choices(actor: PersonActor, kind: str, day: dt.date) -> tuple[tuple[str, str], ...]:
    if kind == "group":
        rows = Group.objects.of(actor.college_id).filter(year__starts__lte=day, year__ends__gte=day)
        named: list[tuple[UUID, str]] = list(rows.order_by("course_year", "name").values_list("pk", "name"))
    else:
        named = teachers_of(actor, day) if kind == "teacher" else rooms_of(actor)
    return tuple((pk.hex, name) for pk, name in named)


def _places(bells: Bells, seen: Iterable[Place]) -> list[Place]:
    """The pairs of a week: all that ring or are held, and those of a later shift that counts from one again."""
    known = {(FIRST, pair) for _building, _shift, _weekday, pair in bells.rings}
    later = {place for weekday in range(1, 8) for place in bells.own_places(weekday)}
    return sorted(place for place in {*known, *later, *seen} if place[1] >= 0)


def _free(
    actor: PersonActor,
    lessons: list[_Row],
    days: tuple[dt.date, ...],
    places: list[Place],
    bells: Bells,
    moved: Mapping[dt.date, int],
) -> dict[tuple[dt.date, Place], tuple[str, ...]]:
    """(date, place) → names of the rooms in which nobody sits then: by the clock, by the pair where no bell rings."""
    offered = Room.objects.of(actor.college_id).filter(open_on(days[-1] if days else actor.today))
    rooms = dict(offered.order_by("building", "name").values_list("pk", "name"))
    rooms = {pk: name for pk, name in rooms.items() if not is_remote(name)}
    held: dict[dt.date, list[_Row]] = defaultdict(list)
    for row in lessons:
        if not row.lesson.cancelled:
            held[row.date].append(row)
    found = {}
    for date in days:
        for shift, pair in places:
            ring = bells.at(moved.get(date, date.isoweekday()), pair, shift)
            taken = {
                key
                for row in held[date]
                if row.place == (shift, pair) or (ring and row.lesson.starts < ring[1] and ring[0] < row.lesson.ends)
                for key in row.keys["room"]
            }
            found[date, (shift, pair)] = tuple(name for pk, name in rooms.items() if pk.hex not in taken)
    return found
