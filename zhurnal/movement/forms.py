"""Forms of movement."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from zhurnal.movement.actions.credits import Brought
from zhurnal.movement.actions.drafts import Draft, NewPerson
from zhurnal.movement.rules.conditional import words_of
from zhurnal.movement.rules.kinds import BASIS_WORDS, EXPULSION_REASONS, EXTERN, KIND_WORDS, NEWCOMING, Kind
from zhurnal.movement.rules.places import Place

DAY = {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
       "error_messages": {"invalid": "Такой даты нет. Пишите так: 01.09.2026.", "required": "Укажите дату."}}  # fmt: skip
KINDS = [(kind.value, words.capitalize()) for kind, words in KIND_WORDS.items()]
ANOTHER = "new"
SELECT = {"widget": forms.Select(attrs={"class": "input"})}


class FilterForm(forms.Form):
    """What the list is narrowed to; what cannot be read narrows nothing."""

    kind = forms.ChoiceField(label="Вид", required=False, choices=[("", "Все виды"), *KINDS], **SELECT)  # type: ignore[arg-type]
    group = forms.UUIDField(required=False)
    since = forms.DateField(label="С", required=False, **DAY)  # type: ignore[arg-type]
    until = forms.DateField(label="По", required=False, **DAY)  # type: ignore[arg-type]


class OrderForm(forms.Form):
    """An order for one or several students."""

    number = forms.CharField(
        label="Номер приказа", max_length=40, error_messages={"required": "Напишите номер приказа."}
    )
    dated = forms.DateField(label="Дата приказа", **DAY)  # type: ignore[arg-type]
    effective = forms.DateField(label="Действует с", **DAY)  # type: ignore[arg-type]
    ground = forms.CharField(label="Основание", required=False, max_length=300)
    reason = forms.ChoiceField(
        label="Причина отчисления", required=False,
        choices=[("", "Не указана"), *[(words, words.capitalize()) for words in EXPULSION_REASONS.values()]], **SELECT,  # type: ignore[arg-type]
    )  # fmt: skip
    basis = forms.ChoiceField(
        label="Куда переводят", required=False,
        choices=[("", "Выберите"), *[(words, words.capitalize()) for words in BASIS_WORDS.values()]], **SELECT,  # type: ignore[arg-type]
    )  # fmt: skip
    way = forms.ChoiceField(
        label="Как зачислен", required=False, choices=[("", "По конкурсу"), (EXTERN, EXTERN.capitalize())], **SELECT,  # type: ignore[arg-type]
    )  # fmt: skip
    until = forms.DateField(label="Сдать долги до", required=False, **DAY)  # type: ignore[arg-type]
    details = forms.CharField(label="Подробности", required=False, max_length=300)
    surname = forms.CharField(label="Фамилия", required=False, max_length=80)
    given = forms.CharField(label="Имя", required=False, max_length=80)
    patronymic = forms.CharField(label="Отчество", required=False, max_length=80)
    birth_date = forms.DateField(label="Дата рождения", required=False, **DAY)  # type: ignore[arg-type]
    sex = forms.ChoiceField(
        label="Пол",
        required=False,
        choices=[("", "Не указан"), ("m", "Мужской"), ("f", "Женский")],
        **SELECT,  # type: ignore[arg-type]
    )
    seal = forms.CharField(required=False, max_length=16)
    who = forms.CharField(required=False, max_length=36)  # «new», or the id of the namesake who he is

    def draft(self, kind: Kind, target: UUID | None, students: list[UUID], subgroups: list[UUID]) -> Draft:
        """The order as filled in."""
        said: dict[str, Any] = self.cleaned_data
        new = None
        if kind in NEWCOMING or kind is Kind.RENAME:
            new = NewPerson(said["surname"], said["given"], said["patronymic"], said["birth_date"], said["sex"])
        way = said["way"] if kind is Kind.ADMISSION else ""
        details = said["reason"] or said["basis"] or "; ".join(part for part in (way, said["details"]) if part)[:300]
        if kind is Kind.CONDITIONAL and said["until"]:
            details = words_of(said["until"], said["details"])[:300]
        return Draft(
            kind, said["number"], said["dated"], said["effective"], said["ground"], details,
            target, () if kind in NEWCOMING else tuple(students), new, tuple(subgroups),
            same=next(iter(ids([said["who"]])), None), another=said["who"] == ANOTHER,
        )  # fmt: skip


def ids(values: list[str]) -> list[UUID]:
    """Those of the texts that are ids."""
    found = []
    for value in values:
        try:
            found.append(UUID(value))
        except ValueError:
            continue
    return found


class CreditForm(forms.Form):
    """A result brought from elsewhere, and where in our plan it counts."""

    counts = forms.ChoiceField(
        label="Засчитать как", required=False, help_text="Отметка встанет в семестр плана: в ведомость студент не попадёт.",
        error_messages={"invalid_choice": "Такой строки в учебном плане студента нет. Выберите заново."}, **SELECT,  # type: ignore[arg-type]
    )  # fmt: skip
    discipline = forms.CharField(label="Дисциплина в документе", required=False, max_length=300)
    hours = forms.IntegerField(label="Часов", min_value=0, max_value=2000, required=False)
    result = forms.CharField(
        label="Результат", max_length=40, error_messages={"required": "Напишите оценку или «зачтено»."}
    )
    document = forms.CharField(
        label="Документ", max_length=200, error_messages={"required": "Напишите, по какому документу."}
    )

    def __init__(self, places: Sequence[Place], *args: Any) -> None:
        super().__init__(*args)
        self.places = {place.key: place for place in places}
        nowhere = ("", "Никак, только записать")
        self.fields["counts"].choices = [nowhere, *((key, place.words) for key, place in self.places.items())]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What is not counted has at least a name."""
        said: dict[str, Any] = self.cleaned_data
        if not said.get("counts") and not said.get("discipline") and "counts" not in self.errors:
            self.add_error("discipline", "Напишите дисциплину.")
        return said

    def brought(self) -> Brought:
        """The result as filled in."""
        said = self.cleaned_data
        place = self.places.get(said["counts"])
        name = said["discipline"] or (place.words if place else "")
        return Brought(name[:300], said["hours"] or 0, said["result"], said["document"], place)
