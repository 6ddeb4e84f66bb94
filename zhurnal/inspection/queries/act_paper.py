"""An act of correction as it is printed, and what a new one would say (A3.7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from zhurnal.assessment.models import TermStep
from zhurnal.curriculum.models import Course
from zhurnal.inspection.beside import Beside, beside_by_numbers
from zhurnal.inspection.corrections import Correction, by_numbers, corrections, untold
from zhurnal.inspection.models import ActMember, CorrectionAct
from zhurnal.inspection.reopened import days_of, reopened
from zhurnal.inspection.rules import acts
from zhurnal.inspection.rules.acts import Journal
from zhurnal.journal.models import OpenRequest
from zhurnal.journal.queries.place_names import columns_of, named_places, names_of
from zhurnal.kernel.dates import full
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.names import short_name


@dataclass(frozen=True, slots=True)
class ActRow:
    """A line of an act. ``author``: where an act is about several people's changes."""

    number: int
    place: str
    before: str
    after: str
    at: datetime
    reason: str
    author: str = ""


@dataclass(frozen=True, slots=True)
class ActPage:
    """An act as it is printed. ``told``: who signs that he has read it; ``digest``: of the last change in the journal's chain,
    by which it is found again."""

    id: UUID
    number: int
    year: str
    dated: date
    preamble: str
    ground: str
    rows: tuple[ActRow, ...]
    commission: tuple[tuple[str, str], ...]
    told: tuple[str, ...]
    digest: str


def act_page(actor: PersonActor, act: CorrectionAct) -> ActPage:
    """An act; its lines are read from the record of changes each time. A constant number of statements."""
    related = ("group", "discipline", "subgroup", "year", "term")
    course = Course.objects.of(actor.college_id).select_related(*related).get(pk=act.course_id)
    changes = by_numbers(actor.college_id, act.course_id, act.changes)
    members = ActMember.objects.of(actor.college_id).filter(act=act.pk).order_by("position")
    commission = tuple(
        (post, short_name(*name))
        for post, *name in members.values_list("post", "person__surname", "person__given", "person__patronymic")
    )
    beside = beside_by_numbers(actor.college_id, act.beside)
    says = _of_term if act.reopening_id else _of_lesson
    story, ground, told = says(actor, act, course, [*changes, *beside])
    return ActPage(
        act.pk, act.number, course.year.name, act.dated, acts.preamble(commission, story), ground,
        act_rows(actor, changes, beside, of_term=bool(act.reopening_id)), commission, told,
        (changes or beside)[-1].digest[:16] if changes or beside else "",
    )  # fmt: skip


_Says = tuple[str, str, tuple[str, ...]]


def _journal(course: Course) -> Journal:
    named = f"{course.discipline.index} {course.discipline.name}"
    return Journal(course.group.name, course.subgroup.name if course.subgroup else "", named)


def _of_lesson(actor: PersonActor, act: CorrectionAct, course: Course, changes: Sequence[Correction | Beside]) -> _Says:
    """(What was done, on what ground, who has read it.)"""
    rows = OpenRequest.objects.of(actor.college_id).select_related("lesson", "teacher", "decided_by")
    request: Any = rows.get(pk=act.request_id)
    named = named_places(actor.college_id, [(request.lesson_id, request.places)])
    ground = acts.lesson_ground(
        request.reason, request.decided_by.short if request.decided_by else "",
        _clock(actor, request.decided_at or request.asked_at),
        named.get((request.lesson_id, request.places), "") or "всё занятие",
        _clock(actor, request.open_until or request.asked_at),
    )  # fmt: skip
    teacher = request.teacher.short
    return acts.lesson_story(_journal(course), request.lesson.date, request.lesson.pair, teacher), ground, (teacher,)


def _of_term(actor: PersonActor, act: CorrectionAct, course: Course, changes: Sequence[Correction | Beside]) -> _Says:
    rows = TermStep.objects.of(actor.college_id).select_related("made_by", "seconded_by")
    step: Any = rows.get(pk=act.reopening_id)
    opened = step.seconded_at or step.made_at
    ended = [one.closed_at for one in reopened(actor.college_id, [step], [course.pk]) if one.closed_at]
    asked, seconded = (one.short if one else "" for one in (step.made_by, step.seconded_by))
    ground = acts.term_ground(
        step.reason,
        step.order_number,
        asked,
        seconded,
        _clock(actor, opened),
        _clock(actor, ended[0] if ended else act.made_at),
    )
    told = tuple(dict.fromkeys(one.author for one in changes))
    return acts.term_story(_journal(course), course.term.number, course.year.name), ground, told


def preview(actor: PersonActor, request: OpenRequest) -> tuple[ActRow, ...]:
    """What the act about a permission would say."""
    found = corrections(actor.college_id, [request])[request.pk]
    return act_rows(actor, untold(actor.college_id, [(request.course_id, found)])[0], of_term=False)


def act_rows(
    actor: PersonActor, changes: list[Correction], beside: Sequence[Beside] = (), *, of_term: bool
) -> tuple[ActRow, ...]:
    """Lines of an act, those of other records last. ``of_term``: each names its lesson and its author; else both are said above."""
    own = actor.college_id
    names = names_of(own, {UUID(one.student) for one in changes if one.student})
    columns = columns_of(own, {UUID(one.lesson) for one in changes if one.lesson})
    days = days_of(own, {one.lesson for one in changes if one.lesson}) if of_term else {}

    def place(one: Correction) -> str:
        said = one.where(names, columns.get(UUID(one.lesson), {}) if one.lesson else {})
        day, pair = days.get(one.lesson, (None, 0))
        return f"{full(day)}, {pair}\u00a0пара: {said}" if day else said

    placed = [(one, place(one)) for one in changes] + [(one, one.place) for one in beside]
    return tuple(
        ActRow(number, said, one.before, one.after, _clock(actor, one.at), one.reason, one.author if of_term else "")
        for number, (one, said) in enumerate(placed, 1)
    )


def _clock(actor: PersonActor, moment: datetime) -> datetime:
    return moment.astimezone(actor.now.tzinfo).replace(tzinfo=None)
