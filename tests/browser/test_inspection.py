"""C5.13 by the deputy: a round with 14 remarks, 11 done and 3 overdue; one confirmed, one returned, one new for the teacher (A10.4)."""

import re
from datetime import timedelta

import pytest

from tests import worlds
from tests.browser.conftest import COMPACT, PHONE
from zhurnal.inspection.actions.remarks import Written, take_step, write_remark
from zhurnal.inspection.actions.rounds import Draft, plan_round
from zhurnal.inspection.models import Remark
from zhurnal.inspection.rules.states import Step

pytestmark = [pytest.mark.browser, pytest.mark.once]

PATIENCE = 60_000  # the first page of a server is made while others of the suite are busy


def checked(world):
    """Nine confirmed, two said to be done, three whose term is past."""
    then = world.actor("deputy").now - timedelta(days=10)
    deputy, teacher = (world.actor(name, now=then) for name in ("deputy", "teacher"))
    found = plan_round(deputy, Draft("Ноябрьская проверка", "Накопляемость", then.date(), worlds.TODAY))
    for number in range(14):
        due = worlds.TODAY if number < 11 else (then + timedelta(days=3)).date()
        written = Written(f"Замечание о ведении {number + 1}", due, round=found.pk)
        remark = write_remark(deputy, world.courses["electro"], written)
        if number < 11:
            take_step(teacher, remark, Step.DONE, "Исправлено")
        if number < 9:
            take_step(deputy, Remark.objects.of(world.id).get(pk=remark.pk), Step.CONFIRMED, "")


def test_the_deputy_runs_a_round(page_as, world):
    checked(world)
    deputy, teacher = page_as("deputy", **COMPACT), page_as("teacher", **PHONE)
    for page in (deputy, teacher):
        page.set_default_timeout(PATIENCE)
    deputy.goto("/inspection/")
    deputy.get_by_role("link", name="Ноябрьская проверка").click()
    deputy.get_by_role("heading", name="Журналы проверки").wait_for()
    assert deputy.locator(".figures-row .figure__value").all_inner_texts() == ["14", "11", "0", "3"]

    deputy.get_by_role("link", name="Проверить 2").click()
    deputy.get_by_role("link", name=re.compile("Замечание о ведении 10")).click()
    deputy.get_by_role("button", name="Закрыть: исполнено").click()
    deputy.get_by_role("link", name="Проверить 1").click()
    deputy.get_by_role("link", name=re.compile("Замечание о ведении 11")).click()
    deputy.get_by_label("Комментарий, если нужно").fill("Исправьте и вторую строку.")
    deputy.get_by_role("button", name="Вернуть преподавателю").click()
    deputy.get_by_text("Исправьте и вторую строку.").wait_for()

    deputy.get_by_role("link", name="Журналы", exact=True).last.click()
    deputy.get_by_role("link", name="Замечание: Э-21 ОП.02").click()
    deputy.get_by_label("Занятие").select_option(str(world.lessons["closed"].pk))
    with deputy.expect_navigation():  # the same page anew: what is typed into the old one would go with it
        deputy.get_by_role("button", name="Указать место").click()
    deputy.get_by_label("Что в занятии").select_option("topic")
    with deputy.expect_navigation():
        deputy.get_by_role("button", name="Указать место").click()
    deputy.get_by_text("Готовые слова").click()
    deputy.get_by_role("button", name="Не записана тема занятия.").click()
    deputy.get_by_label("Срок").fill("2026-11-27")
    deputy.get_by_role("button", name="Выписать замечание").click()
    deputy.get_by_role("heading", name="Не записана тема занятия.").wait_for()

    teacher.goto("/remarks/")
    teacher.get_by_role("link", name=re.compile("Не записана тема занятия")).click()
    assert teacher.evaluate("document.documentElement.scrollWidth <= innerWidth")
    teacher.get_by_role("link", name="Открыть занятие").click()
    teacher.get_by_text(re.compile("Открыто: тема, до")).wait_for()
    teacher.go_back()
    teacher.get_by_role("button", name="Исполнено").click()
    teacher.get_by_text("исполнено, проверить").first.wait_for()
    assert Remark.objects.of(world.id).filter(state="done").count() == 1
    deputy.goto("/inspection/")
    assert deputy.get_by_role("row", name=re.compile("Ноябрьская проверка")).inner_text().split()[-4:] == [
        "15",
        "11",
        "1",
        "3",
    ]
