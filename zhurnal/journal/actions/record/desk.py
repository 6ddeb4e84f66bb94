"""The desk: everything about the lessons of one batch, read once, changed in memory, written at the end."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from zhurnal.curriculum.models import Course
from zhurnal.curriculum.queries import teaching
from zhurnal.journal.actions.record import store
from zhurnal.journal.holds import held_back
from zhurnal.journal.models import Entry, LessonRecord
from zhurnal.journal.rules import locks, places
from zhurnal.journal.rules.commands import Command
from zhurnal.kernel import together
from zhurnal.kernel.audit import Event
from zhurnal.kernel.refusal import Refusal
from zhurnal.kernel.together import NOTHING
from zhurnal.people.actor import PersonActor
from zhurnal.timetable.rules.lesson import writes_lesson

Place = tuple[UUID, UUID, int]  # lesson, student, slot


@dataclass(slots=True)
class Desk:
    """State of a batch."""

    actor: PersonActor
    course: Course
    teaches: bool
    lessons: dict[UUID, store.DeskLesson]
    students: dict[UUID, list[store.DeskStudent]]
    cells: dict[Place, Entry]
    kinds: dict[str, store.DeskKind]
    events: list[Event] = field(default_factory=list)
    changed_cells: set[Place] = field(default_factory=set)
    changed_records: set[UUID] = field(default_factory=set)
    touched_students: set[UUID] = field(default_factory=set)
    touched_group: bool = False
    corrected: dict[UUID, set[UUID]] = field(default_factory=dict)
    late_lessons: set[UUID] = field(default_factory=set)
    moment: datetime = field(default_factory=lambda: datetime.now(UTC))
    asked_holds: list[Refusal | None] = field(default_factory=list)

    @property
    def today(self) -> date:
        """The college's date."""
        return self.actor.today

    def writable(self, command: Command, *, prepared: bool = False) -> "store.DeskLesson | Refusal":
        """The command's lesson if this actor may write that place of it now, else why not. A lesson of another course is absent."""
        lesson = self.lessons.get(command.lesson)
        if lesson is None or self.actor.person_id is None:
            return Refusal("absent", "Такого занятия в этом журнале нет.")
        if not writes_lesson(
            self.actor.person_id, lesson.teacher_id, substituted=lesson.substituted, teaches_course=self.teaches
        ):
            text = "Это занятие ведёт %(teacher)s. Записи в нём делает только ведущий преподаватель."
            return Refusal("not_yours", text, {"teacher": lesson.teacher})
        until = places.open_until(lesson.openings, places.of_command(command))
        elsewhere = until is None and any(one.until >= self.actor.now for one in lesson.openings)
        when = locks.LessonTime(lesson.date, lesson.cancelled, until, lesson.frozen, lesson.viewed_until, elsewhere)
        refusal = locks.lesson_refusal(when, self.actor.now, self.actor.parameters, prepared=prepared)
        return refusal or lesson

    def listed(self, student_id: UUID, day: date) -> "store.DeskStudent | None":
        """The student if he is on this course's list that day."""
        return next((row for row in self.students.get(student_id, ()) if row.listed_on(day)), None)

    def held(self, day: date) -> Refusal | None:
        """Why a floor above lets nothing that counts be changed on that day; of today's lesson nobody is asked."""
        if day >= self.today:
            return None
        if not self.asked_holds:
            self.asked_holds.append(held_back(self.actor, self.course))
        return self.asked_holds[0]

    def cells_of(self, lesson_id: UUID, student_id: UUID) -> dict[int, str]:
        """The standing values of one student in one lesson by slot."""
        return {
            slot: entry.value
            for (lesson, student, slot), entry in self.cells.items()
            if lesson == lesson_id and student == student_id and entry.value
        }

    def put_cell(self, place: Place, value: str, dated: date | None = None) -> Entry:
        """Write a value into a cell in memory; the version moves by one."""
        lesson, student, slot = place
        entry = self.cells.get(place)
        if entry is None:
            entry = Entry(
                college_id=self.actor.college_id, course_id=self.course.id, lesson_id=lesson,
                student_id=student, slot=slot, value="", version=0, corrected=0,
            )  # fmt: skip
            self.cells[place] = entry
        if entry.value and entry.value != value:
            entry.corrected += 1
            if entry.author_id not in (None, self.actor.person_id):
                self.corrected.setdefault(entry.author_id, set()).add(lesson)
        entry.value, entry.dated, entry.version = value, dated, entry.version + 1
        entry.author_id, entry.changed_at = self.actor.person_id, self.moment
        self.changed_cells.add(place)
        self.touched_students.add(student)
        self.note_lesson(lesson)
        return entry

    def record_of(self, lesson: "store.DeskLesson") -> LessonRecord:
        """The lesson's record, to be changed."""
        self.note_lesson(lesson.id)
        self.changed_records.add(lesson.id)
        self.touched_group = True
        return lesson.record

    def note_lesson(self, lesson_id: UUID) -> None:
        """The lesson got something: remember when first, and whether late."""
        lesson = self.lessons[lesson_id]
        if lesson.record.recorded_at is None:
            lesson.record.recorded_at = self.moment
            self.changed_records.add(lesson_id)
        if locks.is_late(lesson.date, self.today) and lesson_id not in self.late_lessons:
            self.late_lessons.add(lesson_id)
            lesson.record.late_entries += 1
            self.changed_records.add(lesson_id)

    def tell(self, command: Command, target: str, before: object, after: object) -> None:
        """An event for the record of changes."""
        self.events.append(Event(f"journal.{command.do}", target, before, after, command.reason, command.key))


def lay(actor: PersonActor, course: Course, commands: Sequence[Command]) -> tuple[Desk, list[Any]]:
    """Read what the commands need: one message, or a handful of statements, for any number of them.

    Returns the desk, and the rows (key, person, moment, target) of commands that were carried out before.
    """
    own, wanted, only = actor.college_id, {command.lesson for command in commands}, _students(commands)
    if not commands:
        return Desk(actor, course, False, {}, {}, {}, {}), []
    cells = any(_looks_at_cells(command) for command in commands)
    works = any(command.do == "work" or command.slot for command in commands)
    lessons, records = store.lessons_and_records(own, course.id, wanted)
    stays, ranges = store.stays_of(own, course, only) if cells else (NOTHING, NOTHING)
    found = together.named(
        done=store.done_before(own, [command.key for command in commands]),
        teaches=teaching(own, course.id, actor.person_id, actor.today),
        lessons=lessons,
        records=records,
        stays=stays,
        ranges=ranges,
        cells=store.cells_of(own, course.id, wanted, only) if cells else NOTHING,
        works=store.works_of(own, course.id, wanted) if works else NOTHING,
        kinds=store.kinds_of(own, course) if any(command.do == "work" for command in commands) else NOTHING,
    )
    desk = Desk(
        actor, course, bool(found["teaches"]),
        lessons=store.desk_lessons(own, course.id, found["lessons"], found["records"]),
        students=store.desk_students(course, found["stays"], found["ranges"]),
        cells={(cell.lesson_id, cell.student_id, cell.slot): cell for cell in found["cells"]},
        kinds={code: store.DeskKind(pk, code, *more) for pk, code, *more in found["kinds"]},
    )  # fmt: skip
    for work in found["works"]:
        if work.lesson_id in desk.lessons:
            desk.lessons[work.lesson_id].works[work.slot] = work
    closed = [row for row in desk.lessons.values() if _asks_permission(actor, row)]
    if closed:
        store.open_permissions(own, closed)
    return desk, found["done"]


def _asks_permission(actor: PersonActor, row: store.DeskLesson) -> bool:
    when = locks.LessonTime(row.date, viewed_until=row.viewed_until)
    return locks.needs_permission(when, actor.now, actor.parameters)


def _looks_at_cells(command: Command) -> bool:
    """Whether the command's rules ask what stands in the cells or who is on the list."""
    alters = command.do == "work" and bool(
        command.slot
    )  # a column with marks is not removed, and not changed without a proof
    return alters or command.do in ("entry", "personal_homework", "roll_call")


def _students(commands: Iterable[Command]) -> set[UUID] | None:
    """The students named by the commands; None when one of them needs the whole list."""
    if any(command.do != "entry" for command in commands):
        return None
    return {command.student for command in commands if command.student}
