"""OneRoster bundles, invented."""

import datetime as dt
from pathlib import Path

import pytest

from tests.exchange.readers.made import ROSTER_1P1, ROSTER_1P2, codes, zipped
from zhurnal.exchange.imports.readers.oneroster import read_roster
from zhurnal.exchange.imports.readers.problems import Severity
from zhurnal.exchange.imports.readers.roster import OuterId, Roster, UserRole
from zhurnal.exchange.imports.readers.sources import Source


def bundle(tmp_path: Path, files: dict[str, str], **changes: str) -> Roster:
    for name, text in {**files, **{f"{stem}.csv": text for stem, text in changes.items()}}.items():
        (tmp_path / name).write_text(text, "utf-8")
    return read_roster([tmp_path])


def test_version_1p1_is_read(tmp_path):
    roster = bundle(tmp_path, ROSTER_1P1)
    assert (roster.version, roster.system) == ("1.1", "Деканат")
    assert [user.source_id for user in roster.users] == ["t1", "s1", "p1"]
    teacher, student, parent = roster.users
    assert teacher.outer_ids == (OuterId("LDAP", "12"), OuterId("LTI", "15"))
    assert teacher.roles == (UserRole("teacher", "org", True, None, None),)
    assert (student.agents, student.enabled, parent.enabled, parent.roles[0].role) == (("p1",), True, False, "parent")
    assert (roster.classes[0].type, roster.classes[0].grades, roster.classes[0].sessions) == (
        "homeroom",
        ("09", "10"),
        ("fall",),
    )
    assert (roster.sessions[0].starts, roster.sessions[0].ends) == (dt.date(2026, 9, 1), dt.date(2026, 12, 29))
    assert roster.enrollments[1].ends == dt.date(2027, 6, 30)
    assert codes(roster.problems) == ["passwords"]


def test_passwords_are_not_in_the_result(tmp_path):
    assert "secret" not in repr(bundle(tmp_path, ROSTER_1P1))


def test_version_1p2_takes_roles_from_their_file(tmp_path):
    roster = bundle(tmp_path, ROSTER_1P2)
    user = roster.users[0]
    assert user.roles == (
        UserRole("teacher", "org", True, dt.date(2026, 9, 1), None),
        UserRole("parent", "org", False, None, None),
    )
    assert (user.birth_date, user.sex, user.orgs, codes(roster.problems)) == (dt.date(1984, 4, 17), "f", ("org",), [])


def test_zip_folder_and_single_files_read_the_same(tmp_path):
    (tmp_path / "folder").mkdir()
    archive = tmp_path / "выгрузка.zip"
    archive.write_bytes(
        zipped({f"export/{name}": text for name, text in ROSTER_1P1.items()} | {"__MACOSX/._users.csv": "x"})
    )
    from_folder = bundle(tmp_path / "folder", ROSTER_1P1)
    uploads = []
    for number, name in enumerate(ROSTER_1P1):
        (tmp_path / f"upload{number}").write_text(ROSTER_1P1[name], "utf-8")
        uploads.append(Source(tmp_path / f"upload{number}", name))
    assert read_roster([archive]) == from_folder == read_roster(uploads)


def test_windows_encoding_and_semicolons_are_read(tmp_path):
    for name, text in ROSTER_1P1.items():
        quoted = text if '"' in text else text.replace(",", ";")
        (tmp_path / name).write_bytes(quoted.encode("cp1251"))
    roster = read_roster([tmp_path])
    assert [user.family for user in roster.users] == ["Кравцова", "Абрамов", "Абрамова"]


def test_changes_are_read_with_one_question(tmp_path):
    manifest = ROSTER_1P1["manifest.csv"].replace("bulk", "delta")
    roster = bundle(tmp_path, ROSTER_1P1, manifest=manifest)
    asked = [problem for problem in roster.problems if problem.code == "delta"]
    assert [problem.severity for problem in asked] == [Severity.QUESTION]
    assert "users.csv" in asked[0].reason
    assert len(roster.users) == 3


def test_promised_file_that_is_missing_is_an_error(tmp_path):
    files = {name: text for name, text in ROSTER_1P1.items() if name != "enrollments.csv"}
    assert ("missing_file", Severity.ERROR) in [(p.code, p.severity) for p in bundle(tmp_path, files).problems]


def test_bundle_without_a_manifest_is_asked_about(tmp_path):
    files = {name: text for name, text in ROSTER_1P2.items() if name != "manifest.csv"}
    roster = bundle(tmp_path, files)
    assert (roster.version, codes(roster.problems)) == ("1.2", ["no_manifest"])


@pytest.mark.parametrize(
    ("stem", "row", "code", "line", "column"),
    [
        ("users", ",,,TRUE,org,student,x,,Имя,Фамилия,,,,,,,,", "no_id", 5, "sourcedId"),
        ("users", "s1,,,TRUE,org,student,x,,Имя,Фамилия,,,,,,,,", "double_id", 5, "sourcedId"),
        ("users", "s9,,,TRUE,org,student,x,,Имя,,,,,,,,,", "required", 5, "familyName"),
        ("users", "s9,,,TRUE,org,wizard,x,,Имя,Фамилия,,,,,,,,", "role", 5, "role"),
        ("users", "s9,,,maybe,org,student,x,,Имя,Фамилия,,,,,,,,", "yes_no", 5, "enabledUser"),
        ("users", "s9,,,TRUE,nowhere,student,x,,Имя,Фамилия,,,,,,,,", "no_such_id", 5, "orgSourcedIds"),
        ("users", "s9,gone,,TRUE,org,student,x,,Имя,Фамилия,,,,,,,,", "status", 5, "status"),
        ("enrollments", "n9,,,e99,org,s1,student,,,", "no_such_id", 4, "classSourcedId"),
        ("enrollments", "n9,,,e21,org,s99,student,,,", "no_such_id", 4, "userSourcedId"),
        ("enrollments", "n9,,,e21,org,s1,student,,вчера,", "date", 4, "beginDate"),
        ("enrollments", "n9,,,e21,org,s1,student,,1/05/2027,", "date_order", 4, "beginDate"),
        ("enrollments", "n9,,,e21,org,s1,student,,2027-09-01,2026-09-01", "period", 4, "endDate"),
    ],
)
def test_bad_row_is_named_by_file_line_and_column(tmp_path, stem, row, code, line, column):
    roster = bundle(tmp_path, ROSTER_1P1, **{stem: ROSTER_1P1[f"{stem}.csv"] + row + "\n"})
    found = [(p.file, p.code, p.line, p.column) for p in roster.problems if p.code != "passwords"]
    assert (f"{stem}.csv", code, line, column) in found
    assert {user.source_id for user in roster.users} >= {"t1", "s1", "p1"}


def test_other_exports_are_called_by_name(tmp_path):
    (tmp_path / "Student.csv").write_text("SIS ID,School SIS ID\n1,2\n")
    assert "Microsoft School Data Sync" in read_roster([tmp_path]).problems[0].reason


def test_nothing_at_all_is_said_so(tmp_path):
    assert codes(read_roster([tmp_path]).problems) == ["not_a_roster"]
    assert codes(read_roster([tmp_path / "нет.zip"]).problems)[0] == "unreadable"
