"""Forms of the journal."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from zhurnal.journal.rules.causes import CAUSES, COMMENT_LIMIT
from zhurnal.kernel.papers import LARGEST, MOST, TOO_LARGE, Paper, UnfitError, cleaned
from zhurnal.kernel.several_files import SeveralFiles
from zhurnal.kernel.uploads import ManyFiles

FARTHEST = timedelta(days=60)


class PapersField(ManyFiles):
    """Some photographs or PDFs, cleaned (``rules.papers``); none is fine."""

    widget = SeveralFiles(attrs={"accept": "image/jpeg,image/png,application/pdf"})

    def sifted(self, data: Any, initial: Any) -> list[UploadedFile]:
        """Not too many, none too large."""
        files = [one for one in data or () if one]
        if len(files) > MOST:
            raise forms.ValidationError(f"Приложить можно до {MOST} файлов.")
        if any(one.size > LARGEST for one in files):
            raise forms.ValidationError(TOO_LARGE)
        return files

    def taken(self, files: list[UploadedFile]) -> tuple[Paper, ...]:
        """The cleaned papers, or the sentence why one cannot be taken."""
        try:
            return tuple(cleaned(one.read(LARGEST + 1)) for one in files)
        except UnfitError as unfit:
            raise forms.ValidationError(str(unfit)) from None


class AbsenceForm(forms.Form):
    """The cause of an absence as a parent tells it: days, why, a comment (3.5)."""

    since = forms.DateField(label="с", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    until = forms.DateField(label="по", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    cause = forms.ChoiceField(
        label="Почему", choices=[(cause.code, cause.words) for cause in CAUSES], widget=forms.RadioSelect
    )
    comment = forms.CharField(
        label="Комментарий, если нужно",
        required=False,
        max_length=COMMENT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    papers = PapersField(
        label="Документ, если есть",
        required=False,
        help_text="Фото или PDF. Увидит только тот, кто примет причину; после ответа файл удалят.",
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """The days stand in order and near today."""
        cleaned: dict[str, Any] = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", "Последний день раньше первого.")
        elif since and until and (since < self.today - FARTHEST or until > self.today + FARTHEST):
            self.add_error("since", "Сообщить можно о днях не дальше двух месяцев от сегодняшнего.")
        return cleaned
