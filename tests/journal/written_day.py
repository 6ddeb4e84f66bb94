"""A day of group Э-21 as its teachers wrote it: what a diary shows, and beside it the same of classmates, which must not leak.

Each text ends with its canary: «-С» is the student's own, «-О» everybody's, «-Ч» somebody else's.
"""

from datetime import UTC, datetime, timedelta

from tests.worlds import TODAY, World
from zhurnal.grading.models import WorkKind
from zhurnal.journal.models import Entry, Excuse, LessonRecord, PersonalHomework, PersonalHomeworkStudent, Work
from zhurnal.journal.rules.signs import RequestState

MORNING = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)


def write_day(world: World) -> None:
    """Topics, works, marks, absences, homework for all and for single students."""
    for lesson, topic, homework, due in (
        ("old", "Закон Ома -О", "§ 11 -О", None),
        ("yesterday", "Закон Кирхгофа -О", "§ 12 -О", None),
        ("now", "Соединение звездой -О", "§ 13, задача 4 -О", TODAY + timedelta(days=2)),
    ):
        LessonRecord.objects.create(
            college=world.college, lesson=world.lessons[lesson], course=world.courses["electro"], topic=topic,
            homework=homework, homework_due=due, recorded_at=MORNING,
        )  # fmt: skip
    for lesson, slot, kind, title, weight in (
        ("old", 1, "oral", "", 100), ("yesterday", 1, "control", "№ 2", 300), ("now", 1, "oral", "", 100),
        ("now", 2, "lab", "№ 6", 200),
    ):  # fmt: skip
        add_work(world, lesson, slot, kind, title, weight)
    yesterday = MORNING - timedelta(days=1)
    for student, lesson, slot, value, at in (
        ("student", "old", 1, "5", MORNING - timedelta(days=7)), ("student", "yesterday", 1, "4", yesterday),
        ("student", "now", 1, "3", MORNING), ("student", "now", 2, "3", MORNING + timedelta(minutes=4)),
        ("student", "earlier", 0, "н", MORNING), ("classmate", "old", 0, "н", yesterday),
        ("classmate", "yesterday", 1, "2", yesterday), ("classmate", "now", 1, "2", MORNING),
        ("adult", "now", 2, "5", MORNING),
    ):  # fmt: skip
        put(world, student, lesson, slot, value, at)
    put(world, "sister", "history", 0, "н", MORNING, course="history")
    for student, text in (("student", "Доклад -С"), ("classmate", "Пересдать -Ч")):
        add_task(world, student, "now", text)


def add_work(world: World, lesson: str, slot: int, kind: str, title: str = "", weight: int = 100) -> Work:
    """A kind of work in a lesson."""
    found = WorkKind.objects.of(world.id).get(code=kind)
    row = world.lessons[lesson]
    return Work.objects.create(
        college=world.college, lesson=row, course_id=row.course_id, slot=slot, kind=found, title=title, weight=weight
    )


def put(
    world: World, student: str, lesson: str, slot: int, value: str, at: datetime = MORNING, course="electro"
) -> Entry:
    """An entry as it stands after somebody wrote it."""
    return Entry.objects.create(
        college=world.college, course=world.courses[course], lesson=world.lessons[lesson],
        student=world.people[student], slot=slot, value=value, changed_at=at,
    )  # fmt: skip


def add_task(world: World, student: str, lesson: str, text: str) -> None:
    """A task for one student."""
    row = world.lessons[lesson]
    task = PersonalHomework.objects.create(college=world.college, lesson=row, course_id=row.course_id, text=text)
    PersonalHomeworkStudent.objects.create(college=world.college, homework=task, student=world.people[student])


def excuse(world: World, student: str, kind: str, state: str = RequestState.APPROVED, days: int = 0) -> Excuse:
    """A cause of absence from ``days`` before today until today."""
    return Excuse.objects.create(
        college=world.college, student=world.people[student], since=TODAY - timedelta(days=days), until=TODAY,
        kind=kind, state=state,
    )  # fmt: skip
