"""A parent (or a student of age) tells why he was or will be absent; the group leader decides (3.5, A6.5)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from zhurnal.journal.actions.record.store import move_feeds
from zhurnal.journal.models import Excuse, ExcusePaper
from zhurnal.journal.rules.causes import MANY, MANY_PAPERS, OPEN_AT_ONCE, PAPERS_A_DAY, cause_of, note_of
from zhurnal.journal.rules.signs import RequestState
from zhurnal.kernel import audit, policy
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.models import ChainHead, Change
from zhurnal.kernel.papers import Paper
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person

TELL, PAPER = "journal.absence.tell", "journal.absence.paper"
SENDING = (TELL, PAPER)


@dataclass(frozen=True, slots=True)
class Told:
    """What was told: days, the chosen cause, a comment."""

    since: date
    until: date
    cause: str
    comment: str = ""
    papers: tuple[Paper, ...] = ()


def tell_cause(actor: PersonActor, student: Person, told: Told) -> Excuse:
    """Send the cause to the group leader; until he accepts it the absence stays without a cause.

    The same message sent twice stands once. Raises ``Refused`` where too much waits for an answer already, or too many papers
    came within a day: nobody fills the disk alone.
    """
    policy.require(actor, TELL, student)
    cause = cause_of(told.cause)
    note = note_of(cause, told.comment)
    with transaction.atomic():
        head = audit.lock(actor.college_id, student.pk)
        same = Excuse.objects.of(actor.college_id).filter(
            student=student.pk, since=told.since, until=told.until, kind=cause.kind, note=note, state=RequestState.OPEN
        )
        standing: Excuse | None = same.first()
        if standing is not None and (not told.papers or _has_papers(standing)):
            return standing  # a press twice
        _bounded(actor, student, len(told.papers), new=standing is None)
        if standing is not None:
            return _with_papers(head, actor, standing, told)
        excuse: Excuse = Excuse.objects.create(
            college_id=actor.college_id, student_id=student.pk, since=told.since, until=told.until,
            kind=cause.kind, note=note, set_by_id=actor.person_id, state=RequestState.OPEN,
        )  # fmt: skip
        _attach(excuse, told.papers)
        after = {"since": told.since.isoformat(), "until": told.until.isoformat(), "kind": str(cause.kind)}
        after |= {"papers": str(len(told.papers))} if told.papers else {}
        event = audit.Event(TELL, f"excuse:{excuse.pk.hex}", None, after, note)
        audit.append(head, actor, [event])
        move_feeds(actor.college_id, {student.pk}, None, actor.today)
    return excuse


def _bounded(actor: PersonActor, student: Person, papers: int, *, new: bool) -> None:
    """Asked behind the lock of the student's chain, so that ten at once are no way round."""
    waiting = Excuse.objects.of(actor.college_id).filter(student=student.pk, state=RequestState.OPEN)
    if new and waiting.count() >= OPEN_AT_ONCE:
        raise Refused(MANY)
    if papers:
        sent = Change.objects.of(actor.college_id).filter(
            chain=student.pk, actor_id=actor.person_id, action__in=SENDING, at__gt=actor.now - timedelta(days=1)
        )
        told = [after for after in sent.values_list("after", flat=True) if isinstance(after, dict)]
        if papers + sum(int(after.get("papers", 0)) for after in told) > PAPERS_A_DAY:
            raise Refused(MANY_PAPERS)


def _with_papers(head: ChainHead, actor: PersonActor, excuse: Excuse, told: Told) -> Excuse:
    """The same message again, now with papers: they join it."""
    _attach(excuse, told.papers)
    after = {"papers": str(len(told.papers))}
    audit.append(head, actor, [audit.Event(PAPER, f"excuse:{excuse.pk.hex}", None, after)])
    return excuse


def _has_papers(excuse: Excuse) -> bool:
    return bool(ExcusePaper.objects.of(excuse.college_id).filter(excuse=excuse.pk).exists())


def _attach(excuse: Excuse, papers: Iterable[Paper]) -> None:
    ExcusePaper.objects.bulk_create(
        ExcusePaper(
            college_id=excuse.college_id, excuse=excuse, number=number, media=paper.media, ending=paper.ending,
            size=len(paper.content), content=paper.content,
        )
        for number, paper in enumerate(papers, 1)
    )  # fmt: skip
