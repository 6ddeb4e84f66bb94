"""Pages are set by a child: what people wrote is text, a dead child costs nothing, the archive's form is told."""

import io
import os
import signal
from datetime import date

import pytest
from pypdf import PdfReader

from zhurnal.kernel.errors import Refused
from zhurnal.kernel.export import Column, Format, Kind, Table, Total, write
from zhurnal.kernel.export import pdf as paper
from zhurnal.kernel.typeset import TypesetError, press, typeset

TABLE = "kernel/typeset/table.typ"
HOSTILE = ("#panic[1]", "*не жирно*", "_a_ $x$ <b> \\ // @x", "= не заголовок", '"]#read("/etc/passwd")')


def text_of(document: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(document)).pages)


def printed(table: Table) -> bytes:
    file = io.BytesIO()
    write(table, Format.PDF, file)
    return file.getvalue()


def of_texts(*texts: str) -> Table:
    heading = ("Колледж", "ноябрь 2026")
    return Table(
        "Список", (Column("text", "Текст"),), [(text,) for text in texts], ("Учтено всё.",), heading, ("Директор",)
    )


def data(**more):
    return {
        "title": "Лист", "foot": "", "landscape": False, "apart": False, "empty": "Пусто", "signatures": [], "parts": [], **more,
    }  # fmt: skip


def test_what_people_wrote_is_never_markup():
    said = text_of(printed(of_texts(*HOSTILE)))
    assert [text for text in HOSTILE if text not in said] == []


def test_a_child_that_was_expected_sets_the_document():
    press._cool()
    press.expect()
    press.expect()
    (worker,) = press._warm
    assert typeset(TABLE, data(title="Ждали")).startswith(b"%PDF")
    assert press._warm == [worker]


def test_a_paper_has_head_rows_totals_notes_and_who_signs():
    columns = (Column("name", "Кто"), Column("hours", "Часы", Kind.NUMBER), Column("day", "Дата", Kind.DATE))
    rows = [("Терехова", -3, date(2026, 11, 24)), Total(("Всего", 12_000, None))]
    said = text_of(printed(Table("Часы", columns, rows, ("Примечание",), ("Колледж", "за ноябрь"), ("Директор",))))
    wanted = (
        "Колледж",
        "Часы",
        "за ноябрь",
        "Терехова",
        "−3",
        "24.11.2026",
        "Всего",
        "Примечание",
        "Директор",
        "1 из 1",
    )
    assert [text for text in wanted if text not in said] == []
    assert "Записей нет." in text_of(printed(of_texts()))


def test_a_long_table_goes_on_over_pages_and_a_very_long_one_is_refused(monkeypatch):
    assert len(PdfReader(io.BytesIO(printed(of_texts(*map(str, range(200)))))).pages) > 3
    monkeypatch.setattr(paper, "MOST_ROWS", 10)
    with pytest.raises(Refused) as refused:
        printed(of_texts(*map(str, range(11))))
    assert "XLSX" in str(refused.value.refusal)


def test_an_archive_copy_says_what_it_is():
    assert b"pdfaid:part" in typeset(TABLE, data(), archive=True)
    assert b"pdfaid:part" not in typeset(TABLE, data())


def test_a_fault_of_a_template_is_an_error_and_the_child_goes_on():
    with pytest.raises(TypesetError, match="dictionary"):
        typeset(TABLE, {"title": "x"})
    assert typeset(TABLE, data())


def test_a_child_that_died_is_replaced():
    typeset(TABLE, data())
    (worker,) = press._warm
    os.kill(worker.process.pid, signal.SIGKILL)
    worker.process.wait()
    assert typeset(TABLE, data())


def test_a_child_that_hangs_is_ended_and_said_so(monkeypatch):
    typeset(TABLE, data())
    (worker,) = press._warm
    os.kill(worker.process.pid, signal.SIGSTOP)
    monkeypatch.setattr(press, "SECONDS", 0.2)
    with pytest.raises(TypesetError, match="ended"):
        typeset(TABLE, data())
    assert worker.process.poll() is not None


def test_a_child_is_not_kept_for_ever():
    press._cool()
    for _number in range(press.PER_CHILD):
        typeset(TABLE, data())
    assert press._warm == []
