"""One engine writes every list and report: typed cells, nothing that becomes a formula, and the way back is identity."""

import csv
import gc
import io
import json
import re
import sys
import zipfile
from datetime import date, datetime, time
from decimal import Decimal

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from xlsxwriter.exceptions import FileCreateError

from zhurnal.kernel.errors import Refused
from zhurnal.kernel.export import Column, Format, Kind, Table, Total, answer, file_name, neutralised, restored, write
from zhurnal.kernel.export.answer import disposition
from zhurnal.kernel.export.xlsx import LONGEST, sheet_name

HOSTILE = ("=1+1", "+7 900 000-00-00", "-5", "@cmd", "\tx", "\rx", "'=1", "''+1", "'", "https://example.org", "обычный")
COLUMNS = (
    Column("name", "Имя"), Column("hours", "Часы", Kind.NUMBER), Column("day", "Дата", Kind.DATE),
    Column("at", "Когда", Kind.MOMENT), Column("bell", "Звонок", Kind.TIME), Column("yes", "Есть", Kind.FLAG),
)  # fmt: skip
ROW = ("Терехова", 3, date(2026, 11, 24), datetime(2026, 11, 24, 8, 30), time(8, 30), True)  # noqa: DTZ001


def written(table: Table, form: Format) -> bytes:
    file = io.BytesIO()
    write(table, form, file)
    return file.getvalue()


def sheet(table: Table) -> list[list[object]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(written(table, Format.XLSX)))
    return book.get_sheet_by_index(0).to_python(skip_empty_area=False)


def of_texts(*texts: str) -> Table:
    return Table("Список", (Column("text", "Текст"),), [(text,) for text in texts])


def test_a_workbook_keeps_the_type_of_each_cell():
    head, body, empty = sheet(Table("Лист", COLUMNS, iter([ROW, (None, Decimal("2.5"), None, None, None, False)])))
    assert head == ["Имя", "Часы", "Дата", "Когда", "Звонок", "Есть"]
    assert body == ["Терехова", 3.0, date(2026, 11, 24), datetime(2026, 11, 24, 8, 30), time(8, 30), "да"]  # noqa: DTZ001
    assert empty == ["", 2.5, "", "", "", "нет"]


def test_no_text_becomes_a_formula_or_a_link_in_a_workbook():
    data = written(of_texts(*HOSTILE), Format.XLSX)
    xml = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    assert ("<f>" in xml, "<hyperlink" in xml) == (False, False)
    assert [row[0].replace("\r\n", "\n") for row in sheet(of_texts(*HOSTILE[:5], *HOSTILE[6:]))[1:]] == [
        *HOSTILE[:5],
        *HOSTILE[6:],
    ]


def test_a_workbook_is_ready_to_be_read_and_printed():
    table = Table(
        "Форма 2",
        COLUMNS,
        [ROW, Total(ROW)],
        notes=("Примечание",),
        heading=("Колледж", "Ноябрь"),
        signatures=("Зав.",),
    )
    book = zipfile.ZipFile(io.BytesIO(written(table, Format.XLSX)))
    xml = book.read("xl/worksheets/sheet1.xml").decode()
    for part in (
        'state="frozen"',
        '<autoFilter ref="A5:F7"/>',
        'orientation="landscape"',
        'paperSize="9"',
        "<cols>",
        'fitToHeight="0"',
    ):
        assert part in xml
    assert "Print_Titles" in book.read("xl/workbook.xml").decode()
    rows = sheet(table)
    assert [row[0] for row in rows] == [
        "Форма 2", "Колледж", "Ноябрь", "", "Имя", "Терехова", "Терехова", "", "Примечание", "", "Зав. ____________________",
    ]  # fmt: skip


def test_what_a_cell_cannot_hold_is_written_as_text_and_never_lost():
    table = Table("Лист", (Column("x", "X", Kind.NUMBER),), [(10**18,), (date(1899, 1, 2),), ("я" * (LONGEST + 5),)])
    _head, number, day, text = sheet(table)
    assert (number, day) == (["1000000000000000000"], ["02.01.1899"])
    assert (len(text[0]), text[0][-1]) == (LONGEST, "…")


def by_the_library(values: list[object]) -> str:
    """The row of these values as the library itself writes it."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    page = book.add_worksheet()
    look = {True: book.add_format({"num_format": "dd.mm.yyyy"}), False: book.add_format()}
    for place, value in enumerate(values):
        write = page.write_string if isinstance(value, str) else page.write
        write(0, place, value, look[isinstance(value, date | time)])
    book.close()
    return row_of(file.getvalue(), 1)


def row_of(data: bytes, number: int) -> str:
    """The row's own words, whatever the numbers of its formats."""
    xml = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    found = re.search(rf'<row r="{number}"[^>]*>(.*?)</row>', xml, re.DOTALL)
    return re.sub(r' s="\d+"', "", re.sub(r' r="([A-Z]+)\d+"', r' r="\1"', found[1]))


WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20) | st.sampled_from(
    ["_x000D_", " край", "край ", "a\nb", "\t", "\x00", "\x1b", "\ufffe", "<b>&", "😀", "\u00a0"]
)
VALUES = (
    WORDS
    | st.integers(-(10**14), 10**14)
    | st.floats(-1e14, 1e14)
    | st.dates(date(1900, 3, 1), date(2999, 1, 1))
    | st.datetimes(datetime(1900, 3, 1), datetime(2999, 1, 1)).map(lambda at: at.replace(microsecond=0))  # noqa: DTZ001
    | st.times().map(lambda at: at.replace(microsecond=0))
    | st.none()
)


@given(st.lists(VALUES, min_size=1, max_size=30))
def test_the_quick_body_is_what_the_library_would_have_written(values):
    kinds = tuple(Column(f"c{place}", "К") for place in range(len(values)))
    assert row_of(written(Table("Лист", kinds, [tuple(values)]), Format.XLSX), 2) == by_the_library(values)


@pytest.mark.parametrize("text", ["<r>&</r>", "<r><t>x</t></r>"])
def test_text_that_looks_like_the_sheets_own_language_stays_text(text):
    assert sheet(of_texts(text))[1] == [text]


@pytest.mark.parametrize("place", ["title", "heading", "note", "signature", "column", "cell"])
def test_such_text_stays_text_wherever_it_stands(place):
    text = "<r><&</r>"
    said = dict.fromkeys(("title", "heading", "note", "signature", "column", "cell"), "Слово") | {place: text}
    table = Table(
        said["title"], (Column("x", said["column"]),), [(said["cell"],)], heading=(said["heading"],), notes=(said["note"],), signatures=(said["signature"],),
    )  # fmt: skip
    found = [str(cell) for row in sheet(table) for cell in row]
    assert [cell.removesuffix(" ____________________") for cell in found if "<" in cell] == [text]


@pytest.mark.skipif(sys.platform == "win32", reason="no limits of files")
@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # the library's own open file says it too
@pytest.mark.parametrize(("most", "rows"), [(100_000, 1300), (500, 6), (19_500, 200)])
def test_a_book_that_the_disk_did_not_take_leaves_nothing_on_it(monkeypatch, tmp_path, most, rows):
    """The limits stop it at its rows, at closing, and at the sheet that the library makes of the rows."""
    import resource

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        with pytest.raises((OSError, FileCreateError)):
            written(of_texts(*["Терехова Анна"] * rows), Format.XLSX)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert not list(tmp_path.iterdir())
    gc.collect()


def test_a_long_text_of_rare_signs_is_cut_between_them():
    [text] = sheet(of_texts("😀" * LONGEST))[1]
    assert (len(text.encode("utf-16-le")) // 2 <= LONGEST, text[-1], text[0]) == (True, "…", "😀")


def test_more_rows_than_a_sheet_holds_are_refused_and_not_dropped(monkeypatch, tmp_path):
    monkeypatch.setattr("zhurnal.kernel.export.sheet.MOST_ROWS", 110)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(Refused, match="long_workbook"):
        written(of_texts(*["строка"] * 12), Format.XLSX)
    assert not list(tmp_path.iterdir()), "rows of a book that was never finished stay on the disk"
    assert len(sheet(of_texts(*["строка"] * 9))) == 10


def test_rows_are_walked_once_and_not_held():
    def rows():
        for number in range(3000):
            yield (f"строка {number}",)

    assert len(sheet(Table("Лист", (Column("x", "X"),), rows()))) == 3001


@pytest.mark.parametrize(
    ("title", "name"),
    [("Ведомость: а/б [1]", "Ведомость  а б  1"), ("'я'", "я"), ("", "Лист"), ("я" * 40, "я" * 31)],
)
def test_the_sheets_name_is_one_that_excel_accepts(title, name):
    assert sheet_name(title) == name


def test_csv_is_for_russian_excel():
    lines = written(Table("Лист", COLUMNS, [ROW, ("Итого; всё", Decimal("2.50"), None, None, None, None)]), Format.CSV)
    assert lines.decode("utf-8") == (
        "\ufeffИмя;Часы;Дата;Когда;Звонок;Есть\r\n"
        "Терехова;3;24.11.2026;24.11.2026 08:30;08:30;да\r\n"
        '"Итого; всё";2,50;;;;\r\n'
    )


@given(
    st.lists(
        st.one_of(st.sampled_from(HOSTILE), st.text(alphabet=st.characters(exclude_categories=["Cs"]))), min_size=1
    )
)
def test_the_way_through_csv_and_back_is_identity(texts):
    data = written(of_texts(*texts), Format.CSV).decode("utf-8-sig")
    cells = [row[0] if row else "" for row in csv.reader(io.StringIO(data, newline=""), delimiter=";")][1:]
    assert not any(cell.startswith(tuple("=+-@\t\r")) for cell in cells)
    assert [restored(cell) for cell in cells] == texts


@given(st.text())
def test_neutralising_is_undone_by_restoring(text):
    assert restored(neutralised(text)) == text


def test_a_negative_number_stays_a_number():
    table = Table("Лист", (Column("x", "X", Kind.NUMBER),), [(-5,)])
    assert written(table, Format.CSV).endswith(b"\r\n-5\r\n")
    assert sheet(table)[1] == [-5.0]


def test_json_is_the_table_by_keys():
    told = json.loads(written(Table("Лист", COLUMNS, [ROW], notes=("а",)), Format.JSON))
    assert told["columns"][1] == {"key": "hours", "title": "Часы", "kind": "number"}
    assert told["rows"] == [
        {
            "name": "Терехова",
            "hours": 3,
            "day": "2026-11-24",
            "at": "2026-11-24T08:30:00",
            "bell": "08:30:00",
            "yes": True,
        }
    ]
    assert (told["title"], told["notes"]) == ("Лист", ["а"])


@pytest.mark.django_db  # whoever closes an answer ends the request, and with it connections
def test_the_answer_names_the_file_in_its_own_letters():
    response = answer(of_texts("а"), Format.CSV, "Форма 2: ноябрь / 2026")
    assert response.headers["Content-Disposition"] == (
        "attachment; filename=\"journal.csv\"; filename*=UTF-8''%D0%A4%D0%BE%D1%80%D0%BC%D0%B0%202%20%20"
        "%D0%BD%D0%BE%D1%8F%D0%B1%D1%80%D1%8C%20%20%202026.csv"
    )
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    body = b"".join(response.streaming_content)
    assert response.headers["Content-Length"] == str(len(body))
    response.close()


def test_no_name_breaks_out_of_its_header():
    told = disposition(file_name('a"; x=\r\nSet-Cookie: b', Format.XLSX))
    assert ("\r" in told, "\n" in told, told.count('"')) == (False, False, 2)


def test_a_table_that_fails_half_way_sends_nothing():
    def rows():
        yield ("а",)
        raise LookupError

    with pytest.raises(LookupError):
        answer(Table("Лист", (Column("x", "X"),), rows()), Format.CSV)
