"""Acts of correction: the list, what still waits for one, and an act as it is printed (A3.7)."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from zhurnal.curriculum.models import Course
from zhurnal.inspection.corrections import Correction, by_numbers, corrections
from zhurnal.inspection.models import ActMember, CorrectionAct
from zhurnal.inspection.policy import MAKE_ACT, READ_ACT
from zhurnal.inspection.rules.values import NOTHING
from zhurnal.journal.models import LessonRecord, OpenRequest, PersonalHomework
from zhurnal.journal.queries.place_names import columns_of, named_places, names_of
from zhurnal.journal.rules.signs import RequestState
from zhurnal.kernel import policy
from zhurnal.kernel.readings import tell
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.names import short_name

WAITING_SHOWN = 60
LOOKED_AT = 600  # expired openings with anything written late, the newest
FIRST = 120  # of which so many are looked at first: mostly there is enough to show among them


@dataclass(frozen=True, slots=True)
class ActLine:
    """An act in the list."""

    id: UUID
    number: int
    year: str
    dated: date
    journal: str
    lesson_day: date
    teacher: str
    ground: str
    changes: int


@dataclass(frozen=True, slots=True)
class Opened:
    """A permission that has ended and under which something written was changed; no act yet."""

    id: UUID
    journal: str
    lesson_day: date
    teacher: str
    ground: str
    until: datetime
    changes: int
    replaced: int


@dataclass(frozen=True, slots=True)
class ActsPage:
    """Acts, the newest first, and what waits for one."""

    acts: tuple[ActLine, ...]
    waiting: tuple[Opened, ...]
    makes: bool


_NAMES = ("teacher__surname", "teacher__given", "teacher__patronymic")


def acts_page(actor: PersonActor) -> ActsPage:
    """Acts within reach, and openings that wait for an act. The number of statements has a bound and mostly stays below it."""
    rows = policy.visible(actor, READ_ACT).order_by("-year__starts", "-number")
    columns = (
        "pk", "number", "year__name", "dated", "course__group__name", "course__discipline__index",
        "request__lesson__date", "request__reason", "changes", "request__teacher_id", *(f"request__{name}" for name in _NAMES),
    )  # fmt: skip
    found = list(rows.values_list(*columns))
    tell(actor, READ_ACT, people={row[9] for row in found})
    acts = tuple(
        ActLine(pk, number, year, dated, f"{group}, {index}", day, short_name(*name), ground, len(changes))
        for pk, number, year, dated, group, index, day, ground, changes, _teacher, *name in found
    )
    makes = policy.may(actor, MAKE_ACT)
    return ActsPage(acts, tuple(_waiting(actor)) if makes else (), makes)


def _waiting(actor: PersonActor) -> list[Opened]:
    """Openings under which something was corrected and no act says so, the newest first. Looks no further back than ``LOOKED_AT``."""
    made = CorrectionAct.objects.of(actor.college_id).values("request_id")
    rows: QuerySet[OpenRequest] = policy.visible(actor, MAKE_ACT).filter(
        state=RequestState.APPROVED, open_until__lte=actor.now
    )
    rows = rows.exclude(pk__in=made).select_related("course__group", "course__discipline", "lesson", "teacher")
    rows = rows.filter(_written(actor)).order_by("-open_until", "pk")
    waiting: list[Opened] = []
    for since, until in ((0, FIRST), (FIRST, LOOKED_AT)):
        openings = list(rows[since:until])
        changed = corrections(actor.college_id, openings)
        found = (one for one in openings if any(change.before != NOTHING for change in changed[one.pk]))
        waiting += [_opened(actor, one, changed[one.pk]) for one in islice(found, WAITING_SHOWN - len(waiting))]
        if len(openings) < until - since or len(waiting) == WAITING_SHOWN:
            break
    return waiting


def _written(actor: PersonActor) -> Q:
    """Lessons in which anything was written late, as everything under a permission is."""
    own = actor.college_id
    late = LessonRecord.objects.of(own).filter(late_entries__gt=0).values("lesson_id")
    return Q(lesson__in=late) | Q(lesson__in=PersonalHomework.objects.of(own).values("lesson_id"))


def _opened(actor: PersonActor, one: OpenRequest, changed: list[Correction]) -> Opened:
    until = (one.open_until or one.asked_at).astimezone(actor.now.tzinfo).replace(tzinfo=None)
    return Opened(
        one.pk, f"{one.course.group.name}, {one.course.discipline.index}", one.lesson.date, one.teacher.short, one.reason,
        until, len(changed), sum(change.before != NOTHING for change in changed),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ActRow:
    """A line of an act."""

    number: int
    place: str
    before: str
    after: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class ActPage:
    """An act as it is printed. ``digest``: of the last change in the journal's chain, by which it is found again."""

    id: UUID
    number: int
    year: str
    dated: date
    group: str
    discipline: str
    subgroup: str
    teacher: str
    lesson_day: date
    pair: int
    opened: str
    ground: str
    decided_by: str
    decided_at: datetime
    until: datetime
    rows: tuple[ActRow, ...]
    commission: tuple[tuple[str, str], ...]
    digest: str


def act_page(actor: PersonActor, act: CorrectionAct) -> ActPage:
    """An act; its lines are read from the record of changes each time. A constant number of statements."""
    request = _request(actor, act.request_id)
    course = Course.objects.of(actor.college_id).select_related("group", "discipline", "subgroup", "year").get(
        pk=act.course_id
    )  # fmt: skip
    changes = by_numbers(actor.college_id, act.course_id, act.changes)
    members = ActMember.objects.of(actor.college_id).filter(act=act.pk).order_by("position")
    commission = tuple(
        (post, short_name(*name))
        for post, *name in members.values_list("post", "person__surname", "person__given", "person__patronymic")
    )
    places = named_places(actor.college_id, [(request.lesson_id, request.places)])
    return ActPage(
        act.pk, act.number, course.year.name, act.dated, course.group.name, f"{course.discipline.index} {course.discipline.name}",
        course.subgroup.name if course.subgroup else "", request.teacher.short, request.lesson.date, request.lesson.pair,
        places.get((request.lesson_id, request.places), "") or "всё занятие", request.reason,
        request.decided_by.short if request.decided_by else "", _clock(actor, request.decided_at or request.asked_at),
        _clock(actor, request.open_until or request.asked_at), tuple(_rows(actor, request.lesson_id, changes)), commission,
        changes[-1].digest[:16] if changes else "",
    )  # fmt: skip


def preview(actor: PersonActor, request: OpenRequest) -> tuple[ActRow, ...]:
    """What the act about a permission would say."""
    changes = corrections(actor.college_id, [request])[request.pk]
    return tuple(_rows(actor, request.lesson_id, changes))


def _request(actor: PersonActor, pk: UUID) -> Any:
    return OpenRequest.objects.of(actor.college_id).select_related("lesson", "teacher", "decided_by").get(pk=pk)


def _rows(actor: PersonActor, lesson: UUID, changes: list[Correction]) -> list[ActRow]:
    students = {UUID(one.place.split(":")[1]) for one in changes if one.place.startswith("cell:")}
    names, columns = names_of(actor.college_id, students), columns_of(actor.college_id, [lesson]).get(lesson, {})
    return [
        ActRow(place, one.where(names, columns), one.before, one.after, _clock(actor, one.at), one.reason)
        for place, one in enumerate(changes, 1)
    ]


def _clock(actor: PersonActor, moment: datetime) -> datetime:
    return moment.astimezone(actor.now.tzinfo).replace(tzinfo=None)
