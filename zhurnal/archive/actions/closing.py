"""A year is closed, or opened again, by two people (1.5, A12.7)."""

from datetime import UTC
from uuid import UUID

from django.db import transaction

from zhurnal.academic_year.models import AcademicYear
from zhurnal.archive.models import YearStep
from zhurnal.archive.policy import AGREE, CLOSE
from zhurnal.archive.rules.closing import Standing, Step, second_refusal, step_refusal
from zhurnal.assessment.models import TermClosing
from zhurnal.assessment.rules.levels import State
from zhurnal.curriculum.models import Course
from zhurnal.kernel import audit, policy
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.statements.models import Statement
from zhurnal.statements.rules.kinds import State as StatementState

NOTHING_ASKED = Refusal("not_asked", "Закрыть или открыть этот год никто не просил. Обновите страницу.")
ASKED = Refusal("asked", "Об этом уже попросили: ждём подтверждения второго человека.")
EVENT = "archive.year"


def ask_step(actor: PersonActor, year: AcademicYear, step: Step, order: str = "", reason: str = "") -> Refusal | None:
    """Ask to close a year or to open it again; None when it is asked. ``agree`` is another person's word."""
    policy.require(actor, CLOSE, year)
    with transaction.atomic():
        head = audit.lock(actor.college_id, year.pk)
        if _waiting(actor, year) is not None:
            return ASKED
        refusal = step_refusal(step, standing_of(actor.college_id, year), actor.today, reason, order)
        if refusal is not None:
            return refusal
        YearStep.objects.create(
            college_id=actor.college_id, year=year, step=step, order_number=order.strip()[:60], reason=reason.strip()[:300],
            asked_by_id=actor.person_id, asked_at=actor.now.astimezone(UTC),
        )  # fmt: skip
        after = {"asked": str(step), "order": order.strip()[:60]}
        audit.append(head, actor, [audit.Event(EVENT, f"year:{year.pk.hex}", None, after, reason.strip()[:300])])
    return None


def agree(actor: PersonActor, year: AcademicYear) -> Refusal | None:
    """The second person's word: the year is closed, or open again. Its terms stay closed until each is opened by order."""
    policy.require(actor, AGREE, year)
    with transaction.atomic():
        audit.lock(actor.college_id, actor.college_id)  # no term is reopened while the year closes
        head = audit.lock(actor.college_id, year.pk)
        asked = _waiting(actor, year)
        if asked is None:
            return NOTHING_ASKED
        standing = standing_of(actor.college_id, year)
        refusal = second_refusal(asked.asked_by_id, actor.person_id) or step_refusal(
            Step(asked.step), standing, actor.today, asked.reason, asked.order_number
        )
        if refusal is not None:
            return refusal
        moment = actor.now.astimezone(UTC)
        YearStep.objects.of(actor.college_id).filter(pk=asked.pk).update(agreed_by=actor.person_id, agreed_at=moment)
        closed = moment if asked.step == Step.CLOSE else None
        AcademicYear.objects.of(actor.college_id).filter(pk=year.pk).update(closed_at=closed)
        before, after = ("open", "closed") if closed else ("closed", "open")
        audit.append(head, actor, [audit.Event(EVENT, f"year:{year.pk.hex}", before, after, asked.reason)])
    return None


def withdraw(actor: PersonActor, year: AcademicYear) -> Refusal | None:
    """Take the request back; whoever may ask may."""
    policy.require(actor, CLOSE, year)
    with transaction.atomic():
        head = audit.lock(actor.college_id, year.pk)
        asked = _waiting(actor, year)
        if asked is None:
            return NOTHING_ASKED
        YearStep.objects.of(actor.college_id).filter(pk=asked.pk).update(withdrawn_at=actor.now.astimezone(UTC))
        audit.append(head, actor, [audit.Event(EVENT, f"year:{year.pk.hex}", {"asked": asked.step}, None)])
    return None


def _waiting(actor: PersonActor, year: AcademicYear) -> YearStep | None:
    waiting = YearStep.objects.of(actor.college_id).filter(agreed_at__isnull=True, withdrawn_at__isnull=True)
    found: YearStep | None = waiting.filter(year=year.pk).first()
    return found


def standing_of(college_id: UUID, year: AcademicYear) -> Standing:
    """What decides whether the year may be closed. Four statements."""
    fresh = AcademicYear.objects.of(college_id).get(pk=year.pk)
    pages = Course.objects.of(college_id).filter(year=year.pk)
    closed = TermClosing.objects.of(college_id).filter(term__year=year.pk, state=State.CLOSED)
    done = set(closed.values_list("group_id", "term_id"))
    asked = pages.order_by("group__name").values_list("group_id", "term_id", "group__name", "frozen_at")
    still = [name for group, term, name, frozen in asked if frozen is None or (group, term) not in done]
    waiting = Statement.objects.of(college_id).filter(
        year=year.pk, state__in=(StatementState.DRAFT, StatementState.OPEN)
    )
    return Standing(fresh.name, fresh.ends, fresh.closed_at is not None, tuple(dict.fromkeys(still)), waiting.count())
