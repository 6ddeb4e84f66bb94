"""Acts of correction: the list, and permissions that still wait for one (A3.7)."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from uuid import UUID

from django.db.models import Q, QuerySet

from zhurnal.curriculum.models import CourseTeacher
from zhurnal.inspection.corrections import Correction, corrections, untold
from zhurnal.inspection.models import CorrectionAct
from zhurnal.inspection.policy import MAKE_ACT, READ_ACT
from zhurnal.inspection.queries.reopened import ReopenedLine, reopened_waiting
from zhurnal.inspection.rules.values import NOTHING
from zhurnal.journal.models import LessonRecord, OpenRequest, PersonalHomework
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
    """An act in the list: of a lesson (``lesson_day``), or of a term that was opened again (``term``: its number)."""

    id: UUID
    number: int
    year: str
    dated: date
    journal: str
    lesson_day: date | None
    term: int | None
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
    reopened: tuple[ReopenedLine, ...]
    makes: bool

    @property
    def waits(self) -> int:
        """How many acts are still to be made."""
        return len(self.waiting) + len(self.reopened)


_NAMES = ("teacher__surname", "teacher__given", "teacher__patronymic")


def acts_page(actor: PersonActor) -> ActsPage:
    """Acts within reach, and what waits for an act. The number of statements has a bound and mostly stays below it."""
    rows = policy.visible(actor, READ_ACT).order_by("-year__starts", "-number")
    columns = (
        "pk", "number", "year__name", "dated", "course_id", "course__group__name", "course__discipline__index", "changes", "beside",
        "request__lesson__date", "request__reason", "request__teacher_id", "reopening__closing__term__number", "reopening__reason",
        *(f"request__{name}" for name in _NAMES),
    )  # fmt: skip
    found = list(rows.values_list(*columns))
    leads = _leads(actor, {row[4] for row in found if row[12]})
    told = {row[11] for row in found if row[11]} | {pk for people in leads.values() for pk, _name in people}
    tell(actor, READ_ACT, people=told)
    acts = tuple(
        ActLine(
            pk, number, year, dated, f"{group}, {index}", day, term,
            ", ".join(said for _pk, said in leads.get(course, ())) if term else short_name(*name),
            reason if term else ground, len(changes) + len(beside),
        )
        for pk, number, year, dated, course, group, index, changes, beside, day, ground, _teacher, term, reason, *name in found
    )  # fmt: skip
    makes = policy.may(actor, MAKE_ACT)
    waiting = (tuple(_waiting(actor)), reopened_waiting(actor)) if makes else ((), ())
    return ActsPage(acts, *waiting, makes)


def _leads(actor: PersonActor, courses: set[UUID]) -> dict[UUID, list[tuple[UUID, str]]]:
    """Who led each of these journals, in the order of time. One statement, none for no journals."""
    if not courses:
        return {}
    rows = CourseTeacher.objects.of(actor.college_id).filter(course__in=courses).order_by("since", "pk")
    found: dict[UUID, list[tuple[UUID, str]]] = {}
    for course, person, *name in rows.values_list("course_id", "teacher_id", *_NAMES):
        known = found.setdefault(course, [])
        if all(pk != person for pk, _name in known):
            known.append((person, short_name(*name)))
    return found


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
        left = untold(actor.college_id, [(one.course_id, changed[one.pk]) for one in openings])
        found = (
            (one, changes)
            for one, changes in zip(openings, left, strict=True)
            if any(change.before != NOTHING for change in changes)
        )
        waiting += [_opened(actor, one, changes) for one, changes in islice(found, WAITING_SHOWN - len(waiting))]
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
