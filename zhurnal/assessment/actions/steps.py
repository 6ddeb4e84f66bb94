"""The closing of a group's term: collected, council, closed, and the way back (clauses 1.5, 1.11 a; A4)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q

from zhurnal.academic_year.models import Term
from zhurnal.assessment.actions.writing import publish
from zhurnal.assessment.missing import missing_of
from zhurnal.assessment.models import Result, TermClosing, TermStep
from zhurnal.assessment.papers import outstanding_papers
from zhurnal.assessment.policy import CLOSE, COLLECT, COUNCIL, REOPEN, SECOND
from zhurnal.assessment.proposed import Proposed, proposals_of
from zhurnal.assessment.rules import trace
from zhurnal.assessment.rules.levels import Level, Source, State
from zhurnal.assessment.rules.news import ReopeningAnswered
from zhurnal.assessment.rules.proposing import Proposal, departs
from zhurnal.assessment.rules.steps import (
    Departure,
    Missing,
    Paper,
    Step,
    departures_refusal,
    drop_refusal,
    papers_refusal,
    second_refusal,
    step_refusal,
)
from zhurnal.assessment.rules.values import printed
from zhurnal.assessment.signals import reopening_answered, results_published
from zhurnal.curriculum.models import Course, Group
from zhurnal.journal.actions.record.store import move_feeds
from zhurnal.kernel import audit, policy, sql
from zhurnal.kernel.models import ChainHead, Change
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor

WHO = {State.COLLECTED: COLLECT, State.COUNCIL: COUNCIL, State.CLOSED: CLOSE}
NOTHING_ASKED = Refusal("not_asked", "Открыть этот семестр никто не просил. Обновите страницу.")
YEAR = "год"
AT_ONCE = 500  # rows of one statement


def who_may(state: State, target: State) -> str:
    """The policy's action that a step needs; the way back is open to whoever may go forward from there."""
    if target is not State.OPEN:
        return WHO[target]
    return {State.COLLECTED: COLLECT, State.COUNCIL: COUNCIL}.get(state, REOPEN)


def make_step(actor: PersonActor, group: Group, term: Term, step: Step) -> Refusal | None:
    """Make one step; None when it is made, else why not. Of a closed term it only asks: ``agree`` is another person's word.

    Closing freezes the group's pages of the term (marks, attendance, topics, lessons) and shows its marks to families.
    """
    with transaction.atomic():
        audit.lock(
            actor.college_id, actor.college_id
        )  # lessons change under the same lock, so none moves while the term closes
        closing = _locked(actor, group, term)
        state = State(closing.state)
        policy.require(actor, who_may(state, step.target), group)
        forward = step.target is not State.OPEN
        missing = _missing(actor, group, term) if forward else []
        papers = outstanding_papers(actor, group, term) if step.target is State.CLOSED else []
        refusal = step_refusal(state, step, missing, actor.today) or papers_refusal(step, papers)
        if refusal is None and step.target is State.COLLECTED:
            refusal = departures_refusal(step, _departures(actor, group, term))
        if refusal is not None:
            return refusal
        if state is State.CLOSED:
            _ask(actor, closing, step)
            return None
        _trace(actor, closing, step)
        proposals = 0
        if step.target is State.CLOSED:
            _freeze(actor, closing)
            proposals = _propose_anew(actor, group, term)
        _move(actor, closing, step, papers, proposals)
    return None


def close_terms(actor: PersonActor, groups: Sequence[Group], term: Term) -> dict[UUID, Refusal]:
    """Close the term of many groups that passed the council; group → why it was not closed. Each group is a transaction."""
    found = {group.pk: make_step(actor, group, term, Step(State.CLOSED)) for group in groups}
    return {pk: refusal for pk, refusal in found.items() if refusal is not None}


def agree(actor: PersonActor, group: Group, term: Term) -> Refusal | None:
    """The second person's word opens a closed term; whoever asked cannot say it."""
    with transaction.atomic():
        audit.lock(actor.college_id, actor.college_id)
        policy.require(actor, SECOND, group)  # behind the lock: the year may have been closed while we waited for it
        closing = _locked(actor, group, term)
        asked = _waiting(closing)
        if closing.state != State.CLOSED or asked is None:
            return NOTHING_ASKED
        refusal = second_refusal(asked.made_by_id, actor.person_id)
        if refusal is not None:
            return refusal
        moment = actor.now.astimezone(UTC)
        TermStep.objects.of(actor.college_id).filter(pk=asked.pk).update(
            seconded_by=actor.person_id, seconded_at=moment
        )
        _move(actor, closing, Step(State.OPEN))
        courses = _pages(closing)
        _tell_pages(actor, closing, courses, "closed", "open", f"приказ {asked.order_number}: {asked.reason}"[:500])
        Course.objects.of(actor.college_id).filter(pk__in=courses).update(frozen_at=None)
        _answered(actor, group, term, asked)
    return None


def decline(actor: PersonActor, group: Group, term: Term, why: str) -> Refusal | None:
    """The second person does not agree to open a closed term, and says why: whoever asked hears of it. Nobody declines himself."""
    return _drop(actor, SECOND, group, term, why)


def withdraw(actor: PersonActor, group: Group, term: Term, why: str) -> Refusal | None:
    """Whoever asked to open a closed term takes the request back."""
    return _drop(actor, REOPEN, group, term, why)


def _drop(actor: PersonActor, action: str, group: Group, term: Term, why: str) -> Refusal | None:
    """The request waits no more; it stays in the trace of the closing with who dropped it, when and why."""
    said, declines = " ".join(why.split())[:300], action == SECOND
    with transaction.atomic():
        audit.lock(actor.college_id, actor.college_id)
        policy.require(actor, action, group)
        closing = _locked(actor, group, term)
        asked = _waiting(closing)
        if asked is None:
            return NOTHING_ASKED
        refusal = drop_refusal(asked.made_by_id, actor.person_id, said, declines=declines)
        if refusal is not None:
            return refusal
        dropped = {"dropped_by": actor.person_id, "dropped_at": actor.now.astimezone(UTC), "dropped_why": said}
        TermStep.objects.of(actor.college_id).filter(pk=asked.pk).update(**dropped)
        before, after = (
            {"asked": asked.after, "order": asked.order_number},
            {"declined" if declines else "withdrawn": True},
        )
        event = audit.Event(trace.TERM_MOVED, trace.term(closing.pk.hex), before, after, said)
        audit.append(audit.lock(actor.college_id, closing.pk), actor, [event])
        if declines:
            _answered(actor, group, term, asked, said)
    return None


def _answered(actor: PersonActor, group: Group, term: Term, asked: TermStep, why: str = "") -> None:
    if asked.made_by_id is None:
        return
    told = ReopeningAnswered(
        asked.pk, asked.made_by_id, group.pk, group.name, term.pk, term.number, agreed=not why, why=why
    )
    reopening_answered.send(TermStep, actor=actor, answered=told)


def _missing(actor: PersonActor, group: Group, term: Term) -> list[Missing]:
    found = missing_of(actor.college_id, [group.pk], term, actor.today, actor.parameters.year_marks)
    return found.get(group.pk, [])


def _departures(actor: PersonActor, group: Group, term: Term) -> list[Departure]:
    """Teachers' marks without a reason that depart from what the journals propose now, in the order of disciplines and names."""
    told = proposals_of(actor, group, term)
    place = {discipline: number for number, discipline in enumerate(told.heads)}
    found = []
    for row, proposal in _set_by_teachers(actor.college_id, term, told):
        if departs(proposal.value, row.value) and not row.reason.strip():
            found.append((place[row.discipline_id], told.names[row.student_id], row, proposal.value))
    return [
        Departure(
            told.heads[row.discipline_id].short + (f", {YEAR}" if row.level == Level.YEAR else ""), name,
            printed(row.value), printed(proposed),
        )
        for _place, name, row, proposed in sorted(found, key=lambda one: one[:2])
    ]  # fmt: skip


def _set_by_teachers(college_id: UUID, term: Term, told: Proposed) -> list[tuple[Result, Proposal]]:
    """Marks of the term and of the year that no document decides, each with what is proposed for it now."""
    rows = Result.objects.of(college_id).filter(
        term=term.pk, level__in=(Level.TERM, Level.YEAR), source=Source.TEACHER, student__in=list(told.names),
        discipline__in=list(told.heads),
    )  # fmt: skip
    found = []
    for row in rows.exclude(value=""):
        proposal = told.proposals.get((row.student_id, row.discipline_id, row.level == Level.YEAR))
        if proposal is not None:
            found.append((row, proposal))
    return found


def _propose_anew(actor: PersonActor, group: Group, term: Term) -> int:
    """What was proposed is kept as the closed journal has it, whenever the mark was set: whoever compares compares with this.

    Behind the pages' locks: nothing is written any more. The marks themselves, their authors and days stay. Returns how many moved.
    """
    moved = []
    for row, proposal in _set_by_teachers(actor.college_id, term, proposals_of(actor, group, term)):
        if (row.proposed, row.average) != (proposal.value, proposal.average):
            row.proposed, row.average = proposal.value, proposal.average
            moved.append(row)
    for first in range(0, len(moved), AT_ONCE):
        sql.insert(Result, moved[first : first + AT_ONCE], ("id",), ("proposed", "average"))
    return len(moved)


def _locked(actor: PersonActor, group: Group, term: Term) -> TermClosing:
    """The closing of the group's term, made when it is new, held until the transaction ends."""
    rows = TermClosing.objects.of(actor.college_id).filter(group=group.pk, term=term.pk)
    held = rows.select_for_update() if connection.features.has_select_for_update else rows
    found: TermClosing | None = held.first()
    if found is None:
        fresh = TermClosing(college_id=actor.college_id, group_id=group.pk, term_id=term.pk, changed_at=actor.now)
        TermClosing.objects.bulk_create([fresh], ignore_conflicts=True)
        found = held.get()
    return found


def _waiting(closing: TermClosing) -> TermStep | None:
    """The request to reopen that waits for a second word; the newest."""
    rows = TermStep.objects.of(closing.college_id).filter(closing=closing.pk).order_by("-made_at", "-pk")
    last: TermStep | None = rows.first()
    return last if last is not None and last.waits else None


def _trace(actor: PersonActor, closing: TermClosing, step: Step) -> None:
    TermStep.objects.create(
        college_id=actor.college_id, closing=closing, before=closing.state, after=step.target, made_by_id=actor.person_id,
        made_at=actor.now.astimezone(UTC), reason=step.reason[:300], order_number=step.order[:60],
    )  # fmt: skip


def _ask(actor: PersonActor, closing: TermClosing, step: Step) -> None:
    """A request to reopen: nothing is open yet. A new one takes the place of one that still waits."""
    _trace(actor, closing, step)
    head = audit.lock(actor.college_id, closing.pk)
    after = {"asked": str(step.target), "order": step.order}
    audit.append(
        head, actor, [audit.Event(trace.TERM_MOVED, trace.term(closing.pk.hex), str(closing.state), after, step.reason)]
    )


def _move(
    actor: PersonActor, closing: TermClosing, step: Step, papers: Sequence[Paper] = (), proposals: int = 0
) -> None:
    """``papers``: what the term is closed without; the record names them. ``proposals``: how many the closing has brought up to date."""
    before = closing.state
    closing.state, closing.changed_at = step.target, actor.now.astimezone(UTC)
    values: dict[str, Any] = {"state": closing.state, "changed_at": closing.changed_at}
    if step.target is State.COUNCIL:
        values |= {"council_number": step.number[:40], "council_date": step.dated}
    TermClosing.objects.of(actor.college_id).filter(pk=closing.pk).update(**values)
    head = audit.lock(actor.college_id, closing.pk)
    after: dict[str, Any] = {"state": str(step.target)}
    if step.number:
        after |= {"protocol": step.number, "dated": step.dated.isoformat() if step.dated else None}
    if proposals:
        after["proposals"] = proposals
    if papers:
        after["without"] = [f"{one.name}, {one.words}" for one in papers]
    audit.append(
        head, actor, [audit.Event(trace.TERM_MOVED, trace.term(closing.pk.hex), str(before), after, step.reason)]
    )


def _pages(closing: TermClosing) -> list[UUID]:
    rows = Course.objects.of(closing.college_id).filter(group=closing.group_id, term=closing.term_id)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _freeze(actor: PersonActor, closing: TermClosing) -> None:
    """Behind the locks of the pages, so that whoever writes now either finished before or finds them frozen."""
    courses = _pages(closing)
    _tell_pages(actor, closing, courses, "open", "closed")
    Course.objects.of(actor.college_id).filter(pk__in=courses).update(frozen_at=actor.now.astimezone(UTC))
    shown = Q(level__in=(Level.TERM, Level.YEAR)) & (Q(course__in=courses) | Q(group=closing.group_id))
    students = publish(actor, Q(term=closing.term_id) & shown)
    move_feeds(actor.college_id, students, None, actor.today)
    term = closing.term_id
    transaction.on_commit(lambda: results_published.send(Result, actor=actor, students=frozenset(students), term=term))


def _tell_pages(
    actor: PersonActor, closing: TermClosing, courses: Sequence[UUID], before: str, after: str, reason: str = ""
) -> None:
    """A line in the record of each page, all in a few statements; the heads are taken in one order and stay locked."""
    own = actor.college_id
    known = set(ChainHead.objects.of(own).filter(chain__in=courses).values_list("chain", flat=True))
    for course in courses:
        if course not in known:
            audit.open_chain(own, course)
    heads = ChainHead.objects.of(own).filter(chain__in=courses).order_by("chain")
    if connection.features.has_select_for_update:
        heads = heads.select_for_update()
    event = audit.Event(trace.TERM_MOVED, trace.term(closing.pk.hex), before, after, reason)
    told: dict[UUID, list[Change]] = defaultdict(list)
    held = list(heads)
    for head in held:
        told[head.chain] = audit.chained(head, actor, [event])
    sql.insert(Change, [change for changes in told.values() for change in changes])
    ChainHead.objects.of(own).bulk_update(held, ["seq", "hash"])
