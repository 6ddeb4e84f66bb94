"""Places of a lesson that a permission opens (A3.7)."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from zhurnal.journal.rules import places
from zhurnal.journal.rules.commands import Command
from zhurnal.journal.rules.places import Opening

ONE, TWO = UUID(int=1).hex, UUID(int=2).hex
EARLY, LATE = datetime(2026, 11, 24, 9, tzinfo=UTC), datetime(2026, 11, 25, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("opened", "place", "covers"),
    [
        ("", "topic", True),
        ("topic", "topic", True),
        ("topic", "homework", False),
        (places.cell(ONE, 1), places.cell(ONE, 1), True),
        (places.cell(ONE, 1), places.cell(TWO, 1), False),
        (places.cell("*", 1), places.cell(TWO, 1), True),
        (places.cell("*", 1), places.cell(TWO, 2), False),
        (places.cell(ONE, "*"), places.cell(ONE, 7), True),
        (places.cell(ONE, "*"), "topic", False),
        ("topic", "", False),
    ],
)
def test_a_permission_covers_what_it_names(opened, place, covers):
    assert places.covers(opened, place) is covers


def test_a_command_and_its_record_name_the_same_place():
    student, lesson = UUID(ONE), uuid4()
    for command, target in (
        (Command(uuid4(), "entry", lesson, 0, "4", student, -2), f"cell:{lesson.hex}:{ONE}:-2"),
        (Command(uuid4(), "topic", lesson, 0, ""), f"topic:{lesson.hex}"),
        (Command(uuid4(), "work", lesson, 0, "", slot=3), f"work:{lesson.hex}:3"),
        (Command(uuid4(), "personal_homework", lesson, 0, ""), f"personal:{uuid4().hex}"),
    ):
        assert places.of_target(target) == places.of_command(command)
    assert places.of_target(f"open_request:{lesson.hex}") == ""


def test_the_longest_permission_that_covers_the_place_counts():
    openings = [Opening(LATE, "topic"), Opening(EARLY, "topic homework")]
    assert [places.open_until(openings, place) for place in ("topic", "homework", "roll_call")] == [LATE, EARLY, None]


def test_what_is_no_place_is_left_out():
    given = [
        "topic",
        "topic",
        "rubbish",
        "work:2",
        "work:x",
        places.cell(ONE, 1),
        places.cell(TWO, 1),
        "cell:*:0",
        "cell",
    ]
    assert places.read_places(given, [ONE]) == f"topic work:2 {places.cell(ONE, 1)} cell:*:0"


def test_places_in_words():
    said = f"topic {places.cell(ONE, 1)} {places.cell(TWO, 1)} work:1 cell:*:0 {places.cell(ONE, '*')} work:5"
    assert places.place_words(said, {ONE: "Калугин Степан"}, {1: "УО"}) == (
        "тема; УО: Калугин Степан, студент; посещаемость: все студенты; все записи: Калугин Степан; столбец 5"
    )
    assert places.place_words("", {}, {}) == ""


@pytest.mark.parametrize(
    ("part", "student", "meant"),
    [
        ("", "", ""),
        ("topic", "", "topic"),
        ("", ONE, places.cell(ONE, "*")),
        ("2", ONE, places.cell(ONE, 2)),
        ("2", "", "cell:*:2 work:2"),
        ("0", "", "cell:*:0 roll_call"),
    ],
)
def test_a_remark_opens_what_it_means(part, student, meant):
    assert places.of_remark(part, student) == meant


@pytest.mark.parametrize("slot", ["²", "-1", "٣", "100", ""])
def test_only_plain_digits_name_a_column(slot):
    assert places.read_places(["topic", f"work:{slot}", places.cell(ONE, slot)], [ONE]) == "topic"
    assert places.place_words(f"work:{slot}", {}, {}) in ("столбец", f"столбец {slot}")


def test_places_that_cannot_be_read_open_nothing():
    assert places.read_places(["work:²", places.cell(TWO, 1)], [ONE]).code == "no_place"
    students = [f"{number:032x}" for number in range(places.MOST + 1)]
    assert places.read_places([places.cell(one, 1) for one in students], students).code == "many_places"
    assert places.read_places(["", " "], [ONE]) == ""
