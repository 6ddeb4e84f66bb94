"""Forms of incidents."""

from datetime import datetime, timedelta
from uuid import UUID

from django import forms
from django.http import HttpRequest

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


def own_changes(request: HttpRequest) -> list[UUID]:
    """The changes that were ticked as the person's own after all."""
    return [one for text in request.POST.getlist("mine") if (one := id_of(text)) is not None]
