"""Forms of incidents."""

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


class SinceForm(forms.Form):
    """From when on the incident goes."""

    since = forms.DateTimeField(input_formats=["%Y-%m-%dT%H:%M"])


def own_changes(request: HttpRequest) -> list[UUID]:
    """The changes that were ticked as the person's own after all."""
    return [one for text in request.POST.getlist("mine") if (one := id_of(text)) is not None]
