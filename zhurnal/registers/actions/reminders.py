"""The head of department asks leaders to complete their registers (2.2)."""

from collections.abc import Sequence

from django.db import transaction

from zhurnal.curriculum.models import Group
from zhurnal.kernel import audit, policy
from zhurnal.people.actor import PersonActor
from zhurnal.registers.policy import REMIND
from zhurnal.registers.rules.news import Reminded
from zhurnal.registers.signals import leaders_reminded


def remind_leaders(actor: PersonActor, groups: Sequence[Reminded]) -> int:
    """Tell the leaders of those groups that the actor may remind; returns how many groups."""
    reached = set(
        policy.visible(actor, REMIND).filter(pk__in=[one.group for one in groups]).values_list("pk", flat=True)
    )
    told = [one for one in groups if one.group in reached and one.leaders and one.missing]
    if told:
        with transaction.atomic():
            head = audit.lock(actor.college_id, actor.college_id)
            events = [audit.Event(REMIND, f"group:{one.group.hex}", None, {"percent": one.percent}) for one in told]
            audit.append(head, actor, events)
            leaders_reminded.send(Group, actor=actor, news=told)
    return len(told)
