"""Forms of control."""

from datetime import date
from uuid import UUID

from django import forms

from zhurnal.curriculum.rules.kinds import JournalKind
from zhurnal.inspection.actions.remarks import Written
from zhurnal.inspection.actions.rounds import Draft
from zhurnal.inspection.rules.states import Step
from zhurnal.journal.rules.places import is_slot
from zhurnal.kernel.ids import id_of

DAY = {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
       "error_messages": {"invalid": "Такой даты нет. Пишите так: 01.09.2026.", "required": "Укажите дату."}}  # fmt: skip
SELECT = {"widget": forms.Select(attrs={"class": "input"})}
KINDS = [
    ("", "Все журналы"),
    (JournalKind.THEORY.value, "Теория"),
    (JournalKind.MODULE.value, "Профессиональные модули"),
]


def ids(values: list[str]) -> tuple[UUID, ...]:
    """Those of the texts that are ids, each once."""
    return tuple(dict.fromkeys(found for value in values if (found := id_of(value))))


def practice_day(text: str) -> tuple[UUID | None, date | None]:
    """«page:2026-11-12» as a page of practice and its day; «page:» is the whole page."""
    page, _colon, day = text.partition(":")
    try:
        return id_of(page), date.fromisoformat(day) if day else None
    except ValueError:
        return id_of(page), None


LOST = "Страница успела измениться: выбранного здесь больше нет. Обновите её и выберите снова."


def lost(form: forms.Form) -> str:
    """What to say of ids that cannot be read: no field of theirs shows its own error."""
    return (
        LOST
        if any(isinstance(form.fields[name], forms.UUIDField) for name in form.errors if name in form.fields)
        else ""
    )


class RoundForm(forms.Form):
    """A check round."""

    title = forms.CharField(label="Название", max_length=120, error_messages={"required": "Назовите проверку."})
    aim = forms.CharField(label="Цель", max_length=300, error_messages={"required": "Напишите, что проверяется."})
    since = forms.DateField(label="С", **DAY)  # type: ignore[arg-type]
    until = forms.DateField(label="По", **DAY)  # type: ignore[arg-type]
    due = forms.DateField(label="Срок исправления", required=False, **DAY)  # type: ignore[arg-type]
    kind = forms.ChoiceField(label="Журналы", choices=KINDS, required=False, **SELECT)  # type: ignore[arg-type]
    department = forms.UUIDField(required=False)
    term = forms.UUIDField(required=False)

    def clean(self) -> dict[str, object]:
        """The days stand in order."""
        given = super().clean() or {}
        since, until, due = given.get("since"), given.get("until"), given.get("due")
        if since and until and until < since:
            self.add_error("until", "Последний день раньше первого.")
        if since and due and due < since:
            self.add_error("due", "Срок исправления раньше самой проверки.")
        return given

    def draft(self, groups: tuple[UUID, ...], courses: tuple[UUID, ...], checkers: tuple[UUID, ...]) -> Draft:
        """The round as it was filled in."""
        said = self.cleaned_data
        return Draft(
            said["title"], said["aim"], said["since"], said["until"], said["due"], said["kind"], said["department"],
            groups, courses, checkers, said["term"],
        )  # fmt: skip


class RemarkForm(forms.Form):
    """A remark about a place of a journal."""

    text = forms.CharField(
        label="Что замечено", max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Напишите, что замечено: преподаватель увидит эти слова."},
    )  # fmt: skip
    demand = forms.CharField(
        label="Что сделать", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    due = forms.DateField(label="Срок", required=False, **DAY)  # type: ignore[arg-type]
    lesson = forms.UUIDField(required=False)
    part = forms.CharField(required=False, max_length=20)
    student = forms.UUIDField(required=False)
    round = forms.UUIDField(required=False)
    finding = forms.UUIDField(required=False)
    practice = forms.CharField(required=False, max_length=50)

    def clean_practice(self) -> tuple[UUID | None, date | None]:
        """«page:day» of a practice; anything else is none."""
        return practice_day(self.cleaned_data["practice"])

    def clean_part(self) -> str:
        """A part of a lesson or the number of a column; anything else is the whole lesson."""
        part: str = self.cleaned_data["part"]
        return part if part in ("topic", "homework") or is_slot(part) else ""

    def written(self) -> Written:
        """The remark as it was filled in."""
        said = self.cleaned_data
        return Written(
            said["text"], said["due"], said["demand"], said["lesson"], said["part"], said["student"], said["round"],
            said["finding"], *said["practice"],
        )  # fmt: skip


class StepForm(forms.Form):
    """A step of a remark."""

    step = forms.ChoiceField(choices=[(step.value, step.value) for step in Step if step is not Step.ISSUED])
    words = forms.CharField(label="Слова", required=False)  # how long, the rules say
    due = forms.DateField(label="Новый срок", required=False, **DAY)  # type: ignore[arg-type]


class VisaForm(forms.Form):
    """«Просмотрено» up to a day."""

    until = forms.DateField(label="Просмотрено по", **DAY)  # type: ignore[arg-type]
    note = forms.CharField(label="Пометка", required=False, max_length=300)
    round = forms.UUIDField(required=False)


class LiftForm(forms.Form):
    """A visa on module pages is taken back. ``until``: the day of the one that stood on the page."""

    until = forms.DateField(required=False)
    words = forms.CharField(label="Почему", required=False, max_length=300)


class CloseForm(forms.Form):
    """The conclusion of a round."""

    found = forms.CharField(label="Выводы", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
