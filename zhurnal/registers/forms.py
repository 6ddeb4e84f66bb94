"""Forms of registers."""

from typing import Any

from django import forms

from zhurnal.kernel.typed import one_line
from zhurnal.registers.actions.families import Parent

BASES = ("мать", "отец", "опекун", "попечитель", "приёмный родитель")


class Words(forms.CharField):
    """One line of text without spaces at its ends and doubled inside."""

    def clean(self, value: Any) -> str:
        """The text, its spaces made single."""
        return one_line(str(super().clean(value)))


class ParentForm(forms.Form):
    """A representative of a student."""

    surname = Words(label="Фамилия", max_length=80, error_messages={"required": "Напишите фамилию."})
    given = Words(label="Имя", max_length=80, error_messages={"required": "Напишите имя."})
    patronymic = Words(label="Отчество", max_length=80, required=False)
    basis = forms.ChoiceField(
        label="Кем приходится", choices=[(word, word) for word in BASES], widget=forms.Select(attrs={"class": "input"})
    )

    def parent(self) -> Parent:
        """The representative as typed."""
        return Parent(**self.cleaned_data)


class ProposalForm(forms.Form):
    """How it should read, and a word to the leader."""

    value = forms.CharField(
        label="Как правильно", max_length=400, error_messages={"required": "Напишите, как правильно."}
    )
    note = Words(label="Пояснение", max_length=300, required=False)


class AnswerForm(forms.Form):
    """The leader's answer."""

    decision = forms.ChoiceField(choices=[("accept", "Принять"), ("decline", "Не принимать")])
    answer = Words(label="Ответ", max_length=300, required=False)
