"""Remarks as they stood on a past moment, from the record of their steps (decision 25)."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from zhurnal.inspection.rules.states import STEPPED, State, target
from zhurnal.kernel.models import Change


class Stood(NamedTuple):
    """State and term."""

    state: State
    due: date | None


def stood_then(college_id: UUID, remarks: Iterable[UUID], moment: datetime) -> dict[UUID, Stood]:
    """remark → how it stood at the moment; those that took no step since are left out. One statement."""
    named = {target(remark): remark for remark in remarks}
    rows = Change.objects.of(college_id).filter(target__in=list(named), action=STEPPED, at__gte=moment)
    steps = rows.order_by("chain", "-seq").values_list("target", "before")  # the first step since stays
    return {named[name]: _stood(before) for name, before in steps if before}


def _stood(before: dict[str, str]) -> Stood:
    return Stood(State(before["state"]), date.fromisoformat(before["due"]) if before["due"] else None)
