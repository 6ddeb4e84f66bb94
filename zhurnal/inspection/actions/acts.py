"""Making an act of correction: its lines come from the record of changes alone (A3.7)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from zhurnal.curriculum.models import Course
from zhurnal.inspection.beside import changed_beside
from zhurnal.inspection.corrections import corrections, untold
from zhurnal.inspection.models import ActMember, CorrectionAct
from zhurnal.inspection.policy import MAKE_ACT, MAKE_TERM_ACT, OWN_ACT
from zhurnal.inspection.reopened import changed_in, of_page, reopened, reopenings_of
from zhurnal.inspection.staff import posts
from zhurnal.journal.models import OpenRequest
from zhurnal.kernel import audit, policy
from zhurnal.kernel.models import ChainHead
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor

NOTHING = Refusal("nothing", "По этому разрешению в журнале ничего не изменили: акт составлять не о чем.")
TWICE = Refusal("twice", "Акт об этом исправлении уже составлен. Он есть в списке актов.")
COMMISSION = Refusal("commission", "Назовите комиссию: не меньше двух человек, первый — председатель.")
ABOUT_HIMSELF = Refusal(
    "about_himself", "Преподаватель, чьи записи исправлены, в комиссию не входит: он знакомится с актом."
)
STILL_OPEN = Refusal(
    "still_open", "Занятие ещё открыто по этому разрешению. Составьте акт, когда срок пройдёт: тогда в нём будет всё."
)
UNKNOWN = Refusal("unknown", "Такого открытия семестра у этого журнала нет. Обновите страницу.")
TERM_OPEN = Refusal("still_open", "Семестр ещё открыт. Составьте акт, когда его закроют снова: тогда в нём будет всё.")
UNCHANGED = Refusal("nothing", "Пока семестр был открыт, в этом журнале ничего не изменили: акт составлять не о чем.")
LEAST = 2


@dataclass(frozen=True, slots=True)
class _Cause:
    """What an act is about: a permission or a reopening, and which numbers of the record it led to."""

    course: UUID
    changes: list[int]
    request: UUID | None = None
    reopening: UUID | None = None
    beside: Sequence[tuple[str, int]] = ()


def make_act(actor: PersonActor, request: OpenRequest, commission: Sequence[UUID]) -> CorrectionAct | Refusal:
    """The act about what was changed under one permission; numbers follow one another in a college's year."""
    policy.require(actor, MAKE_ACT, request)
    refusal = _commission_refusal(commission, {request.teacher_id})
    if refusal is not None:
        return refusal
    if request.open_until is None or request.open_until > actor.now:
        return STILL_OPEN
    own = actor.college_id
    with transaction.atomic():
        year = Course.objects.of(own).filter(pk=request.course_id).values_list("year_id", flat=True).get()
        numbers = audit.lock(own, year)
        if CorrectionAct.objects.of(own).filter(request=request.pk).exists():
            return TWICE
        found = untold(own, [(request.course_id, corrections(own, [request])[request.pk])])[0]
        if not found:
            return NOTHING
        cause = _Cause(request.course_id, [change.seq for change in found], request=request.pk)
        return _signed(actor, numbers, year, cause, commission)


def make_term_act(
    actor: PersonActor, course: Course, reopening: UUID | None, commission: Sequence[UUID]
) -> CorrectionAct | Refusal:
    """The act about what was changed in one journal while its closed term stood open again (A3.7; clause 1.11 a).

    Numbered in one row with the acts about permissions.
    """
    policy.require(actor, MAKE_TERM_ACT, course)
    own = actor.college_id
    with transaction.atomic():
        numbers = audit.lock(own, course.year_id)
        known = reopened(own, reopenings_of(own, of_page(course)), [course.pk])
        one = next((one for one in known if one.step.pk == reopening), None)
        if one is None:
            return UNKNOWN
        if one.until is None:
            return TERM_OPEN
        if CorrectionAct.objects.of(own).filter(course=course.pk, reopening=reopening).exists():
            return TWICE
        found, beside = changed_in(actor, [one])[0], changed_beside(actor, [one])[0]
        if not found and not beside:
            return UNCHANGED
        authors = {change.author_id for change in found} | {line.author_id for line in beside}
        refusal = OWN_ACT if actor.person_id in authors else _commission_refusal(commission, authors)
        if refusal is not None:
            return refusal
        cause = _Cause(
            course.pk,
            [change.seq for change in found],
            reopening=one.step.pk,
            beside=[(row.chain.hex, row.seq) for row in beside],
        )
        return _signed(actor, numbers, course.year_id, cause, commission)


def _commission_refusal(commission: Sequence[UUID], authors: Collection[UUID | None]) -> Refusal | None:
    """Why these people do not sign: too few, or one of them made the corrections."""
    if len(set(commission)) < LEAST:
        return COMMISSION
    return ABOUT_HIMSELF if set(commission) & set(authors) else None


def _signed(
    actor: PersonActor, numbers: ChainHead, year: UUID, cause: _Cause, commission: Sequence[UUID]
) -> CorrectionAct | Refusal:
    """The act with its commission, under the lock of the year's numbers."""
    own, members = actor.college_id, list(dict.fromkeys(commission))
    held = posts(actor, members)
    if len(held) < len(members):
        return COMMISSION
    last = CorrectionAct.objects.of(own).filter(year=year).aggregate(last=Max("number"))["last"] or 0
    act: CorrectionAct = CorrectionAct.objects.create(
        college_id=own, year_id=year, number=last + 1, dated=actor.today, request_id=cause.request,
        reopening_id=cause.reopening, course_id=cause.course, changes=cause.changes,
        beside=[list(one) for one in dict.fromkeys(cause.beside)], made_by_id=actor.person_id,
        made_at=actor.now.astimezone(UTC),
    )  # fmt: skip
    ActMember.objects.bulk_create(
        ActMember(college_id=own, act_id=act.pk, person_id=person, post=held[person], position=place)
        for place, person in enumerate(members)
    )
    after = {"number": act.number, "changes": len(cause.changes) + len(cause.beside)}
    audit.append(numbers, actor, [audit.Event("inspection.act", f"act:{act.pk.hex}", None, after)])
    return act
