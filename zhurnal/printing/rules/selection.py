"""What is to be printed: which parts of which journals, of which days. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class Part(StrEnum):
    """A part of the paper journal, in the order in which they are bound."""

    TITLE = "title"
    CONTENTS = "contents"
    STUDENTS = "students"
    LESSONS = "lessons"
    WORKS = "works"
    PRACTICE = "practice"
    EXAMS = "exams"
    CONSULTATIONS = "consultations"
    SUMMARY = "summary"
    ATTENDANCE = "attendance"
    MOVEMENT = "movement"
    HEALTH = "health"
    SAFETY = "safety"
    LEADER = "leader"
    CORRECTIONS = "corrections"
    REMARKS = "remarks"


PART_WORDS = {
    Part.TITLE: "Титульный лист",
    Part.CONTENTS: "Содержание",
    Part.STUDENTS: "Список студентов",
    Part.LESSONS: "Страницы дисциплин и МДК",
    Part.WORKS: "Лабораторные, практические и контрольные работы",
    Part.PRACTICE: "Учебная и производственная практика",
    Part.EXAMS: "Экзамены по модулям",
    Part.CONSULTATIONS: "Консультации",
    Part.SUMMARY: "Сводная ведомость успеваемости",
    Part.ATTENDANCE: "Сводная ведомость посещаемости",
    Part.MOVEMENT: "Движение студентов",
    Part.HEALTH: "Листок здоровья",
    Part.SAFETY: "Инструктажи по охране труда и технике безопасности",
    Part.LEADER: "Классные часы",
    Part.CORRECTIONS: "Исправления",
    Part.REMARKS: "Замечания и предложения по ведению журнала",
}
OF_PRACTICES = frozenset({Part.PRACTICE, Part.CORRECTIONS})
OF_COURSES = frozenset({Part.TITLE, Part.CONTENTS, Part.LESSONS, Part.WORKS, Part.PRACTICE})
"""Parts that a teacher prints of what he keeps himself; the others tell of the whole group."""
OF_PAGES = frozenset({Part.LESSONS, Part.WORKS})
"""What is printed where only some pages were ticked."""


class Journal(StrEnum):
    """The two journals of a group (1.6)."""

    THEORY = "theory"
    MODULES = "module"


JOURNAL_WORDS = {
    Journal.THEORY: "Журнал учёта теоретического обучения",
    Journal.MODULES: "Журнал учёта обучения по профессиональным модулям",
}


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked for. ``courses``: only these pages (all when None). ``since``, ``until``: lessons of these days, both included."""

    journals: tuple[Journal, ...] = (Journal.THEORY, Journal.MODULES)
    parts: frozenset[Part] = frozenset(Part)
    courses: frozenset[UUID] | None = None
    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether a lesson of the day is asked for."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)
