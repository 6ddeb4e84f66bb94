"""Day sheets, entries, moves by hand and undoings in any order: no entry is lost, none leaves its place."""

import datetime as dt
from contextlib import suppress
from random import Random

import pytest

from tests.exchange.actions.test_random_sequences import check, undo, write
from tests.exchange.college import SINCE, SUBJECTS, TEACHERS, UNTIL, roster, timetable
from zhurnal.exchange.actions.decide import apply_import
from zhurnal.exchange.actions.prepare import frame_of, show
from zhurnal.exchange.imports.packing import pack_reading
from zhurnal.exchange.imports.plan.planner import make_plan
from zhurnal.exchange.imports.readers.gathering import Gathering, Placed
from zhurnal.exchange.imports.readers.kinds import Kind
from zhurnal.exchange.imports.readers.problems import Report
from zhurnal.exchange.imports.readers.reading import Reading
from zhurnal.exchange.imports.readers.timetable import Day, Period
from zhurnal.exchange.models import ImportRun
from zhurnal.journal.models import Entry
from zhurnal.kernel import audit
from zhurnal.kernel.errors import Refused

STEPS = 14


def sheet(chance: Random) -> Reading:
    """Three days of Э-21: who is unknown now and then waits."""
    gathering = Gathering("sheet", Report())
    for number in (1, 2, 3):
        date = dt.date(2026, 11, 24) + dt.timedelta(days=number)
        gathering.days[number] = Day(number, "", "", date.isoweekday(), date)
    for pair in range(1, 5):
        gathering.periods[pair] = Period(pair, "", "", dt.time(8 + pair), dt.time(8 + pair, 45), 0)
    for day, pair in chance.sample([(day, pair) for day in (1, 2, 3) for pair in range(1, 5)], 5):
        subject = chance.randrange(3)
        teacher = chance.choice([TEACHERS[subject], TEACHERS[subject], "Чужая Я. Я."])
        gathering.place(Placed(day, pair, ("Э-21",), "", SUBJECTS[subject], (teacher,), ("304",), pair))
    content = gathering.timetable()
    return Reading(Kind.TIMETABLE, content, content.problems)


def bring(desk, reading) -> ImportRun:
    """As the screen does, without starting a process for each reading."""
    actor = desk.actor
    run = ImportRun(
        college=desk.college, kind="timetable", title="день.xls", made_at=actor.now, today=actor.today,
        reading=pack_reading(reading),
    )  # fmt: skip
    show(run, make_plan(frame_of(run, actor), reading))
    ImportRun.objects.bulk_create([run])
    apply_import(actor, run)
    return run


def touch(desk, chance) -> None:
    """A dispatcher cancels a lesson by hand."""
    free = [row.pk for row in desk.rows("lesson").filter(state="planned").order_by("pk")]
    busy = set(Entry.objects.of(desk.college.id).values_list("lesson_id", flat=True))
    free = [pk for pk in free if pk not in busy]
    if free:
        desk.rows("lesson").filter(pk=chance.choice(free)).update(state="cancelled")


@pytest.mark.parametrize("seed", range(4))
def test_no_entry_is_lost(desk, seed):
    chance = Random(seed)
    desk.load(Kind.ROSTER, roster())
    desk.load(
        Kind.TIMETABLE, {"t.xml": timetable([(n, day, n + 1) for n in range(3) for day in (2, 3, 4)])}, SINCE, UNTIL
    )
    students = list(desk.rows("membership").values_list("student_id", flat=True))
    readings = [sheet(chance) for _number in range(4)]
    done: list[ImportRun] = []
    kept: dict[tuple[object, object], tuple[object, int]] = {}
    for _step in range(STEPS):
        what = chance.choice(["import", "import", "write", "undo", "touch"])
        if what == "import":
            with suppress(Refused):
                done.append(bring(desk, chance.choice(readings)))
        elif what == "write":
            write(desk, chance, students, kept)
        elif what == "undo" and done:
            undo(desk, done[-1], done)
        elif what == "touch":
            touch(desk, chance)
        check(desk, kept)
    assert Entry.objects.of(desk.college.id).count() == len(kept)
    assert list(audit.verify(desk.college.id)) == []
