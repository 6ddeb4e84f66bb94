"""Forms of the record of readings."""

from django import forms

DAY = {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
       "error_messages": {"invalid": "Такой даты нет. Пишите так: 01.09.2026."}}  # fmt: skip
SIDES = (("whose", "Кто смотрел его данные"), ("who", "Чьи данные смотрел он"))


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
