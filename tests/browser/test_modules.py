"""The journal of modules in the browser: a day written by keyboard, C5.9 through the pages, the phone, axe (1.6)."""

import pytest

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_axe import found_on
from tests.modules.modules_worlds import ENDS, STARTS, give_plan, give_result
from zhurnal.assessment.rules.levels import Level
from zhurnal.curriculum.models import Discipline
from zhurnal.modules.models import PracticeDay, PracticePage

pytestmark = [pytest.mark.browser, pytest.mark.once]
ROWS = (
    ("ПМ.06", "Электрослесарь", "module", "", ()),
    ("МДК.01.01", "Обслуживание", "mdk", "ПМ.06", ((3, 96, "ДЗ"),)),
    ("УП.06.01", "Учебная практика", "practice_edu", "ПМ.06", ((3, 108, "ДЗ"),)),
    ("ПМ.06.ЭК", "Квалификационный экзамен", "exam", "ПМ.06", ((3, 6, "Э"),)),
)


@pytest.fixture
def items(world):
    return give_plan(world, ROWS)


@pytest.fixture
def practice(world, items):
    discipline = Discipline.objects.create(
        college=world.college, index="УП.06.01", name="Учебная практика", short_name="УП", kind="module",
        plan_item=items["УП.06.01"],
    )  # fmt: skip
    return PracticePage.objects.create(
        college=world.college, group=world.groups["Э-21"], discipline=discipline, term=world.term, starts=STARTS,
        ends=ENDS, hours_planned=108, leader=world.people["teacher"],
    )  # fmt: skip


def test_a_debt_in_practice_keeps_from_the_exam_of_the_module(page_as, world, items, practice):
    student, classmate = world.people["student"], world.people["classmate"]
    for name in ("student", "classmate"):
        give_result(world, name, world.courses["module"].discipline, Level.EXAM, "4")
    page = page_as("teacher", **DESKTOP)
    page.goto(f"/practice/{practice.pk}/")
    page.get_by_role("link", name="Записать день: 24 ноября").click()
    page.wait_for_url("**/days/2026-11-24/")
    page.wait_for_load_state("networkidle")
    page.keyboard.type("Разделка кабеля")  # the work of all has the focus
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("н")  # the second student of the list
    with page.expect_navigation():
        page.keyboard.press("Enter")
    days = PracticeDay.objects.of(world.id).filter(date="2026-11-24")
    assert sorted(set(days.values_list("hours", "work"))) == [(0, ""), (6, "Разделка кабеля")]
    assert days.filter(hours=0).count() == 1
    page.get_by_role("link", name="Документы и отметки").click()
    for person, mark in ((student, "5"), (classmate, "2")):
        page.locator(f"[name=mark-{person.pk.hex}]").select_option(mark)
    page.locator(f"[name=attestation_sheet-{student.pk.hex}]").check()
    page.get_by_role("button", name="Записать").click()
    page.wait_for_url(f"**/practice/{practice.pk}/")
    deputy = page_as("deputy_practice", **DESKTOP)
    deputy.goto(f"/modules/{practice.group_id}/")
    deputy.get_by_role("link", name="Экзамен по модулю: кто допущен").click()
    rows = {name: deputy.get_by_role("row", name=name).inner_text() for name in (student.listed, classmate.listed)}
    assert "не допущен" not in rows[student.listed]
    assert "Не допущен: УП.06.01 (2)." in rows[classmate.listed]


def test_pages_of_modules_on_the_phone_and_under_axe(page_as, world, items, practice):
    student, group = world.people["student"].pk, practice.group_id
    found = []
    for who, addresses in (
        ("teacher", (f"/practice/{practice.pk}/", f"/practice/{practice.pk}/days/2026-11-24/", "/projects/",
                     f"/practice/{practice.pk}/places/", f"/practice/{practice.pk}/papers/",
                     f"/practice/{practice.pk}/competences/", f"/practice/{practice.pk}/sheets/")),
        ("deputy_practice", ("/modules/", f"/modules/{group}/", f"/modules/{group}/exam/{items['ПМ.06'].pk}/",
                             f"/modules/{group}/final/", f"/modules/{group}/open/", f"/modules/{group}/diploma/")),
        ("student", (f"/practice/{student}/own/",)),
    ):  # fmt: skip
        page = page_as(who, color_scheme="dark", bypass_csp=True, **PHONE)
        for address in addresses:
            page.goto(address)
            if not page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
                found.append(f"{address}: scrolls sideways")
            found += [f"{address}: {said}" for said in found_on(page)]
    assert found == []
