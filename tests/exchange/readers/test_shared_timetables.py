"""The real timetables beside the repository give the lessons that are in them, counted another way."""

import io
import time

import pytest
from openpyxl import load_workbook

from tests.exchange.readers.made import codes
from zhurnal.exchange.imports.readers.timetables import read_timetable

LONGEST = 5.0


def counted(data: bytes) -> tuple[int, int]:
    """Groups and lessons of a day sheet, counted without the reader: long texts in the first rows of pairs."""
    groups, lessons, inside = set(), 0, False
    for row in load_workbook(io.BytesIO(data)).worksheets[0].iter_rows(values_only=True):
        if any(isinstance(cell, str) and cell.strip() == "Группа:" for cell in row):
            groups.update(str(cell).strip() for cell in row[3:] if cell)
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
        assert (len(content.classes), len(content.cards)) == (groups, lessons)
        assert 190 <= lessons <= 260
        assert 77 <= groups <= 81


def test_a_resaved_sheet_is_nearly_its_twin(shared):
    one, two = (
        read_timetable([path]) for path in sorted((shared / "data/timetables/ktk_xlsx").glob("ktk_2025-10-28*"))
    )
    places = [{(card.lesson, card.period) for card in content.cards} for content in (one, two)]
    assert len(places[0] ^ places[1]) <= 5


def test_true_old_workbooks(shared):
    files = sorted((shared / "data/timetables/bgpk_xls/groups").glob("*.xls"))
    content = read_timetable(files)
    assert len(content.classes) == len(files) == 19
    assert len(content.days) >= 5
    assert len(content.cards) > 19 * 15


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
