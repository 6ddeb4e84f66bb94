"""Causes of absence, set or accepted by the group leader (3.5, A6.3, A6.5). The record's chain is the student's."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from zhurnal.curriculum.queries import frozen_days
from zhurnal.journal.actions.record.store import move_feeds
from zhurnal.journal.models import Excuse, ExcusePaper
from zhurnal.journal.rules.signs import ExcuseKind, RequestState
from zhurnal.kernel import audit, policy
from zhurnal.kernel.errors import Absent, Refused
from zhurnal.kernel.refusal import Refusal
from zhurnal.oversight.rules.causes import Days, yielding
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person

SET, ANSWER, YIELD = "oversight.excuse.set", "oversight.excuse.answer", "oversight.excuse.yield"
"""What the record of a student calls what happens with causes."""
OPEN_PAPER = "journal.paper.open"
FROZEN = Refusal(
    "frozen",
    "Эти дни — в закрытом семестре: причины пропусков в нём не меняют. Его открывает заместитель директора по приказу.",
)
ANSWERED = Refusal("answered", "На это сообщение уже ответили. Обновите страницу.")


@dataclass(frozen=True, slots=True)
class Cause:
    """A cause for a range of days; it covers every «н» inside, also those written later."""

    since: date
    until: date
    kind: ExcuseKind
    note: str = ""


def set_cause(actor: PersonActor, student: Person, cause: Cause) -> Excuse:
    """Set a cause; older ones make room for it."""
    policy.require(actor, SET, student)
    with transaction.atomic():
        head = audit.lock(actor.college_id, student.pk)
        if frozen_days(actor.college_id, student.pk, cause.since, cause.until):
            raise Refused(FROZEN)
        events = _make_room(actor, student, cause)
        excuse: Excuse = Excuse.objects.create(
            college_id=actor.college_id, student_id=student.pk, since=cause.since, until=cause.until, kind=cause.kind,
            note=cause.note, set_by_id=actor.person_id, state=RequestState.APPROVED,
        )  # fmt: skip
        events.append(audit.Event(SET, _target(excuse), None, _words(cause), cause.note))
        audit.append(head, actor, events)
        move_feeds(actor.college_id, {student.pk}, None, actor.today)
    return excuse


@dataclass(frozen=True, slots=True)
class Answer:
    """Accepted or not; ``kind``: as which kind of cause, when not as the parent named it."""

    accept: bool
    kind: ExcuseKind | None = None


def answer_message(actor: PersonActor, student: Person, message: UUID, answer: Answer) -> None:
    """Accept a parent's message or reject it, once."""
    policy.require(actor, SET, student)
    rows = Excuse.objects.of(actor.college_id).filter(pk=message, student=student.pk)
    with transaction.atomic():
        head = audit.lock(actor.college_id, student.pk)
        standing: Excuse | None = rows.first()
        if standing is None:
            raise Absent
        if standing.state != RequestState.OPEN:
            raise Refused(ANSWERED)
        if answer.accept and frozen_days(actor.college_id, student.pk, standing.since, standing.until):
            raise Refused(FROZEN)
        kind = answer.kind or ExcuseKind(standing.kind)
        cause = Cause(standing.since, standing.until, kind)
        events = _make_room(actor, student, cause) if answer.accept else []
        state = RequestState.APPROVED if answer.accept else RequestState.REJECTED
        rows.update(state=state, kind=kind if answer.accept else standing.kind)
        # A paper may tell of health: it was looked at, and what was decided stands; it is not kept (152-ФЗ, only what is needed).
        ExcusePaper.objects.of(actor.college_id).filter(excuse=standing.pk).update(content=None)
        events.append(audit.Event(ANSWER, _target(standing), "open", str(state)))
        audit.append(head, actor, events)
        move_feeds(actor.college_id, {student.pk}, None, actor.today)


def open_paper(actor: PersonActor, paper: ExcusePaper) -> bytes:
    """The paper's content; that it was looked at is written first. The door has let the actor in."""
    with transaction.atomic():
        student = Excuse.objects.of(actor.college_id).get(pk=paper.excuse_id).student_id
        head = audit.lock(actor.college_id, student)
        audit.append(head, actor, [audit.Event("oversight.paper.open", f"paper:{paper.pk.hex}", None, None)])
    return bytes(paper.content or b"")


def _make_room(actor: PersonActor, student: Person, cause: Cause) -> list[audit.Event]:
    """Shorten or strike out older accepted causes; what was is told to the record."""
    rows = Excuse.objects.of(actor.college_id).filter(student=student.pk, state=RequestState.APPROVED)
    older = {row.pk: row for row in rows}
    events = []
    for one in yielding(cause.since, cause.until, [Days(row.pk, row.since, row.until) for row in older.values()]):
        row = older[one.id]
        before = _words(Cause(row.since, row.until, ExcuseKind(row.kind)))
        found = Excuse.objects.of(actor.college_id).filter(pk=row.pk)
        if one.since is None:
            found.update(state=RequestState.REJECTED)
            events.append(audit.Event(YIELD, _target(row), before, None))
        else:
            found.update(since=one.since)
            after = _words(Cause(one.since, row.until, ExcuseKind(row.kind)))
            events.append(audit.Event(YIELD, _target(row), before, after))
    return events


def _target(excuse: Excuse) -> str:
    return f"excuse:{excuse.pk.hex}"


def _words(cause: Cause) -> dict[str, str]:
    return {"since": cause.since.isoformat(), "until": cause.until.isoformat(), "kind": str(cause.kind)}
