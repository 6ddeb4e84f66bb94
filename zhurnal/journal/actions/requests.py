"""Asking to open a closed lesson; the decision is made a floor above (``oversight``)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from zhurnal.curriculum.models import Course, Membership
from zhurnal.journal.models import OpenRequest
from zhurnal.journal.rules import opening, places, targets
from zhurnal.journal.rules.commands import read_text
from zhurnal.journal.rules.locks import LessonTime
from zhurnal.journal.rules.signs import RequestState
from zhurnal.kernel import audit, policy
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.timetable.models import Lesson
from zhurnal.timetable.rules.lesson import State


def ask_to_open(actor: PersonActor, lesson: Lesson, reason: str, wanted: Iterable[str] = ()) -> OpenRequest | Refusal:
    """A request that waits for the deputy, or why there is nothing to ask for. One waiting request a lesson.

    ``wanted``: places of the lesson (``rules.places``); none is the whole lesson.
    """
    policy.require(actor, "journal.lesson.ask", lesson)
    said = " ".join((read_text(reason, len(reason)) or "").split())
    refusal = opening.reason_refusal(said)
    if refusal is not None:
        return refusal
    with transaction.atomic():
        head = audit.lock(actor.college_id, lesson.course_id)
        waiting, until = _asked_before(actor.college_id, lesson.id)
        frozen, viewed = _page(actor.college_id, lesson.course_id)
        when = LessonTime(lesson.date, lesson.state == State.CANCELLED, until, frozen, viewed)
        refusal = opening.asking_refusal(when, actor.now, actor.parameters, waiting=waiting)
        if refusal is not None:
            return refusal
        meant = places.read_places(wanted, _listed(actor.college_id, lesson))
        if isinstance(meant, Refusal):
            return meant
        made: OpenRequest = OpenRequest.objects.create(
            college_id=actor.college_id,
            lesson_id=lesson.id,
            course_id=lesson.course_id,
            teacher_id=actor.person_id,
            reason=said,
            asked_at=actor.now.astimezone(UTC),
            places=meant,
        )
        target = targets.part("open_request", lesson.id.hex)
        after = {"state": "asked", "places": made.places} if made.places else "asked"
        audit.append(head, actor, [audit.Event("journal.open_request", target, None, after, said)])
    return made


def _asked_before(college_id: UUID, lesson: UUID) -> tuple[bool, datetime | None]:
    """(a request waits, until when the whole lesson is open by an earlier one)."""
    rows = OpenRequest.objects.of(college_id).filter(lesson=lesson).values_list("state", "open_until", "places")
    known = list(rows)
    granted = [
        until for state, until, opened in known if state == RequestState.APPROVED and until is not None and not opened
    ]
    return any(state == RequestState.OPEN for state, _until, _opened in known), max(granted, default=None)


def _page(college_id: UUID, course: UUID) -> tuple[bool, date | None]:
    """(the page's term is closed, the day up to which a checker has looked it through)."""
    rows = Course.objects.of(college_id).filter(pk=course).values_list("frozen_at", "viewed_until")
    frozen, viewed = rows.get()
    return frozen is not None, viewed


def _listed(college_id: UUID, lesson: Lesson) -> list[str]:
    """Everybody who ever was on the group's list, by the digits of his id."""
    group = Course.objects.of(college_id).filter(pk=lesson.course_id).values("group_id")
    rows = Membership.objects.of(college_id).filter(group__in=group)
    return [student.hex for student in rows.values_list("student_id", flat=True)]


@dataclass(frozen=True, slots=True)
class Grant:
    """Places of a lesson opened without a request, for an inspector's remark (A10.4)."""

    lesson: UUID
    course: UUID
    teacher: UUID
    places: str
    remark: UUID
    reason: str
    until: datetime


def open_for_remark(actor: PersonActor, grant: Grant) -> None:
    """Open the place of a remark until its term. The caller holds the chain and keeps the record."""
    now = actor.now.astimezone(UTC)
    OpenRequest.objects.create(
        college_id=actor.college_id, lesson_id=grant.lesson, course_id=grant.course, teacher_id=grant.teacher,
        reason=grant.reason[: opening.REASON_LIMIT], state=RequestState.APPROVED, asked_at=now, decided_by_id=actor.person_id,
        decided_at=now, open_until=grant.until.astimezone(UTC), places=grant.places, remark=grant.remark,
    )  # fmt: skip


def end_opening(actor: PersonActor, remark: UUID) -> None:
    """The place of a remark closes at once; an opening that has ended keeps the term that it had."""
    now = actor.now.astimezone(UTC)
    _standing(actor, remark).update(open_until=now - timedelta(microseconds=1))


def prolong_opening(actor: PersonActor, grant: Grant) -> None:
    """The place of a remark is open until another term: the opening that holds is moved, after its end a new one is made."""
    if not _standing(actor, grant.remark).update(open_until=grant.until.astimezone(UTC)):
        open_for_remark(actor, grant)


def _standing(actor: PersonActor, remark: UUID) -> QuerySet[OpenRequest]:
    rows: QuerySet[OpenRequest] = OpenRequest.objects.of(actor.college_id).filter(remark=remark)
    return rows.filter(open_until__gt=actor.now.astimezone(UTC))
