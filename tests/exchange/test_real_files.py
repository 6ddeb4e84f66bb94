"""The real files that lie beside the repository go in, go in again without a trace, and come out."""

import datetime as dt
import time

import pytest

from tests.exchange.college import changes_of
from zhurnal.exchange.actions.decide import apply_import, undo_import
from zhurnal.exchange.actions.prepare import prepare
from zhurnal.exchange.imports.readers.kinds import Kind
from zhurnal.exchange.rules.changes import WRITTEN

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
