"""A student goes to a group of another form of study: the register that keeps his form says that of the new plan (A7.1)."""

from datetime import date
from typing import Any
from uuid import UUID

from zhurnal.curriculum.models import Group
from zhurnal.people.actor import PersonActor
from zhurnal.registers.actions.dated import Ended, put_back, put_from
from zhurnal.registers.models import FormerValue, RegisterValue
from zhurnal.registers.rules.fields import FORM_KEYS

FIELD = "study_form"
Traces = dict[str, Any]


def other_form(college_id: UUID, student: UUID, left: UUID | None, entered: UUID | None) -> tuple[str, str] | None:
    """(what the register says, what the plan of the new group says) where the order leads from one form to another.

    None for whoever has no form of his own in the register: he studies by that of his plan anyway.
    """
    groups = Group.objects.of(college_id).filter(pk__in=[pk for pk in (left, entered) if pk])
    said = dict(groups.values_list("pk", "curriculum__form"))
    was, form = (FORM_KEYS.get((said.get(pk) or "").casefold(), "") for pk in (left, entered))
    if not form or form == was:
        return None
    rows = RegisterValue.objects.of(college_id).filter(person=student, field=FIELD)
    now = rows.values_list("value", flat=True).first()
    return (now, form) if now and now != form else None


def change_form(actor: PersonActor, student: UUID, forms: tuple[str, str] | None, day: date, words: str) -> Traces:
    """From the day on the register says the new form; what somebody typed for a later day stays."""
    if forms is None:
        return {}
    before, after = forms
    later = FormerValue.objects.of(actor.college_id).filter(person=student, field=FIELD, until__gte=day)
    if later.exists():
        return {}
    kept = put_from(actor, Ended(student, FIELD, after), before, day, words)
    return {"form": {"kept": kept.hex, "before": before, "after": after}}


def form_untouched(college_id: UUID, student: UUID, traces: Traces) -> bool:
    """Whether the register still says what the order made it say."""
    said = traces["form"]
    now = RegisterValue.objects.of(college_id).filter(person=student, field=FIELD, value=said["after"])
    last = FormerValue.objects.of(college_id).filter(person=student, field=FIELD).order_by("-until").first()
    return now.exists() and last is not None and last.pk.hex == said["kept"]


def form_back(actor: PersonActor, student: UUID, traces: Traces) -> None:
    """As it was before the order."""
    said = traces["form"]
    put_back(actor, UUID(said["kept"]), Ended(student, FIELD, said["before"]))
