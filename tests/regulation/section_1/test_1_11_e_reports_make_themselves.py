"""1.11 e: periodic reports of teachers and of the administration make themselves, as a page, a workbook and paper."""

import io
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from tests.access.conftest import body_of
from tests.reports.written import written_world
from zhurnal.notifications.models import Notice
from zhurnal.reports.models import BuiltReport
from zhurnal.reports.nightly import at_night

REPORTS = (
    ("teacher", "teacher-term"), ("leader", "leader"), ("leader", "notice"), ("leader", "day-sheet"), ("leader", "summary"),
    ("department_head", "department"), ("department_head", "absent"), ("department_head", "stipend"),
    ("department_head", "debtors"), ("department_head", "debts"), ("leader", "admission"), ("leader", "final"),
    ("deputy", "deputy"), ("deputy", "spo1"), ("deputy", "builder"), ("administrator", "activity"),
)  # fmt: skip


@pytest.fixture
def world(db, frozen_time):
    return written_world()


def test_each_report_is_a_page_and_a_workbook_of_the_same_rows(world):
    for who, slug in REPORTS:
        client = world.client(who)
        page = client.get(f"/reports/{slug}/").content.decode()
        assert "table" in page or "записей нет" in page, slug
        data = body_of(client.get(f"/reports/{slug}/file/xlsx/"))
        sheets = CalamineWorkbook.from_filelike(io.BytesIO(data)).sheet_names
        assert sheets, slug


def test_a_report_is_paper_with_the_colleges_head_and_lines_to_sign(world):
    data = body_of(world.client("department_head").get("/reports/department/file/pdf/"))
    assert data[:5] == b"%PDF-"


def test_at_the_end_of_the_month_the_report_is_there_and_its_reader_is_told(
    world, frozen_time, django_capture_on_commit_callbacks
):
    client = world.client("department_head")
    client.post("/reports/department/save/", {"name": "За месяц", "period": "month:2026-11", "schedule": "month"})
    frozen_time.move_to("2026-12-01 01:30:00+03:00")
    with django_capture_on_commit_callbacks(execute=True):
        at_night(world.college, date(2026, 12, 1))
    row = BuiltReport.objects.of(world.id).get()
    assert row.title == "Отчёт заведующего отделением, ноябрь 2026"
    told = Notice.objects.of(world.id).get(person=world.people["department_head"])
    assert (told.title, told.url) == ("Готов отчёт «За месяц»", "/reports/")
