"""Imports, entries and undoings in any order: no entry is lost, nothing stands twice."""

from collections import Counter
from contextlib import suppress
from random import Random

import pytest

from tests.exchange.college import SINCE, UNTIL, roster, timetable
from zhurnal.exchange.actions.decide import apply_import
from zhurnal.exchange.actions.prepare import show
from zhurnal.exchange.imports.packing import pack_reading
from zhurnal.exchange.imports.plan.book import Frame
from zhurnal.exchange.imports.plan.planner import make_plan
from zhurnal.exchange.imports.readers.asc import read_timetable
from zhurnal.exchange.imports.readers.kinds import Kind, Reading
from zhurnal.exchange.models import ImportRun
from zhurnal.journal.models import Entry
from zhurnal.kernel import audit
from zhurnal.kernel.errors import Refused

STEPS = 25
PLACES = [(day, period) for day in range(5) for period in range(1, 5)]


@pytest.mark.parametrize("seed", range(6))
def test_no_entry_is_lost_and_nothing_stands_twice(desk, seed):
    chance = Random(seed)
    desk.load(Kind.ROSTER, roster())
    students = list(desk.rows("membership").values_list("student_id", flat=True))
    readings = [reading_of(desk, chance, number) for number in range(4)]
    done: list[ImportRun] = []
    kept: dict[tuple[object, object], tuple[object, int]] = {}
    for _step in range(STEPS):
        what = chance.choice(["import", "import", "write", "undo", "touch"])
        if what == "import":
            done.append(import_again(desk, chance.choice(readings)))
        elif what == "write":
            write(desk, chance, students, kept)
        elif what == "undo" and done:
            undo(desk, chance.choice([done[-1], chance.choice(done)]), done)
        elif what == "touch":
            touch(desk, chance)
        check(desk, kept)
    # Whatever happened, the same file twice makes no difference.
    import_again(desk, readings[0])
    before = desk.everything()
    import_again(desk, readings[0])
    assert desk.everything() == before
    assert list(audit.verify(desk.college.id)) == []


def reading_of(desk, chance, number) -> Reading:
    cards = [(chance.randrange(3), *place) for place in chance.sample(PLACES, 5)]
    weeks = {place: chance.choice(["11", "10", "01"]) for place in range(5)}
    path = desk.folder / f"{number}.xml"
    path.write_text(timetable(cards, weeks=weeks), encoding="utf-8")
    content = read_timetable([path])
    return Reading(Kind.TIMETABLE, content, content.problems)


def import_again(desk, reading) -> ImportRun:
    """As ``prepare`` and ``apply_import`` do, without starting a process for each reading."""
    actor = desk.actor
    run = ImportRun(
        college=desk.college, kind="timetable", title="t.xml", made_at=actor.now, today=actor.today, since=SINCE,
        until=UNTIL, reading=pack_reading(reading),
    )  # fmt: skip
    show(run, make_plan(Frame(desk.college.id, actor.today, actor.now, SINCE, UNTIL, "t.xml"), reading))
    ImportRun.objects.bulk_create([run])
    apply_import(actor, run)
    return run


def write(desk, chance, students, kept) -> None:
    lessons = list(desk.rows("lesson").filter(state="planned").order_by("pk"))
    if lessons:
        lesson, student = chance.choice(lessons), chance.choice(students)
        if (lesson.pk, student) not in kept:
            Entry.objects.create(
                college=desk.college, course_id=lesson.course_id, lesson=lesson, student_id=student, slot=0, value="н",
                changed_at=desk.actor.now,
            )  # fmt: skip
            kept[lesson.pk, student] = (lesson.date, lesson.pair)


def undo(desk, run, done) -> None:
    with suppress(Refused):
        desk.undo(run)
        done.remove(run)


def touch(desk, chance) -> None:
    """A dispatcher cancels a lesson by hand."""
    free = [row.pk for row in desk.rows("lesson").filter(state="planned").order_by("pk")]
    busy = set(Entry.objects.of(desk.college.id).values_list("lesson_id", flat=True))
    free = [pk for pk in free if pk not in busy]
    if free:
        desk.rows("lesson").filter(pk=chance.choice(free)).update(state="cancelled")


def check(desk, kept) -> None:
    found = {
        (lesson, student): (date, pair)
        for lesson, student, date, pair in Entry.objects.of(desk.college.id).values_list(
            "lesson_id", "student_id", "lesson__date", "lesson__pair"
        )
    }
    assert found == kept
    lessons = {row["id"]: row["state"] for row in desk.rows("lesson").values("id", "state")}
    assert {lessons[lesson] for lesson, _student in kept} <= {"planned"}
    for entity, key in (
        ("person", ("surname", "given", "patronymic")), ("group", ("name",)), ("discipline", ("name",)),
        ("room", ("name",)), ("role", ("person_id", "role")), ("courseteacher", ("course_id", "teacher_id")),
        ("course", ("group_id", "subgroup_id", "discipline_id")), ("lesson", ("course_id", "date", "pair")),
    ):  # fmt: skip
        places = Counter(desk.rows(entity).values_list(*key))
        assert [place for place, count in places.items() if count > 1] == [], entity
