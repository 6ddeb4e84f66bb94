"""Corrections of hours with their ground (A5.9). The record's chain is the college's; a mistaken one is undone and stays."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from zhurnal.curriculum.models import Course, Group, HoursCorrection
from zhurnal.curriculum.rules import corrections as rules
from zhurnal.curriculum.rules.closed import page_closed
from zhurnal.curriculum.rules.corrections import CorrectionKind, Ground
from zhurnal.kernel import audit, policy
from zhurnal.kernel.errors import Absent, Refused
from zhurnal.oversight.corrected import corrections_of
from zhurnal.oversight.policy import CORRECT, UNDO_CORRECTION
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person

GivenOn = Callable[[PersonActor, UUID, UUID, date], int]
"""Hours that a teacher has in a course on a day, by the ledger: (actor, course, teacher, day)."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A correction as filled in; ``teacher`` and ``day`` belong to given hours only."""

    kind: CorrectionKind
    hours: int
    ground: Ground
    day: date | None = None
    teacher: Person | None = None
    instead_of: Person | None = None


def record_correction(
    actor: PersonActor, group: Group, course: Course, wanted: Wanted, given_on: GivenOn
) -> HoursCorrection:
    """Write one down. Raises ``Refused``, and writes nothing, when plan or given hours would fall below nothing or the term is closed."""
    policy.require(actor, CORRECT, group)
    own = actor.college_id
    with transaction.atomic():
        head = audit.lock(own, own)
        page: Course | None = (
            Course.objects.of(own).filter(pk=course.pk, group=group.pk).select_related("term", "group").first()
        )
        if page is None:
            raise Absent
        day = _day(actor, page, wanted)
        _holds(actor, page, wanted.kind, wanted.hours, day, wanted.teacher, given_on)
        row: HoursCorrection = HoursCorrection.objects.create(
            college_id=own, course=page, kind=wanted.kind, day=day, hours=wanted.hours, teacher=wanted.teacher,
            instead_of=wanted.instead_of, order_number=wanted.ground.number, order_dated=wanted.ground.dated,
            ground=wanted.ground.words, made_by_id=actor.person_id, made_at=actor.now,
        )  # fmt: skip
        audit.append(head, actor, [audit.Event(CORRECT, _target(row), None, _told(row), wanted.ground.words)])
    return row


def undo_correction(actor: PersonActor, correction: HoursCorrection, why: str, given_on: GivenOn) -> None:
    """Take a mistaken one back: nothing counts it any more, the entry stays with the reason."""
    policy.require(actor, UNDO_CORRECTION, correction)
    reason = " ".join(why.split())[:300]
    if not reason:
        raise Refused(rules.NO_REASON)
    own = actor.college_id
    with transaction.atomic():
        head = audit.lock(own, own)
        row: HoursCorrection = (
            HoursCorrection.objects.of(own)
            .select_related("course__term", "course__group", "teacher")
            .get(pk=correction.pk)
        )
        if row.undone_at is not None:
            raise Refused(rules.UNDONE)
        _holds(actor, row.course, CorrectionKind(row.kind), -row.hours, row.day, row.teacher, given_on)
        HoursCorrection.objects.of(own).filter(pk=row.pk).update(
            undone_at=actor.now, undone_by=actor.person_id, undone_why=reason
        )
        audit.append(head, actor, [audit.Event(UNDO_CORRECTION, _target(row), _told(row), None, reason)])


def _day(actor: PersonActor, page: Course, wanted: Wanted) -> date:
    """The day from which it counts."""
    if wanted.ground.dated > actor.today:
        raise Refused(rules.FUTURE_ORDER)
    if wanted.kind is CorrectionKind.PLAN:
        return wanted.ground.dated
    if wanted.day is None or not page.term.starts <= wanted.day <= min(page.term.ends, actor.today):
        raise Refused(rules.OUTSIDE)
    if wanted.instead_of is not None and wanted.instead_of == wanted.teacher:
        raise Refused(rules.SELF)
    return wanted.day


def _holds(
    actor: PersonActor,
    page: Course,
    kind: CorrectionKind,
    hours: int,
    day: date,
    teacher: Person | None,
    given_on: GivenOn,
) -> None:
    """Nothing falls below zero, nothing of a closed term moves."""
    own = actor.college_id
    if page.frozen_at is not None:
        raise Refused(page_closed(page.group.name))
    if kind is CorrectionKind.PLAN:
        known = corrections_of(own, [page.pk], actor.today)
        plan = page.hours_planned + sum(row.hours for row in known if row.of_plan)
        if plan + hours < 0:
            raise Refused(rules.below_zero(plan))
    elif hours < 0 and teacher is not None:
        given = given_on(actor, page.pk, teacher.pk, day)
        if given + hours < 0:
            raise Refused(rules.more_than_given(given))


def _target(row: HoursCorrection) -> str:
    return f"correction:{row.pk.hex}"


def _told(row: HoursCorrection) -> dict[str, object]:
    return {
        "course": row.course_id.hex, "kind": str(row.kind), "day": row.day.isoformat(), "hours": row.hours,
        "teacher": row.teacher_id.hex if row.teacher_id else "", "instead_of": row.instead_of_id.hex if row.instead_of_id else "",
        "order": row.order_number, "dated": row.order_dated.isoformat(),
    }  # fmt: skip
