"""The diary on a phone: a new mark comes by itself, the sheet for a cause, no width lost."""

import time
from uuid import uuid4

import pytest

from tests.browser.conftest import DESKTOP, PHONE
from tests.journal.written_day import write_day
from zhurnal.curriculum.models import Course
from zhurnal.journal.actions.record import record
from zhurnal.journal.models import Entry, Excuse
from zhurnal.journal.rules.commands import Command
from zhurnal.kernel.kept import bodies

pytestmark = [pytest.mark.browser, pytest.mark.once]


@pytest.fixture
def diary(world):
    """The address of the student's diary on a written day."""
    bodies.clear()
    write_day(world)
    return f"/diary/{world.people['student'].pk}/"


def set_mark(world, student, value):
    """The teacher corrects the laboratory work."""
    page = Course.objects.of(world.id).get(pk=world.courses["electro"].pk)
    lesson, person = world.lessons["now"].pk, world.people[student].pk
    version = Entry.objects.of(world.id).get(lesson=lesson, student=person, slot=2).version
    command = Command(uuid4(), "entry", lesson, version, value, person, 2)
    assert record(world.actor("teacher"), page, [command])[0][0].state == "saved"


@pytest.mark.parametrize("who", ["student", "parent"])
def test_a_new_mark_appears_on_an_open_page_within_five_seconds(page_as, world, diary, who):
    page = page_as(who, **PHONE)
    page.goto(diary)
    chips = page.locator(".diary-lesson__marks .mark--5")
    assert chips.count() == 0
    page.wait_for_timeout(4_500)  # the page has asked at least once
    set_mark(world, "student", "5")
    written = time.monotonic()
    chips.first.wait_for(timeout=5_500)
    assert time.monotonic() - written < 5.5
    assert page.locator(".is-new").count() >= 1
    page.wait_for_timeout(2_300)
    assert page.locator(".is-new").count() == 0


def test_parent_sends_a_cause_from_the_sheet(page_as, world, diary):
    page = page_as("parent", **PHONE)
    page.goto(diary)
    page.get_by_text("Сообщить причину").click()
    sheet = page.get_by_role("dialog", name="Причина отсутствия")
    assert sheet.get_by_label("с", exact=True).input_value() == "2026-11-24"
    sheet.get_by_text("Болезнь").click()
    sheet.get_by_label("Комментарий").fill("Справку принесёт")
    sheet.get_by_text("Отправить куратору").click()
    page.get_by_text("куратор ещё не ответил").wait_for()
    assert Excuse.objects.of(world.id).get().note == "Справку принесёт"


@pytest.mark.looks
def test_marks_open_by_discipline(page_as, diary):
    page = page_as("student", **DESKTOP)
    page.goto(f"{diary}marks/")
    page.get_by_text("Электротехника А").click()
    assert page.get_by_text("Контрольная работа № 2").is_visible()


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
@pytest.mark.parametrize("view", ["", "week/", "marks/"])
@pytest.mark.looks
def test_nothing_is_wider_than_the_screen(page_as, diary, width, view):
    page = page_as("parent", viewport={"width": width, "height": 800})
    page.goto(diary + view)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.looks
def test_deputy_opens_a_teachers_lessons(page_as, world, diary):
    page = page_as("deputy", **DESKTOP)
    page.goto("/filling/")
    page.get_by_text("Кравцова-А Ольга Сергеевна").first.click()
    page.locator(".remind__teacher[open] .watched").first.click()
    page.wait_for_url("**/lessons/**")
