"""The real files that lie beside the repository go in, go in again without a trace, and come out."""

import csv
import datetime as dt
import shutil
import time
from uuid import uuid4

import pytest

from tests.exchange.college import changes_of
from zhurnal.exchange.actions.decide import apply_import, undo_import
from zhurnal.exchange.actions.names import remember
from zhurnal.exchange.actions.prepare import prepare
from zhurnal.exchange.imports.readers.kinds import Kind
from zhurnal.exchange.imports.readers.timetables import read_timetable
from zhurnal.exchange.queries.names import questions_of
from zhurnal.exchange.rules.changes import WRITTEN
from zhurnal.journal.actions.record import record
from zhurnal.journal.models import Entry
from zhurnal.journal.rules.commands import Command
from zhurnal.people.actor import actor_of
from zhurnal.people.models import Account

pytestmark = pytest.mark.once  # each importer is asked with files of our own on both databases

SINCE, UNTIL = dt.date(2026, 9, 1), dt.date(2026, 12, 29)
FILES = [
    (Kind.TIMETABLE, "timetables/asc", "*2008.xml"),
    (Kind.TIMETABLE, "timetables/asc", "asctt2012*.xml"),
    (Kind.PLAN, "curricula/plx", "*.plx.gz"),
    (Kind.ROSTER, "rosters", "oneroster_1p1_base"),
    (Kind.ROSTER, "rosters/oneroster_moodle", "*v1p1.zip"),
    (Kind.ROSTER, "rosters/oneroster_moodle", "*v1p2.zip"),
]


@pytest.mark.parametrize(("kind", "folder", "pattern"), FILES)
def test_in_again_and_out(desk, shared, kind, folder, pattern):
    found = sorted((shared / "data" / folder).glob(pattern))
    if not found:
        pytest.skip(f"There is no {pattern} in the samples.")
    began = time.perf_counter()
    run = prepare(desk.actor, kind, found[:1], SINCE, UNTIL)
    apply_import(desk.actor, run)
    took = time.perf_counter() - began
    written = [change for change in changes_of(desk.again(run)) if change.what in WRITTEN]
    assert written
    repeated = desk.again(prepare(desk.actor, kind, found[:1], SINCE, UNTIL))
    assert [change for change in changes_of(repeated) if change.what in WRITTEN] == []
    undo_import(desk.actor, desk.again(run))
    assert {name: rows for name, rows in desk.everything().items() if rows} == {}
    assert took < 60, "ten seconds are the aim on a free machine"


def test_the_largest_timetable_in_figures(desk, shared):
    found = sorted((shared / "data/timetables/asc").glob("asctt2012*.xml"))
    if not found:
        pytest.skip("There is no asctt2012*.xml in the samples.")
    run = prepare(desk.actor, Kind.TIMETABLE, found[:1], SINCE, UNTIL)
    apply_import(desk.actor, run)
    counts = {name: desk.rows(name).count() for name in ("person", "group", "room", "discipline", "course", "lesson")}
    assert counts == {"person": 103, "group": 47, "room": 67, "discipline": 403, "course": 475, "lesson": 9495}


def test_days_of_a_real_college_stand_in_its_timetable(desk, shared, frozen_time):
    """Every lesson of every day, once for each group that sits in it; the same day saved again by another program changes next to nothing."""
    files = sorted((shared / "data/timetables/ktk_xlsx").glob("*.xls*"))
    if not files:
        pytest.skip("There are no day sheets in the samples.")
    good = [path for path in files if "mismatch" not in path.name]
    contents = {path: read_timetable([path]) for path in good}
    days = {path: contents[path].days[0].date for path in good}
    frozen_time.move_to(dt.datetime.combine(min(days.values()), dt.time(6), dt.UTC) - dt.timedelta(days=7))
    monday = min(days.values()) - dt.timedelta(days=min(days.values()).weekday())
    seen = set()
    for path in good:
        run = desk.again(prepare(desk.actor, Kind.TIMETABLE, [path], monday, max(days.values())))
        while questions_of(run):
            remember(desk.actor, run, dict.fromkeys(questions_of(run), ("new", "", "")))
            run = desk.again(run)
        apply_import(desk.actor, run)
        lessons = {row.outer_id: row for row in contents[path].lessons}
        told = sum(len(lessons[card.lesson].classes) for card in contents[path].cards)
        stand = desk.rows("lesson").filter(date=days[path], state="planned").count()
        if days[path] in seen:
            assert abs(stand - told) <= 5
        else:
            assert stand == told, path.name
        seen.add(days[path])


def test_a_real_list_and_a_real_timetable_meet_in_a_lesson(desk, shared, tmp_path):
    """One class of the bundle is called as a group of the timetable is: its students stand before the teacher whom the timetable names.

    The samples hold no list and timetable of one college: the name of that class and that it is a group are written by us.
    """
    timetables = sorted((shared / "data/timetables/asc").glob("*2008.xml"))
    bundle = shared / "data/rosters/oneroster_1p1_base"
    if not timetables or not bundle.is_dir():
        pytest.skip("There is no timetable of aSc or no OneRoster bundle in the samples.")
    today = desk.actor.today
    monday, friday = today - dt.timedelta(days=1), today + dt.timedelta(days=3)
    apply_import(desk.actor, prepare(desk.actor, Kind.TIMETABLE, timetables[:1], monday, friday))
    lessons = desk.rows("lesson").filter(date=today, course__subgroup=None).select_related("teacher", "course__group")
    lesson = lessons.order_by("pair", "pk")[0]
    group = lesson.course.group
    folder = shutil.copytree(bundle, tmp_path / "bundle")
    classes = (folder / "classes.csv").read_text("utf-8")
    named = classes.replace("Class 1 title", group.name).replace("scheduled", "homeroom", 1)
    (folder / "classes.csv").write_text(named, encoding="utf-8")
    apply_import(desk.actor, prepare(desk.actor, Kind.ROSTER, [folder]))
    listed = next(csv.DictReader((bundle / "users.csv").read_text("utf-8-sig").splitlines()))
    [member] = desk.rows("membership").filter(group=group).select_related("student")
    account = Account.objects.create(college=desk.college, person=lesson.teacher, login="teacher", password="!")
    commands = [Command(uuid4(), "entry", lesson.pk, 0, "н", member.student_id, 0)]
    [outcome] = record(actor_of(account), lesson.course, commands)[0]
    assert (outcome.state, member.student.surname) == ("saved", listed["familyName"])
    assert Entry.objects.of(desk.college.id).get().value == "н"
