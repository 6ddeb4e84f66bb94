"""Files, the pattern, substitutions and moves by the office, between them lessons recorded by their teachers: what was recorded stays."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from random import Random
from uuid import uuid4

import pytest

from tests import tiers
from tests.exchange.actions.test_random_sequences import import_again, move, reading_of, substitute, undo
from tests.exchange.college import SINCE, UNTIL, roster
from zhurnal.exchange.imports.readers.kinds import Kind
from zhurnal.journal.actions.record import record
from zhurnal.journal.models import Entry, LessonRecord, Work
from zhurnal.journal.rules.commands import Command
from zhurnal.kernel import audit
from zhurnal.kernel.errors import Refused
from zhurnal.people.rules.roles import Role
from zhurnal.timetable.actions.generation import generate_lessons
from zhurnal.timetable.actions.pattern import Placing, placing_of, put_slot, remove_slot
from zhurnal.timetable.models import Slot
from zhurnal.timetable.rules.arranging import WayKind

STEPS = 24
DEEDS = (
    "import",
    "import",
    "lesson",
    "lesson",
    "lesson",
    "slot",
    "generate",
    "undo",
    "cancel",
    "move",
    "same",
    "other",
)


@pytest.mark.parametrize("seed", range(tiers.OFFICES.now))
def test_whatever_the_office_does_what_was_recorded_stays(desk, seed):
    chance = Random(1000 + seed)
    desk.load(Kind.ROSTER, roster())
    readings = [reading_of(desk, chance, number) for number in range(3)]
    done = [import_again(desk, readings[0])]
    happened = set()
    for _step in range(STEPS):
        before, what = recorded(desk), chance.choice(DEEDS)
        if what == "import":
            done.append(import_again(desk, chance.choice(readings)))
        elif what == "lesson":
            keep_lesson(desk, chance)
        elif what == "slot":
            change_pattern(desk, chance)
        elif what == "generate":
            generate_lessons(desk.office, desk.rows("term").get())
        elif what == "undo" and done:
            undo(desk, done[-1], done)
        elif what == "move":
            move(desk, chance)
        elif what in ("cancel", "same", "other"):
            substitute(desk, chance, WayKind(what))
        after = recorded(desk)
        assert before.items() <= after.items(), (seed, what)
        happened |= {name for name, *_place in after}
        twice = desk.rows("lesson").filter(state="planned").values_list("course_id", "date", "pair")
        assert len(set(twice)) == len(twice), (seed, what)
    assert happened == {"entry", "topic", "work"}, "all of it was at stake"
    assert list(audit.verify(desk.college.id)) == []


def keep_lesson(desk, chance) -> None:
    """A teacher writes the topic, a kind of work, who was absent and a mark, as the page of the lesson does."""
    listed = desk.rows("membership").order_by("pk")  # the class beside it has nobody on its list
    lessons = list(
        desk.rows("lesson")
        .filter(
            state="planned", date__lte=desk.actor.today, teacher__isnull=False, course__group__in=listed.values("group")
        )
        .select_related("course")
        .order_by("pk")
    )
    if not lessons:
        return
    lesson, students = chance.choice(lessons), list(listed.values_list("student_id", flat=True))
    teacher = replace(desk.actor, person_id=lesson.teacher_id, roles=frozenset({Role.TEACHER.value}))
    commands = [
        Command(uuid4(), "topic", lesson.pk, 0, f"Тема {chance.randrange(100)}"),
        Command(uuid4(), "work", lesson.pk, 0, {"kind": "oral", "title": ""}),
        Command(uuid4(), "entry", lesson.pk, 0, "н", chance.choice(students)),
        Command(uuid4(), "entry", lesson.pk, 0, str(chance.randint(2, 5)), chance.choice(students), slot=1),
    ]
    record(teacher, lesson.course, commands)


def change_pattern(desk, chance) -> None:
    """A place of the week is made, moved or taken away."""
    slots = list(Slot.objects.of(desk.college.id).order_by("pk"))
    place = {"weekday": chance.randint(1, 5), "pair": chance.randint(1, 4)}
    with suppress(Refused):
        if slots and chance.random() < 0.3:
            remove_slot(desk.office, chance.choice(slots))
        elif slots and chance.random() < 0.5:
            slot = chance.choice(slots)
            put_slot(desk.office, replace(placing_of(slot), **place), slot.pk, anyway=True)
        else:
            course = chance.choice(list(desk.rows("course").order_by("pk")))
            teacher = chance.choice(
                list(desk.rows("courseteacher").order_by("pk").values_list("teacher_id", flat=True))
            )
            since = SINCE + timedelta(weeks=chance.randrange(2))
            put_slot(desk.office, Placing(course.pk, **place, teacher=teacher, since=since, until=UNTIL), anyway=True)


def recorded(desk) -> dict[tuple[object, ...], object]:
    """Everything written, with the moment of its lesson where it is of a student: such a lesson stays where it is."""
    own = desk.college.id
    entries = Entry.objects.of(own).values_list(
        "lesson_id", "student_id", "slot", "value", "lesson__date", "lesson__pair", "lesson__state"
    )
    topics = LessonRecord.objects.of(own).exclude(topic="").values_list("lesson_id", "topic")
    works = Work.objects.of(own).filter(removed=False).values_list("lesson_id", "slot", "kind__code")
    return (
        {("entry", *row[:3]): row[3:] for row in entries}
        | {("topic", lesson): topic for lesson, topic in topics}
        | {("work", lesson, slot): kind for lesson, slot, kind in works}
    )
