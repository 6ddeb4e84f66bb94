"""The tabs over the pages of substitutions: each person sees those he may open."""

from typing import Any

from django import template
from django.urls import reverse

from zhurnal.kernel import policy
from zhurnal.timetable.policy import ABSENCE, ASK, LEDGER, SHEET

register = template.Library()

TABS = (
    ("sheet", "Лист изменений", "timetable:change-sheet", SHEET),
    ("absences", "Отсутствуют", "timetable:absences", ABSENCE),
    ("mine", "Мои просьбы", "timetable:teacher-requests", ASK),
    ("month", "Ведомость", "timetable:substitution-month", LEDGER),
    ("debts", "Долг часов", "timetable:substitution-debts", LEDGER),
)


@register.inclusion_tag("timetable/substitution_tabs.html", takes_context=True)
def substitution_tabs(context: Any, current: str) -> dict[str, object]:
    """The tabs within the reader's rights."""
    actor = context["request"].actor
    tabs = [(key == current, title, reverse(name)) for key, title, name, action in TABS if policy.may(actor, action)]
    return {"tabs": tabs}
