"""A teacher sets term marks, or marks of a checkpoint, on his page (A4.1, A4.5, A4.6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from zhurnal.assessment import study
from zhurnal.assessment.actions import writing
from zhurnal.assessment.models import Checkpoint, Result, TermClosing
from zhurnal.assessment.plan_forms import form_of
from zhurnal.assessment.policy import MARK
from zhurnal.assessment.rules import setting
from zhurnal.assessment.rules.levels import Level, Source, State
from zhurnal.assessment.rules.proposing import Proposal, Scale, propose, read_value, scale_of
from zhurnal.assessment.rules.setting import Wish
from zhurnal.assessment.rules.yearly import propose_year
from zhurnal.assessment.span import span
from zhurnal.assessment.yearly import has_year, marks_of_terms
from zhurnal.curriculum.models import Course
from zhurnal.curriculum.rules.semesters import PER_YEAR, semester_of
from zhurnal.journal.holds import held_back
from zhurnal.kernel import audit, policy, together
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor


@dataclass(frozen=True, slots=True)
class ResultChange:
    """One cell as it was typed. ``version``: of the result that the teacher saw, 0 when none stood."""

    student: UUID
    value: str
    version: int
    reason: str = ""
    personal_until: date | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one change: saved, refused, or a conflict (somebody changed it meanwhile). ``value``: what stands now."""

    student: UUID
    status: str
    value: str
    version: int
    refusal: Refusal | None = None
    reason: str = ""


@dataclass(slots=True)
class _Desk:
    """What is known about the page while its results are written."""

    actor: PersonActor
    course: Course
    checkpoint: Checkpoint | None
    scale: Scale
    form: str
    level: Level
    proposals: dict[UUID, Proposal]
    standing: dict[UUID, Result]
    changed: list[tuple[dict[str, Any] | None, Result]]


def set_results(
    actor: PersonActor, course: Course, changes: Sequence[ResultChange], *, checkpoint: Checkpoint | None = None, year: bool = False
) -> list[Outcome]:  # fmt: skip
    """Set term marks of a page (or marks of a checkpoint, or of the year): each change is saved, refused with a sentence, or a conflict.

    ``course`` comes with ``group`` and ``term`` selected. All that is allowed is committed together with its history; nothing is
    shown to students and parents by this. The number of statements does not grow with the changes.
    """
    policy.require(actor, MARK, course)
    with transaction.atomic():
        head = audit.lock(actor.college_id, course.id)
        pages = study.pages_of_discipline(actor.college_id, course)
        shared = study.shared_page(course, pages)
        refusal = setting.SHARED if shared else _page_refusal(actor, course, checkpoint)
        if year and not has_year(actor.college_id, course, actor.parameters.year_marks):
            refusal = setting.NO_YEAR
        if refusal is not None:
            return [Outcome(change.student, "refused", "", change.version, refusal) for change in changes]
        desk = _lay(
            actor, course, Level.YEAR if year else Level.CHECKPOINT if checkpoint else Level.TERM, checkpoint, pages
        )
        outcomes = [_set(desk, change) for change in changes]
        writing.write(actor, head, desk.changed)
    return [_numbered(desk, outcome) for outcome in outcomes]


def _page_refusal(actor: PersonActor, course: Course, checkpoint: Checkpoint | None) -> Refusal | None:
    """Why nothing on the page may be set now; read behind the lock, so that a term closed meanwhile is seen."""
    frozen = Course.objects.of(actor.college_id).filter(pk=course.id).values_list("frozen_at", flat=True).get()
    if checkpoint is not None:
        if Checkpoint.objects.of(actor.college_id).filter(pk=checkpoint.pk, published_at__isnull=False).exists():
            return setting.PUBLISHED
        if checkpoint.since > actor.today:
            return setting.AHEAD
    rows = TermClosing.objects.of(actor.college_id).filter(group=course.group_id, term=course.term_id)
    state = rows.values_list("state", flat=True).first() or State.OPEN
    if checkpoint is not None and state != State.CLOSED:
        state = State.OPEN
    return setting.page_refusal(state, frozen=frozen is not None) or held_back(actor, course)


def _lay(
    actor: PersonActor, course: Course, level: Level, checkpoint: Checkpoint | None, pages: list[study.Page]
) -> _Desk:
    since, until = span(course, checkpoint, actor.today)
    answers = together.ask(*study.reading(actor.college_id, pages, since, until))
    found = [row for row in study.together_of(course.id, study.studied(pages, until, answers)) if row.listed]
    form = form_of(actor.college_id, course)
    scale = Scale.ATTESTED if checkpoint else scale_of(form)
    students = [row.id for row in found]
    if level is Level.YEAR:
        terms = marks_of_terms(actor.college_id, course.year_id, [course.discipline_id], students)
        none = [(number, "") for number in range(1, PER_YEAR + 1)]
        proposals = {
            pk: propose_year(terms.get((pk, course.discipline_id), none), scale, actor.parameters) for pk in students
        }
    else:
        proposals = {row.id: propose(row.evidence, scale, actor.parameters) for row in found}
    rows = Result.objects.of(actor.college_id).filter(
        discipline=course.discipline_id, term=course.term_id, checkpoint=checkpoint, student__in=students, level=level
    )
    standing = {row.student_id: row for row in writing.locked(rows)}
    return _Desk(actor, course, checkpoint, scale, "" if checkpoint else form, level, proposals, standing, [])


def _set(desk: _Desk, change: ResultChange) -> Outcome:
    row = desk.standing.get(change.student)
    version, value = (row.version, row.value) if row else (0, "")
    proposal = desk.proposals.get(change.student)
    reason = " ".join(change.reason.split())[: setting.REASON_LIMIT]
    wish = Wish(read_value(change.value, desk.scale), change.value, reason, change.personal_until)
    if proposal is None:
        return Outcome(change.student, "refused", value, version, setting.NOT_LISTED)
    if row is not None and row.source != Source.TEACHER:
        return Outcome(change.student, "refused", value, version, setting.from_document(row.ground))
    refusal = setting.wish_refusal(wish, desk.scale, proposal, desk.actor.today)
    if refusal is not None:
        return Outcome(change.student, "refused", value, version, refusal)
    same = row is not None and (row.value, row.reason, row.personal_until) == (wish.value, reason, wish.personal_until)
    if same or (row is None and not wish.value):
        return Outcome(change.student, "saved", value, version)
    if change.version != version:
        return Outcome(change.student, "conflict", value, version, setting.STALE, row.reason if row else "")
    _put(desk, row, change.student, wish, proposal)
    return Outcome(change.student, "saved", wish.value or "", version)


def _put(desk: _Desk, row: Result | None, student: UUID, wish: Wish, proposal: Proposal) -> None:
    before = writing.told(row) if row else None
    course, checkpoint = desk.course, desk.checkpoint
    if row is None:
        row = Result(
            college_id=desk.actor.college_id, student_id=student, discipline_id=course.discipline_id, term_id=course.term_id,
            level=desk.level, checkpoint=checkpoint, version=0,
        )  # fmt: skip
    if row.value != wish.value:
        row.published_at = None  # what was shown before a reopening is shown again when the term is closed again
    row.semester = semester_of(course.group.course_year, course.term.number)
    row.group_id, row.course_id, row.form = course.group_id, course.id, desk.form
    row.value, row.reason, row.personal_until = wish.value or "", wish.reason, wish.personal_until
    row.proposed, row.average, row.source = proposal.value, proposal.average, Source.TEACHER
    desk.standing[student] = row
    desk.changed.append((before, row))


def _numbered(desk: _Desk, outcome: Outcome) -> Outcome:
    """With the version that the write gave it."""
    row = desk.standing.get(outcome.student)
    if outcome.status != "saved" or row is None:
        return outcome
    return Outcome(outcome.student, "saved", row.value, row.version, reason=row.reason)
