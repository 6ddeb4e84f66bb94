"""What the columns of a plan's table mean: semester, kind of hours, form of attestation, by the words above them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from zhurnal.exchange.imports.readers.programme_headings import Heading

MOST_SEMESTERS = 12
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8}
COUNT = r"(\d{1,2}|i{1,3}|iv|vi{0,3})"
SEMESTER = re.compile(rf"\b{COUNT}\s*-?(?:й|ый|ой)?\s*сем|\bсем(?:естр)?\.?\s*№?\s*{COUNT}\b")
COURSE = re.compile(rf"\b{COUNT}\s*-?(?:й|ый|ой)?\s*курс|\bкурс\s*{COUNT}\b")
HOURS = (
    ("самостоят", "self_study"), ("лекц", "lectures"), ("теорет", "lectures"), ("урок", "lectures"), ("лабор", "labs"),
    ("лаб.", "labs"), ("практич", "practicals"), ("практ.", "practicals"), ("семинар", "practicals"),
    ("курсов", "course_project"), ("консульт", "consultations"), ("промежуточн", "exam_hours"), ("аттестац", "exam_hours"),
)  # fmt: skip
SHORT = {"лек": "lectures", "пр": "practicals", "пз": "practicals", "лр": "labs", "лпз": "practicals", "лаб": "labs",
         "кп": "course_project", "ср": "self_study", "сам": "self_study", "конс": "consultations", "па": "exam_hours"}  # fmt: skip
TOTALS = ("всего", "итого", "максимальн", "объем", "нагрузк", "час")
CONTROLS = (("диф", "ДЗ"), ("зачеты с оценк", "ДЗ"), ("зачет с оценк", "ДЗ"), ("экзам", "Э"), ("зачет", "З"),
            ("курсовые проект", "КП"), ("курсовой проект", "КП"), ("курсовые раб", "КР"), ("курсовая раб", "КР"),
            ("контрольн", "К"), ("другие", "Др"))  # fmt: skip


@dataclass(frozen=True)
class Column:
    """``kind``: index name form total lectures … or control, with its letters; ``semester`` 0: of the whole row."""

    number: int
    kind: str
    semester: int
    title: str
    letters: str = ""


def read_columns(heading: Heading) -> list[Column]:
    """Columns that mean something; those of practical training (a part of the others) and of notes are left aside."""
    found = []
    for number, path in enumerate(heading.paths):
        if path:
            column = _column(number, path)
            if column is not None:
                found.append(column)
    return found


def semester_in(path: Sequence[str]) -> int:
    """0: none is named. «2 курс, 1 семестр» is the third."""
    text = " / ".join(path)
    found = SEMESTER.search(text)
    if found is None:
        return 0
    number = _count(found)
    course = COURSE.search(text)
    if course and number in {1, 2} and _count(course) > 1:
        return (_count(course) - 1) * 2 + number
    return number or -1


def _column(number: int, path: tuple[str, ...]) -> Column | None:
    text, title = " / ".join(path), path[-1]
    if title.startswith(("индекс", "шифр")) or path[0].startswith("индекс"):
        return Column(number, "index", 0, title)
    if any(word.startswith("наименован") for word in path[:1]):
        return Column(number, "name", 0, title)
    semester = semester_in(path)
    about_forms = "форм" in text and ("аттестац" in text or "контрол" in text)
    if not semester or (about_forms and "час" not in title):
        letters = next((letters for stem, letters in CONTROLS if title.startswith(stem)), "")
        if letters and (about_forms or path[0] == title or "контрол" in text or "семестр" in text):
            return Column(number, "control", 0, title, letters)
        if about_forms or title in {"форма", "форма контроля"}:
            return Column(number, "form", max(semester, 0), title)
    if "подготовк" in title:
        return None
    kind = SHORT.get(title.rstrip(".")) or next((kind for stem, kind in HOURS if stem in title), "")
    if not kind and (semester or any(word in text for word in TOTALS)):
        kind = "total"
    return Column(number, kind, semester, " / ".join(path)) if kind else None


def _count(found: "re.Match[str]") -> int:
    text = next(part for part in found.groups() if part)
    return ROMAN.get(text) or (int(text) if text.isdecimal() else 0)
