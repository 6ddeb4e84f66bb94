"""A teacher answers a finding, a head calls it explained. Nothing said is changed afterwards."""

from dataclasses import dataclass

from django.db import transaction

from zhurnal.curriculum.models import Course
from zhurnal.kernel import audit, policy
from zhurnal.kernel.errors import Absent, Refused
from zhurnal.kernel.refusal import Refusal
from zhurnal.objectivity.models import Explanation
from zhurnal.objectivity.policy import ANSWER, SETTLE
from zhurnal.objectivity.rules.kinds import Kind
from zhurnal.people.actor import PersonActor

OWN = Refusal("own_journal", "Это ваш журнал: ответьте на замечание, а объяснённым его назовёт другой руководитель.")


@dataclass(frozen=True, slots=True)
class Word:
    """What is said of a kind in a journal; ``weight``: how much there is of it."""

    kind: Kind
    text: str
    weight: int


def settle(actor: PersonActor, course: Course, word: Word) -> None:
    """A head calls the finding explained."""
    _say(actor, course, word, settles=True)


def answer(actor: PersonActor, course: Course, word: Word) -> None:
    """The teacher answers."""
    _say(actor, course, word, settles=False)


def _say(actor: PersonActor, course: Course, word: Word, *, settles: bool) -> None:
    action = SETTLE if settles else ANSWER
    policy.require(actor, action, course)
    if settles and policy.can(actor, ANSWER, course).allowed:
        raise Refused(OWN)
    if actor.person_id is None:
        raise Absent
    with transaction.atomic():
        head = audit.lock(actor.college_id, actor.college_id)
        Explanation.objects.create(
            college_id=actor.college_id, course=course, kind=word.kind.value, settles=settles, text=word.text, weight=word.weight,
            made_by_id=actor.person_id, made_at=actor.now,
        )  # fmt: skip
        target = f"finding:{course.pk.hex}:{word.kind.value}"
        audit.append(head, actor, [audit.Event(action, target, None, {"weight": word.weight}, word.text)])
