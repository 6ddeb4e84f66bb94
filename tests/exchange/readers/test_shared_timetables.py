"""The real timetables beside the repository give the lessons that are in them, counted another way."""

import io
import re
import time

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from tests.exchange.readers.made import codes
from zhurnal.exchange.imports.readers.problems import Severity
from zhurnal.exchange.imports.readers.timetables import read_timetable

LONGEST = 5.0


def counted(data: bytes) -> tuple[int, int]:
    """Groups and lessons of a day sheet, counted without the reader: long texts in the first rows of pairs."""
    groups, lessons, inside = set(), 0, False
    for row in load_workbook(io.BytesIO(data)).worksheets[0].iter_rows(values_only=True):
        if any(isinstance(cell, str) and cell.strip() == "Группа:" for cell in row):
            groups.update(str(cell).strip() for cell in row[3:] if cell and str(cell).strip() != "0")
            inside = True
        elif inside and row[0] not in (None, ""):
            lessons += sum(len(str(cell).strip()) > 10 and any(map(str.isalpha, str(cell))) for cell in row[4:] if cell)
    return len(groups), lessons


def test_day_sheets_of_a_college(shared):
    files = sorted((shared / "data/timetables/ktk_xlsx").glob("*.xls*"))
    if not files:
        pytest.skip("There are no day sheets in the samples.")
    for path in files:
        content = read_timetable([path])
        if "mismatch" in path.name:
            assert (codes(content.problems), content.cards) == (["day"], ())
            continue
        groups, lessons = counted(path.read_bytes())
        nobodys = codes(content.problems).count(
            "no_group"
        )  # under «0», which a formula shows instead of a group: named, not taken
        assert (len(content.classes), len(content.cards) + nobodys) == (groups, lessons)
        assert 190 <= lessons <= 260
        assert 77 <= groups <= 81


def test_a_resaved_sheet_is_nearly_its_twin(shared):
    one, two = (
        read_timetable([path]) for path in sorted((shared / "data/timetables/ktk_xlsx").glob("ktk_2025-10-28*"))
    )
    places = [{(card.lesson, card.period) for card in content.cards} for content in (one, two)]
    assert len(places[0] ^ places[1]) <= 5


HOUR = re.compile(r"^\s*[12]\s+\S")
DAYS = ("ПОНЕДЕЛЬНИК", "ВТОРНИК", "СРЕДА", "ЧЕТВЕРГ", "ПЯТНИЦА", "СУББОТА")


def drawn(path) -> tuple[int, int]:
    """Lessons of a drawn week and hours in it, counted without the reader: an hour is « 1 ФИЗ /ХИМ » in a pair of a day.

    Both hours of a pair with the same subgroup, subject and teacher are one lesson.
    """
    day, pair, hours, lessons = "", "", 0, set()
    rows = [
        [
            str(cell).replace("\ufeff", "").strip("\u2500\u2502\u251c\u2524\u250c\u2510\u2514\u2518\u252c\u2534\u253c")
            for cell in row
        ]
        for row in CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    ]
    for number, row in enumerate(rows):
        day = next((cell.strip() for cell in row if cell.strip().upper() in DAYS), day)
        place = next((n for n, cell in enumerate(row) if HOUR.match(cell) and n > 0), 0)
        pair = next((cell.strip() for cell in row[:place] if cell.strip().isdigit()), pair)
        if not (day and place and pair):
            continue
        halves = [part.strip() for part in row[place].strip()[1:].split("/")]
        below = rows[number + 1][place] if number + 1 < len(rows) and not HOUR.match(rows[number + 1][place]) else ""
        who = below.split("/")
        for side, subject in enumerate(halves):
            if subject:
                hours += 1
                teacher = "".join(sign for sign in who[min(side, len(who) - 1)] if sign.isalpha())
                lessons.add((day, pair, side if len(halves) > 1 else 0, len(halves) > 1, subject, teacher))
    return len(lessons), hours


def test_true_old_workbooks_give_every_lesson_drawn_in_them(shared):
    files = sorted((shared / "data/timetables/bgpk_xls/groups").glob("*.xls"))
    whole = 0
    for path in files:
        content = read_timetable([path])
        lessons, hours = drawn(path)
        assert len(content.cards) == lessons, path.name
        assert 15 <= lessons <= hours, path.name
        whole += lessons
    together = read_timetable(files)
    assert (len(together.classes), len(together.cards)) == (len(files), whole)
    assert len(together.days) >= 5
    assert whole == 556, "as many as stood in them when this was written"
    assert [(one.code, one.value) for one in together.problems] == [("left_row", "f")], (
        "a stray letter is told, no lesson is left out"
    )


def test_the_list_of_abbreviations_gives_disciplines_their_names(shared):
    """«Lessons.xls» beside the sheets: «адп» is «Административно-деликтное право»; keys stay, so a second import changes nothing."""
    folder = shared / "data/timetables/bgpk_xls"
    bare = read_timetable(sorted((folder / "groups").glob("*.xls")))
    named = read_timetable([*sorted((folder / "groups").glob("*.xls")), folder / "Lessons.xls"])
    assert [one.outer_id for one in named.subjects] == [one.outer_id for one in bare.subjects]
    assert [card.lesson for card in named.cards] == [card.lesson for card in bare.cards]
    longer = [one for one, two in zip(named.subjects, bare.subjects, strict=True) if one.name != two.name]
    assert len(longer) * 2 > len(bare.subjects), "most of them are in the list"
    assert all(one.short for one in longer)
    left = [(one.severity, "«Лист2»" in one.reason) for one in named.problems if one.code == "not_a_timetable"]
    assert left == [(Severity.WARNING, True)], (
        "its second sheet has names without abbreviations: told, and nothing is stopped"
    )


def test_untis_and_fet(shared):
    untis = read_timetable([shared / "data/timetables/untis/GPU001.TXT"])
    rows = (shared / "data/timetables/untis/GPU001.TXT").read_text("utf-8").splitlines()
    places = {
        (row[0], row[2], row[3], row[5], row[6])
        for row in (line.replace('"', "").split(";") for line in rows)
        if row[3]
    }
    assert len(untis.cards) == len(places)
    for path in sorted((shared / "data/timetables/fet").glob("*.fet*")):
        content = read_timetable([path])
        assert (
            (len(content.cards) > 500) if "data_and_timetable" in path.name else codes(content.problems) == ["no_cards"]
        )


def test_each_is_read_within_seconds(shared):
    for path in sorted((shared / "data/timetables").rglob("*.*")):
        began = time.process_time()
        read_timetable([path])
        assert time.process_time() - began < LONGEST, path.name
