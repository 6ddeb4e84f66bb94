"""Mending a row of a plan by hand, recorded in the plan's own chain."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict

from django.db import transaction

from zhurnal.curriculum.models import PlanItem, PlanLoad
from zhurnal.curriculum.plan_rows import journals_by_item
from zhurnal.curriculum.policy import EDIT_PLAN
from zhurnal.curriculum.rules.plan_edit import Hours, refusal
from zhurnal.kernel import audit, policy
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor


def edit_item(actor: PersonActor, item: PlanItem, name: str, after: Mapping[int, Hours]) -> Refusal | None:
    """Set the row's name and hours; None when done, the reason when a journal stands on it or the sums do not agree."""
    policy.require(actor, EDIT_PLAN, item)
    with transaction.atomic():
        head = audit.lock(actor.college_id, item.curriculum_id)
        loads = {load.semester: load for load in PlanLoad.objects.of(actor.college_id).filter(item=item.pk)}
        before = {semester: _hours(load) for semester, load in loads.items()}
        standing = journals_by_item(actor.college_id, [item.pk]).get(item.pk, {})
        why = refusal(item.index, before, after, standing, renamed=name != item.name)
        if why is not None:
            return why
        told = [
            (semester, before.get(semester), hours)
            for semester, hours in sorted(after.items())
            if hours != before.get(semester, Hours())
        ]
        _write(actor, item, told)
        events = [
            audit.Event(EDIT_PLAN, f"planitem:{item.pk.hex}:{semester}", asdict(was) if was else None, asdict(now))
            for semester, was, now in told
        ]
        if name != item.name:
            PlanItem.objects.of(actor.college_id).filter(pk=item.pk).update(name=name)
            events.append(audit.Event(EDIT_PLAN, f"planitem:{item.pk.hex}:name", item.name, name))
        audit.append(head, actor, events)
    return None


def _write(actor: PersonActor, item: PlanItem, told: Iterable[tuple[int, Hours | None, Hours]]) -> None:
    for semester, was, now in told:
        if was is None:
            PlanLoad.objects.create(college_id=actor.college_id, item_id=item.pk, semester=semester, **asdict(now))
        else:
            PlanLoad.objects.of(actor.college_id).filter(item=item.pk, semester=semester).update(**asdict(now))


def _hours(load: PlanLoad) -> Hours:
    return Hours(**{name: getattr(load, name) for name in Hours.__slots__})
