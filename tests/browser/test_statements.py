"""A statement is opened from the plan, filled in by keyboard and closed; a debt, a retake and a commission follow (A4.8, A4.12)."""

import re

import pytest

from tests.browser.conftest import COMPACT, PHONE
from tests.browser.retakes import plan_retake
from zhurnal.assessment.models import Result
from zhurnal.statements.models import Debt, DebtTry, Statement

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.night]  # by day: test_demo_term

PATIENCE = 60_000  # the first page of a server is made while others of the suite are busy


def fill(page, marks):
    """Type down the column: Enter leads from student to student."""
    page.wait_for_load_state()  # Enter leads down the column once the page's script is there
    page.locator("[data-fill]").first.focus()
    for mark in marks:
        page.keyboard.type(mark)
        page.keyboard.press("Enter")
    page.get_by_role("button", name="Сохранить и закрыть ведомость").click()
    page.get_by_text("Ведомость закрыта", exact=True).wait_for()


def plan(page, day, examiners):
    """Plan a retake of the first debt that waits; the draft is opened."""
    page.goto("/statements/debts/")
    return plan_retake(page, page.locator("input[name=debt]").first, day, examiners)


def test_a_statement_a_debt_a_retake_and_a_commission(page_as, world):
    head, teacher = page_as("department_head", **COMPACT), page_as("teacher", **COMPACT)
    for page in (head, teacher):
        page.set_default_timeout(PATIENCE)
    head.goto(f"/statements/new/?group={world.groups['Э-21'].pk}")
    row = head.get_by_role("row", name=re.compile("ОП.02"))
    row.get_by_role("checkbox").check()
    row.get_by_role("combobox").select_option("ДЗ")
    head.get_by_label("День аттестации").fill("2026-11-23")
    head.get_by_role("button", name="Составить и открыть").click()
    head.get_by_role("heading", name="Ведомость № 1").wait_for()

    teacher.goto("/statements/")
    teacher.get_by_role("link", name=re.compile("ОП.02")).click()
    names = teacher.locator(".statement-fill tbody th").all_inner_texts()
    failed = next(place for place, name in enumerate(names) if name.startswith("Удальцов"))
    fill(teacher, ["2" if place == failed else "5" for place in range(len(names))])
    assert Result.objects.of(world.id).filter(value="5", published_at__isnull=False).count() == len(names) - 1

    address = plan(head, "2026-11-24", [("Кравцова-А Ольга Сергеевна", "экзаменатор")])
    teacher.goto(address)
    fill(teacher, ["2"])
    address = plan(
        head, "2026-11-24",
        [
            ("Терехова-А Мария Викторовна", "председатель комиссии"), ("Кравцова-А Ольга Сергеевна", "член комиссии"),
            ("Лосев-А Павел Ильич", "член комиссии"),
        ],
    )  # fmt: skip
    teacher.goto(address)
    fill(teacher, ["3"])

    assert list(Statement.objects.of(world.id).order_by("number").values_list("number", "kind")) == [
        (1, "main"), (2, "individual"), (3, "commission"),
    ]  # fmt: skip
    assert list(DebtTry.objects.of(world.id).order_by("number").values_list("number", "outcome")) == [
        (1, "failed"), (2, "passed"),
    ]  # fmt: skip
    assert Debt.objects.of(world.id).get().ended == "passed"
    phone = page_as("classmate", **PHONE)
    phone.goto("/statements/own/")
    phone.get_by_text("Задолженностей нет").wait_for()
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
