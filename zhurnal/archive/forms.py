"""Text in, clean values out."""

import re
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from zhurnal.archive.actions.retention import Line
from zhurnal.archive.queries.retention import Due
from zhurnal.archive.queries.search import Filters
from zhurnal.archive.rules.closing import Step
from zhurnal.archive.rules.retention import TITLES, Document, Rule


class FilterForm(forms.Form):
    """What the list of old journals is narrowed to; what cannot be read narrows nothing."""

    year = forms.UUIDField(required=False)
    group = forms.CharField(label="Группа", required=False, max_length=40)
    discipline = forms.CharField(label="Дисциплина, МДК", required=False, max_length=100)
    student = forms.CharField(label="Студент", required=False, max_length=100)

    def filters(self) -> Filters:
        """What was asked for."""
        self.is_valid()
        said = self.cleaned_data
        return Filters(
            said.get("year"), said.get("group") or "", said.get("discipline") or "", said.get("student") or ""
        )


class MakeForm(forms.Form):
    """Which groups of a year are packed; nothing named is all of them."""

    group = forms.UUIDField(required=False)
    department = forms.UUIDField(required=False)


class StepForm(forms.Form):
    """What is to become of a year, and by which order."""

    decision = forms.ChoiceField(choices=[(one.value, one.value) for one in Step] + [("withdraw", "withdraw")])
    order = forms.CharField(label="Номер приказа", required=False, max_length=60)
    reason = forms.CharField(label="Причина", required=False, max_length=300)


class RuleForm(forms.Form):
    """A line of the table of terms."""

    document = forms.ChoiceField(choices=[(one.value, TITLES[one]) for one in Document])
    years = forms.IntegerField(
        label="Срок, лет", min_value=1, max_value=100,
        error_messages={
            "required": "Напишите срок в годах.", "invalid": "Срок пишут числом лет: от 1 до 100.",
            "min_value": "Срок пишут числом лет: от 1 до 100.", "max_value": "Срок пишут числом лет: от 1 до 100.",
        },
    )  # fmt: skip
    article = forms.CharField(label="Статья перечня", required=False, max_length=120)
    place = forms.CharField(label="Место хранения", required=False, max_length=120)

    def rule(self) -> Rule:
        """The line."""
        said: dict[str, Any] = self.cleaned_data
        return Rule(Document(said["document"]), said["years"], said["article"], said["place"])


class ActForm(forms.Form):
    """The commission of an act."""

    chair = forms.CharField(label="Председатель комиссии", required=False, max_length=120)
    members = forms.CharField(
        label="Члены комиссии, каждый с новой строки", required=False, max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class CarryForm(forms.Form):
    """The number of the act that is carried out, typed anew: «ПД-3», «№ ПД-3», «3»."""

    number = forms.CharField(label="Впишите номер акта из заголовка, чтобы подтвердить", required=False, max_length=20)

    def said(self) -> int | None:
        """The number, where it is one."""
        self.is_valid()
        found = re.fullmatch(
            r"№? ?(?:пд ?[-–—]? ?)?([0-9]{1,9})", (self.cleaned_data.get("number") or "").strip().lower()
        )
        return int(found[1]) if found else None


def chosen_people(said: QueryDict) -> list[UUID]:
    """Who was ticked; what is no id is nobody."""
    found = []
    for one in dict.fromkeys(said.getlist("person")):
        try:
            found.append(UUID(one))
        except ValueError:
            continue
    return found


def chosen_lines(said: QueryDict, due: Iterable[Due]) -> list[Line]:
    """What was ticked of that which is due."""
    wanted = set(said.getlist("line"))
    return [Line(one.document, one.year, one.units, one.years, one.article) for one in due if one.key in wanted]
