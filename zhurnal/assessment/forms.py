"""Forms of results."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.dateparse import parse_date

from zhurnal.assessment.actions import ResultChange
from zhurnal.assessment.actions.weights import LIMIT
from zhurnal.assessment.rules.kinds import Described
from zhurnal.assessment.rules.levels import State
from zhurnal.assessment.rules.settings import NUMBERS, UNATTESTED, Whole
from zhurnal.assessment.rules.steps import Step
from zhurnal.assessment.rules.yearly import WAYS
from zhurnal.kernel.typed import read_hundredths
from zhurnal.kernel.wording import hundredths
from zhurnal.organisation.rules.parameters import Parameters

LONGEST = 40  # of a typed value; more is cut and refused by the rule
DAY = {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
       "error_messages": {"invalid": "Такой даты нет. Пишите так: 01.09.2026.", "required": "Укажите дату."}}  # fmt: skip


def read_changes(posted: QueryDict, students: Iterable[UUID]) -> list[ResultChange]:
    """What was typed for each student of the page: fields «value-…», «version-…», «reason-…», «until-…».

    Students of whom nothing was sent are left alone.
    """
    found = []
    for student in students:
        key = student.hex
        if f"value-{key}" not in posted:
            continue
        version = posted.get(f"version-{key}", "0")
        found.append(
            ResultChange(
                student,
                posted.get(f"value-{key}", "")[:LONGEST],
                int(version) if version.isdigit() and len(version) < 9 else 0,
                posted.get(f"reason-{key}", ""),
                _day(posted.get(f"until-{key}", "")),
            )
        )
    return found


def _day(text: str) -> date | None:
    try:
        return parse_date(text.strip())
    except ValueError:
        return None


class StepForm(forms.Form):
    """One step of a closing."""

    target = forms.ChoiceField(choices=[(state.value, state.value) for state in State])
    reason = forms.CharField(label="Почему", max_length=300, required=False)
    number = forms.CharField(label="Номер протокола", max_length=40, required=False)
    dated = forms.DateField(label="Дата протокола", required=False, **DAY)  # type: ignore[arg-type]
    order = forms.CharField(label="Номер приказа", max_length=60, required=False)

    def step(self) -> Step:
        """The step as filled in."""
        said: dict[str, Any] = self.cleaned_data
        return Step(
            State(said["target"]), said["reason"].strip(), said["number"].strip(), said["dated"], said["order"].strip()
        )


def read_weights(posted: QueryDict, kinds: Iterable[UUID]) -> tuple[dict[UUID, int | None], dict[UUID, str]]:
    """(weights in hundredths by kind, None for an empty field; what is wrong in words) of fields «weight-…»."""
    weights: dict[UUID, int | None] = {}
    errors: dict[UUID, str] = {}
    for kind in kinds:
        text = posted.get(f"weight-{kind.hex}")
        if text is None:
            continue
        if not text.strip():
            weights[kind] = None
            continue
        value = read_hundredths(text)
        if value is None or value > LIMIT:
            errors[kind] = "Вес — от 0 до 10, например 1 или 1,5."
        else:
            weights[kind] = value
    return weights, errors


class Hundredths(forms.CharField):
    """A number like «4,50», kept in hundredths."""

    def clean(self, value: Any) -> int:
        """The number in hundredths."""
        found = read_hundredths(str(super().clean(value)))
        if found is None:
            raise forms.ValidationError("Напишите число, например 4,5.")
        return found


def _number(item: Whole) -> forms.Field:
    wrong = {"required": "Напишите число.", "invalid": "Напишите целое число."}
    if item.hundredths:
        return Hundredths(label=item.words, max_length=6, error_messages=wrong)
    limits = {
        "min_value": f"Число — от {item.least} до {item.most}.", "max_value": f"Число — от {item.least} до {item.most}."
    }  # fmt: skip
    return forms.IntegerField(
        label=item.words, min_value=item.least, max_value=item.most, error_messages={**wrong, **limits}
    )


class RulesForm(forms.Form):
    """Settings of results."""

    unattested_when = forms.ChoiceField(
        label="«н/а» предлагается, когда", choices=UNATTESTED, widget=forms.Select(attrs={"class": "input"})
    )
    year_marks = forms.ChoiceField(label="Годовые отметки", choices=WAYS, widget=forms.Select(attrs={"class": "input"}))
    page_weights = forms.ChoiceField(
        label="Веса своего журнала преподаватель", choices=[("yes", "может менять"), ("no", "не меняет")],
        widget=forms.Select(attrs={"class": "input"}),
    )  # fmt: skip
    admission_works = forms.ChoiceField(
        label="Без сданных практических, лабораторных и курсовых к сессии",
        choices=[("yes", "не допускают"), ("no", "допускают")], widget=forms.Select(attrs={"class": "input"}),
    )  # fmt: skip

    def __init__(self, data: QueryDict | None = None, *, parameters: Parameters) -> None:
        shown = {item.name: _said(item, getattr(parameters, item.name)) for item in NUMBERS}
        shown |= {
            "unattested_when": parameters.unattested_when, "year_marks": parameters.year_marks,
            "page_weights": "yes" if parameters.page_weights else "no",
            "admission_works": "yes" if parameters.admission_works else "no",
        }  # fmt: skip
        super().__init__(data, initial=shown)
        self.fields = {item.name: _number(item) for item in NUMBERS} | self.fields

    def clean(self) -> dict[str, Any]:
        """Thresholds inside the scale."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        for item in NUMBERS:
            value = said.get(item.name)
            if item.hundredths and value is not None and not item.least <= value <= item.most:
                self.add_error(item.name, "Порог — от 2 до 5.")
        return said

    def values(self) -> dict[str, object]:
        """The settings as they are kept."""
        said = self.cleaned_data
        return {
            **{item.name: said[item.name] for item in NUMBERS}, "unattested_when": said["unattested_when"],
            "year_marks": said["year_marks"], "page_weights": said["page_weights"] == "yes",
            "admission_works": said["admission_works"] == "yes",
        }  # fmt: skip


def _said(item: Whole, value: int) -> str:
    return hundredths(value) if item.hundredths else str(value)


class KindForm(forms.Form):
    """A kind of work, new or as it stands."""

    name = forms.CharField(label="Название", max_length=80, error_messages={"required": "Назовите вид работы."})
    short = forms.CharField(
        label="Сокращение", max_length=6,
        error_messages={"required": "Напишите сокращение.", "max_length": "Сокращение — до 6 букв."},
    )  # fmt: skip
    weight = Hundredths(label="Вес", max_length=6, initial="1", error_messages={"required": "Напишите вес."})
    marks_everyone = forms.ChoiceField(
        label="Отметка каждому, кто был", choices=[("no", "не обязательна"), ("yes", "нужна")],
        widget=forms.Select(attrs={"class": "input"}),
    )  # fmt: skip
    closed_on = forms.DateField(label="Закрыт с", **{**DAY, "required": False})  # type: ignore[arg-type]

    def __init__(self, data: QueryDict | None = None, *, stands: Described | None = None) -> None:
        shown = {}
        if stands is not None:
            shown = {
                "name": stands.name, "short": stands.short, "weight": hundredths(stands.weight),
                "marks_everyone": "yes" if stands.marks_everyone else "no", "closed_on": stands.closed_on,
            }  # fmt: skip
        super().__init__(data, initial=shown)

    def described(self) -> Described:
        """The kind as filled in."""
        said = self.cleaned_data
        return Described(
            " ".join(said["name"].split()),
            said["short"].strip(),
            said["weight"],
            said["marks_everyone"] == "yes",
            said["closed_on"],
        )


class CheckpointForm(forms.Form):
    """A new checkpoint."""

    name = forms.CharField(label="Название", max_length=80, error_messages={"required": "Назовите аттестацию."})
    since = forms.DateField(label="Первый день", **DAY)  # type: ignore[arg-type]
    until = forms.DateField(label="Последний день", **DAY)  # type: ignore[arg-type]
