"""Every reading of personal data is kept, costs no statement, and is told once (2.1)."""

import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import worlds
from zhurnal.curriculum.models import Membership
from zhurnal.kernel import policy, readings
from zhurnal.kernel.ids import uuid7
from zhurnal.privacy import keeping, spool
from zhurnal.privacy.actions import draining
from zhurnal.privacy.actions.draining import drain
from zhurnal.privacy.actions.nightly import at_night, sweep
from zhurnal.privacy.models import Reading
from zhurnal.privacy.queries.log import period_of, seen_log
from zhurnal.privacy.rules.lines import Line, Whose, written

pytestmark = pytest.mark.usefixtures("frozen_time")


@pytest.fixture
def vek(db):
    return worlds.make_college("vek", "А")


def kept(world):
    drain()
    return rows(world)


def rows(world):
    return list(Reading.objects.of(world.id).order_by("pk"))


def test_a_page_is_kept_with_its_reader_session_and_people(vek):
    client, course = vek.client("teacher"), vek.courses["electro"]
    assert client.get(f"/journals/{course.pk}/").status_code == 200
    row = next(one for one in kept(vek) if one.action == "journal.page.read")
    assert (row.person, row.account) == (vek.people["teacher"].pk, vek.accounts["teacher"].pk)
    assert (row.kind, row.key, row.since) == ("group", course.group_id, vek.term.starts)
    assert (row.model, row.target, row.file, row.door) == ("curriculum.Course", course.pk, False, "page")


def test_the_same_reading_is_told_once_within_the_window(vek, frozen_time):
    client, course = vek.client("teacher"), vek.courses["electro"]
    for _again in range(3):
        client.get(f"/journals/{course.pk}/")
    assert len([one for one in kept(vek) if one.target == course.pk]) == 1
    frozen_time.shift(timedelta(minutes=11))
    client.get(f"/journals/{course.pk}/")
    assert len([one for one in kept(vek) if one.target == course.pk]) == 2


def test_a_reading_costs_no_statement_and_an_unchanged_page_tells_nothing(vek):
    client, course = vek.client("teacher"), vek.courses["electro"]
    first = client.get(f"/journals/{course.pk}/live/?after=0")
    keeping.forget()
    kept(vek)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        again = client.get(f"/journals/{course.pk}/live/?after=0", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert not any("privacy" in one["sql"] for one in asked.captured_queries)
    before = Reading.objects.of(vek.id).count()
    assert len(kept(vek)) == before


def test_pages_open_when_the_spool_cannot_be_written_and_the_lines_wait(vek, settings, tmp_path, caplog):
    (tmp_path / "file").write_text("")
    settings.READINGS_DIR = tmp_path / "file" / "readings"
    client, course = vek.client("teacher"), vek.courses["electro"]
    assert client.get(f"/journals/{course.pk}/").status_code == 200
    assert keeping.trouble.since is not None
    assert "cannot be written down" in caplog.text
    settings.READINGS_DIR = tmp_path / "readings"
    keeping.keep(
        None, [readings.Told(vek.actor("teacher"), "journal.page.read", "curriculum.Course", uuid4())], file=False
    )
    assert keeping.trouble.since is None
    assert course.pk in {one.target for one in kept(vek)}


def test_what_was_written_outlives_the_process(spool_folder):
    code = (
        "import os, signal, sys; from django.conf import settings; settings.configure(READINGS_DIR=sys.argv[1]);"
        "from zhurnal.privacy import spool; spool.append(b'\\nkept\\n'); os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", code, str(spool_folder)], check=False)
    assert b"".join(one.read_bytes() for one in spool.files()) == b"\nkept\n"


def line(world, **more):
    told = {
        "event": uuid7(), "at": datetime.now(UTC), "college": world.id, "person": None, "account": None, "session": None,
        "who": "проба", "door": "page", "action": "journal.page.read", "model": "", "target": None, "file": False,
    }  # fmt: skip
    return Line(**{**told, **more})


def test_draining_twice_keeps_once_and_half_a_line_spoils_no_other(vek):
    group = next(iter(vek.groups.values()))
    one = line(vek, people=(uuid4(), uuid4()), whose=(Whose("group", group.pk, date(2026, 9, 1)),))
    spool.append(written(one) + b'\n{"e":"12')
    spool.append(written(line(vek, model="curriculum.Group", target=uuid4())))
    spool.append(written(line(vek, college=uuid4())))
    drain()
    assert [(row.kind, row.part, row.parts) for row in kept(vek)] == [
        ("person", 0, 3), ("person", 1, 3), ("group", 2, 3), ("", 0, 1),
    ]  # fmt: skip


def test_what_fails_for_one_college_waits_and_holds_back_no_other(vek, monkeypatch):
    other = worlds.make_college("vtoroy", "Б")
    spool.append(written(line(vek)) + written(line(other)))
    honest = draining.rows_of

    def ill(college, lines):
        if college == vek.id:
            raise ValueError
        return honest(college, lines)

    monkeypatch.setattr(draining, "rows_of", ill)
    drain()
    assert (len(rows(vek)), len(rows(other))) == (0, 1)
    monkeypatch.undo()
    drain()
    assert (len(rows(vek)), len(rows(other))) == (1, 1)


def test_a_file_goes_when_nobody_writes_to_it_any_more(vek, frozen_time):
    spool.append(written(line(vek, people=(uuid4(),))))
    drain()
    assert len(spool.files()) == 1
    frozen_time.shift(timedelta(minutes=3))
    drain()
    assert (spool.files(), Reading.objects.of(vek.id).count()) == ([], 1)


@pytest.mark.skipif(os.name == "nt", reason="an open file is not removed there")
def test_a_line_written_to_a_removed_file_is_written_again(vek, monkeypatch):
    opened = spool._open

    def removed(path):
        handle = opened(path)
        monkeypatch.setattr(spool, "_open", opened)
        Path(path).unlink()
        return handle

    monkeypatch.setattr(spool, "_open", removed)
    spool.append(b"\nkept\n")
    assert [one.read_bytes() for one in spool.files()] == [b"\nkept\n"]


def test_old_rows_go_at_night_and_a_year_stays(vek):
    for days in (370, 399, 402, 800):
        at = datetime.now(UTC) - timedelta(days=days)
        event = type(uuid7())(int=(int(at.timestamp() * 1000) << 80) | days)
        spool.append(written(line(vek, event=event, at=at, people=(uuid4(),))))
    drain()
    assert "удалено 2\xa0записи" in at_night(vek.college, worlds.TODAY)
    assert sweep(vek.id, worlds.TODAY - timedelta(days=365)) == 2


def test_every_personal_action_says_what_is_opened_and_whose():
    personal = [one for one in policy.all_actions() if one.personal]
    assert len(personal) > 80
    unsaid = [one.name for one in personal if not (isinstance(one.personal, str) and one.personal[0].islower())]
    assert unsaid == [], "personal=«что открыто»: Russian words, they are shown to the people themselves."
    undeclared = {one.name for one in personal if not readings.is_declared(policy.policy_of(one.name).model)}
    assert undeclared == set(), "readings.declare(Model, Path(…)) beside the policy: whose data does a row hold?"


def test_every_declaration_can_be_asked(vek):
    for one in policy.all_actions():
        if one.personal:
            readings.circles_of(policy.policy_of(one.name).model, vek.id, [uuid4()])


def test_each_reading_of_a_group_is_seen_by_whoever_was_in_it_that_day(vek):
    client, course, student = vek.client("teacher"), vek.courses["electro"], vek.people["student"]
    client.get(f"/journals/{course.pk}/")
    page = vek.client("student").get("/privacy/seen/").content.decode()
    assert "Страница журнала" in page
    assert vek.people["teacher"].surname in page
    assert "преподаватель" in page
    assert vek.people["teacher"].surname not in vek.client("sister").get("/privacy/seen/").content.decode()
    drain()
    page = vek.client("parent").get(f"/privacy/seen/{student.pk}/").content.decode()
    assert vek.people["teacher"].surname in page
    assert vek.client("parent").get(f"/privacy/seen/{vek.people['classmate'].pk}/").status_code == 404


def test_who_left_before_is_not_meant_and_who_left_since_is(vek):
    group, student = vek.courses["electro"].group, vek.people["student"]
    Membership.objects.of(vek.id).filter(student=student, left=None).update(left=date(2026, 10, 1))
    actor = vek.actor("administrator")
    for since in (date(2026, 9, 1), None):
        spool.append(written(line(vek, person=vek.people["teacher"].pk, whose=(Whose("group", group.pk, since),))))
    for _written in range(2):
        found = seen_log(actor, student.pk, period_of(actor, None, None))
        assert [(one.name.split()[0], one.times) for one in found.lines] == [(vek.people["teacher"].surname, 1)]
        drain()


def test_the_officer_finds_by_name_asks_from_both_sides_and_takes_a_file(vek):
    vek.client("teacher").get(f"/journals/{vek.courses['electro'].pk}/")
    client, teacher = vek.client("administrator"), vek.people["teacher"]
    assert str(teacher.pk) in client.post("/privacy/log/", {"name": teacher.surname[:4].lower()}).content.decode()
    page = client.get(f"/privacy/log/?person={teacher.pk}&side=who").content.decode()
    assert "Страница журнала" in page
    file = client.post("/privacy/log/file/", {"person": teacher.pk, "side": "who", "format": "csv"})
    assert "страница журнала" in b"".join(file.streaming_content).decode("utf-8-sig")
    row = next(one for one in kept(vek) if one.action == "privacy.readings.read" and one.file)
    assert (row.person, row.key) == (vek.people["administrator"].pk, teacher.pk)


def test_a_list_tells_whom_it_shows(vek):
    vek.client("administrator").get("/lists/students/")
    told = {row.key for row in kept(vek) if row.action == "exchange.students.list"}
    assert vek.people["student"].pk in told
    assert vek.people["teacher"].pk not in told


def test_whoever_comes_to_a_closed_door_stands_in_the_log_without_names(vek, caplog):
    journal = f"/journals/{vek.courses['electro'].pk}/"
    assert vek.client("teacher").get(journal).status_code == 200
    assert "closed door" not in caplog.text
    assert vek.client("other_teacher").get(journal).status_code == 404
    (line,) = [record.getMessage() for record in caplog.records if "closed door" in record.getMessage()]
    assert str(vek.accounts["other_teacher"].pk) in line
    assert "Лосев" not in line


@pytest.mark.parametrize(
    ("who", "address", "action"),
    [
        ("department_head", "/credentials/{group}/?who=parents", "credentials.group.issue"),
        ("leader", "/registers/students/{student}/", "registers.person.read"),
        ("leader", "/registers/{group}/parent_phone/", "registers.group.fill"),
        ("leader", "/registers/{group}/file/", "registers.group.export"),
    ],
)
def test_parents_who_stand_beside_their_children_are_told_of_too(vek, who, address, action):
    """The circle of a group are its students: their parents' names, codes and telephones are somebody's data as well."""
    place = address.format(group=vek.groups["Э-21"].pk, student=vek.people["student"].pk)
    client = vek.client(who)
    answer = client.post(place, {"format": "csv"}) if place.endswith("/file/") else client.get(place)
    assert answer.status_code == 200
    b"".join(answer) if answer.streaming else answer.content
    assert vek.people["parent"].pk in {row.key for row in kept(vek) if row.action == action and row.kind == "person"}
