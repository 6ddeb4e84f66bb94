"""Forms of tasks."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.files.uploadedfile import UploadedFile

from zhurnal.kernel.papers import LARGEST, UnfitError
from zhurnal.kernel.several_files import SeveralFiles
from zhurnal.kernel.uploads import ManyFiles
from zhurnal.tasks.rules.about import LENGTH
from zhurnal.tasks.rules.documents import MOST, TOO_LARGE, Document, checked
from zhurnal.tasks.rules.rhythm import RHYTHM_WORDS, Rhythm

ACCEPT = ".pdf,.docx,.xlsx,image/jpeg,image/png"
DOCUMENTS_HINT = "PDF, Word, Excel или фото, до 5 файлов по 5 МБ."
DAY = {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
       "error_messages": {"invalid": "Такой даты нет. Пишите так: 25.12.2026.", "required": "Укажите срок."}}  # fmt: skip
LONG = {"max_length": 2000, "widget": forms.Textarea(attrs={"rows": 4})}


class DocumentsField(ManyFiles):
    """Some documents (``rules.documents``); none is fine."""

    widget = SeveralFiles(attrs={"accept": ACCEPT})

    def sifted(self, data: Any, initial: Any) -> list[UploadedFile]:
        """Not too many, none too large."""
        files = [one for one in data or () if one]
        if len(files) > MOST:
            raise forms.ValidationError(f"Приложить можно до {MOST} файлов за раз.")
        if any(one.size > LARGEST for one in files):
            raise forms.ValidationError(TOO_LARGE)
        return files

    def taken(self, files: list[UploadedFile]) -> tuple[Document, ...]:
        """The documents, or the sentence why one cannot be taken."""
        try:
            return tuple(checked(one.name or "", one.read(LARGEST + 1)) for one in files)
        except UnfitError as unfit:
            raise forms.ValidationError(str(unfit)) from None


class TaskForm(forms.Form):
    """A new task. ``key``: one form, one task."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    text = forms.CharField(label="Что сделать", error_messages={"required": "Напишите, что сделать."}, **LONG)  # type: ignore[arg-type]
    due = forms.DateField(label="Срок", **DAY)  # type: ignore[arg-type]
    rhythm = forms.ChoiceField(
        label="Повторять", choices=[(one.value, words.capitalize()) for one, words in RHYTHM_WORDS.items()], initial=Rhythm.ONCE,
        widget=forms.Select(attrs={"class": "input"}),
    )  # fmt: skip
    documents = DocumentsField(label="Документы", required=False, help_text=DOCUMENTS_HINT)
    about = forms.CharField(required=False, max_length=LENGTH)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_due(self) -> date:
        """Not a day that has passed."""
        due: date = self.cleaned_data["due"]
        if due < self.today:
            raise forms.ValidationError("Срок уже прошёл. Укажите сегодняшний день или позже.")
        return due


class WordForm(forms.Form):
    """Words with documents: a report, a comment."""

    text = forms.CharField(label="Что сделано", error_messages={"required": "Напишите хотя бы несколько слов."}, **LONG)  # type: ignore[arg-type]
    documents = DocumentsField(label="Документы", required=False, help_text=DOCUMENTS_HINT)


class CommentForm(WordForm):
    """Anybody's words in the trace."""

    text = forms.CharField(label="Написать", error_messages={"required": "Напишите хотя бы слово."}, **LONG)  # type: ignore[arg-type]


class VerdictForm(forms.Form):
    """On a report."""

    assignment = forms.UUIDField(error_messages={"required": "Обновите страницу и повторите."})
    decision = forms.ChoiceField(choices=[("accept", "Принять"), ("return", "Вернуть")])
    text = forms.CharField(label="Замечание", required=False, **LONG)  # type: ignore[arg-type]

    def clean(self) -> dict[str, Any]:
        """What is returned is returned for a reason."""
        said = super().clean() or {}
        if said.get("decision") == "return" and not said.get("text"):
            self.add_error("text", "Напишите, что доделать: без этого исполнитель не поймёт, почему отчёт вернули.")
        return said


class ChangeForm(forms.Form):
    """Another deadline, an end of the repetition, or no task any more."""

    decision = forms.ChoiceField(
        choices=[("postpone", "Перенести"), ("stop", "Не повторять"), ("withdraw", "Отозвать")]
    )
    due = forms.DateField(label="Новый срок", required=False, **DAY)  # type: ignore[arg-type]
    text = forms.CharField(label="Почему", required=False, **LONG)  # type: ignore[arg-type]

    def clean(self) -> dict[str, Any]:
        """A new deadline needs its day, a withdrawal its reason."""
        said = super().clean() or {}
        if said.get("decision") == "postpone" and not said.get("due") and "due" not in self.errors:
            self.add_error("due", "Укажите новый срок.")
        if said.get("decision") == "withdraw" and not said.get("text"):
            self.add_error("text", "Напишите, почему поручение отозвано.")
        return said


class PeriodForm(forms.Form):
    """Deadlines from a day to a day; what cannot be read narrows nothing."""

    since = forms.DateField(label="Срок с", required=False, **DAY)  # type: ignore[arg-type]
    until = forms.DateField(label="по", required=False, **DAY)  # type: ignore[arg-type]


def ids(values: list[str]) -> tuple[UUID, ...]:
    """Those of the texts that are ids, each once."""
    found = []
    for value in values:
        try:
            found.append(UUID(value))
        except ValueError:
            continue
    return tuple(dict.fromkeys(found))
