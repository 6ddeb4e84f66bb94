"""Journals while their closed term stood open again by two people: from that to the next closing (A3.7, A4; clause 1.11 a)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from zhurnal.assessment.models import TermStep
from zhurnal.assessment.rules import trace
from zhurnal.assessment.rules.levels import State
from zhurnal.curriculum.models import Course
from zhurnal.inspection.corrections import Correction, between, untold
from zhurnal.kernel.models import Change
from zhurnal.people.actor import PersonActor
from zhurnal.timetable.models import Lesson


@dataclass(frozen=True, slots=True)
class Reopened:
    """A journal of a reopened term: what was written then stands in its record between the numbers ``since`` and ``until``.

    ``until`` and ``closed_at`` are None while the term still stands open.
    """

    step: TermStep
    course: UUID
    since: int
    until: int | None = None
    closed_at: datetime | None = None


def reopenings_of(college_id: UUID, of: Q) -> list[TermStep]:
    """Reopenings on which the second person agreed, the newest first, with the people. ``of``: of which closings. One statement."""
    rows = TermStep.objects.of(college_id).filter(of, before=State.CLOSED, seconded_at__isnull=False)
    related = ("closing__term__year", "made_by", "seconded_by")
    return list(rows.select_related(*related).order_by("-seconded_at", "pk"))


def of_page(course: Course) -> Q:
    """The closings that froze this page."""
    return Q(closing__group=course.group_id, closing__term=course.term_id)


def reopened(college_id: UUID, steps: Sequence[TermStep], courses: Iterable[UUID]) -> list[Reopened]:
    """Each journal with each of the reopenings that it went through, in their order. One statement.

    The journal's own record tells when its term opened and closed, so that nothing is asked of clocks.
    """
    by_moment = {(trace.term(one.closing_id.hex), one.seconded_at): one for one in steps}
    rows = Change.objects.of(college_id).filter(
        action=trace.TERM_MOVED, target__in={target for target, _at in by_moment}, chain__in=list(courses)
    )
    told: dict[tuple[UUID, UUID], Reopened] = {}
    standing: dict[UUID, Reopened] = {}
    for course, seq, target, at, after in rows.order_by("chain", "seq").values_list(
        "chain", "seq", "target", "at", "after"
    ):
        one = standing.pop(course, None)
        if one is not None:
            told[one.step.pk, course] = Reopened(one.step, course, one.since, seq, at)
        step = by_moment.get((target, at)) if after == State.OPEN else None
        if step is not None:
            standing[course] = Reopened(step, course, seq)
    told |= {(one.step.pk, course): one for course, one in standing.items()}
    return [told[step.pk, course] for step in steps for course in courses if (step.pk, course) in told]


def changed_in(actor: PersonActor, ones: Sequence[Reopened]) -> list[list[Correction]]:
    """What was changed in each of them that has ended, without what another act names already.

    A lesson held after the day of the reopening is no correction of what was closed. Five statements for up to ``corrections.SPANS``.
    """
    own = actor.college_id
    spans = [(one.course, one.since, one.until or one.since) for one in ones]
    found = untold(own, zip([one.course for one in ones], between(own, spans), strict=True))
    days = days_of(own, {one.lesson for changes in found for one in changes if one.lesson})
    return [
        [change for change in changes if _was_closed(actor, one.step, days.get(change.lesson))]
        for one, changes in zip(ones, found, strict=True)
    ]


def _was_closed(actor: PersonActor, step: TermStep, place: tuple[date, int] | None) -> bool:
    opened = step.seconded_at or step.made_at
    return place is None or place[0] <= opened.astimezone(actor.now.tzinfo).date()


def days_of(college_id: UUID, lessons: Iterable[str]) -> dict[str, tuple[date, int]]:
    """Lesson by 32 digits → its day and pair. One statement, none for none."""
    wanted = [UUID(one) for one in lessons]
    rows = Lesson.objects.of(college_id).filter(pk__in=wanted).values_list("pk", "date", "pair") if wanted else ()
    return {pk.hex: (day, pair) for pk, day, pair in rows}
