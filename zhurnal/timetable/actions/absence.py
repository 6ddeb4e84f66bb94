"""A teacher away: told by the office, asked for by himself, decided once (A5.6)."""

from dataclasses import dataclass
from datetime import UTC, date
from uuid import UUID

from django.db import transaction

from zhurnal.curriculum.relations import valid_on
from zhurnal.kernel import audit, policy
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person, RoleGrant
from zhurnal.people.rules.roles import Role
from zhurnal.timetable.models import TeacherAbsence
from zhurnal.timetable.policy import ABSENCE, ASK, AWAY, DECIDE, DECIDED
from zhurnal.timetable.rules.absence import absence_refusal, decision_refusal
from zhurnal.timetable.rules.ground import AbsenceState, Ground
from zhurnal.timetable.rules.news import AbsenceAnswer
from zhurnal.timetable.signals import absence_answered


@dataclass(frozen=True, slots=True)
class Away:
    """Days of absence, both included; ``pair``: only this one of a single day."""

    since: date
    until: date
    ground: Ground
    pair: int | None = None
    suggested: UUID | None = None


def record_absence(actor: PersonActor, teacher: Person, away: Away) -> TeacherAbsence | Refusal:
    """The office knows that a teacher is away."""
    policy.require(actor, AWAY, teacher)
    return _write(actor, teacher.pk, away, AbsenceState.KNOWN)


def ask_absence(actor: PersonActor, away: Away) -> TeacherAbsence | Refusal:
    """A teacher asks to be substituted; the office decides."""
    if not policy.may(actor, ASK) or actor.person_id is None:
        raise Refused(Refusal("not_yours", "Просить о замене может преподаватель."))
    return _write(actor, actor.person_id, away, AbsenceState.ASKED)


def _write(actor: PersonActor, teacher: UUID, away: Away, state: AbsenceState) -> TeacherAbsence | Refusal:
    with transaction.atomic():
        head = audit.lock(actor.college_id, actor.college_id)
        rows = TeacherAbsence.objects.of(actor.college_id).filter(
            teacher=teacher,
            since__lte=away.until,
            until__gte=away.since,
            state__in=(AbsenceState.KNOWN, AbsenceState.ASKED),
        )
        standing = [row for row in rows if row.pair is None or away.pair in (None, row.pair)]
        asking = actor.today if state is AbsenceState.ASKED else None
        refusal = away.ground.refusal or absence_refusal(
            away.since, away.until, away.pair, [(row.since, row.until) for row in standing], asking
        )
        if refusal is not None:
            return refusal
        suggested = RoleGrant.objects.of(actor.college_id).filter(
            valid_on(away.since), role=Role.TEACHER, person=away.suggested
        )
        row: TeacherAbsence = TeacherAbsence.objects.create(
            college_id=actor.college_id, teacher_id=teacher, since=away.since, until=away.until, pair=away.pair,
            cause=away.ground.cause, reason=away.ground.words, state=state, recorded_by_id=actor.person_id,
            recorded_at=actor.now.astimezone(UTC),
            suggested_id=away.suggested if away.suggested and suggested.exists() else None,
        )  # fmt: skip
        after = {"since": away.since.isoformat(), "until": away.until.isoformat(), "state": str(state)}
        name = ASK if state is AbsenceState.ASKED else ABSENCE
        audit.append(head, actor, [audit.Event(name, f"absence:{row.pk.hex}", None, after, away.ground.words)])
    return row


def decide_absence(actor: PersonActor, asked: TeacherAbsence, *, accept: bool, answer: str = "") -> Refusal | None:
    """Accept a teacher's request, or refuse it with an answer; once."""
    policy.require(actor, DECIDE, asked)
    answer = " ".join(answer.split())
    refusal = decision_refusal(accept=accept, answer=answer)
    if refusal is not None:
        return refusal
    state = AbsenceState.KNOWN if accept else AbsenceState.REFUSED
    with transaction.atomic():
        if not _turn(actor, asked, AbsenceState.ASKED, state, DECIDE, answer):
            raise Refused(DECIDED)
        told = AbsenceAnswer(asked.pk, asked.teacher_id, asked.since, asked.until, accept, answer)
        absence_answered.send(TeacherAbsence, actor=actor, answer=told)
    return None


def end_absence(actor: PersonActor, absence: TeacherAbsence) -> None:
    """An absence told by mistake is no more; substitutions made for it stay until they are taken back."""
    policy.require(actor, ABSENCE, absence)
    _turn(actor, absence, AbsenceState.KNOWN, AbsenceState.WITHDRAWN, ABSENCE, "")


def withdraw_request(actor: PersonActor, absence: TeacherAbsence) -> Refusal | None:
    """The teacher takes his request back while nobody has decided."""
    policy.require(actor, ASK, absence)
    return None if _turn(actor, absence, AbsenceState.ASKED, AbsenceState.WITHDRAWN, ASK, "") else DECIDED


def _turn(
    actor: PersonActor, absence: TeacherAbsence, before: AbsenceState, after: AbsenceState, event: str, answer: str
) -> bool:
    """Whether the absence stood in ``before`` and stands in ``after`` now."""
    with transaction.atomic():
        head = audit.lock(actor.college_id, actor.college_id)
        rows = TeacherAbsence.objects.of(actor.college_id).filter(pk=absence.pk, state=before)
        moment = actor.now.astimezone(UTC)
        if not rows.update(state=after, decided_by=actor.person_id, decided_at=moment, answer=answer):
            return False
        audit.append(head, actor, [audit.Event(event, f"absence:{absence.pk.hex}", str(before), str(after), answer)])
    return True
