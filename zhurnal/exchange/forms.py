"""Forms of exchange."""

import datetime as dt
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from zhurnal.exchange.imports.readers.kinds import Kind
from zhurnal.exchange.lists import LISTS
from zhurnal.exchange.rules.answers import Answer
from zhurnal.exchange.rules.likeness import Question
from zhurnal.exchange.rules.names import fold
from zhurnal.kernel.several_files import SeveralFiles
from zhurnal.kernel.uploads import ManyFiles, OneFile

KINDS = (
    (Kind.ROSTER.value, "Списки групп (OneRoster: CSV или ZIP)"),
    (Kind.TIMETABLE.value, "Расписание (листы дней Excel, aSc XML, Untis GPU001, FET)"),
    (Kind.PLAN.value, "Учебный план (PLX или таблица XLSX: можно несколько сразу)"),
    (Kind.PROGRAMMES.value, "Рабочие программы, КТП (XLSX, DOCX: несколько файлов или ZIP)"),
)
MOST_FILES = 20
MEGABYTE = 1024 * 1024


class FilesField(ManyFiles):
    """A list of uploaded files, none of them too large."""

    widget = SeveralFiles(attrs={"multiple": True})

    def sifted(self, data: Any, initial: Any) -> list[UploadedFile]:
        """Each file, and all together, within the ceiling."""
        files = [forms.FileField.clean(self, one, initial) for one in (data or [None])]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(f"Файлов больше {MOST_FILES}. Сложите их в один архив ZIP.")
        if sum(one.size for one in files) > settings.IMPORT_MAX_BYTES:
            limit = settings.IMPORT_MAX_BYTES // MEGABYTE
            raise forms.ValidationError(f"Файлы больше {limit} МБ. Разделите их на части.")
        return files

    def taken(self, files: list[UploadedFile]) -> list[UploadedFile]:
        """As they are: a process of its own reads them."""
        return files


class NamesForm(forms.Form):
    """What each name that was not recognised means. ``known``: kind → titles of ours (folded) → ids; ``makes``: whether the
    import may make what is new.
    """

    def __init__(
        self,
        questions: Sequence[Question],
        known: Mapping[str, Mapping[str, str]],
        data: Any = None,
        *,
        makes: bool = True,
    ) -> None:
        super().__init__(data)
        self.makes = makes
        self.questions, self.known = questions, known
        self.answers: dict[str, tuple[str, str]] = {}  # field → answer, target's id or ""
        for question in questions:
            name = field_of(question)
            near = [(f"{Answer.SAME}:{pk}", title) for pk, title in question.near]
            first = [("", "Решить позже")]
            new = [(Answer.NEW.value, "Завести как новое")] if makes else []
            rest = [*new, (Answer.SKIP.value, "Не загружать")]
            self.fields[name] = forms.ChoiceField(
                label=question.name,
                choices=[*first, *near, *rest],
                required=False,
                widget=forms.Select(attrs={"class": "input"}),
            )
            if question.kind in known:
                attrs = {"list": f"known-{question.kind}", "placeholder": "или впишите название", "class": "input"}
                widget = forms.TextInput(attrs=attrs)
                self.fields[f"{name}-own"] = forms.CharField(
                    label=f"Другое для «{question.name}»", required=False, max_length=300, widget=widget
                )

    def clean(self) -> dict[str, Any]:
        """Typed names are looked up; the answer of a whole kind fills what has neither answer nor proposals."""
        cleaned: dict[str, Any] = super().clean() or {}
        for question in self.questions:
            name = field_of(question)
            own, said = cleaned.get(f"{name}-own", ""), cleaned.get(name, "")
            if own:
                target = self.known[question.kind].get(fold(own), "")
                if not target:
                    self.add_error(f"{name}-own", f"«{own}» в журнале нет. Выберите из списка или оставьте пустым.")
                    continue
                self.answers[name] = (Answer.SAME.value, target)
            elif said:
                answer, _colon, target = said.partition(":")
                self.answers[name] = (answer, target)
            elif not question.near and (whole := self.whole(question.kind)):
                self.answers[name] = (whole, "")
        return cleaned

    def whole(self, kind: str) -> str:
        """What was said of all names of a kind that resemble nothing; "" for nothing."""
        said = str(self.data.get(f"all-{kind}", ""))
        return said if self.makes and said in {Answer.NEW, Answer.SKIP} else ""


def field_of(question: Question) -> str:
    """The name of a question's field."""
    return f"name-{question.kind}-{sha256(question.key.encode()).hexdigest()[:16]}"


def _date(label: str) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(
        label=label,
        required=False,
        widget=widget,
        error_messages={"invalid": "Такой даты нет. Пишите так: 01.09.2026."},
    )


class ImportForm(forms.Form):
    """What is brought, and for which days."""

    kind = forms.ChoiceField(
        label="Что загружаем",
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": "Отметьте, что вы загружаете."},
    )
    uploads = FilesField(
        label="Файл или несколько",
        error_messages={"required": "Выберите файл.", "empty": "Файл пуст.", "missing": "Выберите файл."},
    )
    since = _date("С какого дня")
    until = _date("По какой день")

    def clean(self) -> dict[str, Any]:
        """The days stand in order."""
        cleaned: dict[str, Any] = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until <= since:
            self.add_error("until", "Последний день должен быть позже первого.")
        return cleaned


class SizedFile(OneFile):
    """One file within the ceiling."""

    def fits(self, upload: UploadedFile) -> None:
        """Not too large."""
        if (upload.size or 0) > settings.IMPORT_MAX_BYTES:
            raise forms.ValidationError(f"Файл больше {settings.IMPORT_MAX_BYTES // MEGABYTE} МБ. Разделите его.")


class FileForm(forms.Form):
    """One file."""

    upload = SizedFile(
        error_messages={"required": "Выберите файл XLSX или DOCX.", "empty": "Файл пуст.", "missing": "Выберите файл."}
    )


class ListForm(forms.Form):
    """A list that comes back. ``years``: (first day, name) of years that have not begun; without any no year is asked."""

    name = forms.ChoiceField(
        label="Какой список",
        choices=[(one.name, one.title) for one in LISTS.values()],
        widget=forms.Select(attrs={"class": "input"}),
    )
    uploads = FilesField(
        label="Файл: CSV или Excel",
        widget=SeveralFiles(),  # the widget of lists, without «multiple»: one file at a time
        error_messages={"required": "Выберите файл.", "empty": "Файл пуст.", "missing": "Выберите файл."},
    )
    day = forms.ChoiceField(
        label="Учебный год", required=False, widget=forms.Select(attrs={"class": "input"}),
        help_text="Группы, студенты, подгруппы и нагрузка загрузятся в этот год.",
    )  # fmt: skip

    def __init__(self, *args: Any, years: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if years:
            self.fields["day"].choices = list(years)  # type: ignore[attr-defined]
        else:
            del self.fields["day"]

    def first_day(self) -> dt.date | None:
        """The day with which the chosen year begins; None for the running one."""
        said = self.cleaned_data.get("day")
        return dt.date.fromisoformat(said) if said else None


class OrdersForm(forms.Form):
    """A file of orders."""

    uploads = FilesField(
        label="Файл: Excel или CSV",
        widget=SeveralFiles(),
        error_messages={"required": "Выберите файл.", "empty": "Файл пуст.", "missing": "Выберите файл."},
    )
