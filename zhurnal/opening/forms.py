"""Forms of opening the year."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from zhurnal.kernel.uploads import OneFile
from zhurnal.opening.actions.calendar import Dates
from zhurnal.opening.crossing import Choices
from zhurnal.opening.rules.carrying import Fate

SEVEN_MONTHS, LONGEST = 210, 400


def _day(label: str) -> forms.DateField:
    said = {"invalid": "Такой даты нет. Пишите так: 01.09.2026.", "required": "Укажите день."}
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, error_messages=said)


class YearForm(forms.Form):
    """The year and its terms."""

    starts = _day("Год начинается")
    ends = _day("Год кончается")
    first_starts = _day("1 семестр с")
    first_ends = _day("1 семестр по")
    second_starts = _day("2 семестр с")
    second_ends = _day("2 семестр по")

    def clean(self) -> dict[str, Any]:
        """Days stand in order, terms inside the year."""
        said: dict[str, Any] = super().clean() or {}
        names = ("starts", "first_starts", "first_ends", "second_starts", "second_ends", "ends")
        if any(said.get(name) is None for name in names):
            return said
        days = [said[name] for name in names]
        strict = said["first_starts"] < said["first_ends"] < said["second_starts"] < said["second_ends"]
        if days != sorted(days) or not strict:
            self.add_error(None, "Дни не по порядку: сначала первый семестр, потом второй, оба внутри года.")
        elif not SEVEN_MONTHS < (days[-1] - days[0]).days < LONGEST:
            self.add_error(None, "Учебный год длится от семи месяцев до тринадцати: проверьте его начало и конец.")
        return said

    def dates(self) -> Dates:
        """The days of a valid form."""
        said = self.cleaned_data
        first, second = (said["first_starts"], said["first_ends"]), (said["second_starts"], said["second_ends"])
        return Dates((said["starts"], said["ends"]), (first, second))


def usual_year(today: date, there: Collection[int] = ()) -> dict[str, date]:
    """C2: 1 September – 28 December, 12 January – 28 June; the running year, or the first after it that is not ``there`` yet."""
    first = today.year if today.month >= 5 else today.year - 1
    while first in there:
        first += 1
    return {
        "starts": date(first, 9, 1), "ends": date(first + 1, 6, 30),
        "first_starts": date(first, 9, 1), "first_ends": date(first, 12, 28),
        "second_starts": date(first + 1, 1, 12), "second_ends": date(first + 1, 6, 28),
    }  # fmt: skip


class TableForm(forms.Form):
    """A table, typed or pasted."""

    text = forms.CharField(required=False, strip=False, max_length=400_000, widget=forms.Textarea)


class FileForm(forms.Form):
    """The file of the production calendar."""

    calendar = OneFile(error_messages={"required": "Выберите файл календаря.", "empty": "Файл пуст."})


def _ids(fields: QueryDict, prefix: str) -> dict[UUID, str]:
    found = {}
    for name, value in fields.items():
        if name.startswith(prefix):
            try:
                found[UUID(name.removeprefix(prefix))] = str(value)
            except ValueError:
                continue
    return found


def read_choices(fields: QueryDict) -> Choices:
    """What was decided about groups and students; strange ids and words are passed over."""
    fates = {pk: Fate(word) for pk, word in _ids(fields, "fate:").items() if word in set(Fate)}
    graduates = frozenset(pk for pk, word in _ids(fields, "goes:").items() if word == "graduate")
    number, dated = (fields.get(name, "").strip() for name in ("number", "dated"))
    return Choices(_ids(fields, "name:"), fates, graduates, number, dated)


def read_plans(fields: QueryDict) -> dict[UUID, UUID | None]:
    """Group → plan, or None."""
    found: dict[UUID, UUID | None] = {}
    for group, plan in _ids(fields, "plan:").items():
        try:
            found[group] = UUID(plan) if plan else None
        except ValueError:
            continue
    return found
