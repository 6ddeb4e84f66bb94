"""Text in, clean values out."""

from django import forms

from zhurnal.privacy.rules.purposes import PAPERS, Purpose
from zhurnal.privacy.rules.requests import KIND_WORDS, Kind

DAY = {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
       "error_messages": {"invalid": "Такой даты нет. Пишите так: 01.09.2026."}}  # fmt: skip
SIDES = (("whose", "Кто смотрел его данные"), ("who", "Чьи данные смотрел он"))


class ConsentForm(forms.Form):
    """One purpose, signed or withdrawn."""

    purpose = forms.ChoiceField(choices=[(one.value, PAPERS[one].title) for one in Purpose])
    do = forms.ChoiceField(choices=[("sign", "sign"), ("withdraw", "withdraw")])


class AskForm(forms.Form):
    """What a subject asks."""

    kind = forms.ChoiceField(label="О чём просьба", choices=[(one.value, KIND_WORDS[one]) for one in Kind])
    text = forms.CharField(
        label="Какие сведения и что с ними сделать", required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": "Слишком длинно: уместите просьбу в 1000 знаков."},
    )  # fmt: skip


class ReplyForm(forms.Form):
    """The officer's answer, or why the term is put off."""

    do = forms.ChoiceField(choices=[("answer", "answer"), ("longer", "longer")])
    text = forms.CharField(
        label="Ответ или причина продления", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": "Слишком длинно: уместите ответ в 2000 знаков."},
    )  # fmt: skip


class PolicyForm(forms.Form):
    """A new version of the policy."""

    text = forms.CharField(
        label="Текст политики", max_length=20_000, widget=forms.Textarea(attrs={"rows": 18}),
        error_messages={"required": "Напишите текст политики.", "max_length": "Слишком длинно: уместите политику в 20 000 знаков."},
    )  # fmt: skip
    due = forms.DateField(
        label="С какого дня без принятия не пускать", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Назначьте день, до которого политику нужно принять.", "invalid": "Дата пишется так: 01.12.2026."},
    )  # fmt: skip


class PeriodForm(forms.Form):
    """Which days; what cannot be read narrows nothing."""

    since = forms.DateField(label="С", required=False, **DAY)  # type: ignore[arg-type]
    until = forms.DateField(label="По", required=False, **DAY)  # type: ignore[arg-type]


class LogForm(PeriodForm):
    """Whose, and from which side."""

    person = forms.UUIDField(required=False)
    side = forms.ChoiceField(
        label="Что показать", choices=SIDES, required=False, widget=forms.Select(attrs={"class": "input"})
    )


class NameForm(forms.Form):
    """Whom to look for; sent in a body, for a name has no place in an address."""

    name = forms.CharField(
        label="Фамилия, имя", max_length=100, error_messages={"required": "Напишите хотя бы начало фамилии."}
    )
