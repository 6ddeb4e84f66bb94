"""Columns and words of the list of graduates for ФИС ФРДО (A9). Pure."""

from collections.abc import Mapping
from datetime import date

from zhurnal.registers.rules.fields import FUNDING, STUDY_FORM

DIPLOMA = "Диплом о среднем профессиональном образовании"
WITH_HONOURS = f"{DIPLOMA} с отличием"
# key, title, kind of kernel.export
FRDO = (
    ("document_kind", "Вид документа", "text"), ("status", "Статус документа", "text"),
    ("lost", "Подтверждение утраты", "text"), ("exchanged", "Подтверждение обмена", "text"),
    ("destroyed", "Подтверждение уничтожения", "text"), ("series", "Серия документа", "text"),
    ("number", "Номер документа", "text"), ("issued", "Дата выдачи", "date"), ("registered", "Регистрационный номер", "text"),
    ("specialty_code", "Код специальности, профессии", "text"), ("specialty", "Наименование специальности, профессии", "text"),
    ("qualification", "Наименование квалификации", "text"), ("year_in", "Год поступления", "number"),
    ("year_out", "Год окончания", "number"), ("term", "Срок обучения, лет", "number"), ("surname", "Фамилия получателя", "text"),
    ("given", "Имя получателя", "text"), ("patronymic", "Отчество получателя", "text"),
    ("birth_date", "Дата рождения получателя", "date"), ("sex", "Пол получателя", "text"), ("snils", "СНИЛС получателя", "text"),
    ("citizenship", "Гражданство получателя", "text"), ("study_form", "Форма обучения", "text"),
    ("funding", "Источник финансирования обучения", "text"),
)  # fmt: skip
DAYS_OF_YEAR = 365.25


def term_of_study(since: date, until: date) -> float:
    """Years of study to a tenth: from entering the college to the end of the last year."""
    return round(max((until - since).days, 0) / DAYS_OF_YEAR, 1)


def funding_word(key: str) -> str:
    """«бюджет», «договор», or nothing."""
    return FUNDING.get(key, "")


def study_form_word(key: str, of_plan: str) -> str:
    """The student's own form, else the plan's."""
    return STUDY_FORM.get(key, of_plan)


WANTED = (
    "document_kind",
    "specialty_code",
    "qualification",
    "birth_date",
    "sex",
    "snils",
    "citizenship",
    "study_form",
    "funding",
)
"""What the journal could know of everybody; the numbers and the day of a diploma it never does."""


def missing(known: Mapping[str, object]) -> tuple[str, ...]:
    """Titles of what is wanted and empty."""
    return tuple(title for key, title, _kind in FRDO if key in WANTED and not known[key])


def diploma_words(*, ready: bool, honours: bool) -> str:
    """What diploma follows from the marks; nothing as long as one is to come or owed."""
    if not ready:
        return ""
    return WITH_HONOURS if honours else DIPLOMA
