"""Columns and words of the lists that go to the state (A9)."""

from datetime import date

from zhurnal.kernel.refusal import Refusal
from zhurnal.registers.rules.fields import FUNDING, STUDY_FORM

NOT_LAST = Refusal(
    "not_last_course",
    "В ФИС ФРДО передают документы выпускников, а группа %(group)s на %(course)s курсе и в этом году не выпускается.",
)
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
