"""Words of a checker, the numbers of rules, and what of findings is asked for."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from zhurnal.checks.queries.overview import Asked
from zhurnal.checks.queries.rules import RuleRow
from zhurnal.checks.rules.catalogue import RULES, Area, Rule, Set
from zhurnal.checks.rules.states import State

PAGE_DIGITS = 4


class DismissForm(forms.Form):
    """Why it is no finding."""

    reason = forms.CharField(
        label="Почему это не замечание", max_length=300, min_length=3, widget=forms.Textarea(attrs={"rows": 3})
    )


class RulesForm(forms.Form):
    """For each rule whether it is on, and its number."""

    def __init__(self, now: Mapping[Rule, Set], data: Any = None) -> None:
        super().__init__(data)
        for rule, named in RULES.items():
            self.fields[f"on_{rule}"] = forms.BooleanField(
                label=named.title, required=False, initial=now[rule].on
            )  # fmt: skip
            if named.number is not None:
                bounds = f"от {named.number.least} до {named.number.most}"
                self.fields[f"number_{rule}"] = forms.IntegerField(
                    label=f"{named.number.words} ({bounds})", initial=now[rule].number,
                    min_value=named.number.least, max_value=named.number.most,
                    error_messages={
                        "min_value": f"Нужно число {bounds}.", "max_value": f"Нужно число {bounds}.", "invalid": f"Нужно число {bounds}.",
                        "required": f"Нужно число {bounds}.",
                    },
                )  # fmt: skip

    def sheets(self, areas: Mapping[Area, Iterable[RuleRow]]) -> list[tuple[Area, list[tuple[RuleRow, Any, Any]]]]:
        """Area → (rule, its switch, the field of its number or None)."""
        return [
            (
                area,
                [
                    (row, self[f"on_{row.named.rule}"], self[f"number_{row.named.rule}"] if row.named.number else None)
                    for row in rows
                ],
            )
            for area, rows in areas.items()
        ]

    def wanted(self) -> dict[Rule, Set]:
        """What is to be set."""
        given = self.cleaned_data
        return {rule: Set(given[f"on_{rule}"], given.get(f"number_{rule}", 0)) for rule in Rule}


def asked_of(given: Mapping[str, str]) -> Asked:
    """What an address asks for; anything unreadable is not asked for."""
    state, rule, page = given.get("state", ""), given.get("rule", ""), given.get("page", "")
    chosen = {key: given.get(key, "")[:32] for key in ("department", "group", "teacher", "term")}
    return Asked(
        state=State(state) if state in set(State) else State.OPEN,
        rule=rule if rule in set(Rule) else "",
        page=int(page) if page.isascii() and page.isdigit() and 0 < len(page) <= PAGE_DIGITS else 1,
        **chosen,
    )
