"""The record of changes, read as changes of marks: who, from which device, was it new, does he lead the journal.

Rows are found by their ids, which begin with the moment of writing (UUIDv7): so a day is one range of the table.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Min, QuerySet

from zhurnal.curriculum.models import CourseTeacher
from zhurnal.incidents.rules.changes import Column, Marked, value_of, weighed
from zhurnal.kernel.models import Change
from zhurnal.people.actor import PersonActor
from zhurnal.people.devices import bare
from zhurnal.people.models import RoleGrant
from zhurnal.people.rules.roles import Role
from zhurnal.timetable.models import Lesson

DOOR = "incident"
"""The door of what undoing an incident writes: the watch does not look at its own hand."""
ENTRY, WORK = "journal.entry", "journal.work"
KNOWN_DAYS, SETTLED_DAYS, FRESH_HOURS = 30, 7, 24
"""A device is new for so many hours after its first change within so many days, for an account that has worked longer than a week."""
_COLUMNS = (
    "pk",
    "seq",
    "actor_id",
    "actor_name",
    "at",
    "device",
    "chain",
    "target",
    "before",
    "after",
    "reason",
    "hash",
)


def marked(actor: PersonActor, since: datetime, until: datetime, person: UUID | None = None) -> list[Marked]:
    """Changes of marks between two moments (both included) in the order of time, of everybody or of one person."""
    rows = written(actor.college_id, since, until)
    if person is not None:
        rows = rows.filter(actor_id=person)
    found = list(rows.order_by("at", "chain", "seq").values_list(*_COLUMNS))
    return _read(actor, found, since, until)


def columns(actor: PersonActor, since: datetime, until: datetime, person: UUID | None = None) -> list[Column]:
    """Columns of old lessons whose kind or weight was changed between two moments, in the order of time. Two statements."""
    rows = Change.objects.of(actor.college_id).filter(pk__gte=lowest_id(since), at__gte=since, at__lte=until)
    rows = rows.filter(action=WORK, actor_id__isnull=False).exclude(door=DOOR)
    rows = rows if person is None else rows.filter(actor_id=person)
    names = ("seq", "actor_id", "at", "device", "chain", "target", "before", "after")
    told = []
    for seq, who, at, device, course, target, before, after in rows.order_by("at", "chain", "seq").values_list(*names):
        was, now = weighed(before), weighed(after)
        if was is not None and now is not None:
            told.append((seq, who, at, device, course, UUID(target.split(":")[1]), was, now))
    lessons = Lesson.objects.of(actor.college_id).filter(pk__in={row[5] for row in told})
    days = dict(lessons.values_list("pk", "date")) if told else {}
    found = [
        Column(seq, who, at.astimezone(actor.now.tzinfo), device, course, lesson, days[lesson], was, now)
        for seq, who, at, device, course, lesson, was, now in told
        if lesson in days
    ]
    return [one for one in found if one.doubtful]


def written(college_id: UUID, since: datetime, until: datetime) -> QuerySet[Change]:
    """The rows of the record that set or struck out a mark between two moments, but for those of undoing."""
    rows = Change.objects.of(college_id).filter(pk__gte=lowest_id(since), at__gte=since, at__lte=until)
    return rows.filter(action=ENTRY, actor_id__isnull=False).exclude(door=DOOR)


def lowest_id(moment: datetime) -> UUID:
    """No row that was written at the moment or later has a smaller id."""
    return UUID(int=(int(moment.timestamp() * 1000) << 80))


@dataclass(frozen=True, slots=True)
class _Around:
    """What a change alone does not tell."""

    lessons: dict[UUID, tuple[date, UUID, bool]]
    leading: dict[tuple[UUID, UUID], list[tuple[date, date | None]]]
    administrators: set[UUID]
    devices: dict[tuple[UUID, str], datetime]

    def leads(self, person: UUID, course: UUID, lesson: UUID, on: date) -> bool:
        """Whether he led the journal that day or on the lesson's day, or gave the lesson."""
        day, teacher, _substituted = self.lessons[lesson]
        stays = self.leading.get((course, person), ())
        return person == teacher or any(
            since <= one and (until is None or one <= until) for since, until in stays for one in (on, day)
        )

    def fresh(self, person: UUID, device: str, at: datetime) -> bool:
        """Whether the account had not worked from the device before that day."""
        known = [first for (who, _device), first in self.devices.items() if who == person]
        own = [self.devices[key] for key in ((person, device), (person, bare(device))) if key in self.devices]
        first = min(
            own, default=None
        )  # by its mere name it was known in records that were made before browsers were told apart
        if not device or first is None or min(known) > at - timedelta(days=SETTLED_DAYS):
            return False
        return first > at - timedelta(hours=FRESH_HOURS)


def _read(actor: PersonActor, rows: Sequence[Any], since: datetime, until: datetime) -> list[Marked]:
    places = [(row, row[7].split(":")) for row in rows]
    places = [(row, place) for row, place in places if place[0] == "cell" and len(place) == 4]
    if not places:
        return []
    around = _around(actor, [row for row, _place in places], {UUID(place[1]) for _row, place in places}, since, until)
    return [_marked(actor, around, row, place) for row, place in places if UUID(place[1]) in around.lessons]


def _marked(actor: PersonActor, around: _Around, row: Any, place: list[str]) -> Marked:
    pk, seq, person, name, at, device, course, _target, before, after, reason, digest = row
    lesson = UUID(place[1])
    local = at.astimezone(actor.now.tzinfo)
    high = person in around.administrators or not around.leads(person, course, lesson, local.date())
    return Marked(
        pk, seq, person, name, local, device, course, lesson, UUID(place[2]), int(place[3]), value_of(before), value_of(after),
        around.lessons[lesson][0], around.fresh(person, device, at), high, reason, bytes(digest).hex()[:8],
    )  # fmt: skip


def _around(actor: PersonActor, rows: Sequence[Any], lessons: set[UUID], since: datetime, until: datetime) -> _Around:
    own, people, courses = actor.college_id, {row[2] for row in rows}, {row[6] for row in rows}
    found = Lesson.objects.of(own).filter(pk__in=lessons).values_list("pk", "date", "teacher_id", "substituted")
    leading: dict[tuple[UUID, UUID], list[tuple[date, date | None]]] = {}
    stays = CourseTeacher.objects.of(own).filter(course__in=courses, teacher__in=people)
    for course, teacher, begins, ends in stays.values_list("course_id", "teacher_id", "since", "until"):
        leading.setdefault((course, teacher), []).append((begins, ends))
    return _Around(
        {pk: (day, teacher, substituted) for pk, day, teacher, substituted in found},
        leading,
        set(holders(actor, (Role.ADMINISTRATOR,))) & people,
        _devices(own, people, since - timedelta(days=KNOWN_DAYS), until),
    )


def _devices(
    college_id: UUID, people: Iterable[UUID], since: datetime, until: datetime
) -> dict[tuple[UUID, str], datetime]:
    """(person, device) → when something was first written from it."""
    rows = written(college_id, since, until).filter(actor_id__in=list(people))
    found = rows.values("actor_id", "device").annotate(first=Min("at")).values_list("actor_id", "device", "first")
    return {(person, device): first.astimezone(UTC) for person, device, first in found if person}


def holders(actor: PersonActor, roles: Sequence[Role]) -> set[UUID]:
    """Who has one of the roles today."""
    rows = RoleGrant.objects.of(actor.college_id).filter(role__in=roles, since__lte=actor.today)
    return set(rows.exclude(until__lt=actor.today).values_list("person_id", flat=True))
