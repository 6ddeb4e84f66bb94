"""Timetables of every program, known by content: day sheets, Untis, FET; made-up files and hostile ones."""

import datetime as dt
import io
import zipfile

import openpyxl
import pytest

from tests.exchange.readers.books import day_sheet, saved
from tests.exchange.readers.made import codes
from zhurnal.exchange.imports.readers import timetables
from zhurnal.exchange.imports.readers.abbreviations import abbreviations
from zhurnal.exchange.imports.readers.gathering import divide
from zhurnal.exchange.imports.readers.headings import read_heading
from zhurnal.exchange.imports.readers.limits import Limits
from zhurnal.exchange.imports.readers.timetables import read_timetable


@pytest.fixture
def read(tmp_path):
    def _read(data: bytes, name: str = "расписание.xls", limits: Limits | None = None):
        path = tmp_path / name
        path.write_bytes(data)
        return read_timetable([path], limits) if limits else read_timetable([path])

    return _read


def told(content):
    """(classes, part, subject, teachers, pair, rooms) of all lessons."""
    lessons = {row.outer_id: row for row in content.lessons}
    parts = {row.outer_id: row.name for row in content.groups}
    subjects = {row.outer_id: row.name for row in content.subjects}
    found = []
    for card in content.cards:
        lesson = lessons[card.lesson]
        part = "".join(parts[key] for key in lesson.groups)
        found.append((lesson.classes, part, subjects[lesson.subject], lesson.teachers, card.period, card.rooms))
    return found


def test_a_column_under_a_nought_is_no_group_and_its_lesson_is_named(read):
    """A formula whose group was left out shows «0»; the other groups of the sheet are read as ever."""
    book = openpyxl.load_workbook(io.BytesIO(day_sheet()))
    book.active["J6"] = "0"
    content = read(saved(book))
    assert [row.name for row in content.classes] == ["Э-21", "ИС-31"]
    assert [(row.line, row.value) for row in content.problems if row.code == "no_group"] == [
        (7, "Химия 303 Химия *moodle")
    ]
    assert {lesson.classes for lesson in content.lessons} == {("э-21",), ("ис-31",)}


def test_day_sheet_with_blocks_subgroups_and_merged_cells(read):
    content = read(day_sheet())
    assert told(content) == [
        (("э-21",), "", "Физика", ("кравцова о.с.",), 1, ("з-206",)),
        (("тэ-11",), "1 подгруппа", "Химия", ("лосев п.и.",), 1, ("303",)),
        (("тэ-11",), "2 подгруппа", "Химия", ("жукова а. б.",), 1, ("moodle",)),
        (("э-21", "тэ-11"), "", "История", ("лосев п.и.",), 2, ("актовый зал",)),
        (("ис-31",), "", "Физика", ("кравцова о.с.",), 1, ("204",)),
    ]
    assert content.dates == (dt.date(2026, 11, 24),)
    assert (content.periods[1].starts, content.periods[1].ends) == (dt.time(10, 10), dt.time(11, 40))
    assert [(problem.code, problem.line) for problem in content.problems] == [("no_subject", 14)]


def test_two_disciplines_in_one_pair_are_two_lessons_and_the_same_one_twice_is_one(read):
    book = openpyxl.load_workbook(io.BytesIO(day_sheet()))
    sheet = book.active
    sheet.cell(12, 5, "Физика Кравцова О.С.")
    sheet.cell(13, 5, "ОП.02 Химия Лосев П.И.")
    sheet.cell(14, 5, "История Жукова А.Б.")
    sheet.cell(15, 5, "История Жукова А.Б.")
    stream = io.BytesIO()
    book.save(stream)
    mine = [row[2:5] for row in told(read(stream.getvalue())) if row[0] == ("ис-31",)]
    assert mine == [
        ("Физика", ("кравцова о.с.",), 1),
        ("Химия", ("лосев п.и.",), 1),
        ("История", ("жукова а.б.",), 2),
    ]


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("на 24.11.2026 (среда)", "24.11.2026"),
        ("на 24.11.2026 (вторник)", "25.11.2026"),
        ("без даты", "Лист1"),
        ("вторник", "Среда"),
    ],
)
def test_a_sheet_that_contradicts_itself_is_refused(read, heading, name):
    content = read(day_sheet(heading, name))
    assert (codes(content.problems), content.cards) == (["day"], ())


def test_headings_and_indices():
    assert read_heading("на 27 октября 2025 г.", "Лист1").date == dt.date(2025, 10, 27)
    assert (read_heading("Понедельник, 1 неделя", "x").weekday, read_heading("Понедельник, 1 неделя", "x").week) == (
        1,
        1,
    )
    assert [read_heading("Расписание занятий", tab).weekday for tab in ("Среда", "ПН", "Пятница, 2 неделя")] == [
        3,
        1,
        5,
    ]
    assert read_heading("Расписание занятий", "Пятница, 2 неделя").week == 2
    assert read_heading("на 24.11.2026", "вт").trouble == ""
    assert [read_heading("Расписание", tab).weekday for tab in ("ПТ-21", "31-ВТ", "СР–11", "ИС-21, ср", "Пн 2 неделя")] == [
        0, 0, 0, 3, 1,
    ]  # fmt: skip
    for tab in ("ВТ-31", "ВС-11", "Вт"):  # the code of a group, or a short name that may be something else
        assert (read_heading("Понедельник", tab).weekday, read_heading("Понедельник", tab).trouble) == (1, "")
    assert divide("МДК. 04.01 Внедрение систем (Л)")[1] == "Внедрение систем"
    assert divide("ОП.14 Химия") == ("ОП.14", "Химия")
    assert divide("Физика") == ("", "Физика")


UNTIS = (
    '7;"05a";"Кра";"ФИЗ";"304";1;2;;\r\n7;"05b";"Кра";"ФИЗ";"304";1;2;;\r\n'
    '8;"05a";"Лос";"ХИМ";"";2;1;;\r\n9;"05a";"Лос";"";"";2;2;;\r\n10;"05a";"Лос";"ХИМ";"";;;;\r\n'
)


def test_untis_couples_rows_and_tells_what_it_leaves(read):
    content = read(UNTIS.encode("cp1251"), "GPU001.TXT")
    assert told(content) == [
        (("05a", "05b"), "", "ФИЗ", ("кра",), 2, ("304",)),
        (("05a",), "", "ХИМ", ("лос",), 1, ()),
    ]
    assert [(problem.code, problem.line) for problem in content.problems] == [("no_subject", 4), ("unplaced", 5)]


SIDE = {
    "GPU003.TXT": '"05a";"Э-21 Электрические станции"\r\n"05b";""\r\n',
    "GPU004.TXT": '"Кра";"Кравцова";' + ";" * 26 + '"Ольга Сергеевна"\r\n"Лос";"Лосев"\r\n',
    "GPU005.TXT": '"304";"Кабинет физики"\r\n',
    "GPU006.TXT": '"ФИЗ";"Физика"\r\n"ХИМ";"Химия"\r\n',
}


def test_lists_of_untis_beside_it_give_full_names_and_leave_the_keys(tmp_path):
    files = {"GPU001.TXT": UNTIS, **SIDE}
    for name, text in files.items():
        (tmp_path / name).write_bytes(text.encode("cp1251"))
    bare = read_timetable([tmp_path / "GPU001.TXT"])
    named = read_timetable(sorted(tmp_path.iterdir()))
    assert [one.name for one in named.subjects] == ["Физика", "Химия"]
    assert [one.name for one in named.teachers] == ["Кравцова Ольга Сергеевна", "Лосев"]
    assert [(one.name, one.short) for one in named.classes] == [("Э-21 Электрические станции", "05a"), ("05b", "05b")]
    assert [(one.name, one.short) for one in named.rooms] == [("Кабинет физики", "304")]
    assert (named.cards, [one.outer_id for one in named.subjects]) == (
        bare.cards,
        [one.outer_id for one in bare.subjects],
    )
    alone = read_timetable([tmp_path / "GPU006.TXT"])
    assert (codes(alone.problems), alone.cards) == (["not_one"], ())


def test_a_list_without_names_is_told(tmp_path):
    (tmp_path / "GPU001.TXT").write_bytes(UNTIS.encode("cp1251"))
    (tmp_path / "GPU006.TXT").write_bytes(b'"X"\r\n')
    assert "no_names" in codes(read_timetable(sorted(tmp_path.iterdir())).problems)


def test_a_line_that_cannot_be_read_is_told_and_takes_no_others_with_it(tmp_path):
    huge = '"' + "я" * 40_000 + '"'
    lessons = UNTIS.splitlines(keepends=True)
    (tmp_path / "GPU001.TXT").write_bytes(
        "".join([lessons[0], f"7;{huge};1;2;3;4;5\r\n", *lessons[1:]]).encode("cp1251")
    )
    subjects = f'"ФИЗ";"Физика"\r\n"X";{huge}\r\n"ХИМ";"Химия"\r\n'
    (tmp_path / "GPU006.TXT").write_bytes(subjects.encode("cp1251"))
    content = read_timetable(sorted(tmp_path.iterdir()))
    assert [one.name for one in content.subjects] == ["Физика", "Химия"]
    assert len(content.cards) == 2
    told = [(one.file.rpartition("/")[2], one.line) for one in content.problems if one.code == "huge_cell"]
    assert told == [("GPU001.TXT", 2), ("GPU006.TXT", 2)]


def test_every_sheet_is_looked_through_for_abbreviations_once(read, monkeypatch):
    looked = []

    def look(grid):
        looked.append(grid.name)
        return abbreviations(grid)

    monkeypatch.setattr(timetables, "abbreviations", look)
    book = openpyxl.load_workbook(io.BytesIO(day_sheet()))
    names = book.create_sheet("Сокращения")
    for number in range(6):
        names.append([f"Дисциплина номер {number}", f"Д{number}"])
    stream = io.BytesIO()
    book.save(stream)
    assert codes(read(stream.getvalue(), "t.xlsx").problems) == codes(read(day_sheet(), "t.xlsx").problems)
    assert sorted(looked) == sorted([*book.sheetnames, book.sheetnames[0]])  # two sheets, then the one of the bare book


def test_a_sign_of_no_width_makes_no_second_lesson(read):
    from tests.exchange.readers.test_curricula import workbook

    rows = [
        ("├", "─┼"), ("", "   ", "      50 M       "), ("", "ПОНЕДЕЛЬНИК          "), ("├", "─┼"),
        ("", "4", " 1 ИГР   /ИГР ", "310/319"), ("", "   ", "   42Ямпол/\ufeff75Замк"),
        ("", "   ", " 2 ИГР   /ИГР ", "310/319"), ("", "   ", "   42Ямпол/75Замк"),
    ]  # fmt: skip
    content = read(workbook(rows), "t.xlsx")
    assert (len(content.cards), codes(content.problems)) == (2, [])


FET = """<?xml version="1.0" encoding="UTF-8"?><fet version="6.0.0">
<Days_List><Day><Name>А-Понедельник</Name></Day><Day><Name>В-Понедельник</Name></Day></Days_List>
<Hours_List><Hour><Name>08:30</Name></Hour><Hour><Name>10:10</Name></Hour></Hours_List>
<Students_List><Year><Name>ЛД101</Name><Group><Name>ЛД101-П1</Name></Group></Year></Students_List>
<Activities_List><Activity><Teacher>Петрова</Teacher><Subject>Химия</Subject><Students>ЛД101</Students><Duration>2</Duration>
<Id>1</Id><Active>true</Active></Activity><Activity><Teacher>Петрова</Teacher><Subject>Химия</Subject>
<Students>ЛД101-П1</Students><Duration>1</Duration><Id>2</Id><Active>true</Active></Activity></Activities_List>
<Time_Constraints_List>%s</Time_Constraints_List></fet>"""
PLACED = """<ConstraintActivityPreferredStartingTime><Activity_Id>%d</Activity_Id><Preferred_Day>%s</Preferred_Day>
<Preferred_Hour>%s</Preferred_Hour><Active>true</Active></ConstraintActivityPreferredStartingTime>"""


def test_fet_places_weeks_and_subgroups(read):
    text = FET % (PLACED % (1, "В-Понедельник", "08:30") + PLACED % (2, "А-Понедельник", "10:10"))
    content = read(text.encode(), "t.fet")
    assert [(row.part, row.weeks, row.period, row.length) for row in _cards(content)] == [
        ("", (2,), 1, 2),
        ("ЛД101-П1", (1,), 2, 1),
    ]
    assert content.week_count == 2


def test_fet_without_placements_is_no_timetable(read):
    content = read((FET % "").encode(), "t.fet")
    assert (codes(content.problems), content.cards) == (["no_cards"], ())
    assert "0 из 2" in content.problems[0].reason


def _cards(content):
    from types import SimpleNamespace

    lessons = {row.outer_id: row for row in content.lessons}
    parts = {row.outer_id: row.name for row in content.groups}
    return [
        SimpleNamespace(
            part="".join(parts[key] for key in lessons[card.lesson].groups), weeks=card.weeks, period=card.period,
            length=card.length,
        )
        for card in content.cards
    ]  # fmt: skip


def changed(data: bytes, name: str, change) -> bytes:
    """The workbook with one part changed or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            body = old.read(info)
            new.writestr(info.filename, change(body) if info.filename == name else body)
        if name not in old.namelist():
            new.writestr(name, change(b""))
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
HOSTILE = {
    "bomb": changed(day_sheet(), "xl/bomb.xml", lambda _old: b" " * 20_000_000),
    "dtd": changed(
        day_sheet(),
        SHEET,
        lambda old: old.replace(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet', 1),
    ),
    "outside_formula": changed(
        day_sheet(),
        SHEET,
        lambda old: old.replace(
            b"</sheetData>", b'<row r="90"><c r="A90"><f>WEBSERVICE("http://x")</f></c></row></sheetData>'
        ),
    ),
    "broken_archive": day_sheet()[:2000],
}


@pytest.mark.parametrize("code", HOSTILE)
def test_hostile_workbooks_are_refused_in_a_sentence(read, code):
    content = read(HOSTILE[code])
    found = codes(content.problems)
    assert content.cards == ()
    assert found == [code] or (code == "broken_archive" and found == ["wrong_kind"])
    assert content.problems[0].reason.endswith(".")


def test_ordinary_formulas_are_told(read):
    data = changed(
        day_sheet(),
        SHEET,
        lambda old: old.replace(
            b"</sheetData>", b'<row r="90"><c r="A90"><f>SUM(A1:A2)</f><v>3</v></c></row></sheetData>'
        ),
    )
    assert "formulas" in codes(read(data).problems)


LAUGHS = b'<?xml version="1.0"?><!DOCTYPE fet [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><fet>&b;</fet>'


def test_laughing_xml_is_refused(read):
    assert codes(read(LAUGHS, "t.fet").problems) == ["dtd"]
