"""A day's sheet goes from upload through the names that were not recognised to lessons in the journal."""

import re

import pytest
from django.urls import reverse

from tests.browser.conftest import COMPACT
from tests.browser.test_import_to_lesson import _client, bring, college, visitor  # noqa: F401  (fixtures)
from tests.exchange.college import timetable
from tests.exchange.readers.books import day_sheet
from tests.worlds import sign_in
from zhurnal.people.models import Account
from zhurnal.timetable.models import Lesson

pytestmark = [pytest.mark.browser, pytest.mark.once]


def test_one_day_from_upload_to_lessons(visitor, college, live_server, tmp_path):  # noqa: F811
    page = visitor(**COMPACT)
    session = sign_in(_client(), Account.objects.of(college.id).get(login="ivc")).cookies["journal"].value
    page.context.add_cookies([{"name": "journal", "value": session, "url": live_server.url}])
    (tmp_path / "t.xml").write_text(timetable([(0, 3, 1)]), encoding="utf-8")
    bring(page, "Расписание", [tmp_path / "t.xml"])
    (tmp_path / "день.xls").write_bytes(day_sheet("на 25.11.2026 (среда)", "25.11.2026"))
    page.goto(reverse("exchange:imports"))
    page.get_by_label(re.compile("Расписание")).check()
    page.get_by_label("Файл или несколько").set_input_files([str(tmp_path / "день.xls")])
    page.get_by_role("button", name="Прочитать и показать").click()
    for _turn in range(3):
        page.wait_for_url(re.compile(r"/imports/[0-9a-f-]{36}/$"))
        link = page.get_by_role("link", name="Ответить")
        if not link.count():
            break
        link.click()
        page.wait_for_url(re.compile("/names/$"))
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        for chip in page.locator("label.chip", has_text="Завести новыми").all():
            chip.click()
        for choice in page.locator(".names-answer select").all():
            if choice.locator("option").count() > 3:
                choice.select_option("new")
        page.get_by_role("button", name="Запомнить и показать, что изменится").click()
    page.get_by_role("button", name=re.compile("^Загрузить")).click()
    page.get_by_text(re.compile("Загружено 24 ноября")).wait_for(timeout=60_000)
    assert Lesson.objects.of(college.id).filter(date="2026-11-25", state="planned").count() == 6
    page.goto(reverse("exchange:names"))
    page.get_by_role("button", name="Забыть актовый зал").click()
    page.wait_for_load_state()
    assert page.get_by_role("button", name="Забыть актовый зал").count() == 0
