"""Reports that make themselves: when, about what, with whose rights, and that their reader hears of it (1.11 e)."""

import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from tests.access.conftest import body_of
from tests.reports.asking import built
from tests.reports.written import written_world
from tests.worlds import TODAY
from zhurnal.kernel.audit import verify
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.refusal import Refusal
from zhurnal.notifications.models import Notice
from zhurnal.organisation import nights
from zhurnal.people.models import Account, RoleGrant
from zhurnal.reports.catalogue import REPORTS
from zhurnal.reports.models import BuiltReport, SavedReport
from zhurnal.reports.nightly import at_night
from zhurnal.reports.rules.due import Schedule, due_day, period_for
from zhurnal.reports.rules.periods import Span, TermDays

FIRST = TermDays("a1", "y1", 1, "2026/27", date(2026, 9, 1), date(2026, 12, 28))
SECOND = TermDays("a2", "y1", 2, "2026/27", date(2027, 1, 11), date(2027, 6, 28))
CALENDAR = (FIRST, SECOND)
DECEMBER = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("schedule", "today", "due"),
    [
        (Schedule.WEEK, date(2026, 11, 30), date(2026, 11, 30)), (Schedule.WEEK, date(2026, 12, 3), date(2026, 11, 30)),
        (Schedule.MONTH, date(2026, 11, 30), None), (Schedule.MONTH, DECEMBER, DECEMBER),
        (Schedule.MONTH, date(2026, 12, 10), DECEMBER), (Schedule.MONTH, date(2026, 12, 20), None),
        (Schedule.TERM, date(2026, 12, 28), None), (Schedule.TERM, date(2026, 12, 29), date(2026, 12, 29)),
        (Schedule.TERM, date(2027, 6, 29), date(2027, 6, 29)), (Schedule.TERM, date(2027, 3, 1), None),
    ],
)  # fmt: skip
def test_a_report_is_due_the_day_after_its_period_and_some_days_more(schedule, today, due):
    assert due_day(schedule, today, CALENDAR) == due


def test_it_is_about_the_period_that_ended_the_day_before():
    assert period_for(Span.MONTH, DECEMBER, CALENDAR).value == "month:2026-11"
    assert period_for(Span.WEEK, date(2026, 11, 30), CALENDAR).value == "week:2026-11-23"
    assert period_for(Span.DAY, DECEMBER, CALENDAR).value == "day:2026-11-30"
    assert period_for(Span.TERM, date(2026, 12, 29), CALENDAR).value == "term:a1"
    assert period_for(Span.TERM, date(2027, 2, 1), CALENDAR, past=True).value == "term:a1"


@pytest.fixture
def world(db, frozen_time):
    return written_world()


def keep(world, who, slug, **sent):
    answer = world.client(who).post(f"/reports/{slug}/save/", sent)
    assert answer.status_code == 302, answer.content.decode()
    return SavedReport.objects.of(world.id).get(person=world.people[who], report=slug, name=sent["name"])


def tonight(world, clock, day=DECEMBER):
    clock.move_to(f"{day.isoformat()} 01:30:00+03:00")
    return at_night(world.college, day)


def test_a_kept_report_is_made_once_with_its_readers_rights_and_he_hears_of_it(
    world, frozen_time, django_capture_on_commit_callbacks
):
    keep(world, "leader", "attendance", name="Посещаемость моей группы", schedule="month")
    keep(world, "department_head", "attendance-groups", name="Отделение", schedule="month")
    with django_capture_on_commit_callbacks(execute=True):
        assert tonight(world, frozen_time) == "отчётов построено: 2"
        assert tonight(world, frozen_time) == "отчётов построено: 0"
    row = BuiltReport.objects.of(world.id).get(report="attendance")
    assert (row.person_id, row.due) == (world.people["leader"].pk, DECEMBER)
    notices = Notice.objects.of(world.id).filter(person=world.people["leader"], url="/reports/")
    assert [notice.title for notice in notices] == ["Готов отчёт «Посещаемость моей группы»"]
    data = body_of(world.client("leader").get(f"/reports/built/{row.pk}/"))
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    table = built(world.actor("leader"), "attendance", period="month:2026-11")
    names = [row[1] for row in table.rows]
    assert [line[1] for line in sheet if line[1] in names] == names
    assert world.client("department_head").get(f"/reports/built/{row.pk}/").status_code == 404
    assert list(verify(world.id)) == []


def test_who_lost_the_right_gets_a_sentence_and_no_file(world, frozen_time):
    keep(world, "department_head", "department", name="Отчёт", schedule="month")
    RoleGrant.objects.of(world.id).filter(person=world.people["department_head"]).update(until=TODAY)
    tonight(world, frozen_time)
    row = BuiltReport.objects.of(world.id).get()
    assert (row.content, row.rows) == (None, 0)


def test_who_cannot_sign_in_gets_nothing(world, frozen_time):
    keep(world, "leader", "attendance", name="Отчёт", schedule="month")
    Account.objects.of(world.id).filter(person=world.people["leader"]).update(is_active=False)
    assert tonight(world, frozen_time) == "отчётов построено: 0"


def test_files_are_erased_when_their_time_is_over(world, frozen_time):
    keep(world, "leader", "attendance", name="Отчёт", schedule="month")
    tonight(world, frozen_time)
    at_night(world.college, DECEMBER + timedelta(days=181))
    assert [row.content for row in BuiltReport.objects.of(world.id).filter(due=DECEMBER)] == [None]


def test_kept_parameters_open_with_the_present_period_or_their_own(world):
    group = world.groups["Э-21"].pk
    keep(world, "leader", "attendance", name="Текущий", period="month:2026-10", group=group)
    keep(world, "leader", "attendance", name="Октябрь", period="month:2026-10", group=group, pinned="on")
    page = world.client("leader").get("/reports/").content.decode()
    assert page.count("period=month%3A2026-10") == 1
    assert page.count(f"group={group.hex}") == 2


def test_a_name_is_demanded_in_a_sentence_and_nothing_typed_is_lost(world):
    answer = world.client("leader").post("/reports/attendance/save/", {"name": " ", "schedule": "week"})
    text = answer.content.decode()
    assert (answer.status_code, "Напишите, под каким именем" in text) == (422, True)
    assert 'value="week" selected' in text


def test_a_kept_report_is_dropped_by_its_owner_alone(world):
    row = keep(world, "leader", "attendance", name="Отчёт")
    assert world.client("deputy").post(f"/reports/saved/{row.pk}/drop/").status_code == 404
    assert world.client("leader").post(f"/reports/saved/{row.pk}/drop/").status_code == 302
    assert SavedReport.objects.of(world.id).count() == 0


def test_a_file_that_names_people_is_written_down(world):
    from zhurnal.kernel.models import Change

    body_of(world.client("leader").get("/reports/attendance/file/csv/"))
    rows = Change.objects.of(world.id).filter(action="reports.report.export")
    assert [(row.target, row.after["form"]) for row in rows] == [("report:attendance", "csv")]


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Refused(Refusal("long", "Слишком много строк. Сузьте отбор.")), "Слишком много строк. Сузьте отбор."),
        (KeyError("Кравцова Анна"), "Отчёт не построен. Сообщите администратору номер "),
    ],
)
def test_a_report_that_fails_is_told_to_its_reader_and_stops_nobody_elses(
    world, frozen_time, monkeypatch, caplog, django_capture_on_commit_callbacks, fault, words
):
    def failing(_actor, _asked):
        raise fault

    monkeypatch.setitem(REPORTS, "attendance", replace(REPORTS["attendance"], build=failing))
    keep(world, "leader", "attendance", name="Мой", schedule="month")
    keep(world, "department_head", "attendance-groups", name="Отделение", schedule="month")
    with django_capture_on_commit_callbacks(execute=True):
        assert tonight(world, frozen_time) == "отчётов построено: 2"
    rows = BuiltReport.objects.of(world.id)
    assert (rows.get(report="attendance").content, rows.get(report="attendance-groups").rows > 0) == (None, True)
    told = Notice.objects.of(world.id).get(person=world.people["leader"])
    assert (told.title, told.items[0][3].startswith(words)) == ("Отчёт «Мой» не построен", True)
    assert "Кравцова" not in caplog.text


def test_a_paper_of_many_students_is_named_by_the_report_and_by_nobodys_name(world, frozen_time):
    keep(world, "leader", "notice", name="Родителям", schedule="month")
    tonight(world, frozen_time)
    row = BuiltReport.objects.of(world.id).get()
    assert row.title == "Извещения родителям, ноябрь 2026"
    book = load_workbook(io.BytesIO(row.content))
    assert book.properties.title == "Извещения родителям, ноябрь 2026, группа Э-21"


def test_a_paper_of_several_tables_is_no_file_of_one(world):
    client = world.client("leader")
    assert "file/csv" not in client.get("/reports/notice/").content.decode()
    assert client.get("/reports/notice/file/csv/").status_code == 404
    assert "file/csv" in client.get("/reports/attendance/").content.decode()


def test_a_night_that_fails_stops_no_other_and_no_other_college(world, monkeypatch, capsys, caplog):
    def failing(college, _today):
        raise KeyError(college.name)

    monkeypatch.setattr(nights, "_nights", [failing, lambda _college, _today: "остальное сделано"])
    with pytest.raises(CommandError, match="Выполнено не всё"):
        call_command("nightly")
    said = capsys.readouterr().out
    assert (said.count("НЕ ВЫПОЛНЕНО"), said.count("остальное сделано")) == (2, 2)
    assert world.college.name not in caplog.text
