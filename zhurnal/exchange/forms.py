"""Forms of exchange."""

from typing import Any

from django import forms
from django.conf import settings

from zhurnal.exchange.imports.readers.kinds import Kind

KINDS = (
    (Kind.ROSTER.value, "Списки групп (OneRoster: CSV или ZIP)"),
    (Kind.TIMETABLE.value, "Расписание (XML из aSc Timetables)"),
    (Kind.PLAN.value, "Учебный план (PLX или таблица XLSX)"),
)
MOST_FILES = 20
MEGABYTE = 1024 * 1024


class SeveralFiles(forms.ClearableFileInput):
    """A file input that takes more than one."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """A list of uploaded files, none of them too large."""

    widget = SeveralFiles(attrs={"multiple": True})

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each file, and all together, within the ceiling."""
        files = [super(FilesField, self).clean(one, initial) for one in (data or [None])]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(f"Файлов больше {MOST_FILES}. Сложите их в один архив ZIP.")
        if sum(one.size for one in files) > settings.IMPORT_MAX_BYTES:
            limit = settings.IMPORT_MAX_BYTES // MEGABYTE
            raise forms.ValidationError(f"Файлы больше {limit} МБ. Разделите их на части.")
        return files


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

    kind = forms.ChoiceField(label="Что загружаем", choices=KINDS, widget=forms.RadioSelect)
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
            self.add_error("until", "Последний день раньше первого.")
        return cleaned


class FileForm(forms.Form):
    """One file."""

    upload = forms.FileField(
        error_messages={"required": "Выберите файл XLSX или DOCX.", "empty": "Файл пуст.", "missing": "Выберите файл."}
    )

    def clean_upload(self) -> Any:
        """Within the ceiling."""
        upload = self.cleaned_data["upload"]
        if upload.size > settings.IMPORT_MAX_BYTES:
            raise forms.ValidationError(f"Файл больше {settings.IMPORT_MAX_BYTES // MEGABYTE} МБ. Разделите его.")
        return upload
