"""Topic, homework, roll call: the parts of a lesson's record."""

from datetime import date
from uuid import UUID

from zhurnal.curriculum.models import ProgrammeTopic
from zhurnal.journal.actions.record import authors
from zhurnal.journal.actions.record.desk import Desk
from zhurnal.journal.actions.record.entries import mark_absent
from zhurnal.journal.models import Excuse, LessonRecord
from zhurnal.journal.rules import targets
from zhurnal.journal.rules.attendance import excuse_kind
from zhurnal.journal.rules.commands import HOMEWORK_LIMIT, TOPIC_LIMIT, Command, Outcome, read_due, read_text, refused
from zhurnal.journal.rules.signs import ExcuseKind, RequestState
from zhurnal.kernel.refusal import Refusal


def topic_value(record: LessonRecord) -> dict[str, object]:
    """The topic as clients see it."""
    return {"text": record.topic, "programme_topic": record.programme_topic_id and record.programme_topic_id.hex}


def homework_value(record: LessonRecord) -> dict[str, object]:
    """The homework as clients see it."""
    return {"text": record.homework, "due": record.homework_due and record.homework_due.isoformat()}


def _stale(desk: Desk, command: Command, version: int, value: object) -> Outcome:
    author, at = authors.last_author(desk.actor, desk.course.id, _target(command))
    message = "Пока вы писали, это изменили."
    return Outcome(command.key, "conflict", version, value, author=author, at=at, code="stale", message=message)


def _target(command: Command) -> str:
    return targets.part(command.do, command.lesson.hex)


def set_topic(desk: Desk, command: Command) -> Outcome:
    """The lesson's topic, perhaps one of the work programme."""
    lesson = desk.writable(command, prepared=True)
    if isinstance(lesson, Refusal):
        return refused(command.key, lesson)
    record = lesson.record
    given = command.value if isinstance(command.value, dict) else {"text": command.value}
    text = read_text(given.get("text"), TOPIC_LIMIT)
    if text is None:
        why = Refusal("bad_text", "Тема — текст до %(limit)s знаков.", {"limit": TOPIC_LIMIT})
        return refused(command.key, why, version=record.topic_version, value=topic_value(record))
    if command.version != record.topic_version:
        return _stale(desk, command, record.topic_version, topic_value(record))
    before = topic_value(record)
    programme_topic = _programme_topic(desk, given.get("programme_topic"))
    if text == record.topic and programme_topic == record.programme_topic_id:
        return Outcome(command.key, "saved", record.topic_version, before)
    if record.topic:
        authors.note_corrected(desk, lesson.id, _target(command))
    record = desk.record_of(lesson)
    record.topic, record.programme_topic_id, record.topic_version = text, programme_topic, record.topic_version + 1
    desk.tell(command, _target(command), before, topic_value(record))
    return Outcome(command.key, "saved", record.topic_version, topic_value(record), at=desk.actor.now)


def _programme_topic(desk: Desk, given: object) -> UUID | None:
    """The topic's id if it is one of this course's work programme."""
    try:
        wanted = UUID(given) if isinstance(given, str) else None
    except ValueError:
        return None
    if wanted is None or desk.course.programme_id is None:
        return None
    rows = ProgrammeTopic.objects.of(desk.actor.college_id).filter(pk=wanted, programme=desk.course.programme_id)
    return wanted if rows.exists() else None


def set_homework(desk: Desk, command: Command) -> Outcome:
    """Homework for everyone, with a due day or without."""
    lesson = desk.writable(command, prepared=True)
    if isinstance(lesson, Refusal):
        return refused(command.key, lesson)
    record = lesson.record
    given = command.value if isinstance(command.value, dict) else {"text": command.value}
    text = read_text(given.get("text"), HOMEWORK_LIMIT)
    readable, due = read_due(given.get("due"))
    why = None
    if text is None:
        why = Refusal("bad_text", "Задание — текст до %(limit)s знаков.", {"limit": HOMEWORK_LIMIT})
    elif not readable:
        why = Refusal("bad_date", "Такой даты нет.")
    elif due is not None and due < lesson.date:
        why = Refusal("bad_due", "Срок задания раньше самого занятия.")
    if why is not None:
        return refused(command.key, why, version=record.homework_version, value=homework_value(record))
    if command.version != record.homework_version:
        return _stale(desk, command, record.homework_version, homework_value(record))
    before = homework_value(record)
    if (text, due) == (record.homework, record.homework_due):
        return Outcome(command.key, "saved", record.homework_version, before)
    if record.homework:
        authors.note_corrected(desk, lesson.id, _target(command))
    record = desk.record_of(lesson)
    record.homework, record.homework_due, record.homework_version = text or "", due, record.homework_version + 1
    desk.tell(command, _target(command), before, homework_value(record))
    return Outcome(command.key, "saved", record.homework_version, homework_value(record), at=desk.actor.now)


def set_roll_call(desk: Desk, command: Command) -> Outcome:
    """«Все присутствуют»: everyone still unmarked was present; announced absences become «н» (A6.4, A6.11)."""
    lesson = desk.writable(command)
    if isinstance(lesson, Refusal):
        return refused(command.key, lesson)
    record = lesson.record
    called = record.roll_called_at is not None
    if not isinstance(command.value, bool):
        why = Refusal("unreadable", "Явка либо отмечена, либо нет.")
        return refused(command.key, why, version=record.roll_version, value=called)
    if command.version != record.roll_version:
        return _stale(desk, command, record.roll_version, called)
    if command.value == called:
        return Outcome(command.key, "saved", record.roll_version, called)
    held = desk.held(lesson.date)
    if held is not None:
        return refused(command.key, held, version=record.roll_version, value=called)
    record = desk.record_of(lesson)
    record.roll_version += 1
    record.roll_called_at = desk.moment if command.value else None
    desk.tell(command, _target(command), called, command.value)
    absent = _announced(desk, lesson.date) if command.value else []
    written = []
    for student in absent:
        if desk.listed(student, lesson.date) and not desk.cells_of(lesson.id, student):
            mark_absent(desk, lesson, student)
            written.append(student.hex)
    return Outcome(command.key, "saved", record.roll_version, command.value, at=desk.actor.now, id=written or None)


def _announced(desk: Desk, day: date) -> list[UUID]:
    """Students whose absence that day was announced with a valid cause."""
    rows = Excuse.objects.of(desk.actor.college_id).filter(
        student__in=list(desk.students), since__lte=day, until__gte=day, state=RequestState.APPROVED
    )
    causes: dict[UUID, list[tuple[date, date, str]]] = {}
    for student, *cause in rows.order_by("since", "id").values_list("student_id", "since", "until", "kind"):
        causes.setdefault(student, []).append(tuple(cause))
    return [student for student, known in causes.items() if excuse_kind(day, known) != ExcuseKind.UNEXCUSED]
