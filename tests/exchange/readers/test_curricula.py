"""Plans and programmes drawn as tables: found by words, checked against their sums, nothing dropped in silence."""

import time
import zipfile
from io import BytesIO

import openpyxl
import pytest

from zhurnal.exchange.imports.readers.curricula_forms import forms_of, semesters_of
from zhurnal.exchange.imports.readers.curricula_hours import divide
from zhurnal.exchange.imports.readers.curricula_kind import read_curriculum
from zhurnal.exchange.imports.readers.kinds import Kind
from zhurnal.exchange.imports.readers.programmes import read_programme
from zhurnal.exchange.imports.readers.sandbox import read

HEAD = (
    ("Учебный план 13.02.03 Электрические станции, сети и системы",),
    ("Год начала подготовки 2024, очная форма, на базе основного общего образования",),
    (),
    ("Индекс", "Наименование", "Формы промежуточной аттестации", "", "", "Нагрузка, час.", "", "", "Распределение по курсам", "", "", ""),
    ("", "", "Экзамены", "Зачёты", "Дифф. зачёты", "Всего", "Лекции", "Лабораторные", "1 курс", "", "2 курс", ""),
    ("", "", "", "", "", "", "", "", "1 сем. 17 нед.", "2 сем.", "3 сем.", "4 сем."),
    tuple(range(1, 13)),
)  # fmt: skip
MERGED = ("A4:A6", "B4:B6", "C4:E4", "F4:H4", "I4:L4", "I5:J5", "K5:L5", "C5:C6", "D5:D6", "E5:E6", "F5:F6", "G5:G6", "H5:H6")  # fmt: skip
ROWS = (
    ("ОП.00", "Общепрофессиональный цикл"),
    ("OП.02", "Электротехника", "34", "", "", 200, 140, 60, "", "", 96, 104),
    ("ПМ.00", "Профессиональные модули"),
    ("ПM.01", "Обслуживание"),
    ("МДК 01.01", "Ремонт", "", "", 4, "36 ч.", 36, "", "", "", "", 36),
    ("УП.01", "Учебная практика", "", "", "4", 72, "", "", "", "", "", 72),
    ("ПМ.01.ЭК", "Экзамен по модулю", 4, "", "", 6, "", "", "", "", "", 6),
    ("Всего", "", "", "", "", 314, "", "", "", "", 96, 218),
    ("", "экзаменов", "", "", "", 3),
)


def workbook(rows, merged=(), title="План"):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row, cells in enumerate(rows, 1):
        for column, value in enumerate(cells, 1):
            if value != "":
                sheet.cell(row, column, value)
    for area in merged:
        sheet.merge_cells(area)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture
def put(tmp_path):
    def write(data, name="plan.xlsx"):
        path = tmp_path / name
        path.write_bytes(data)
        return [path]

    return write


def codes(found):
    return sorted({problem.code for problem in found.problems})


def test_a_plan_in_a_table_gives_the_tree_hours_and_forms(put):
    plan = read_curriculum(put(workbook([*HEAD, *ROWS], MERGED)))
    assert (plan.specialty_code, plan.start_year, plan.form) == ("13.02.03", 2024, "очная")
    assert plan.specialty_name == "Электрические станции, сети и системы"
    assert [(item.key, item.kind, item.parent) for item in plan.items] == [
        ("цикл:ОП.00", "cycle", ""),
        ("ОП.02", "discipline", "цикл:ОП.00"),
        ("цикл:ПМ.00", "cycle", ""),
        ("ПМ.01", "module", "цикл:ПМ.00"),
        ("МДК.01.01", "mdk", "ПМ.01"),
        ("УП.01", "practice_edu", "ПМ.01"),
        ("ПМ.01.ЭК", "exam", "ПМ.01"),
    ]
    assert [(load.item, load.semester, load.total, load.attestation) for load in plan.loads] == [
        ("ОП.02", 3, 96, "Э"), ("ОП.02", 4, 104, "Э"), ("МДК.01.01", 4, 36, "ДЗ"), ("УП.01", 4, 72, "ДЗ"),
        ("ПМ.01.ЭК", 4, 6, "Э"),
    ]  # fmt: skip
    first, second = plan.loads[:2]
    assert (first.lectures + second.lectures, first.labs + second.labs) == (140, 60)
    assert (first.parts(), second.parts()) == (96, 104)
    assert codes(plan) == ["below_sum", "hours_words", "latin_index", "mended_index", "spread"]


def test_a_sum_that_does_not_agree_is_told_with_its_semester(put):
    rows = [*HEAD, *ROWS[:-2], ("Всего", "", "", "", "", 314, "", "", "", "", 96, 999)]
    plan = read_curriculum(put(workbook(rows, MERGED)))
    told = [problem.reason for problem in plan.problems if problem.code == "sum_all"]
    assert told == ["4 семестр: в строке «Всего» 999 ч, а строки вместе дают 218 ч."]


def test_bad_plans_become_sentences(put):
    bare = [("09.02.07 Программирование",), ("Индекс", "Наименование", "Всего", "0 семестр", "13 семестр", "1 семестр")]
    for rows, code in (
        ([*HEAD[:6], ("ОП.01", "Графика")], "no_hours"),
        ([*bare, ("ОП.01", "Графика", 36, 36, 36, "много")], "semester"),
        ([*bare, ("ОП.01", "Графика", 36, "", "", "много")], "hours"),
        ([*bare, ("ОП.01", "Графика", 36, "", "", 36), ("ОП.01", "Черчение", 36, "", "", 36)], "double_index"),
        ([("Ни о чём",)], "no_header"),
        ([], "empty"),
        ([bare[1], ("ОП.01", "Графика", 36, "", "", 36)], "no_specialty"),
    ):
        found = read_curriculum(put(workbook(rows)))
        assert code in codes(found), code
        assert all(problem.reason.endswith((".", "»")) for problem in found.problems)


@pytest.mark.parametrize(
    ("text", "semesters"),
    [("4", [4]), ("3,5", [3, 5]), ("3-5", [3, 4, 5]), ("46", [4, 6]), ("13", [1, 3]), ("нет", None)],
)
def test_semesters_of_a_form(text, semesters):
    assert semesters_of(text, 8) == semesters


@pytest.mark.parametrize(
    ("text", "taught", "forms"),
    [
        ("-, ДЗ, Э", [3, 4, 5], {4: ["ДЗ"], 5: ["Э"]}),
        ("З3, ДЗ4", [3, 4], {3: ["З"], 4: ["ДЗ"]}),
        ("экзамен", [2], {2: ["Э"]}),
        ("Э6, КП6", [5, 6], {6: ["Э", "КП"]}),
        ("контр. раб., К", [1, 2], {1: ["К"], 2: ["К"]}),
        ("когда-нибудь", [2], None),
    ],
)
def test_forms_in_one_column(text, taught, forms):
    assert forms_of(text, taught) == forms


def test_hours_are_divided_so_that_rows_and_columns_keep_their_sums():
    found = divide({"lectures": 100, "practicals": 61, "labs": 39}, {3: 96, 4: 104})
    assert [sum(parts.values()) for parts in found.values()] == [96, 104]
    assert [sum(parts[kind] for parts in found.values()) for kind in ("lectures", "practicals", "labs")] == [
        100,
        61,
        39,
    ]


TOPICS = (
    ("Календарно-тематический план",),
    ("№", "Наименование разделов и тем", "Кол-во часов", "Вид занятия", "Домашнее задание", "Дата"),
    ("", "Раздел 1. Цепи"),
    (1, "Закон Ома", 2, "лекция", "§ 1", "01.09"),
    (2, "Измерение тока", "4 ч.", "ЛР № 1", "", ""),
    (3, "Мощность", "много", "", "", ""),
    ("", "Итого", 8),
)


def document(rows):
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    lines = "".join(f"<w:tr>{''.join(cell.format(value) for value in row)}</w:tr>" for row in rows)
    table = f"<w:tbl>{lines}</w:tbl>" if rows else "<w:p/>"
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", '<w:document xmlns:w="urn:w"><w:body>' + table + "</w:body></w:document>")
    return stream.getvalue()


@pytest.mark.parametrize("make", [workbook, document])
def test_topics_come_out_of_both_kinds_of_files(put, make):
    found = read_programme(put(make(TOPICS), "ktp"))
    assert [(topic.title, topic.hours, topic.kind, topic.homework) for topic in found.topics] == [
        ("Закон Ома", "2", "lecture", "§ 1"), ("Измерение тока", "4", "lab", ""), ("Мощность", "2", "lecture", ""),
    ]  # fmt: skip
    assert codes(found) == ["hours", "left_columns", "sections"]


def test_bad_programmes_become_sentences(put):
    many = [TOPICS[1], *((number, "Тема", 2, "", "", "") for number in range(2000))]
    for data, code in (
        (document([]), "no_table"),
        (workbook([("Просто текст",)]), "no_header"),
        (workbook(many), "too_many"),
        (workbook([TOPICS[1]]), "empty"),
        (document(TOPICS)[:200], "wrong_kind"),
        (b"%PDF-1.4", "wrong_kind"),
    ):
        found = read_programme(put(data, "ktp"))
        assert found.topics == ()
        assert code in codes(found), code


def test_a_document_with_a_dtd_is_refused(put):
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(
            "word/document.xml", '<!DOCTYPE x [<!ENTITY a "b">]><w:document xmlns:w="urn:w">&a;</w:document>'
        )
    assert codes(read_programme(put(stream.getvalue(), "ktp.docx"))) == ["dtd"]


def test_the_same_in_the_process_of_its_own(put):
    began = time.perf_counter()
    reading = read(Kind.PLAN, put(workbook([*HEAD, *ROWS], MERGED)))
    [found] = reading.content.files
    assert (len(found.plan.items), len(found.plan.loads)) == (7, 5)
    assert len(read(Kind.PROGRAMME, put(document(TOPICS), "ktp.docx")).content.topics) == 3
    assert time.perf_counter() - began < 20


def test_the_real_programme_beside_the_repository(shared):
    found = sorted((shared / "data/curricula/ktp").glob("ktp_*.xlsx"))
    if not found:
        pytest.skip("There is no work programme in the samples.")
    programme = read_programme(found[:1])
    assert len(programme.topics) == 8
    assert "unread_sheet" in codes(programme)
