"""Beside the lessons themselves: tasks for single students, and topics written ahead."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

from zhurnal.curriculum.rules.attestation import PROJECT, project_of
from zhurnal.demo.entries import MINUTE, Pen
from zhurnal.demo.rows import LessonRow, PersonalHomeworkRow, RecordRow, WordRow

PERSONAL_TASKS = (
    "Отработать пропущенное занятие на консультации", "Переписать контрольную работу", "Подготовить сообщение на 5 минут",
    "Решить задачи дополнительного варианта", "Защитить отчёт по практической работе", "Сдать конспект пропущенных тем",
)  # fmt: skip
CONSULTATIONS, PER_LESSON = 5, 5


def personal_tasks(pen: Pen, lessons: list[LessonRow]) -> Iterator[PersonalHomeworkRow]:
    """Tasks for single students: mostly for those who have a «2»."""
    weak: dict[int, list[str]] = defaultdict(list)
    for entry in pen.journal.entries:
        if entry.value == "2" and entry.slot > 0 and entry.student not in weak[entry.lesson]:
            weak[entry.lesson].append(entry.student)
    for lesson in lessons:
        if weak.get(lesson.key) and pen.rng.random() < 0.09:
            moment = datetime.combine(lesson.date, lesson.ends) - 5 * MINUTE
            if moment <= pen.now:
                due = pen.following.get(lesson.key)
                text = pen.rng.choice(PERSONAL_TASKS)
                students = tuple(weak[lesson.key][:3])
                yield PersonalHomeworkRow(lesson.key, lesson.course, students, text, due, lesson.teacher, moment)


def project_consultations(pen: Pen, lessons: list[LessonRow]) -> Iterator[PersonalHomeworkRow]:
    """Consultations on a course project, student by student, in the last lessons of its discipline (C5.12)."""
    projects = {(row.item, row.semester) for row in pen.made.loads if project_of(row.attestation) == PROJECT}
    by_course: dict[str, list[LessonRow]] = defaultdict(list)
    for lesson in lessons:
        course_row = pen.made.courses[lesson.course]
        item, semester = (
            pen.made.disciplines[course_row.discipline].plan_item,
            pen.made.groups[course_row.group].semester,
        )
        if (item, semester) in projects and lesson.state == "planned":
            by_course[lesson.course].append(lesson)
    for course, held in by_course.items():
        row = pen.made.courses[course]
        for place, lesson in enumerate(held[-CONSULTATIONS:]):
            moment = datetime.combine(lesson.date, lesson.ends) - 3 * MINUTE
            students = pen.lists.on(row.group, row.subgroup, lesson.date)[place * PER_LESSON : (place + 1) * PER_LESSON]
            for student in students if moment <= pen.now else ():
                text = f"Курсовой проект: консультация по разделу {place + 1}, принести расчёты"
                due = pen.following.get(lesson.key)
                yield PersonalHomeworkRow(lesson.key, course, (student,), text, due, lesson.teacher, moment)


def prepare_ahead(pen: Pen, lessons: list[LessonRow], teachers: frozenset[str]) -> None:
    """Some teachers have already written the topics of the next three days."""
    today = pen.now.date()
    for lesson in lessons:
        soon = today < lesson.date <= today + timedelta(days=3)
        if soon and lesson.state == "planned" and lesson.teacher in teachers:
            course = pen.made.courses[lesson.course]
            topics = pen.made.by_programme[course.programme]
            topic = topics[min(pen.numbers[lesson.key], len(topics)) - 1]
            word = WordRow(topic.title, lesson.teacher, pen.now - timedelta(hours=17, minutes=lesson.key % 50))
            pen.journal.records.append(RecordRow(lesson.key, lesson.course, word, topic.key))
