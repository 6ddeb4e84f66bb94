"""Homework for single students."""

from uuid import UUID

from zhurnal.journal.actions.record import authors
from zhurnal.journal.actions.record.desk import Desk
from zhurnal.journal.models import PersonalHomework, PersonalHomeworkStudent
from zhurnal.journal.rules import targets
from zhurnal.journal.rules.commands import HOMEWORK_LIMIT, Command, Outcome, read_due, read_text, refused
from zhurnal.kernel.refusal import Refusal

STUDENTS = 40


def set_personal_homework(desk: Desk, command: Command) -> Outcome:
    """Set, change or take back a task for some students of the list."""
    lesson = desk.writable(command, prepared=True)
    if isinstance(lesson, Refusal):
        return refused(command.key, lesson)
    task = _found(desk, command.lesson, command.id)
    if command.id is not None and (task is None or task.removed):
        return refused(command.key, Refusal("no_task", "Этого задания в занятии уже нет."))
    before = _value(task, _students_of(desk, task)) if task else None
    version = task.version if task else 0
    if task is not None and command.version != version:
        author, at = authors.last_author(desk.actor, desk.course.id, targets.personal(task.pk.hex))
        message = "Пока вы писали, это задание изменили."
        return Outcome(command.key, "conflict", version, before, author=author, at=at, code="stale", message=message)
    if command.value is None:
        return _take_back(desk, command, task)
    given = command.value if isinstance(command.value, dict) else {}
    text = read_text(given.get("text"), HOMEWORK_LIMIT)
    readable, due = read_due(given.get("due"))
    students = _read_students(given.get("students"))
    why = None
    if not text or not readable or not students:
        why = Refusal("bad_task", "Нужны студенты и текст задания, срок — если он есть.")
    elif due is not None and due < lesson.date:
        why = Refusal("bad_due", "Срок задания раньше самого занятия.")
    elif any(desk.listed(student, lesson.date) is None for student in students):
        why = Refusal("not_listed", "Одного из студентов не было в списке этого занятия.")
    if why is not None:
        return refused(command.key, why, version=version, value=before)
    if task is not None and (text, due, students) == (task.text, task.due, set(_students_of(desk, task))):
        return Outcome(command.key, "saved", version, before, id=task.pk.hex)
    if task is not None:
        authors.note_corrected(desk, lesson.id, targets.personal(task.pk.hex))
    college = desk.actor.college_id
    if task is None:
        task = PersonalHomework.objects.create(
            college_id=college, lesson_id=lesson.id, course_id=desk.course.id, text=text or "", due=due
        )
    else:
        desk.touched_students.update(_students_of(desk, task))
        task.text, task.due, task.version = text or "", due, task.version + 1
        PersonalHomework.objects.of(college).filter(pk=task.pk).update(text=text, due=due, version=task.version)
        PersonalHomeworkStudent.objects.of(college).filter(homework=task.pk).exclude(student__in=students).delete()
    known = set(_students_of(desk, task))
    PersonalHomeworkStudent.objects.bulk_create(
        [PersonalHomeworkStudent(college_id=college, homework_id=task.pk, student_id=s) for s in students - known]
    )
    desk.touched_students.update(students)
    desk.note_lesson(lesson.id)
    after = _value(task, sorted(students))
    desk.tell(command, targets.personal(task.pk.hex), before, after)
    return Outcome(command.key, "saved", task.version, after, at=desk.actor.now, id=task.pk.hex)


def _take_back(desk: Desk, command: Command, task: PersonalHomework | None) -> Outcome:
    if task is None:
        return refused(command.key, Refusal("no_task", "Этого задания в занятии уже нет."))
    students = _students_of(desk, task)
    rows = PersonalHomework.objects.of(desk.actor.college_id).filter(pk=task.pk)
    rows.update(removed=True, version=task.version + 1)
    authors.note_corrected(desk, command.lesson, targets.personal(task.pk.hex))
    desk.touched_students.update(students)
    desk.note_lesson(command.lesson)
    desk.tell(command, targets.personal(task.pk.hex), _value(task, students), None)
    return Outcome(command.key, "saved", task.version + 1, None, at=desk.actor.now, id=task.pk.hex)


def _found(desk: Desk, lesson: UUID, task: UUID | None) -> PersonalHomework | None:
    if task is None:
        return None
    rows = PersonalHomework.objects.of(desk.actor.college_id).filter(pk=task, lesson=lesson)
    found: PersonalHomework | None = rows.first()
    return found


def _students_of(desk: Desk, task: PersonalHomework) -> list[UUID]:
    rows = PersonalHomeworkStudent.objects.of(desk.actor.college_id).filter(homework=task.pk)
    return list(rows.values_list("student_id", flat=True))


def _value(task: PersonalHomework, students: list[UUID]) -> dict[str, object]:
    return {
        "text": task.text,
        "due": task.due.isoformat() if task.due else None,
        "students": [student.hex for student in students],
    }


def _read_students(given: object) -> set[UUID]:
    if not isinstance(given, list) or len(given) > STUDENTS:
        return set()
    try:
        return {UUID(item) for item in given if isinstance(item, str)}
    except ValueError:
        return set()


def standing(desk: Desk, lesson: UUID, id_: UUID) -> tuple[int, object, object]:
    """For a repeated command: the task as it is now."""
    task = _found(desk, lesson, id_)
    if task is None or task.removed:
        return (task.version if task else 0), None, id_.hex
    return task.version, _value(task, _students_of(desk, task)), id_.hex
