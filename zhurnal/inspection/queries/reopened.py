"""Journals of reopened terms that wait for an act, and what the act about one would say (A3.7)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from zhurnal.curriculum.models import Course
from zhurnal.inspection.beside import changed_beside
from zhurnal.inspection.models import CorrectionAct
from zhurnal.inspection.policy import MAKE_TERM_ACT
from zhurnal.inspection.queries.act_paper import ActRow, act_rows
from zhurnal.inspection.reopened import Reopened, changed_in, of_page, reopened, reopenings_of
from zhurnal.inspection.rules.values import NOTHING
from zhurnal.kernel import policy
from zhurnal.people.actor import PersonActor

LOOKED_AT = 40  # reopenings of terms, the newest


@dataclass(frozen=True, slots=True)
class ReopenedLine:
    """A journal that was changed while its term stood open again; the term is closed, and no act says so yet."""

    course: UUID
    step: UUID
    journal: str
    term: str
    ground: str
    order: str
    closed: datetime
    changes: int
    replaced: int


def reopened_waiting(actor: PersonActor) -> tuple[ReopenedLine, ...]:
    """The newest reopening first, of closed years too: an act changes nothing of theirs. A constant number of statements."""
    pages: QuerySet[Course] = policy.visible(actor, MAKE_TERM_ACT)
    steps = reopenings_of(actor.college_id, Q(closing__group__in=pages.values("group_id")))[:LOOKED_AT]
    if not steps:
        return ()
    pages = pages.filter(
        group__in={one.closing.group_id for one in steps}, term__in={one.closing.term_id for one in steps}
    )
    named = {
        pk: f"{group}, {index}"
        for pk, group, index in pages.order_by("group__name", "discipline__index", "pk").values_list(
            "pk", "group__name", "discipline__index"
        )
    }
    ended = [one for one in _unsaid(actor, reopened(actor.college_id, steps, list(named))) if one.until]
    return tuple(
        ReopenedLine(
            one.course, one.step.pk, named[one.course], f"{one.step.closing.term.number} семестр", one.step.reason,
            one.step.order_number, _closed(actor, one), len(changes) + len(beside),
            sum(before != NOTHING for before in (*(one.before for one in changes), *(one.before for one in beside))),
        )
        for one, changes, beside in zip(ended, changed_in(actor, ended), changed_beside(actor, ended), strict=True)
        if changes or beside
    )  # fmt: skip


def _unsaid(actor: PersonActor, ones: list[Reopened]) -> list[Reopened]:
    """Those about which there is no act."""
    rows = CorrectionAct.objects.of(actor.college_id).filter(reopening__in=[one.step.pk for one in ones])
    made = set(rows.values_list("course_id", "reopening_id"))
    return [one for one in ones if (one.course, one.step.pk) not in made]


def _closed(actor: PersonActor, one: Reopened) -> datetime:
    return (one.closed_at or one.step.made_at).astimezone(actor.now.tzinfo).replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class TermOffer:
    """What an act about a reopening of a journal would say. ``step``: the reopening meant, None when none is left without an act."""

    step: UUID | None
    ground: str
    rows: tuple[ActRow, ...]
    open: bool


def term_offer(actor: PersonActor, course: Course, wanted: UUID | None) -> TermOffer:
    """Of the wanted reopening, else of the oldest that has no act. A constant number of statements."""
    found = reopened(actor.college_id, reopenings_of(actor.college_id, of_page(course)), [course.pk])
    left = [one for one in _unsaid(actor, found) if wanted in (None, one.step.pk)]
    if not left:
        return TermOffer(None, "", (), open=False)
    one = left[-1]
    changes, beside = changed_in(actor, [one])[0], changed_beside(actor, [one])[0]
    ground = f"{one.step.reason}; приказ {one.step.order_number}"
    return TermOffer(one.step.pk, ground, act_rows(actor, changes, beside, of_term=True), open=one.until is None)
