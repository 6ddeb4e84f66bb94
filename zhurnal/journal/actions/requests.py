"""Asking to open a closed lesson; the decision is made a floor above (``oversight``)."""

from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction

from zhurnal.curriculum.queries import is_frozen
from zhurnal.journal.models import OpenRequest
from zhurnal.journal.rules import opening, targets
from zhurnal.journal.rules.commands import read_text
from zhurnal.journal.rules.locks import LessonTime
from zhurnal.journal.rules.signs import RequestState
from zhurnal.kernel import audit, policy
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.timetable.models import Lesson
from zhurnal.timetable.rules.lesson import State


def ask_to_open(actor: PersonActor, lesson: Lesson, reason: str) -> OpenRequest | Refusal:
    """A request that waits for the deputy, or why there is nothing to ask for. One waiting request a lesson."""
    policy.require(actor, "journal.lesson.ask", lesson)
    said = " ".join((read_text(reason, len(reason)) or "").split())
    refusal = opening.reason_refusal(said)
    if refusal is not None:
        return refusal
    with transaction.atomic():
        head = audit.lock(actor.college_id, lesson.course_id)
        waiting, until = _asked_before(actor.college_id, lesson.id)
        frozen = is_frozen(actor.college_id, lesson.course_id)
        when = LessonTime(lesson.date, lesson.state == State.CANCELLED, until, frozen)
        refusal = opening.asking_refusal(when, actor.now, actor.parameters.grace_days, waiting=waiting)
        if refusal is not None:
            return refusal
        made: OpenRequest = OpenRequest.objects.create(
            college_id=actor.college_id,
            lesson_id=lesson.id,
            course_id=lesson.course_id,
            teacher_id=actor.person_id,
            reason=said,
            asked_at=actor.now.astimezone(UTC),
        )
        target = targets.part("open_request", lesson.id.hex)
        audit.append(head, actor, [audit.Event("journal.open_request", target, None, "asked", said)])
    return made


def _asked_before(college_id: UUID, lesson: UUID) -> tuple[bool, datetime | None]:
    """(a request waits, until when the lesson is open by an earlier one)."""
    rows = OpenRequest.objects.of(college_id).filter(lesson=lesson).values_list("state", "open_until")
    known = list(rows)
    granted = [until for state, until in known if state == RequestState.APPROVED and until is not None]
    return any(state == RequestState.OPEN for state, _until in known), max(granted, default=None)
