"""Forms of oversight."""

import json
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest

from zhurnal.journal.rules.signs import ExcuseKind
from zhurnal.oversight.rules.causes import KIND_WORDS
from zhurnal.people.models import Person

DAY = {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}


def posted(request: HttpRequest) -> dict[str, Any]:
    """The fields of a form or of a JSON object; what is no text there, and anything else, is left out."""
    if request.content_type != "application/json":
        return request.POST.dict()
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        return {}
    fields = body.items() if isinstance(body, dict) else ()
    return {name: value.encode("utf-8", "ignore").decode() for name, value in fields if isinstance(value, str)}


class DecisionForm(forms.Form):
    """Open until a moment of the college's clock, or refuse with an answer."""

    decision = forms.ChoiceField(choices=[("approve", "Открыть"), ("reject", "Не открывать")])
    open_until = forms.DateTimeField(
        label="Открыть до",
        required=False,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    answer = forms.CharField(label="Ответ преподавателю", required=False, max_length=500)


class CauseForm(forms.Form):
    """A cause of absence for a range of days."""

    since = forms.DateField(label="С", **DAY)  # type: ignore[arg-type]
    until = forms.DateField(label="По", **DAY)  # type: ignore[arg-type]
    kind = forms.ChoiceField(
        label="Причина",
        choices=[(kind, words.capitalize()) for kind, words in KIND_WORDS.items()],
        widget=forms.Select(attrs={"class": "input"}),
    )
    note = forms.CharField(label="Документ", required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        """The days stand in order."""
        cleaned: dict[str, Any] = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", "Последний день раньше первого.")
        return cleaned


class AnswerForm(forms.Form):
    """The answer to a parent's message."""

    message = forms.UUIDField()
    decision = forms.ChoiceField(choices=[("accept", "Принять"), ("reject", "Не принимать")])
    kind = forms.ChoiceField(choices=[(kind, words) for kind, words in KIND_WORDS.items()], required=False)

    def kind_chosen(self) -> ExcuseKind | None:
        """As which kind to accept the message; None leaves it as the parent named it."""
        return ExcuseKind(self.cleaned_data["kind"]) if self.cleaned_data["kind"] else None


class NormForm(forms.Form):
    """Hours of a year for one rate, from a date."""

    since = forms.DateField(label="С какого дня", **DAY)  # type: ignore[arg-type]
    year_hours = forms.IntegerField(label="Часов в год на ставку", min_value=1, max_value=5000, initial=720)
    limit_hours = forms.IntegerField(label="Предел для одного преподавателя", min_value=1, max_value=5000, initial=1440)
    months = forms.IntegerField(label="Месяцев в учебном году", min_value=1, max_value=12, initial=10, required=False)

    def clean(self) -> dict[str, Any]:
        """The most is at least one rate."""
        given = super().clean() or {}
        if given.get("limit_hours", 0) < given.get("year_hours", 0):
            self.add_error("limit_hours", "Предел меньше часов одной ставки. Проверьте оба числа.")
        return given


class RateForm(forms.Form):
    """A teacher's rate from a date: 1, 0,5, 1,25."""

    teacher: "forms.ModelChoiceField[Person]" = forms.ModelChoiceField(label="Преподаватель", queryset=None)
    since = forms.DateField(label="С какого дня", **DAY)  # type: ignore[arg-type]
    rate = forms.DecimalField(label="Ставка", min_value=0, max_value=2, decimal_places=2, localize=True)

    def __init__(self, teachers: QuerySet[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["teacher"].queryset = teachers  # type: ignore[attr-defined]
        self.fields["teacher"].label_from_instance = lambda person: person.listed  # type: ignore[attr-defined]


class EveningForm(forms.Form):
    """From which hour teachers are reminded, 0 for never; whether letters go too."""

    hour = forms.TypedChoiceField(
        label="Вечером напоминать преподавателям",
        coerce=int,
        choices=[(0, "Не напоминать"), *[(hour, f"с {hour}:00") for hour in range(15, 23)]],
        widget=forms.Select(attrs={"class": "input"}),
    )
    mail = forms.BooleanField(label="Отправлять уведомления и по электронной почте", required=False)
