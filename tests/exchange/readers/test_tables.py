"""CSV in all the shapes that people save it in."""

import json
from pathlib import Path

import pytest

from tests.exchange.readers.made import codes
from zhurnal.exchange.imports.readers.limits import LIMITS, Limits
from zhurnal.exchange.imports.readers.problems import Report
from zhurnal.exchange.imports.readers.tables import Table, normal_title, read_table


def table(data: bytes | str, limits: Limits = LIMITS) -> tuple[Table | None, Report]:
    report = Report()
    raw = data.encode() if isinstance(data, str) else data
    return read_table("список.csv", raw, limits, report), report


def rows(data: bytes | str) -> list[dict[str, str]]:
    read, _ = table(data)
    return [dict(row.values) for row in read.rows] if read else []


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_delimiter_is_found(sign):
    text = f"Фамилия{sign}Имя\nАбрамов{sign}Кирилл\n"
    assert rows(text) == [{"фамилия": "Абрамов", "имя": "Кирилл"}]


def test_delimiter_named_by_excel_is_believed():
    assert rows("sep=;\na,b;c\n1;2\n") == [{"ab": "1", "c": "2"}]


def test_delimiter_prefers_semicolon_when_values_hold_commas():
    assert rows("ФИО;Средний балл\nАбрамов;4,5\nЁлкина;3,7\n")[1] == {"фио": "Ёлкина", "среднийбалл": "3,7"}


def test_row_knows_its_line_behind_a_quoted_line_break():
    read, _ = table('имя,адрес\nКирилл,"дом 1\nкв. 2"\nЮлия,дом 3\n')
    assert [(row.line, row.get("адрес")) for row in read.rows] == [(2, "дом 1\nкв. 2"), (4, "дом 3")]


def test_open_quote_loses_one_row_and_says_which():
    read, report = table('имя,адрес\nКирилл,"дом 1\nЮлия,дом 3\nПётр,дом 4\n')
    assert [row.get("имя") for row in read.rows] == ["Юлия", "Пётр"]
    assert [(problem.code, problem.line) for problem in report.result()] == [("open_quote", 2)]


def test_ragged_rows_are_kept_and_named():
    read, report = table("a,b,c\n1,2\n1,2,3,4\n1,2,3,,\n")
    assert [len(row.values) for row in read.rows] == [2, 3, 3]
    assert [(problem.code, problem.line) for problem in report.result()] == [("short_row", 2), ("long_row", 3)]


def test_zero_bytes_are_left_out_with_a_warning():
    read, report = table(b"a,b\n1,2\x00\n")
    assert dict(read.rows[0].values) == {"a": "1", "b": "2"}
    assert [(problem.code, problem.line) for problem in report.result()] == [("nul", 2)]


def test_huge_cell_loses_its_row_only():
    read, report = table("a,b\n" + "x" * 40_000 + ",1\n2,3\n")
    assert [row.line for row in read.rows] == [3]
    assert codes(report.result()) == ["huge_cell"]


def test_titles_are_compared_without_case_spaces_and_marks():
    read, _ = table("\ufeff sourced Id , Given_Name ,Имя  отчёта\n1,2,3\n")
    assert read.columns == ("sourcedid", "givenname", "имяотчета")
    assert read.title("имяотчета") == "Имя отчёта"


def test_double_column_reads_the_first():
    read, report = table("a,a\n1,2\n")
    assert (dict(read.rows[0].values), codes(report.result())) == ({"a": "1"}, ["double_column"])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\r\n \r\n", "empty"),
        (b"\0" * 1000, "empty"),
        (b",,,\n1,2,3,4\n", "no_header"),
        (b"%PDF-1.7 ...", "wrong_kind"),
        (b"PK\x03\x04broken", "wrong_kind"),
        (b"<?xml version='1.0'?><a/>", "wrong_kind"),
        (",".join(map(str, range(400))).encode(), "too_wide"),
    ],
)
def test_what_is_no_table_is_refused_by_name(data, code):
    read, report = table(data)
    assert (read, codes(report.result())) == (None, [code])


def test_too_many_rows_are_refused():
    read, report = table("a\n" + "1\n" * 20, Limits(rows=10))
    assert (read, codes(report.result())) == (None, ["too_long"])


def test_flood_of_problems_is_counted():
    report = Report(limit=3)
    read_table("a.csv", ("a,b\n" + "1\n" * 10).encode(), LIMITS, report)
    last = report.result()[-1]
    assert (len(report.result()), last.code, "7" in last.reason, "5 по 11" in last.reason) == (4, "more", True, True)


def test_csv_spectrum_reads_as_its_authors_say(shared: Path):
    folder = shared / "data" / "messy" / "csv_spectrum"
    for file in sorted((folder / "csvs").glob("*.csv")):
        told = json.loads((folder / "json" / f"{file.stem}.json").read_text("utf-8"))
        if not isinstance(told, list):
            continue  # location_coordinates tells of another row than its file holds
        wanted = [{normal_title(key): value.strip() for key, value in row.items() if value.strip()} for row in told]
        assert rows(file.read_bytes()) == wanted, file.name


def test_messy_folder_never_raises(shared: Path):
    files = [file for file in sorted((shared / "data" / "messy").rglob("*")) if file.is_file()]
    for file in files:
        read, report = table(file.read_bytes())
        assert read is not None or report.has_errors(), file.name
    assert len(files) > 100
