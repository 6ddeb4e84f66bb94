"""What is told of a slot, and where it is moved."""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest

from zhurnal.academic_year.models import Term
from zhurnal.kernel.dates import WEEKDAYS
from zhurnal.timetable.actions.pattern import Placing
from zhurnal.timetable.forms import LinkField
from zhurnal.timetable.rules.bells import read_place
from zhurnal.timetable.rules.pattern import HALF_WORDS, WEEKS_WORDS, Half, Weeks

PAIRS = 12
WEEKDAYS_TO_WORDS = ("понедельника", "вторника", "среды", "четверга", "пятницы", "субботы", "воскресенья")
Choices = Sequence[tuple[Any, str]]
_DAY = {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), "input_formats": ["%Y-%m-%d", "%d.%m.%Y"]}


class SlotForm(forms.Form):
    """A slot with all that it has; ``anyway`` saves it despite clashes."""

    course = forms.ChoiceField(label="Дисциплина")
    teacher = forms.ChoiceField(label="Преподаватель")
    weekday = forms.TypedChoiceField(label="День", coerce=int, choices=list(enumerate(WEEKDAYS, 1)))
    pair = forms.TypedChoiceField(label="Пара", coerce=read_place, initial="1")
    half = forms.TypedChoiceField(label="Часть пары", coerce=lambda value: Half(int(value)), choices=HALF_WORDS.items())
    weeks = forms.TypedChoiceField(label="Недели", coerce=Weeks, choices=WEEKS_WORDS.items())
    room = forms.ChoiceField(label="Аудитория", required=False)
    remote = forms.BooleanField(label="Дистанционно", required=False)
    link = LinkField()
    since = forms.DateField(label="С", **_DAY)  # type: ignore[arg-type]
    until = forms.DateField(label="По", **_DAY)  # type: ignore[arg-type]
    anyway = forms.BooleanField(label="Поставить, несмотря на накладку", required=False)

    def __init__(
        self, *args: Any, term: Term, courses: Choices, teachers: Choices, rooms: Choices, later: Choices, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.term = term
        pairs = [*((number, number) for number in range(PAIRS + 1)), *later]
        offered = {"pair": pairs, "course": courses, "teacher": teachers, "room": [("", "не назначена"), *rooms]}
        for name, choices in offered.items():
            self.fields[name].choices = [(str(value), title) for value, title in choices]  # type: ignore[attr-defined]
        for field in self.fields.values():
            if isinstance(field, forms.ChoiceField):
                field.widget.attrs["class"] = "input"

    def clean(self) -> dict[str, Any]:
        """The days stand in order, within the term, and hold the weekday."""
        cleaned: dict[str, Any] = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until:
            if until < since:
                self.add_error("until", "Последний день раньше первого.")
            elif since < self.term.starts or until > self.term.ends:
                bounds = f"с {self.term.starts:%d.%m.%Y} по {self.term.ends:%d.%m.%Y}"
                self.add_error("since", f"Семестр идёт {bounds}: выберите дни внутри него.")
            elif since == until and cleaned.get("weekday") not in (None, since.isoweekday()):
                self.add_error("weekday", f"{since:%d.%m} – {WEEKDAYS[since.weekday()]}. Выберите этот день недели.")
        return cleaned

    @property
    def placing(self) -> Placing:
        """The slot as it is wanted; only of a valid form."""
        said = self.cleaned_data
        return Placing(
            UUID(said["course"]), said["weekday"], said["pair"][0], UUID(said["teacher"]), said["since"], said["until"],
            said["weeks"], said["half"], UUID(said["room"]) if said["room"] else None, said["remote"],
            said["pair"][1], said["link"],
        )  # fmt: skip


class MoveForm(forms.Form):
    """Where a slot goes on the board."""

    weekday = forms.IntegerField(min_value=1, max_value=7)
    pair = forms.RegexField(r"^(\d|1[0-2])(/[2-4])?$")
    anyway = forms.BooleanField(required=False)

    def clean_pair(self) -> tuple[int, int]:
        """Pair and shift."""
        return read_place(self.cleaned_data["pair"])


def told(request: HttpRequest) -> dict[str, Any]:
    """The fields of a form or of a JSON object; nothing when it cannot be read."""
    if request.content_type != "application/json":
        return request.POST.dict()
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}


class MovedDayForm(forms.Form):
    """A day and the weekday by which it works; 0 gives it back to its own."""

    date = forms.DateField(label="День", **_DAY)  # type: ignore[arg-type]
    weekday = forms.TypedChoiceField(
        label="Работает по расписанию",
        coerce=int,
        choices=[*((number, WEEKDAYS_TO_WORDS[number - 1]) for number in range(1, 8)), (0, "своего дня недели")],
        widget=forms.Select(attrs={"class": "input"}),
    )
