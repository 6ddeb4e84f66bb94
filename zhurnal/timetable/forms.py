"""Forms of the teaching office."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from zhurnal.timetable.rules.ground import CAUSE_WORDS, OF_A_TEACHER, Cause, Ground
from zhurnal.timetable.rules.link import BAD_LINK, read_link

DAY: dict[str, Any] = {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
People = Iterable[tuple[UUID, str]]


def _select(**attrs: str) -> forms.Select:
    return forms.Select(attrs={"class": "input", **attrs})


class LinkField(forms.CharField):
    """The address of a remote lesson."""

    def __init__(self) -> None:
        super().__init__(label="Ссылка на дистанционное занятие", required=False, empty_value="")

    def clean(self, value: Any) -> str:
        """As it is kept."""
        try:
            return read_link(super().clean(value))
        except ValueError:
            raise forms.ValidationError(str(BAD_LINK)) from None


class LinkForm(forms.Form):
    """The address of one lesson."""

    link = LinkField()


class GroundForm(forms.Form):
    """A cause and words."""

    cause = forms.ChoiceField(label="Причина", choices=list(CAUSE_WORDS.items()), widget=_select())
    note = forms.CharField(label="Словами (для «прочее» обязательно)", required=False, max_length=200)

    def ground(self) -> Ground:
        """The cause as the rules know it."""
        return Ground(Cause(self.cleaned_data["cause"]), self.cleaned_data["note"])


class WayForm(GroundForm):
    """What to do with one lesson."""

    way = forms.CharField(required=False, max_length=60)


class MoveForm(GroundForm):
    """Where to move one lesson."""

    date = forms.DateField(label="День", **DAY)
    pair = forms.IntegerField(label="Пара", min_value=0, max_value=12)
    room = forms.ChoiceField(label="Аудитория", required=False, widget=_select())

    def __init__(self, rooms: People, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["room"].choices = [("", "та же"), *((str(pk), name) for pk, name in rooms)]  # type: ignore[attr-defined]


class AwayForm(forms.Form):
    """Days of absence."""

    since = forms.DateField(label="С", **DAY)
    until = forms.DateField(label="По", **DAY)
    pair = forms.IntegerField(label="Только пара", required=False, min_value=0, max_value=12)
    cause = forms.ChoiceField(
        label="Причина", choices=[(str(one), CAUSE_WORDS[one]) for one in OF_A_TEACHER], widget=_select()
    )
    note = forms.CharField(label="Словами", required=False, max_length=200)

    def ground(self) -> Ground:
        """The cause as the rules know it."""
        return Ground(Cause(self.cleaned_data["cause"]), self.cleaned_data["note"])


class AbsenceForm(AwayForm):
    """The office tells that a teacher is away."""

    teacher = forms.ChoiceField(label="Преподаватель", widget=_select())
    field_order = ("teacher", "since", "until", "pair", "cause", "note")

    def __init__(self, teachers: People, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "выберите"), *((str(pk), name) for pk, name in teachers)]
        self.fields["teacher"].choices = choices  # type: ignore[attr-defined]


class RequestForm(AwayForm):
    """A teacher asks to be substituted."""

    suggested = forms.ChoiceField(label="Кто мог бы заменить", required=False, widget=_select())

    def __init__(self, colleagues: People, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "не знаю"), *((str(pk), name) for pk, name in colleagues)]
        self.fields["suggested"].choices = choices  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """The office's answer to a request."""

    decision = forms.ChoiceField(choices=[("accept", "Принять"), ("refuse", "Отказать")])
    answer = forms.CharField(required=False, max_length=300)
