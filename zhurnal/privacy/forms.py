"""Text in, clean values out."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile

from zhurnal.kernel.papers import LARGEST, TOO_LARGE, Paper, UnfitError, cleaned
from zhurnal.kernel.uploads import OneFile
from zhurnal.privacy.actions.consents import OnPaper
from zhurnal.privacy.rules.purposes import ASKED, PAPERS, Purpose
from zhurnal.privacy.rules.requests import KIND_WORDS, Kind
from zhurnal.privacy.rules.signing import Side

DAY = {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
       "error_messages": {"invalid": "Такой даты нет. Пишите так: 01.09.2026."}}  # fmt: skip
SIDES = (("whose", "Кто смотрел его данные"), ("who", "Чьи данные смотрел он"))


class ConsentForm(forms.Form):
    """One purpose, signed or withdrawn."""

    purpose = forms.ChoiceField(choices=[(one.value, PAPERS[one].title) for one in Purpose])
    do = forms.ChoiceField(choices=[("sign", "sign"), ("withdraw", "withdraw")])


class ScanField(OneFile):
    """A photograph or a PDF of the paper; none is fine."""

    widget = forms.FileInput(attrs={"class": "input", "accept": "image/jpeg,image/png,application/pdf"})

    def fits(self, upload: "UploadedFile[Any]") -> None:
        """Not too large."""
        if (upload.size or 0) > LARGEST:
            raise forms.ValidationError(TOO_LARGE)


class PaperForm(forms.Form):
    """A consent as it was signed on paper."""

    person = forms.UUIDField(
        error_messages={"required": "Выберите, чьё это согласие.", "invalid": "Выберите, чьё это согласие."}
    )
    purpose = forms.ChoiceField(
        label="На что согласие", choices=[(one.value, PAPERS[one].title) for one in ASKED], widget=forms.Select(attrs={"class": "input"}),
        error_messages={"required": "Выберите, на что дано согласие.", "invalid_choice": "Выберите, на что дано согласие."},
    )  # fmt: skip
    number = forms.CharField(label="Номер бумаги, если есть", required=False, max_length=60)
    on = forms.DateField(
        label="Дата на бумаге", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Впишите дату, которая стоит на бумаге.", "invalid": "Такой даты нет. Пишите так: 01.09.2026."},
    )  # fmt: skip
    signed = forms.MultipleChoiceField(
        label="Кто подписал", choices=[(Side.OWN.value, "сам человек"), (Side.GUARDIAN.value, "родитель или представитель")],
        widget=forms.CheckboxSelectMultiple, required=False,
    )  # fmt: skip
    until = forms.DateField(label="Действует по (если дано на время)", required=False, **DAY)  # type: ignore[arg-type]
    policy = forms.TypedChoiceField(
        label="Версия политики",
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.Select(attrs={"class": "input"}),
    )
    scan = ScanField(label="Снимок или PDF до 5 МБ, если есть", required=False)

    def __init__(self, *said: Any, policies: Iterable[tuple[int, date]] = (), **more: Any) -> None:
        super().__init__(*said, **more)
        choices = [("", "не указана"), *((number, f"версия {number} от {day:%d.%m.%Y}") for number, day in policies)]
        self.fields["policy"].choices = choices  # type: ignore[attr-defined]

    def clean_scan(self) -> Paper | None:
        """The picture without what the camera told."""
        upload = self.cleaned_data.get("scan")
        if not upload:
            return None
        try:
            return cleaned(upload.read(LARGEST + 1))
        except UnfitError as unfit:
            raise forms.ValidationError(str(unfit)) from None

    def said(self) -> OnPaper:
        """What the paper says."""
        found = self.cleaned_data
        return OnPaper(
            Purpose(found["purpose"]), " ".join(found["number"].split()), found["on"], frozenset(map(Side, found["signed"])),
            found["until"], found["policy"],
        )  # fmt: skip

    def chosen(self) -> UUID | None:
        """Whose it is, as far as it can be read."""
        person: UUID | None = self.cleaned_data.get("person")
        return person


class EndForm(forms.Form):
    """By which paper a consent is taken back."""

    words = forms.CharField(
        label="По какому заявлению: номер и дата", required=False, max_length=120,
        error_messages={"max_length": "Слишком длинно: хватит номера и даты заявления."},
    )  # fmt: skip


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
