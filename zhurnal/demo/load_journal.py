"""Writes what stands in the journals, and the chained record of how it came there."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from zhurnal.demo.load import Loaded
from zhurnal.demo.papers import drawn_paper
from zhurnal.demo.rows import EntryRow, RecordRow, WordRow
from zhurnal.journal.models import (
    Entry,
    Excuse,
    ExcusePaper,
    LessonRecord,
    OpenRequest,
    PersonalHomework,
    PersonalHomeworkStudent,
    Work,
)
from zhurnal.journal.rules import targets
from zhurnal.kernel import audit
from zhurnal.kernel.audit import Event
from zhurnal.kernel.models import ChainHead, Change
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.names import short_name

DEVICES = ("Chrome, Windows", "Chrome, Windows", "Firefox, Linux", "Chrome, Android")


class Told(NamedTuple):
    """An event with its moment and author, in the order in which it was made up."""

    at: datetime
    order: int
    author: str
    event: Event


class History:
    """What happened in each course, to be sorted by time and chained."""

    def __init__(self) -> None:
        self.by_course: dict[str, list[Told]] = defaultdict(list)
        self.first: dict[int, datetime] = {}
        self.count = 0

    def tell(self, course: str, lesson: int, sign: Any, event: Event) -> None:
        """Remember an event; ``sign`` knows its author and moment."""
        self.count += 1
        self.by_course[course].append(Told(sign.at, self.count, sign.author, event))
        if lesson not in self.first or sign.at < self.first[lesson]:
            self.first[lesson] = sign.at


def load_journal(loaded: Loaded) -> None:
    """Everything that teachers and leaders wrote."""
    history = History()
    _tell_records(loaded, history)
    _load_works(loaded, history)
    _load_entries(loaded, history)
    _load_personal(loaded, history)
    _load_records(loaded, history)
    _load_decisions(loaded)
    loaded.progress.stage("История изменений")
    _load_history(loaded, history)


def _tell_records(loaded: Loaded, history: History) -> None:
    for row in loaded.made.records:
        for do, word, before, after in _parts(loaded, row):
            target = targets.part(do, loaded.id("lesson", row.lesson).hex)
            history.tell(row.course, row.lesson, word, Event(f"journal.{do}", target, before, after))


def _parts(loaded: Loaded, row: RecordRow) -> Iterator[tuple[str, WordRow, object, object]]:
    """(part, who and when, before, after) of what is written."""
    if row.topic:
        chosen = loaded.id("topic", row.programme_topic).hex if row.programme_topic else None
        after = {"text": row.topic.text, "programme_topic": chosen}
        yield "topic", row.topic, {"text": "", "programme_topic": None}, after
    if row.roll:
        yield "roll_call", row.roll, False, True
    if row.homework:
        after = {"text": row.homework.text, "due": row.due.isoformat() if row.due else None}
        yield "homework", row.homework, {"text": "", "due": None}, after


def _load_works(loaded: Loaded, history: History) -> None:
    own, course, lesson, kind = (loaded.college, *(loaded.ids[name] for name in ("course", "lesson", "kind")))
    for row in loaded.made.works:
        after = {"kind": row.kind, "title": row.title, "weight": row.weight}
        target = targets.work(lesson[row.lesson].hex, row.slot)
        history.tell(row.course, row.lesson, row, Event("journal.work", target, None, after))
    loaded.add(
        Work(
            college=own, lesson_id=lesson[w.lesson], course_id=course[w.course], slot=w.slot, kind_id=kind[w.kind],
            title=w.title, weight=w.weight,
        )
        for w in loaded.made.works
    )  # fmt: skip


def _load_entries(loaded: Loaded, history: History) -> None:
    course, lesson, person = (loaded.ids[name] for name in ("course", "lesson", "person"))
    for row in loaded.made.entries:
        target, before = targets.cell(lesson[row.lesson].hex, person[row.student].hex, row.slot), ""
        for sign in row.signs:
            history.tell(row.course, row.lesson, sign, Event("journal.entry", target, before, sign.value, sign.reason))
            before = sign.value
    college = loaded.college.id

    def cell(row: EntryRow) -> Entry:
        last = row.signs[-1]
        return Entry(
            college_id=college, course_id=course[row.course], lesson_id=lesson[row.lesson],
            student_id=person[row.student], slot=row.slot, value=last.value, dated=row.dated if last.value else None,
            version=len(row.signs), corrected=len(row.signs) - 1, author_id=person[last.author],
            changed_at=loaded.moment(last.at),
        )  # fmt: skip

    # In the order of the key: a page of a journal then lies together in the table.
    ordered = sorted(loaded.made.entries, key=lambda row: (course[row.course].hex, lesson[row.lesson].hex))
    loaded.add(cell(row) for row in ordered)


def _load_personal(loaded: Loaded, history: History) -> None:
    own, course, lesson, person = (loaded.college, *(loaded.ids[name] for name in ("course", "lesson", "person")))
    given = []
    for row in loaded.made.personal_homework:
        task = PersonalHomework(
            college=own, lesson_id=lesson[row.lesson], course_id=course[row.course], text=row.text, due=row.due
        )
        students = [person[key] for key in row.students]
        after = {
            "text": row.text,
            "due": row.due.isoformat() if row.due else None,
            "students": [student.hex for student in students],
        }
        event = Event("journal.personal_homework", targets.personal(task.pk.hex), None, after)
        history.tell(row.course, row.lesson, row, event)
        given.append((task, students))
    loaded.add(task for task, _ in given)
    loaded.add(
        PersonalHomeworkStudent(college=own, homework_id=task.pk, student_id=student)
        for task, students in given
        for student in students
    )


def _load_records(loaded: Loaded, history: History) -> None:
    """A record of every lesson about which anything is written."""
    made, own, course, lesson = loaded.made, loaded.college, loaded.ids["course"], loaded.ids["lesson"]
    written = {row.lesson: row for row in made.records}
    page = {row.key: row.course for row in made.lessons}
    rows = []
    for key, first in sorted(history.first.items()):
        row = written.get(key) or RecordRow(key, page[key])
        topic = loaded.id("topic", row.programme_topic) if row.programme_topic else None
        rows.append(
            LessonRecord(
                college=own, lesson_id=lesson[key], course_id=course[row.course],
                topic=row.topic.text if row.topic else "", programme_topic_id=topic, topic_version=int(bool(row.topic)),
                homework=row.homework.text if row.homework else "", homework_due=row.due,
                homework_version=int(bool(row.homework)),
                roll_called_at=loaded.moment(row.roll.at) if row.roll else None, roll_version=int(bool(row.roll)),
                recorded_at=loaded.moment(first), late_entries=row.late_entries,
            )
        )  # fmt: skip
    loaded.add(rows)


def _load_decisions(loaded: Loaded) -> None:
    """Causes of absence, and requests to open closed lessons."""
    made, own, person = loaded.made, loaded.college, loaded.ids["person"]
    loaded.keep(
        "excuse",
        [
            (
                place,
                Excuse(
                    college=own, student_id=person[e.student], since=e.since, until=e.until, kind=e.kind, note=e.note,
                    set_by_id=person[e.set_by], state=e.state,
                ),
            )
            for place, e in enumerate(made.excuses)
        ],
    )  # fmt: skip
    picture = drawn_paper()
    loaded.add(
        ExcusePaper(
            college=own, excuse_id=loaded.id("excuse", place), number=1, media="image/png", ending="png",
            size=len(picture), content=picture,
        )
        for place, e in enumerate(made.excuses)
        if e.paper
    )  # fmt: skip
    lesson, course = loaded.ids["lesson"], loaded.ids["course"]
    loaded.add(
        OpenRequest(
            college=own, lesson_id=lesson[r.lesson], course_id=course[r.course], teacher_id=person[r.teacher],
            reason=r.reason, state=r.state, asked_at=loaded.moment(r.asked_at),
            decided_by_id=person[r.decided_by] if r.decided_by else None, answer=r.answer,
            decided_at=loaded.moment(r.decided_at) if r.decided_at else None,
            open_until=loaded.moment(r.open_until) if r.open_until else None,
        )
        for r in made.open_requests
    )  # fmt: skip


def _load_history(loaded: Loaded, history: History) -> None:
    """Chain the events of every course by time; a course without events gets an empty chain."""
    heads = []
    writers: dict[tuple[str, int], PersonActor] = {}

    def chained() -> Iterator[Change]:
        for course in loaded.made.courses:
            head = ChainHead(college_id=loaded.college.id, chain=loaded.id("course", course.key))
            heads.append(head)
            for told in sorted(history.by_course.get(course.key, ())):
                device = (told.at.day + len(told.author) + told.at.hour) % len(DEVICES)
                writer = writers.get((told.author, device)) or _writer(loaded, writers, told.author, device)
                yield from audit.chained(head, writer, [told.event], at=loaded.moment(told.at))

    loaded.add(chained())
    loaded.add(heads)


def _writer(loaded: Loaded, writers: dict[tuple[str, int], PersonActor], author: str, device: int) -> PersonActor:
    """The actor of a made-up author; its door tells that the record was made with the demonstration."""
    person = next(row for row in loaded.made.people if row.key == author)
    name = short_name(person.surname, person.given, person.patronymic)
    system = PersonActor.system(loaded.college, name, door="demo")
    made = replace(system, person_id=loaded.id("person", author), device=DEVICES[device])
    writers[author, device] = made
    return made
