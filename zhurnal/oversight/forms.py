"""Forms of oversight."""

import json
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest

from zhurnal.curriculum.models import Course
from zhurnal.curriculum.rules.corrections import KIND_WORDS as KINDS
from zhurnal.curriculum.rules.corrections import MOST, CorrectionKind, Ground
from zhurnal.journal.rules.signs import ExcuseKind
from zhurnal.oversight.actions.corrections import Wanted
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


class _Signed(forms.IntegerField):
    """A whole number whose minus may be any that people and pages write."""

    def to_python(self, value: Any) -> int | None:
        return super().to_python(value.replace("−", "-").replace("–", "-") if isinstance(value, str) else value)


class CorrectionForm(forms.Form):
    """A correction of hours: of the plan, or of what a teacher gave, with the order that is its ground (A5.9)."""

    course: "forms.ModelChoiceField[Course]" = forms.ModelChoiceField(
        label="Дисциплина", queryset=None, widget=forms.Select(attrs={"class": "input"}),
        error_messages={"required": "Выберите дисциплину.", "invalid_choice": "Такого журнала у группы сейчас нет. Выберите заново."},
    )  # fmt: skip
    kind = forms.ChoiceField(choices=[(kind, words) for kind, words in KINDS.items()], widget=forms.HiddenInput)
    hours = _Signed(
        label="Часов", min_value=-MOST, max_value=MOST, widget=forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"}),
        error_messages={"required": "Напишите, сколько часов: 4 — прибавить, −4 — снять.", "invalid": "Напишите целое число часов: 4 или −4."},
    )  # fmt: skip
    day = forms.DateField(label="День, за который часы", required=False, **DAY)  # type: ignore[arg-type]
    teacher: "forms.ModelChoiceField[Person]" = forms.ModelChoiceField(
        label="Кому часы", queryset=None, required=False, widget=forms.Select(attrs={"class": "input"})
    )
    instead_of: "forms.ModelChoiceField[Person]" = forms.ModelChoiceField(
        label="Вместо кого", queryset=None, required=False, widget=forms.Select(attrs={"class": "input"})
    )
    number = forms.CharField(
        label="Приказ №", max_length=40, error_messages={"required": "Напишите номер приказа: без него поправки нет."}
    )
    order_dated = forms.DateField(
        label="Дата приказа",
        error_messages={"required": "Укажите дату приказа."},
        **DAY,  # type: ignore[arg-type]
    )
    ground = forms.CharField(
        label="Основание", max_length=300, error_messages={"required": "Напишите, почему часы поправлены."}
    )

    def __init__(self, courses: QuerySet[Course], teachers: QuerySet[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["course"].queryset = courses  # type: ignore[attr-defined]
        self.fields["course"].label_from_instance = course_words  # type: ignore[attr-defined]
        self.fields["course"].empty_label = "Выберите дисциплину"  # type: ignore[attr-defined]
        for name, empty in (("teacher", "Выберите преподавателя"), ("instead_of", "Никого не замещал")):
            self.fields[name].queryset = teachers  # type: ignore[attr-defined]
            self.fields[name].empty_label = empty  # type: ignore[attr-defined]
            self.fields[name].label_from_instance = lambda person: person.listed  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Hours are not nought; given hours have a day and a teacher, a plan has neither."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("hours") == 0:
            self.add_error("hours", "Ноль часов ничего не поправит. Напишите 4, чтобы прибавить, или −4, чтобы снять.")
        if said.get("kind") == CorrectionKind.GIVEN:
            if not said.get("day") and "day" not in self.errors:
                self.add_error("day", "Укажите день: под ним часы встанут в форме 2.")
            if not said.get("teacher") and "teacher" not in self.errors:
                self.add_error("teacher", "Выберите, кому записать часы.")
        return said

    def wanted(self) -> Wanted:
        """As filled in; what belongs to given hours is left out of a plan."""
        said = self.cleaned_data
        kind, ground = CorrectionKind(said["kind"]), Ground(said["number"], said["order_dated"], said["ground"])
        if kind is CorrectionKind.PLAN:
            return Wanted(kind, said["hours"], ground)
        return Wanted(kind, said["hours"], ground, said["day"], said["teacher"], said["instead_of"])


def course_words(course: Course) -> str:
    """«ОП.02 Электротехника, 1 подгруппа»."""
    name = f"{course.discipline.index} {course.discipline.name}".strip()
    return f"{name}, {course.subgroup.name}" if course.subgroup else name


class EveningForm(forms.Form):
    """From which hour teachers are reminded, 0 for never; whether letters go too."""

    hour = forms.TypedChoiceField(
        label="Вечером напоминать преподавателям",
        coerce=int,
        choices=[(0, "Не напоминать"), *[(hour, f"с {hour}:00") for hour in range(15, 23)]],
        widget=forms.Select(attrs={"class": "input"}),
    )
    mail = forms.BooleanField(label="Отправлять уведомления и по электронной почте", required=False)
