"""Rules of tasks: states, rhythm, execution, documents, references (1.3)."""

from datetime import date
from io import BytesIO
from uuid import UUID
from zipfile import ZipFile

import pytest

from zhurnal.demo.papers import drawn_paper
from zhurnal.kernel.papers import LARGEST, UnfitError
from zhurnal.tasks.rules import about
from zhurnal.tasks.rules.documents import checked
from zhurnal.tasks.rules.execution import Execution, Given, execution
from zhurnal.tasks.rules.rhythm import Rhythm, next_due, reminded_on
from zhurnal.tasks.rules.states import Move, State, after, is_overdue

DAY = date(2026, 11, 24)
ENDS = (date(2026, 12, 28), date(2027, 6, 28))


@pytest.mark.parametrize(
    ("state", "move", "found"),
    [
        (State.GIVEN, Move.TAKE, State.TAKEN),
        (State.GIVEN, Move.REPORT, State.REPORTED),
        (State.TAKEN, Move.REPORT, State.REPORTED),
        (State.TAKEN, Move.TAKE, None),
        (State.REPORTED, Move.ACCEPT, State.ACCEPTED),
        (State.REPORTED, Move.RETURN, State.RETURNED),
        (State.REPORTED, Move.REPORT, None),
        (State.RETURNED, Move.REPORT, State.REPORTED),
        (State.RETURNED, Move.ACCEPT, None),
        (State.ACCEPTED, Move.WITHDRAW, None),
        (State.REPORTED, Move.WITHDRAW, State.WITHDRAWN),
        (State.WITHDRAWN, Move.REPORT, None),
    ],
)
def test_a_move_leads_where_it_may(state, move, found):
    assert after(state, move) is found


def test_who_has_reported_is_not_overdue():
    assert [is_overdue(state, DAY, date(2026, 11, 25)) for state in State] == [True, True, False, True, False, False]
    assert not is_overdue(State.GIVEN, DAY, DAY)


@pytest.mark.parametrize(
    ("rhythm", "due", "day", "today", "found"),
    [
        (Rhythm.ONCE, DAY, 24, DAY, None),
        (Rhythm.MONTHLY, DAY, 24, date(2026, 11, 25), date(2026, 12, 24)),
        (Rhythm.MONTHLY, date(2027, 1, 31), 31, date(2027, 2, 1), date(2027, 2, 28)),
        (Rhythm.MONTHLY, date(2027, 2, 28), 31, date(2027, 3, 1), date(2027, 3, 31)),
        (Rhythm.MONTHLY, DAY, 24, date(2027, 2, 1), date(2027, 2, 24)),  # months in which nobody looked are not made up
        (Rhythm.TERM, date(2026, 12, 28), 28, date(2026, 12, 29), date(2027, 6, 28)),
        (Rhythm.TERM, date(2027, 6, 28), 28, date(2027, 6, 29), None),
    ],
)
def test_the_next_deadline(rhythm, due, day, today, found):
    assert next_due(rhythm, due, day, today, ENDS) == found


def test_a_monday_is_reminded_of_on_saturday():
    assert reminded_on(date(2026, 11, 30)) == date(2026, 11, 28)
    assert reminded_on(DAY) == date(2026, 11, 23)


def test_execution_counts_what_is_due_and_what_was_in_time():
    lines = [
        Given(State.ACCEPTED, DAY, DAY),
        Given(State.ACCEPTED, DAY, date(2026, 11, 25)),
        Given(State.TAKEN, DAY, None),
        Given(State.GIVEN, date(2026, 12, 10), None),
        Given(State.REPORTED, DAY, DAY),
        Given(State.WITHDRAWN, DAY, None),
    ]
    found = execution(lines, date(2026, 11, 26))
    assert found == Execution(given=5, open=3, overdue=1, waiting=1, accepted=2, in_time=1)
    assert found.share == 33
    assert execution(lines[3:4], DAY).share is None


def office(*parts):
    body = BytesIO()
    with ZipFile(body, "w") as book:
        for part in parts:
            book.writestr(part, "x")
    return body.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "ending"),
    [
        ("План.docx", office("[Content_Types].xml", "word/document.xml"), "docx"),
        ("../../etc/Отчёт: май?.xlsx", office("xl/workbook.xml"), "xlsx"),
        ("снимок.png", drawn_paper(), "png"),
        ("приказ.exe", b"%PDF-1.7 ...", "pdf"),
    ],
)
def test_a_document_is_known_by_its_bytes(name, data, ending):
    found = checked(name, data)
    assert found.ending == ending
    assert not set(found.name) & set('/\\:?"<>|')


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "пуст"),
        (b"MZ program", "Подойдут PDF, Word"),
        (office("readme.txt"), "Подойдут PDF, Word"),
        (office("word/document.xml", "word/vbaProject.bin"), "программы"),
        (b"PK\x03\x04broken", "повреждён"),
        (b"%PDF-" + b"x" * LARGEST, "больше 5 МБ"),
    ],
)
def test_what_cannot_be_taken_is_told(data, words):
    with pytest.raises(UnfitError, match=words):
        checked("файл", data)


def test_a_reference_is_typed():
    pk = UUID(int=7)
    assert about.read(f"finding.{pk.hex}.raised") == about.About("finding", pk, "raised")
    assert str(about.read(f"journal.{pk.hex}")) == f"journal.{pk.hex}"
    assert about.read("reports-hours") == about.About("reports-hours", None)
    for text in ("", "Journal.x", "a" * 100, f"finding.{pk.hex}.<script>", f"finding..{pk.hex}"):
        assert about.read(text) is None
