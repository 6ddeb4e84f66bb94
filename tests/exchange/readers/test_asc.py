"""aSc timetables of both formats, invented."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.exchange.readers.made import ASC_2008, ASC_2012, codes, zipped
from zhurnal.exchange.imports.readers.asc import read_timetable
from zhurnal.exchange.imports.readers.timetable import Timetable, Unplaced


def asc(tmp_path: Path, text: str, encoding: str = "utf-8") -> Timetable:
    file = tmp_path / "asc.xml"
    file.write_bytes(text.encode(encoding))
    return read_timetable([file])


def test_format_2008_is_read(tmp_path):
    timetable = asc(tmp_path, ASC_2008)
    assert (timetable.format, timetable.week_count, timetable.problems) == ("2008", 2, ())
    assert [(day.number, day.weekday) for day in timetable.days] == [(1, 1), (2, 2)]
    assert [(card.lesson, card.day, card.period, card.length, card.weeks) for card in timetable.cards] == [
        ("*1", 1, 1, 2, ()),
        ("*2", 2, 3, 1, (2,)),
    ]
    assert (timetable.classes[0].name, timetable.lessons[1].per_week) == ("Э-21", Decimal("0.5"))
    assert [(group.whole, group.division) for group in timetable.groups] == [(True, 0), (False, 1)]


def test_format_2012_is_read(tmp_path):
    timetable = asc(tmp_path, ASC_2012, "cp1251")
    assert (timetable.format, timetable.week_count, len(timetable.cards)) == ("2012", 2, 2)
    assert [(block.period, block.length, block.weeks, block.rooms) for block in timetable.blocks] == [
        (1, 2, (), ("R1",))
    ]
    assert timetable.unplaced == (Unplaced("L2", Decimal("2.0"), Decimal(0)),)
    assert (timetable.teachers[0].name, timetable.rooms[0].building, timetable.rooms[0].capacity) == (
        "КРАВЦОВА О. С.",
        "Главный",
        None,
    )
    assert codes(timetable.problems) == ["unplaced"]


def test_days_may_be_numbered_from_one(tmp_path):
    text = ASC_2008.replace("groupstype1", "daynumbering1").replace('day="1"', 'day="2"').replace('day="0"', 'day="1"')
    assert [card.day for card in asc(tmp_path, text).cards] == [1, 2]


def test_mask_of_a_wrong_length_is_refused(tmp_path):
    timetable = asc(tmp_path, ASC_2012.replace('period="2" days="10"', 'period="2" days="100"'), "cp1251")
    wrong = next(problem for problem in timetable.problems if problem.code == "mask_length")
    assert (len(timetable.cards), wrong.column, wrong.value, wrong.line) == (1, "card days", "100", 22)


def test_one_card_on_two_days_is_two_cards(tmp_path):
    timetable = asc(tmp_path, ASC_2012.replace('period="2" days="10"', 'period="2" days="11"'), "cp1251")
    assert [(card.day, card.period) for card in timetable.cards] == [(1, 1), (1, 2), (2, 2)]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('day="1" period="3"', 'day="7" period="3"', "day"),
        ('day="1" period="3"', 'day="1" period="9"', "period"),
        ('card lessonid="*2"', 'card lessonid="*9"', "no_such_id"),
        ('subjectid="*2"', 'subjectid="*9"', "no_such_id"),
        ('teacherids="*1" classroomids=""', 'teacherids="" classroomids=""', "no_teacher"),
        ('weeks="01"', 'weeks="0x"', "mask"),
        ('name="Вторник" short="Вт"', 'name="День Б" short="Б"', "weekdays"),
        ('starttime="8:50"', 'starttime="полдень"', "time"),
        ('starttime="8:50"', 'starttime="8:40"', "period_times"),
        ('<subject id="*2"', '<subject id="*1"', "double_id"),
        ('periodsperweek="2.0"', 'periodsperweek="6.0"', "unplaced"),
        ('periodspercard="2"', 'periodspercard="999999999"', "number"),
        ('periodsperweek="2.0"', 'periodsperweek="999999999"', "number"),
        ('period="3" starttime', 'period="999999999" starttime', "period"),
        ('day="1" period="3"', 'day="0" period="1"', "clash"),
    ],
)
def test_fault_is_named(tmp_path, old, new, code):
    assert old in ASC_2008
    timetable = asc(tmp_path, ASC_2008.replace(old, new))
    assert code in codes(timetable.problems)
    assert all(problem.file == "asc.xml" for problem in timetable.problems)


def test_nothing_placed_is_refused(tmp_path):
    text = ASC_2008[: ASC_2008.index("<cards>")] + "</timetable>"
    assert codes(asc(tmp_path, text).problems) == ["no_cards"]


def test_alone_in_an_archive_is_taken_out(tmp_path):
    archive = tmp_path / "asc.zip"
    archive.write_bytes(zipped({"расписание.xml": ASC_2008}))
    assert len(read_timetable([archive]).cards) == 2


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "Файл пуст"),
        (zipped({"xl/workbook.xml": "", "[Content_Types].xml": ""}), "Это книга Excel, а нужен файл XML из aSc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "старого образца"),
        (b"%PDF-1.4", "документ PDF"),
        ("1;05А;Мюллер;МА".encode(), "текстовый файл"),
        (b"<fet version='6'></fet>", "программы FET"),
        ("<Документ/>".encode(), "учебный план"),
        (b"<html></html>", "веб-страница"),
        (b"<a/>", "другой XML"),
        (b"<timetable/>", "без единой таблицы"),
        (zipped({"a.txt": "x"}), "нужен ровно один"),
    ],
)
def test_wrong_file_is_called_by_its_name(tmp_path, data, words):
    file = tmp_path / "что-то.xml"
    file.write_bytes(data)
    assert words in read_timetable([file]).problems[0].reason
