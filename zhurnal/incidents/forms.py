"""Forms of incidents."""

from datetime import datetime, timedelta
from uuid import UUID

from django import forms
from django.http import HttpRequest

from zhurnal.incidents.rules.breach import PARTS
from zhurnal.kernel.ids import id_of


class DisownForm(forms.Form):
    """«Это не я»: of which day, what is one's own after all, what one knows of it."""

    day = forms.DateField(required=False)
    words = forms.CharField(
        label="Что вы знаете об этом", required=False, max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "class": "input"}),
    )  # fmt: skip


class AnswerForm(forms.Form):
    """The answer to what a rule found."""

    decision = forms.ChoiceField(choices=[("fine", "В порядке"), ("incident", "Открыть инцидент")])
    words = forms.CharField(required=False, max_length=500)


MINUTE = ["%Y-%m-%dT%H:%M"]


class TimeForm(forms.Form):
    """From when until when the incident goes; the last minute belongs to it."""

    since = forms.DateTimeField(input_formats=MINUTE)
    until = forms.DateTimeField(input_formats=MINUTE)

    def clean_until(self) -> datetime:
        """The end of the minute: the page shows no seconds."""
        ends: datetime = self.cleaned_data["until"]
        return ends + timedelta(seconds=59, microseconds=999_999)


MOMENT = {
    "input_formats": MINUTE,
    "widget": forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MINUTE[0]),
    "error_messages": {"required": "Укажите день и время.", "invalid": "Такого времени нет: укажите день и время."},
}


class BreachForm(forms.Form):
    """A new file: whose account, from when until when, when it was discovered."""

    login = forms.CharField(
        label="Логин учётной записи", required=False, max_length=80,
        help_text="Пусто, если утекло не через учётную запись (потеряна копия базы): тогда считаются все люди колледжа.",
    )  # fmt: skip
    since = forms.DateTimeField(label="Посторонний имел доступ с", **MOMENT)  # type: ignore[arg-type]
    until = forms.DateTimeField(label="По", **MOMENT)  # type: ignore[arg-type]
    discovered = forms.DateTimeField(
        label="Когда выявили утечку",
        help_text="С этой минуты идут 24 и 72 часа.",
        **MOMENT,  # type: ignore[arg-type]
    )
    happened = forms.CharField(
        label="Что произошло", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": "Слишком длинно: уместите в 2000 знаков."},
    )  # fmt: skip

    def clean_until(self) -> datetime:
        """The end of the minute: the page shows no seconds."""
        ends: datetime = self.cleaned_data["until"]
        return ends + timedelta(seconds=59, microseconds=999_999)


def _part(name: str, most: int) -> forms.CharField:
    return forms.CharField(
        label=PARTS[name], required=False, max_length=most, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": f"Слишком длинно: уместите в {most} знаков."},
    )  # fmt: skip


class PartsForm(forms.Form):
    """The parts of both notices."""

    happened = _part("happened", 2000)
    categories = _part("categories", 2000)
    cause = _part("cause", 2000)
    harm = _part("harm", 2000)
    measures = _part("measures", 2000)
    contact = _part("contact", 300)
    result = _part("result", 4000)
    culprits = _part("culprits", 1000)


class SentForm(forms.Form):
    """That a notice left: which, when, under which number."""

    which = forms.ChoiceField(choices=[("first", "first"), ("result", "result")])
    at = forms.DateTimeField(label="Когда отправлено", **MOMENT)  # type: ignore[arg-type]
    number = forms.CharField(
        label="Номер уведомления",
        max_length=60,
        error_messages={"required": "Укажите номер, под которым уведомление принято."},
    )


def own_changes(request: HttpRequest) -> list[UUID]:
    """The changes that were ticked as the person's own after all."""
    return [one for text in request.POST.getlist("mine") if (one := id_of(text)) is not None]
