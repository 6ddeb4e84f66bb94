"""Text in, clean values out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from zhurnal.kernel.refusal import Refusal
from zhurnal.statements.actions.filling import Change, Outcome
from zhurnal.statements.queries.page import Line
from zhurnal.statements.rules.kinds import FORM_WORDS, KIND_WORDS, PART_WORDS, PAUSE_WORDS, STATE_WORDS, Part

DAY = {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
       "error_messages": {"invalid": "Такой даты нет. Пишите так: 25.01.2027.", "required": "Укажите дату."}}  # fmt: skip
SELECT = {"widget": forms.Select(attrs={"class": "input"})}
FORMS = [(key, words) for key, words in FORM_WORDS.items()]
SEATS = 5


class FilterForm(forms.Form):
    """What the list is narrowed to; what cannot be read narrows nothing."""

    group = forms.UUIDField(required=False)
    term = forms.UUIDField(required=False)
    state = forms.ChoiceField(
        label="Состояние", required=False, choices=[("", "Все"), *((k.value, w) for k, w in STATE_WORDS.items())], **SELECT,  # type: ignore[arg-type]
    )  # fmt: skip
    kind = forms.ChoiceField(
        label="Вид", required=False, choices=[("", "Все"), *((k.value, w) for k, w in KIND_WORDS.items())], **SELECT,  # type: ignore[arg-type]
    )  # fmt: skip


class DebtFilterForm(forms.Form):
    """What the list of debts is narrowed to."""

    group = forms.UUIDField(required=False)
    stage = forms.CharField(required=False, max_length=10)
    closed = forms.BooleanField(required=False)


class NewForm(forms.Form):
    """The day of new statements, and whether one mark goes to all the chosen disciplines."""

    dated = forms.DateField(label="День аттестации", **DAY)  # type: ignore[arg-type]
    joint = forms.BooleanField(label="Комплексный: одна отметка по всем отмеченным", required=False)
    apart = forms.BooleanField(label="Отдельно, хотя по плану отметка общая", required=False)

    def clean(self) -> dict[str, Any]:
        """One mark for all and each by itself exclude each other."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("joint") and said.get("apart"):
            self.add_error("apart", "Выберите одно: общая отметка или отдельные.")
        return said


class ReasonForm(forms.Form):
    """A reason in words."""

    reason = forms.CharField(
        label="Причина", max_length=300, error_messages={"required": "Напишите причину: она останется в ведомости."}
    )


class DayForm(forms.Form):
    """A day."""

    dated = forms.DateField(label="День аттестации", **DAY)  # type: ignore[arg-type]


class RetakeForm(forms.Form):
    """When and where debts are retaken."""

    day = forms.DateField(label="День пересдачи", **DAY)  # type: ignore[arg-type]
    place = forms.CharField(label="Место и время", required=False, max_length=80)


class PauseForm(forms.Form):
    """Days that are not counted."""

    why = forms.ChoiceField(
        label="Причина", choices=[(one.value, words.capitalize()) for one, words in PAUSE_WORDS.items()], **SELECT,  # type: ignore[arg-type]
    )  # fmt: skip
    since = forms.DateField(label="С", **DAY)  # type: ignore[arg-type]
    until = forms.DateField(label="По", **DAY)  # type: ignore[arg-type]
    ground = forms.CharField(
        label="Документ",
        max_length=200,
        error_messages={"required": "Напишите, по какому документу продлевается срок."},
    )


def seats(data: QueryDict) -> dict[UUID, Part]:
    """The people of «person0», «part0»…; the same person twice is taken once."""
    found: dict[UUID, Part] = {}
    for place in range(SEATS):
        try:
            person = UUID(data.get(f"person{place}", ""))
        except ValueError:
            continue
        part = data.get(f"part{place}", "")
        found.setdefault(person, Part(part) if part in set(Part) else Part.EXAMINER)
    return found


@dataclass(frozen=True, slots=True)
class SeatRow:
    """One place of the form of examiners."""

    place: int
    person: UUID | None
    part: str


def seat_rows(chosen: Iterable[tuple[UUID, str]]) -> list[SeatRow]:
    """As many places as the form has, filled with who is chosen."""
    rows = [SeatRow(place, person, part) for place, (person, part) in enumerate(chosen)]
    return rows + [SeatRow(place, None, Part.EXAMINER) for place in range(len(rows), SEATS)]


PARTS = [(part.value, words) for part, words in PART_WORDS.items()]


def changes(data: QueryDict, lines: Iterable[Line]) -> list[Change]:
    """What was typed into the lines that were on the page."""
    found = []
    for line in lines:
        if f"v-{line.id}" in data:
            version = data.get(f"n-{line.id}", "0")
            found.append(
                Change(
                    line.id, int(version) if version.isdecimal() and len(version) < 9 else 0,
                    data.get(f"v-{line.id}", "")[:40], data.get(f"t-{line.id}", "")[:10],
                    data.get(f"m-{line.id}", "")[:10], data.get(f"r-{line.id}", "")[:200],
                )
            )  # fmt: skip
    return found


@dataclass(frozen=True, slots=True)
class Cell:
    """A line with what is typed in it now, and why that was not saved."""

    line: Line
    text: str
    ticket: str
    mastery: str
    remark: str
    version: int
    refusal: Refusal | None = None


def cells(lines: Iterable[Line], typed: Iterable[Change] = (), outcomes: Iterable[Outcome] = ()) -> list[Cell]:
    """The lines as they stand; where something was refused, as it was typed: nothing typed is lost."""
    said = {one.line: one for one in typed}
    refused = {one.line: one for one in outcomes if one.refusal is not None}
    found = []
    for line in lines:
        change, outcome = said.get(line.id), refused.get(line.id)
        if change is None or outcome is None:
            found.append(Cell(line, line.text, line.ticket, line.mastery, line.remark, line.version))
        else:
            found.append(
                Cell(line, change.text, change.ticket, change.mastery, change.remark, outcome.version, outcome.refusal)
            )
    return found


def keys(values: Iterable[str]) -> list[UUID]:
    """Those of the texts that are ids."""
    found = []
    for value in values:
        try:
            found.append(UUID(value))
        except ValueError:
            continue
    return found


def day_of(form: forms.Form, name: str) -> date:
    """A day of a valid form."""
    day: date = form.cleaned_data[name]
    return day
