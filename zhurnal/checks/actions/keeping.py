"""Findings are kept: new ones are opened, those without a cause are closed, those that return are opened again (A10.4)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import TypeVar
from uuid import UUID

from django.db import transaction

from zhurnal.academic_year.models import Term
from zhurnal.checks.gather import gather, pages_of
from zhurnal.checks.homework import hours_of_homework
from zhurnal.checks.models import Finding, FindingStep
from zhurnal.checks.rules.catalogue import Rule, Settings
from zhurnal.checks.rules.facts import Found
from zhurnal.checks.rules.judging import judge
from zhurnal.checks.rules.keeping import Kept, Outcome, Place, compare
from zhurnal.checks.rules.states import State, Step
from zhurnal.checks.stored import settings
from zhurnal.kernel import audit, sql
from zhurnal.people.actor import PersonActor

CHUNK = 500  # findings of one statement
RUN = "checks.run"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check changed: how many findings it opened, opened again, closed."""

    pages: int = 0
    opened: int = 0
    returned: int = 0
    closed: int = 0

    @property
    def changed(self) -> bool:
        """Whether anything."""
        return bool(self.opened or self.returned or self.closed)


def check(actor: PersonActor, term: Term, courses: Iterable[UUID] | None = None) -> Checked:
    """Judge pages of the term (all, or those of these courses and their disciplines) and keep what is found.

    The number of statements does not grow with the pages, only that of inserts with what is new.
    """
    pages = pages_of(actor.college_id, term, courses)
    if not pages:
        return Checked()
    rules = settings(actor.college_id, actor.parameters)
    asked = [page.id for page in pages] if rules[Rule.HOMEWORK_LATE].on else None
    homework = None if asked is None else hours_of_homework(actor.college_id, term, asked, actor.now.tzinfo)
    facts = gather(actor.college_id, pages, term, actor.today, actor.parameters, homework)
    found = [one for page in facts for one in judge(page, rules)]
    outcome = keep(actor, [page.id for page in pages], found, rules)
    return Checked(len(pages), len(outcome.opened), len(outcome.returned), len(outcome.closed))


@transaction.atomic
def keep(actor: PersonActor, courses: Sequence[UUID], found: Iterable[Found], rules: Settings) -> Outcome:
    """Hold what was found on these pages beside what is kept of them, and write the difference. The college's chain is locked."""
    head = audit.lock(actor.college_id, actor.college_id)
    outcome = compare(_kept(actor.college_id, courses), found, rules)
    now = actor.now.astimezone(UTC)
    for part in _portions(outcome.opened):
        sql.insert(Finding, [_row(actor, one, now) for one in part])
    _write(actor.college_id, outcome, now)
    Finding.objects.of(actor.college_id).filter(course__in=courses, state=State.OPEN.value).update(seen_at=now)
    steps = [(row.id, Step.RETURNED) for row, _one in outcome.returned]
    steps += [(row.id, how) for row, how in outcome.closed]
    for step_part in _portions(steps):
        own = {"college_id": actor.college_id, "made_at": now, "made_by_id": actor.person_id}
        sql.insert(FindingStep, [FindingStep(finding_id=pk, step=step.value, **own) for pk, step in step_part])
    if outcome.opened or steps:
        numbers = {"opened": len(outcome.opened), "returned": len(outcome.returned), "closed": len(outcome.closed)}
        audit.append(head, actor, [audit.Event(RUN, f"checks:{len(courses)}", None, numbers)])
    return outcome


def end_frozen(actor: PersonActor) -> int:
    """Findings in journals that nobody may write any more end, each with a step that says so; how many."""
    with transaction.atomic():
        head = audit.lock(actor.college_id, actor.college_id)
        standing = Finding.objects.of(actor.college_id).filter(state=State.OPEN.value, course__frozen_at__isnull=False)
        ended, now = list(standing.order_by("pk").values_list("pk", flat=True)), actor.now.astimezone(UTC)
        own = {"college_id": actor.college_id, "step": Step.FROZEN.value, "made_at": now, "made_by_id": actor.person_id}
        for part in _portions(ended):
            Finding.objects.of(actor.college_id).filter(pk__in=part).update(
                state=State.CLOSED.value, closed_at=now, closed_how=Step.FROZEN.value
            )
            sql.insert(FindingStep, [FindingStep(finding_id=pk, **own) for pk in part])
        if ended:
            audit.append(head, actor, [audit.Event(RUN, "checks:frozen", None, {"closed": len(ended)})])
    return len(ended)


def _kept(college_id: UUID, courses: Sequence[UUID]) -> dict[Place, Kept]:
    rows = Finding.objects.of(college_id).filter(course__in=courses)
    columns = ("course_id", "rule", "place", "pk", "state", "evidence", "teacher_id")
    return {
        (course, rule, place): Kept(pk, state, evidence, teacher)
        for course, rule, place, pk, state, evidence, teacher in rows.values_list(*columns)
    }


def _row(actor: PersonActor, one: Found, now: datetime) -> Finding:
    return Finding(
        college_id=actor.college_id, rule=one.rule.value, course_id=one.course, place=one.place, lesson_id=one.lesson,
        student_id=one.student, work_id=one.work, practice_id=one.practice, day=one.day, teacher_id=one.teacher,
        evidence=one.evidence, first_seen=now, seen_at=now,
    )  # fmt: skip


def _write(college_id: UUID, outcome: Outcome, now: datetime) -> None:
    """Rows that are kept already."""
    rows = Finding.objects.of(college_id)
    for how in (Step.GONE, Step.SWITCHED_OFF):
        for part in _portions(row.id for row, why in outcome.closed if why is how):
            rows.filter(pk__in=part).update(state=State.CLOSED.value, closed_at=now, closed_how=how.value)
    again = {row.id for row, _one in outcome.returned}
    for both in _portions((*outcome.returned, *outcome.reworded)):
        before = {row.pk: row for row in rows.filter(pk__in=[row.id for row, _one in both])}
        fresh = []
        for known, one in both:
            row = before[known.id]
            row.evidence, row.teacher_id = one.evidence, one.teacher
            if known.id in again:
                row.state, row.closed_at, row.closed_how, row.returns = State.OPEN.value, None, "", row.returns + 1
            fresh.append(row)
        changed = ("evidence", "teacher_id", "state", "closed_at", "closed_how", "returns")
        sql.insert(Finding, fresh, ("college_id", "course_id", "rule", "place"), changed)


def _portions(rows: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(rows)
    while portion := list(islice(rest, CHUNK)):
        yield portion
