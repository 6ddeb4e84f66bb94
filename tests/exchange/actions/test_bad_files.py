"""Files that are not what they should be: a sentence each, and nothing is written."""

import io
import os
import zipfile

import pytest

from tests.exchange.college import SINCE, UNTIL, changes_of, codes_of, roster, timetable
from tests.exchange.readers.made import PLX
from zhurnal.exchange.actions.decide import apply_import
from zhurnal.exchange.imports.packing import unpack_plan
from zhurnal.exchange.imports.readers.kinds import Kind
from zhurnal.exchange.imports.readers.problems import Severity
from zhurnal.exchange.rules.changes import What


def broken_workbook() -> bytes:
    """A ZIP that calls itself a workbook and breaks off."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook><sheets>" + "x" * 5000)
    return buffer.getvalue()[:-200]


EVERYTHING = "ZHURNAL_TEST_EVERYTHING" in os.environ
BAD = {
    "empty": b"",
    "rubbish": os.urandom(512 * 1024),
    "broken workbook": broken_workbook(),
    "another text": "Уважаемые коллеги, высылаю расписание.".encode(),
    "half a file": timetable([(0, 0, 1)]).encode()[:900],
}


KINDS = [kind for kind in Kind if kind is not Kind.SHEET]  # a sheet is never loaded
OWN_READERS = (Kind.ROSTER, Kind.TIMETABLE, Kind.PLAN, Kind.PROGRAMME, Kind.PROGRAMMES, Kind.STUDENTS)


@pytest.mark.once  # what is read here, no database sees
@pytest.mark.parametrize(
    ("name", "kind"),
    [
        (name, kind)
        for number, name in enumerate(BAD)
        for place, kind in enumerate(KINDS)  # lists share a reader: by day each meets one of the bad files
        if EVERYTHING or kind in OWN_READERS or place % len(BAD) == number
    ],
)
def test_bad_file_is_a_sentence_and_writes_nothing(desk, name, kind):
    run = desk.prepare(kind, {f"{name}.xlsx" if "workbook" in name else f"{name}.xml": BAD[name]})
    told = [problem for problem in unpack_plan(run.plan)[1] if problem.severity is Severity.ERROR]
    assert told
    assert all(problem.reason[0].isupper() and problem.reason.endswith(".") for problem in told)
    refused = [What.REFUSE] if kind is Kind.PROGRAMMES else []  # there each file is a line of the preview
    assert [change.what for change in changes_of(run)] == refused
    apply_import(desk.actor, run)
    assert not desk.rows("person").exists()
    assert not desk.rows("programme").exists()


@pytest.mark.once
def test_ten_megabytes_of_rubbish_are_a_sentence(desk):
    run = desk.prepare(Kind.STUDENTS, {"rubbish.xml": os.urandom(10 * 1024 * 1024)})
    assert run.counts["errors"] >= 1
    assert changes_of(run) == []


@pytest.mark.parametrize(
    ("kind", "name", "text"),
    [
        (Kind.ROSTER, "t.xml", timetable([(0, 0, 1)])),
        (Kind.TIMETABLE, "p.plx", PLX),
        (Kind.PLAN, "t.xml", timetable([(0, 0, 1)])),
    ],
)
def test_file_of_another_kind_is_refused(desk, kind, name, text):
    run = desk.prepare(kind, {name: text.encode("utf-16") if name == "p.plx" else text})
    assert run.counts["errors"] >= 1
    assert changes_of(run) == []


def test_doubled_ids_are_told_and_taken_once(desk):
    run = desk.load(Kind.ROSTER, roster(users="s1,active,,true,org,student,,,Пётр,Двойной,,,,,,,,\n"))
    assert run.counts["errors"] + run.counts["questions"] >= 1
    assert desk.rows("person").filter(outer_key="or:s1").count() == 1


def test_dates_that_do_not_exist_are_told_by_line_and_column(desk):
    run = desk.load(Kind.ROSTER, roster(enrolments="n9,active,,e21,org,s2,student,false,2026-02-31,\n"))
    (problem,) = [problem for problem in unpack_plan(run.plan)[1] if problem.value == "2026-02-31"]
    assert (problem.file, problem.line, problem.column) == ("enrollments.csv", 5, "beginDate")


def test_dates_in_the_wrong_order_are_refused(desk):
    run = desk.prepare(Kind.TIMETABLE, {"t.xml": timetable([(0, 0, 1)])}, since=UNTIL, until=SINCE)
    assert "window" in codes_of(run)
    assert changes_of(run) == []


def test_enrolment_that_ends_before_it_begins_is_refused(desk):
    run = desk.load(Kind.ROSTER, roster(enrolments="n9,active,,e21,org,s2,student,false,2026-10-10,2026-10-01\n"))
    assert [change.entity for change in changes_of(run, What.REFUSE)] == ["membership"]
