"""Forms of lists: what narrows a list, one row, one value for many rows. Days come as ISO and leave as «24.11.2026»."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms

from zhurnal.dictionaries.rules.columns import SCREENS, common_columns, editable_columns
from zhurnal.dictionaries.rules.merging import Clash
from zhurnal.dictionaries.rules.narrowing import Shown, Wish, read_day
from zhurnal.exchange.lists import Col, Sort
from zhurnal.kernel.typed import one_line

SEEN = "seen-"
FROM = "from-"  # under this name a select of the bulk edit brings its value
MOST_PICKED = 5000
HINTS = {
    "closed_on": "С этого дня не предлагается; всё прошлое остаётся.",
    "until": "Последний день. Потом вход и роли закончатся, записи останутся.",
    "leader": "Фамилия, имя, отчество. Прежний закончит вчера.",
    "teachers": "Несколько имён разделите точкой с запятой.",
    "student": "Фамилия, имя, отчество полностью.",
}


def iso(text: str) -> str:
    """«24.11.2026» as a date field wants it; anything else as it is, so that nothing typed is lost."""
    day = read_day(text)
    return day.isoformat() if day else text


def dotted(text: str) -> str:
    """«2026-11-24» as lists write it; anything else as it is."""
    try:
        return f"{dt.date.fromisoformat(text):%d.%m.%Y}"
    except ValueError:
        return text


def _field(column: Col, offered: Sequence[str]) -> forms.CharField:
    """One column as a field; every text passes here, and the plan says what is wrong with it."""
    attrs: dict[str, Any] = {"autocomplete": "off"}
    widget: forms.Widget = forms.TextInput(attrs)
    if column.sort is Sort.DATE:
        widget = forms.DateInput({**attrs, "type": "date"}, format="%Y-%m-%d")
    elif column.sort is Sort.WORD:
        words = [(word, word.capitalize()) for word in column.words.values()]
        widget = forms.Select(attrs, choices=words if "theory" in column.words else [("", "Не указано"), *words])
    elif offered:
        widget = forms.TextInput({**attrs, "list": f"offered-{column.key}"})
    elif column.sort is Sort.NUMBER:
        widget = forms.TextInput({**attrs, "inputmode": "numeric"})
    return forms.CharField(
        label=column.title, required=False, widget=widget, help_text=HINTS.get(column.key, ""), strip=False
    )


class RowForm(forms.Form):
    """One row, new or old. ``now``: what stands in it; hidden fields carry what the person saw when he began."""

    def __init__(
        self,
        name: str,
        offered: Mapping[str, Sequence[str]],
        data: Mapping[str, Any] | None = None,
        *,
        now: Mapping[str, str] | None = None,
        clashes: Sequence[Clash] = (),
    ) -> None:
        self.columns = editable_columns(name, new=now is None)
        self.days = {column.key for column in self.columns if column.sort is Sort.DATE}
        now = now or {}
        begin = {key: iso(text) if key in self.days else text for key, text in now.items()}
        super().__init__(data, initial=begin)
        self.offered = offered
        self.clashes = {clash.key: clash for clash in clashes}
        self.now = now
        for column in self.columns:
            self.fields[column.key] = _field(column, offered.get(column.key, ()))

    @property
    def typed(self) -> dict[str, str]:
        """What was typed, days with dots."""
        said = {key: one_line(str(self.data.get(key, ""))) for key in self.fields}
        return {key: dotted(text) if key in self.days else text for key, text in said.items()}

    @property
    def seen(self) -> dict[str, str]:
        """What stood in the fields when the person began."""
        return {key: str(self.data.get(f"{SEEN}{key}", "")) for key in self.fields}

    def parts(self) -> list[tuple[Any, str, Clash | None]]:
        """(field, what the person has seen, the clash) in order."""
        found = []
        for column in self.columns:
            key = column.key
            was = self.now.get(key, "") if key in self.clashes or not self.is_bound else self.seen[key]
            found.append((self[key], was, self.clashes.get(key)))
        return found

    def lists(self) -> list[tuple[str, Sequence[str]]]:
        """(id, texts) of what fields offer."""
        return [(f"offered-{key}", texts) for key, texts in self.offered.items() if texts and key in self.fields]


def read_wish(name: str, data: Mapping[str, Any]) -> Wish:
    """What the list is narrowed to; what cannot be read narrows nothing."""
    only = {key: str(data[f"only-{key}"]) for key in SCREENS[name].narrowing if data.get(f"only-{key}")}
    shown = str(data.get("shown", ""))
    page = str(data.get("page", "1"))
    keys = {column.key for column in editable_columns(name, new=False)} | {
        column.key for column in editable_columns(name, new=True)
    }
    sort, backwards = str(data.get("sort", "")), False
    if sort.startswith("-"):
        sort, backwards = sort[1:], True
    return Wish(
        words=str(data.get("words", ""))[:100],
        only=only,
        shown=Shown(shown) if shown in set(Shown) else Shown.OPEN,
        sort=sort if sort in {*keys, "roles", "until", "closed_on"} else "",
        backwards=backwards,
        page=int(page) if page.isdecimal() and len(page) < 6 else 1,
    )


def picked_rows(values: Sequence[str]) -> list[UUID]:
    """Ids of the ticked rows; what is no id is left out."""
    found = []
    for value in values[:MOST_PICKED]:
        try:
            found.append(UUID(value))
        except ValueError:
            continue
    return found


class ManyForm(forms.Form):
    """One column and one value for many rows."""

    def __init__(self, name: str, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.columns = {column.key: column for column in common_columns(name)}
        choices = [(column.key, column.title) for column in self.columns.values()]
        self.fields["column"] = forms.ChoiceField(
            label="Что изменить", choices=[("", "Выберите столбец"), *choices],
            error_messages={"required": "Выберите, что изменить.", "invalid_choice": "Такого столбца у списка нет."},
        )  # fmt: skip
        self.fields["value"] = forms.CharField(
            label="Новое значение", required=False, max_length=300, help_text="Пустое поле убирает то, что стоит."
        )

    @property
    def told(self) -> tuple[Col, str]:
        """The column and the text; to be asked when valid."""
        column = self.columns[self.cleaned_data["column"]]
        text = one_line(self.cleaned_data["value"])
        return column, dotted(text) if column.sort is Sort.DATE else text
