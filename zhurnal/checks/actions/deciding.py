"""A checker calls a finding none; the rules are set (2.5, 2.6). Both stand in the college's chain of the record."""

from collections.abc import Mapping
from datetime import UTC

from django.db import transaction

from zhurnal.checks.models import Finding, FindingStep, RuleSetting
from zhurnal.checks.policy import DISMISS, OWN, SET
from zhurnal.checks.rules.catalogue import Rule, Set, usual
from zhurnal.checks.rules.states import State, Step
from zhurnal.checks.stored import settings
from zhurnal.kernel import audit, policy
from zhurnal.kernel.errors import Absent, Refused
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor

MINE = Refusal("own_journal", "Это ваш журнал: «не замечание» отмечает другой проверяющий.")
NOT_OPEN = Refusal("not_open", "Замечание уже закрыто или снято. Обновите страницу.")


def dismiss(actor: PersonActor, finding: Finding, reason: str) -> None:
    """It is no finding, and why; it stays so whatever later checks find at that place."""
    policy.require(actor, DISMISS, finding)
    if policy.may(actor, OWN) and policy.visible(actor, OWN).filter(pk=finding.course_id).exists():
        raise Refused(MINE)
    now = actor.now.astimezone(UTC)
    with transaction.atomic():
        head = audit.lock(actor.college_id, actor.college_id)
        rows = Finding.objects.of(actor.college_id).filter(pk=finding.pk, state=State.OPEN.value)
        done = rows.update(
            state=State.DISMISSED.value, closed_at=now, closed_how=Step.DISMISSED.value, reason=reason,
            dismissed_by=actor.person_id,
        )  # fmt: skip
        if not done:
            raise Refused(NOT_OPEN)
        FindingStep.objects.create(
            college_id=actor.college_id, finding=finding, step=Step.DISMISSED.value, made_at=now,
            made_by_id=actor.person_id, words=reason,
        )  # fmt: skip
        before, after = State.OPEN.value, State.DISMISSED.value
        audit.append(head, actor, [audit.Event(DISMISS, f"finding:{finding.pk.hex}", before, after, reason)])


def set_rules(actor: PersonActor, wanted: Mapping[Rule, Set]) -> int:
    """Set rules; those that stay as they are are left alone. How many were changed. Findings follow at the next check.

    A number that is the usual one is not kept, so a rule that is switched off and on still follows the college's norm.
    """
    if not policy.may(actor, SET):
        raise Absent
    now = actor.now.astimezone(UTC)
    with transaction.atomic():
        head = audit.lock(actor.college_id, actor.college_id)
        before = settings(actor.college_id, actor.parameters)
        changed = {rule: one for rule, one in wanted.items() if one != before[rule]}
        rows = RuleSetting.objects.of(actor.college_id)
        known = set(rows.filter(rule__in=changed).values_list("rule", flat=True))
        for rule, one in changed.items():
            number = None if one.number == usual(rule, actor.parameters).number else one.number
            values = {"enabled": one.on, "number": number, "set_by_id": actor.person_id, "set_at": now}
            if rule.value in known:
                rows.filter(rule=rule.value).update(**values)
            else:
                RuleSetting.objects.create(college_id=actor.college_id, rule=rule.value, **values)
        audit.append(
            head, actor,
            [
                audit.Event(SET, f"rule:{rule.value}", [before[rule].on, before[rule].number], [one.on, one.number])
                for rule, one in changed.items()
            ],
        )  # fmt: skip
    return len(changed)
