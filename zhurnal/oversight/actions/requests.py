"""Deciding on a request to open a closed lesson (A3.7). Whoever decides writes no marks by it: 3.3 holds."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction

from zhurnal.curriculum.queries import is_frozen
from zhurnal.journal.models import OpenRequest
from zhurnal.journal.rules import targets
from zhurnal.journal.rules.locks import FROZEN
from zhurnal.journal.rules.signs import RequestState
from zhurnal.kernel import audit, policy
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.refusal import Refusal
from zhurnal.oversight.policy import DECIDED
from zhurnal.oversight.rules.opening import Decided, decision_refusal
from zhurnal.oversight.signals import request_decided
from zhurnal.people.actor import PersonActor
from zhurnal.timetable.models import Lesson


@dataclass(frozen=True, slots=True)
class Decision:
    """Open until a moment, or not, with an answer to the teacher."""

    approve: bool
    until: datetime | None = None
    answer: str = ""


def decide_request(actor: PersonActor, asked: OpenRequest, decision: Decision) -> Refusal | None:
    """Take the decision, once; None when it is taken. A request that somebody decided meanwhile raises ``Refused``."""
    policy.require(actor, "oversight.request.decide", asked)
    answer = " ".join(decision.answer.split())
    refusal = decision_refusal(approve=decision.approve, until=decision.until, answer=answer, now=actor.now)
    if refusal is not None:
        return refusal
    state = RequestState.APPROVED if decision.approve else RequestState.REJECTED
    until = decision.until.astimezone(UTC) if decision.approve and decision.until else None
    with transaction.atomic():
        head = audit.lock(actor.college_id, asked.course_id)
        if decision.approve and is_frozen(actor.college_id, asked.course_id):
            return FROZEN
        changed = (
            OpenRequest.objects.of(actor.college_id)
            .filter(pk=asked.pk, state=RequestState.OPEN)
            .update(
                state=state, decided_by=actor.person_id, decided_at=actor.now.astimezone(UTC), answer=answer,
                open_until=until,
            )
        )  # fmt: skip
        if not changed:
            raise Refused(DECIDED)
        after = {"state": str(state), "until": until.isoformat(timespec="minutes") if until else None}
        after |= {"places": asked.places} if asked.places else {}
        target = targets.part("open_request", asked.lesson_id.hex)
        audit.append(head, actor, [audit.Event("oversight.request.decide", target, "asked", after, answer)])
        day = Lesson.objects.of(actor.college_id).values_list("date", flat=True).get(pk=asked.lesson_id)
        told = Decided(
            asked.pk, asked.lesson_id, asked.teacher_id, day, decision.until if decision.approve else None, answer
        )
        request_decided.send(OpenRequest, actor=actor, decided=told)
    return None
