"""Making an act of correction: its lines come from the record of changes alone (A3.7)."""

from collections.abc import Sequence
from datetime import UTC
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from zhurnal.curriculum.models import Course
from zhurnal.inspection.corrections import corrections
from zhurnal.inspection.models import ActMember, CorrectionAct
from zhurnal.inspection.policy import MAKE_ACT
from zhurnal.inspection.staff import posts
from zhurnal.journal.models import OpenRequest
from zhurnal.kernel import audit, policy
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
LEAST = 2


def make_act(actor: PersonActor, request: OpenRequest, commission: Sequence[UUID]) -> CorrectionAct | Refusal:
    """The act about what was changed under one permission; numbers follow one another in a college's year."""
    policy.require(actor, MAKE_ACT, request)
    members = list(dict.fromkeys(commission))
    if len(members) < LEAST:
        return COMMISSION
    if request.teacher_id in members:
        return ABOUT_HIMSELF
    if request.open_until is None or request.open_until > actor.now:
        return STILL_OPEN
    own = actor.college_id
    with transaction.atomic():
        year = Course.objects.of(own).filter(pk=request.course_id).values_list("year_id", flat=True).get()
        numbers = audit.lock(own, year)
        if CorrectionAct.objects.of(own).filter(request=request.pk).exists():
            return TWICE
        found = corrections(own, [request])[request.pk]
        if not found:
            return NOTHING
        held = posts(actor, members)
        if len(held) < len(members):
            return COMMISSION
        act = _created(actor, request, year, [change.seq for change in found])
        ActMember.objects.bulk_create(
            ActMember(college_id=own, act_id=act.pk, person_id=person, post=held[person], position=place)
            for place, person in enumerate(members)
        )
        after = {"number": act.number, "changes": len(found)}
        audit.append(numbers, actor, [audit.Event("inspection.act", f"act:{act.pk.hex}", None, after)])
    return act


def _created(actor: PersonActor, request: OpenRequest, year: UUID, changes: list[int]) -> CorrectionAct:
    rows = CorrectionAct.objects.of(actor.college_id).filter(year=year)
    last = rows.aggregate(last=Max("number"))["last"] or 0
    act: CorrectionAct = CorrectionAct.objects.create(
        college_id=actor.college_id, year_id=year, number=last + 1, dated=actor.today, request_id=request.pk,
        course_id=request.course_id, changes=changes, made_by_id=actor.person_id, made_at=actor.now.astimezone(UTC),
    )  # fmt: skip
    return act
