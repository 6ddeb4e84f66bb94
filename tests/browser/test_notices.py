"""The office settles a lesson by the keyboard alone; an open page of the family hears of it by itself."""

import re

import pytest

from tests.browser.conftest import DESKTOP, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]
STEPS = 60


def tab_to(page, what: str) -> None:
    """Press Tab until an element that fits holds the focus, with a visible outline."""
    for _step in range(STEPS):
        page.keyboard.press("Tab")
        if page.evaluate("what => document.activeElement.matches(what)", what):
            return
    pytest.fail(f"Tab never came to {what}")


def test_a_cancelled_lesson_is_on_the_bell_within_seconds(page_as, world):
    student, lesson = page_as("student", **PHONE), world.lessons["future"]
    student.goto(f"/diary/{world.people['student'].pk}/")
    bell = student.locator(".bottom-bar [data-unread]").first
    assert bell.is_hidden()
    office = page_as("dispatcher", **DESKTOP)
    office.goto("/substitutions/absences/")
    tab_to(office, "main input, main select")
    office.goto(f"/substitutions/lessons/{lesson.pk}/")
    tab_to(office, "main input[name=way]")
    for _step in range(STEPS):
        if office.evaluate("() => document.activeElement.value === 'cancel'"):
            break
        office.keyboard.press("ArrowUp")
    office.keyboard.press("Enter")
    office.wait_for_url("**/substitutions/?day=**")
    tab_to(office, "main a[href*='/substitutions/lessons/']")
    bell.wait_for(state="visible", timeout=10_000)
    assert bell.inner_text().endswith("1")
    student.locator(".bottom-bar summary").click()
    student.locator(".bottom-bar__panel a[href='/notices/']").click()
    student.get_by_role("button", name=re.compile("^Открыть.*Занятие отменено")).click()
    student.wait_for_url("**/timetable/?day=**")
    assert student.locator(".bottom-bar [data-unread]").first.is_hidden()
