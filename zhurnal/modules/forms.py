"""Forms of modules. Tables are typed as fields named by the student: ``hours-…``, ``work-…``, ``mark-…``."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms

from zhurnal.curriculum.rules.practice import PRACTICE_NAMES, PracticeKind
from zhurnal.modules.actions.days import Done
from zhurnal.modules.actions.pages import Place
from zhurnal.modules.actions.papers import Graded
from zhurnal.modules.rules.practice import MOST_HOURS, PAPERS, hours_trouble
from zhurnal.statements.rules.kinds import STATE_FORMS

DAY = {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
Posted = Mapping[str, str]


class _Days(forms.Form):
    """Days and hours of a practice, and who leads it."""

    starts = forms.DateField(label="С", **DAY)  # type: ignore[arg-type]
    ends = forms.DateField(label="По", **DAY)  # type: ignore[arg-type]
    hours_planned = forms.IntegerField(label="Часов по плану", min_value=0, max_value=1500)
    hours_per_day = forms.IntegerField(label="Часов в день", min_value=1, max_value=MOST_HOURS)
    leader = forms.ChoiceField(label="Руководитель от колледжа", required=False)

    def __init__(self, teachers: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leader"].choices = [("", "не назначен"), *teachers]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The days stand in order."""
        given: dict[str, Any] = super().clean() or {}
        starts, ends = given.get("starts"), given.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", "Последний день раньше первого.")
        given["leader"] = UUID(given["leader"]) if given.get("leader") else None
        return given


class ArrangeForm(_Days):
    """Days, hours and leader of a page."""

    written = forms.BooleanField(label="Записанные дни тоже вёл он: их часы перейдут к нему", required=False)


class OpenForm(_Days):
    """A new page: of which practice of the plan."""

    item = forms.ChoiceField(label="Практика по плану")
    kind = forms.ChoiceField(
        label="Вид практики", choices=[(kind.value, PRACTICE_NAMES[kind]) for kind in PracticeKind]
    )
    field_order = ("item", "kind", "starts", "ends", "hours_planned", "hours_per_day", "leader")

    def __init__(
        self, practices: list[tuple[str, str]], teachers: list[tuple[str, str]], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(teachers, *args, **kwargs)
        self.fields["item"].choices = practices  # type: ignore[attr-defined]


class ConsultationForm(forms.Form):
    """One consultation."""

    date = forms.DateField(label="Дата", **DAY)  # type: ignore[arg-type]
    hours = forms.IntegerField(label="Часов", min_value=1, max_value=8, initial=1)
    work = forms.CharField(label="Что сделано", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class ExamForm(forms.Form):
    """The day of a module's exam."""

    dated = forms.DateField(label="День экзамена", **DAY)  # type: ignore[arg-type]


class StateForm(forms.Form):
    """An exam or a defence of the state attestation: by which row of the plan, in which form, on which day."""

    item = forms.ChoiceField(label="Строка плана")
    form = forms.ChoiceField(label="Что проводится", choices=list(STATE_FORMS.items()))
    dated = forms.DateField(label="День", **DAY)  # type: ignore[arg-type]

    def __init__(self, rows: Iterable[tuple[UUID, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].choices = [(str(pk), name) for pk, name in rows]  # type: ignore[attr-defined]


class CompetenceForm(forms.Form):
    """Competences of a module as lines «ПК 1.1 Проводить техническое обслуживание»."""

    lines = forms.CharField(
        label="Добавить компетенции", max_length=20_000, widget=forms.Textarea(attrs={"rows": 4, "class": "input"})
    )

    def clean_lines(self) -> list[tuple[str, str]]:
        """Code (two words: letters and number) and words of each line."""
        found = []
        for number, line in enumerate(self.cleaned_data["lines"].splitlines(), 1):
            words = line.split(None, 2)
            if not words:
                continue
            if len(words) < 3 or not any(sign.isdigit() for sign in words[1]):
                raise forms.ValidationError(
                    f"Строка {number}: сначала код из двух слов, потом название. Например: ПК 1.1 Проводить осмотр оборудования."
                )
            code, name = f"{words[0]} {words[1].rstrip('.')}"[:20], words[2].strip().rstrip(".")[:400]
            found.append((code, name))
        return found


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into the table of a day. ``troubles``: student → what is wrong."""

    rows: dict[UUID, Done]
    troubles: dict[UUID, str]


def read_day_table(posted: Posted, students: Iterable[UUID], per_day: int) -> Typed:
    """Hours and work of each student; the work of all stands where his own is empty."""
    common = posted.get("work", "").strip()[:500]
    rows: dict[UUID, Done] = {}
    troubles: dict[UUID, str] = {}
    for student in students:
        text = posted.get(f"hours-{student.hex}", "").strip().lower()
        own = posted.get(f"work-{student.hex}", "").strip()[:500]
        if not text:
            continue
        hours = 0 if text == "н" else int(text) if text.isdecimal() and len(text) < 3 else -1
        trouble = hours_trouble(hours, per_day)
        if trouble:
            troubles[student] = trouble
        else:
            rows[student] = Done(hours, (own or common) if hours else "", posted.get(f"seen-{student.hex}"))
    return Typed(rows, troubles)


def read_grades(posted: Posted, students: Iterable[UUID]) -> dict[UUID, Graded]:
    """Papers and marks of each student whose row was shown."""
    return {
        student: Graded(
            frozenset(name for name in PAPERS if f"{name}-{student.hex}" in posted),
            posted.get(f"mark-{student.hex}", "").strip(),
            posted.get(f"seen-{student.hex}"),
        )
        for student in students
        if f"row-{student.hex}" in posted
    }


def read_places(
    posted: Posted, students: Iterable[UUID], teachers: Iterable[str]
) -> tuple[dict[UUID, Place], dict[UUID, str]]:
    """Places of each student whose row was shown, and what is wrong in a row."""
    known = set(teachers)
    places: dict[UUID, Place] = {}
    troubles: dict[UUID, str] = {}
    for student in students:
        if f"enterprise-{student.hex}" not in posted:
            continue

        def text(name: str, student: UUID = student) -> str:
            return " ".join(posted.get(f"{name}-{student.hex}", "").split())

        try:
            since, until = (
                dt.date.fromisoformat(value) if (value := text(name)) else None for name in ("since", "until")
            )
        except ValueError:
            troubles[student] = "Дату пишут так: 23.11.2026."
            continue
        if since and until and until < since:
            troubles[student] = "Последний день раньше первого."
            continue
        leader = text("leader")
        places[student] = Place(
            text("enterprise")[:200], text("mentor")[:160], UUID(leader) if leader in known else None, since, until
        )
    return places, troubles


def read_verdicts(posted: Posted) -> dict[tuple[UUID, UUID], bool]:
    """(competence, student) → mastered, of the fields «verdict-competence-student»."""
    found = {}
    for name, value in posted.items():
        parts = name.split("-")
        if len(parts) == 3 and parts[0] == "verdict" and value in ("yes", "no"):
            try:
                found[UUID(parts[1]), UUID(parts[2])] = value == "yes"
            except ValueError:
                continue
    return found
