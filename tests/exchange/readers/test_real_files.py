"""The real files beside the repository: exact numbers, so that a change of a reader shows."""

from collections import Counter
from pathlib import Path

import pytest

from zhurnal.exchange.imports.readers.asc import read_timetable
from zhurnal.exchange.imports.readers.oneroster import read_roster
from zhurnal.exchange.imports.readers.plx import read_plan
from zhurnal.exchange.imports.readers.problems import Severity
from zhurnal.exchange.imports.readers.sandbox import read

TABLES = (
    "days",
    "periods",
    "subjects",
    "teachers",
    "classes",
    "groups",
    "rooms",
    "lessons",
    "cards",
    "blocks",
    "unplaced",
)


def counts(content: object, names: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(len(getattr(content, name)) for name in names)


def one(folder: Path, pattern: str) -> Path:
    found = sorted(folder.glob(pattern))
    if not found:
        pytest.skip(f"There is no {pattern} in the samples.")
    return found[0]


def test_asc_of_2008(shared: Path):
    timetable = read_timetable([one(shared / "data/timetables/asc", "*2008.xml")])
    assert counts(timetable, TABLES) == (5, 8, 42, 41, 29, 145, 28, 407, 748, 748, 0)
    assert (timetable.format, timetable.week_count, timetable.problems) == ("2008", 2, ())
    assert Counter(card.length for card in timetable.cards) == {1: 742, 2: 6}
    assert Counter(card.weeks for card in timetable.cards) == {(): 706, (1,): 21, (2,): 21}


def test_asc_of_2012(shared: Path):
    timetable = read_timetable([one(shared / "data/timetables/asc", "asctt2012*.xml")])
    assert counts(timetable, TABLES) == (5, 15, 403, 103, 47, 235, 67, 515, 1187, 555, 17)
    assert [day.weekday for day in timetable.days] == [1, 2, 3, 4, 5]
    assert Counter(problem.code for problem in timetable.problems) == {
        "unplaced": 17,
        "no_teacher": 9,
        "clash": 8,
        "period_name": 1,
    }
    assert sum(block.length for block in timetable.blocks) == 1187


def test_plx(shared: Path):
    plan = read_plan([one(shared / "data/curricula/plx", "*.plx.gz")])
    assert (plan.specialty_code, plan.start_year, plan.courses, plan.years, plan.months) == ("09.02.07", 2024, 3, 2, 10)
    assert counts(plan, ("items", "loads", "totals", "joints", "weeks")) == (71, 80, 14, 5, 156)
    assert Counter(item.kind for item in plan.items) == {
        "discipline": 20,
        "cycle": 13,
        "mdk": 11,
        "practice_edu": 7,
        "practice_prod": 6,
        "module": 5,
        "exam": 5,
        "gia": 4,
    }
    names = (
        "total",
        "lectures",
        "practicals",
        "labs",
        "course_project",
        "self_study",
        "consultations",
        "exam_hours",
        "other",
    )
    assert [sum(getattr(load, name) for load in plan.loads) for name in names] == [
        4464,
        1092,
        3100,
        0,
        84,
        8,
        0,
        180,
        0,
    ]
    assert [problem.code for problem in plan.problems] == ["latin_index"] * 5
    # As many weeks of practice as the rows of УП and ПДП have together; 6 that the file does not name are of the state attestation.
    meanings = {"theory": 95, "educational": 14, "pre_diploma": 4, "session": 5, "holidays": 23, "none": 9, "": 6}
    assert Counter(week.meaning for week in plan.weeks) == meanings


@pytest.mark.parametrize(
    ("name", "version", "numbers"),
    [
        ("oneroster_1p1_base", "1.1", (2, 0, 0, 3, 2, 3)),
        ("oneroster_moodle/Test_full_data_set_v1p1.zip", "1.1", (1, 5, 0, 2, 6, 6)),
        ("oneroster_moodle/oneroster_test_data_v1p2.zip", "1.2", (1, 1, 1, 1, 1, 1)),
    ],
)
def test_rosters(shared: Path, name, version, numbers):
    path = shared / "data/rosters" / name
    if not path.exists():
        pytest.skip(f"There is no {name} in the samples.")
    roster = read_roster([path])
    assert roster.version == version
    assert counts(roster, ("orgs", "sessions", "courses", "classes", "users", "enrollments")) == numbers
    assert [p.code for p in roster.problems if p.severity is Severity.ERROR] == []


def test_all_other_samples_are_refused_with_a_word(shared: Path):
    files = [file for file in sorted((shared / "data").rglob("*")) if file.is_file() and "asc" not in file.parts]
    for file in files:
        timetable = read_timetable([file])
        assert timetable.cards == (), file.name
        assert len([problem for problem in timetable.problems if problem.severity is Severity.ERROR]) >= 1, file.name
    assert len(files) > 150


def test_through_the_sandbox(shared: Path):
    file = one(shared / "data/timetables/asc", "asctt2012*.xml")
    assert read("timetable", [file]).content == read_timetable([file])
