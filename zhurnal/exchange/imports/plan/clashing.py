"""What the lessons of a file would meet: named before anything is written, by the rule by which the editor judges."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from zhurnal.exchange.imports.plan.book import Book, Row
from zhurnal.exchange.imports.readers.problems import Severity
from zhurnal.exchange.rules.changes import Change, What, reference
from zhurnal.kernel.dates import WEEKDAYS_ON
from zhurnal.kernel.wording import plural
from zhurnal.people.rules.names import short_name
from zhurnal.timetable.models import Substitution
from zhurnal.timetable.rules.clashes import Clash, Placed, Shared, all_clashes
from zhurnal.timetable.rules.lesson import State, is_remote

CODE = "met"
PLACE = ("date", "pair", "starts", "ends", "teacher_id", "room_id", "state")
LESSONS = ("занятие", "занятия", "занятий")


@dataclass(frozen=True, slots=True)
class Course:
    """Whose a journal is, and how it is called."""

    group: str
    subgroup: str | None
    name: str
    group_name: str
    subgroup_name: str


def name_clashes(book: Book) -> None:
    """Complain of every clash in which a lesson that the plan writes has a part; the same one of many weeks is told once."""
    written = {_key(change): change for change in book.changes if change.entity == "lesson" and change.what in PLACED}
    touched = {key: change for key, change in written.items() if set(change.after) & set(PLACE)}
    if not touched:
        return
    lessons = _lessons(book, written)
    names = _Names(book)
    streams = {row["course_id"]: row["stream_id"] for row in book.rows("streamcourse")}
    streams |= {row["course_id"]: row["stream_id"] for row in _made(book, "streamcourse")}
    hosts = Substitution.objects.of(book.frame.college_id).filter(host__isnull=False)
    host = {lesson.hex: other.hex for lesson, other in hosts.values_list("lesson_id", "host_id")}
    placed = [names.placed(key, row, streams, host) for key, row in lessons.items() if row["state"] == State.PLANNED]
    met: dict[tuple[object, ...], list[Clash]] = defaultdict(list)
    for clash in all_clashes(placed):
        if clash.first.lesson in touched or clash.second.lesson in touched:
            one, other = (lessons[str(side.lesson)] for side in (clash.first, clash.second))
            sides = frozenset((names.courses[row["course_id"]].name, row["pair"]) for row in (one, other))
            met[clash.shared, sides, clash.first.date.isoweekday()].append(clash)
    for clashes in met.values():
        first = clashes[0]
        mine = first.first if first.first.lesson in touched else first.second
        reason = names.words(first, lessons, len(clashes))
        book.complain(reason, CODE, Severity.QUESTION, touched[str(mine.lesson)].line)


PLACED = frozenset({What.CREATE, What.CHANGE, What.CLOSE})


def _key(change: Change) -> str:
    return change.pk or reference(change.entity, change.key)


def _made(book: Book, entity: str) -> list[Row]:
    return [dict(change.after) for change in book.changes if change.entity == entity and change.what is What.CREATE]


def _lessons(book: Book, written: Mapping[str, Change]) -> dict[str, Row]:
    """All lessons of the days in question as they would stand afterwards."""
    days = [change.after["date"] for change in written.values() if "date" in change.after]
    old = [UUID(change.pk) for change in written.values() if change.pk and "date" not in change.after]
    span = Q(date__gte=min(days), date__lte=max(days)) if days else Q(pk__in=[])
    if old:
        rows = book.rows("lesson", Q(pk__in=old), "date")
        stand = [row["date"] for row in rows] + days
        span = Q(date__gte=min(stand), date__lte=max(stand))
    found = {row["id"]: row for row in book.rows("lesson", span, "id", "course_id", *PLACE)}
    outside = [UUID(pk) for pk, change in written.items() if change.pk and pk not in found]
    if outside:
        found |= {row["id"]: row for row in book.rows("lesson", Q(pk__in=outside), "id", "course_id", *PLACE)}
    for key, change in written.items():
        found[key] = {**found.get(key, {}), **change.after}
    return found


def _called(row: Mapping[str, Any]) -> str:
    """How a row is called: a person, or anything else that has a name."""
    if "surname" in row:
        return short_name(row["surname"], row["given"], row["patronymic"])
    return str(row.get("short_name") or row.get("name") or "")


class _Names:
    """How journals, teachers and rooms are called, those that are only planned too."""

    def __init__(self, book: Book) -> None:
        new = [change for change in book.changes if change.what is What.CREATE]
        made = {reference(one.entity, one.key): _called(one.after) for one in new}
        groups = {row["id"]: row["name"] for row in book.rows("group", None, "id", "name")} | made
        parts = {row["id"]: row["name"] for row in book.rows("subgroup", None, "id", "name")} | made
        taught = {row["id"]: _called(row) for row in book.rows("discipline", None, "id", "name", "short_name")} | made
        rows = book.rows("course", None, "id", "group_id", "subgroup_id", "discipline_id")
        rows += [{**change.after, "id": reference("course", change.key)} for change in new if change.entity == "course"]
        self.courses = {}
        for row in rows:
            group, part = groups.get(row["group_id"], ""), parts.get(row["subgroup_id"] or "", "")
            name = ", ".join(word for word in (group, part, taught.get(row["discipline_id"], "")) if word)
            self.courses[row["id"]] = Course(row["group_id"], row["subgroup_id"], name, group, part)
        people = book.rows("person", None, "id", "surname", "given", "patronymic")
        self.people = {row["id"]: _called(row) for row in people} | made
        self.rooms = {row["id"]: row["name"] for row in book.rows("room", None, "id", "name")} | made

    def placed(self, key: str, row: Row, streams: Mapping[str, str], host: Mapping[str, str]) -> Placed:
        """A lesson as the rule of clashes sees it; a remote one takes no room."""
        course = self.courses[row["course_id"]]
        room = None if is_remote(self.rooms.get(row["room_id"] or "", "")) else row["room_id"]
        return Placed(
            key, dt.date.fromisoformat(row["date"]), dt.time.fromisoformat(row["starts"]),
            dt.time.fromisoformat(row["ends"]), row["teacher_id"], course.group, course.subgroup, room,
            streams.get(row["course_id"]) or host.get(key) or key,
        )  # fmt: skip

    def words(self, clash: Clash, lessons: Mapping[str, Row], count: int) -> str:
        """«Накладка в аудитории 304: «Э-21, Физика» и «Э-22, История», 16.11, в понедельник, 2 пара, всего 4 занятия.»."""
        rows = [lessons[str(side.lesson)] for side in (clash.first, clash.second)]
        first, second = sorted((self.courses[row["course_id"]] for row in rows), key=lambda course: course.name)
        both = f"{first.name}» и «{second.name}"
        who = {
            Shared.TEACHER: f"у преподавателя {self.people.get(str(clash.first.teacher), '')}",
            Shared.ROOM: f"в аудитории {self.rooms.get(str(clash.first.room), '')}",
            Shared.GROUP: f"у подгруппы «{first.subgroup_name}» группы {first.group_name}"
            if first.subgroup and first.subgroup == second.subgroup
            else f"у группы {first.group_name}",
        }[clash.shared]
        day = clash.first.date
        pairs = sorted({row["pair"] for row in rows})
        when = f"{day:%d.%m}, {'в' if day.isoweekday() != 2 else 'во'} {WEEKDAYS_ON[day.isoweekday() - 1]}"
        more = f", всего {plural(count, LESSONS)}" if count > 1 else ""
        return f"Накладка {who}: «{both}», {when}, {' и '.join(map(str, pairs))} пара{more}."
