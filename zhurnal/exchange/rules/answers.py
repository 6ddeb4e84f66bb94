"""What a person may answer about a name that was not recognised."""

from enum import StrEnum


class Answer(StrEnum):
    """It is one of ours; it is new; leave it out."""

    SAME = "same"
    NEW = "new"
    SKIP = "skip"


KINDS = {
    "group": ("группа", "Группы"),
    "teacher": ("преподаватель", "Преподаватели"),
    "discipline": ("дисциплина", "Дисциплины"),
    "room": ("кабинет", "Кабинеты"),
    "course": ("журнал", "Журналы"),
}
PROGRAMS = {
    "asc": "aSc Timetables",
    "sheet": "листы дней Excel",
    "drawn": "таблица группы (старый XLS)",
    "untis": "Untis",
    "fet": "FET",
    "ktp": "рабочие программы",
}
KEY_LONGEST = 250
