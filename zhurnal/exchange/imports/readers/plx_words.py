"""Kinds of work in a ``.plx`` plan: which of our columns an hour belongs to, which letters a form of control has."""

from collections.abc import Mapping
from dataclasses import dataclass

from zhurnal.exchange.imports.readers.elements import Element

CONTROLS = (
    ("экзамен", "Э"),
    ("зачет с оценкой", "ДЗ"),
    ("дифференцированный зачет", "ДЗ"),
    ("диф. зачет", "ДЗ"),
    ("зачет", "З"),
    ("курсовой проект", "КП"),
    ("курсовая работа", "КР"),
    ("контрольная работа", "К"),
)
HOURS = (
    ("итого", "total"),
    ("лекци", "lectures"),
    ("урок", "lectures"),
    ("лаборатор", "labs"),
    ("практическ", "practicals"),
    ("семинар", "practicals"),
    ("курсовое проект", "course_project"),
    ("курсовой проект", "course_project"),
    ("курсовая работа", "course_project"),
    ("самостоятельн", "self_study"),
    ("индивидуальный проект", "self_study"),
    ("консультац", "consultations"),
    ("часы на контроль", "exam_hours"),
    ("промежуточн", "exam_hours"),
    ("экзамен", "exam_hours"),
)
BY_GROUP = {
    "1": "lectures",
    "2": "practicals",
    "3": "practicals",
    "5": "self_study",
    "6": "exam_hours",
    "10": "exam_hours",
    "11": "exam_hours",
}
STANDARD = {  # codes that every plan shares, for files that leave their dictionary out
    "1": ("Экзамен", "7"),
    "2": ("Зачет", "7"),
    "3": ("Зачет с оценкой", "7"),
    "4": ("Курсовой проект", "7"),
    "5": ("Курсовая работа", "7"),
    "6": ("Контрольная работа", "7"),
    "49": ("Другие формы контроля", "7"),
    "101": ("Лекционные занятия", "1"),
    "102": ("Лабораторные занятия", "2"),
    "103": ("Практические занятия", "2"),
    "104": ("Семинарские занятия", "2"),
    "107": ("Самостоятельная работа", "5"),
    "108": ("Часы на контроль", "6"),
    "114": ("Курсовое проектирование", "9"),
    "141": ("Консультации", "9"),
    "1000": ("Итого часов", ""),
    "51": ("Недели", ""),
    "50": ("ЗЕТ", ""),
    "1004": ("Часов переаттестовано", ""),
}
CONTROL_GROUP = "7"
MEANINGS = {"1": "theory", "3": "session", "4": "practice", "12": "holidays", "13": "none"}


@dataclass(frozen=True)
class Work:
    """A kind of work: ``column`` of a load, or ``control`` letters, or neither (credits, weeks)."""

    name: str
    column: str = ""
    control: str = ""


def read_works(rows: list[Element]) -> Mapping[str, Work]:
    """Kinds of work by their code."""
    named = {**STANDARD, **{row.get("Код"): (row.get("Название"), row.get("КодТипРабот")) for row in rows}}
    return {code: _work(name, group) for code, (name, group) in named.items()}


def _work(name: str, group: str) -> Work:
    word = name.casefold().replace("ё", "е")
    if group == CONTROL_GROUP:
        return Work(name, control=next((letters for head, letters in CONTROLS if word.startswith(head)), "Др"))
    column = next((column for head, column in HOURS if word.startswith(head)), "")
    if not column and group:
        column = BY_GROUP.get(group, "other")
    return Work(name, column)
