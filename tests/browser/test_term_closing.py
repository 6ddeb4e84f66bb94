"""A group's term is closed through the browser: teacher by keyboard alone, leader, head, deputy; the family sees it then."""

import re

import pytest

from tests.assessment.page import set_all, write_marks
from tests.browser.conftest import DESKTOP, PHONE
from zhurnal.assessment.models import Result, TermClosing
from zhurnal.curriculum.models import Course

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.night]  # by day: test_demo_term


def test_term_of_a_group_is_closed_by_teacher_leader_head_and_deputy(page_as, world) -> None:
    write_marks(world)
    set_all(world)
    electro = world.courses["electro"]
    Result.objects.of(world.id).filter(discipline=electro.discipline_id).delete()
    group, student = f"/marks/groups/{world.groups['Э-21'].id}/", world.people["student"].id

    teacher = page_as("teacher", **DESKTOP)
    teacher.goto(f"/journals/{electro.id}/")
    teacher.get_by_role("link", name="Итоги", exact=True).press("Enter")
    teacher.wait_for_url(re.compile("/marks/courses/"))
    accept = teacher.get_by_role("button", name="Принять предложенные")
    accept.focus()
    teacher.keyboard.press("Enter")
    row = teacher.get_by_label(re.compile("^Удальцов.*итоговая отметка"))
    row.focus()
    teacher.keyboard.press("Control+a")
    teacher.keyboard.type("5")
    teacher.keyboard.press("Tab")
    teacher.keyboard.type("защитил все лабораторные")
    teacher.keyboard.press("Control+Enter")
    teacher.get_by_text("отметки стоят у всех").wait_for()
    found = Result.objects.of(world.id).get(student=world.people["classmate"].id, discipline=electro.discipline_id)
    assert (found.value, found.proposed, found.reason) == ("5", "3", "защитил все лабораторные")

    parent = page_as("parent", **PHONE)
    parent.goto(f"/marks/students/{student}/")
    parent.get_by_text("Итоговых отметок пока нет").wait_for()

    leader = page_as("leader", **DESKTOP)
    leader.goto(group)
    leader.get_by_role("button", name="Отметки собраны").press("Enter")
    leader.get_by_text("отметки собраны", exact=False).first.wait_for()
    head = page_as("department_head", **DESKTOP)
    head.goto(group)
    head.get_by_label("Номер протокола").fill("7")
    head.get_by_label("Дата протокола").fill("2026-11-24")
    head.keyboard.press("Enter")
    head.get_by_text("протокол 7").wait_for()
    deputy = page_as("deputy", **DESKTOP)
    deputy.goto(group)
    deputy.get_by_role("button", name="Закрыть семестр").press("Enter")
    deputy.get_by_text("закрыт", exact=False).filter(visible=True).first.wait_for()
    assert TermClosing.objects.of(world.id).get().state == "closed"
    assert Course.objects.of(world.id).get(pk=electro.pk).frozen_at is not None

    teacher.goto(f"/marks/courses/{electro.id}/")
    teacher.get_by_text("Семестр закрыт.").wait_for()
    parent.reload()
    parent.get_by_text("семестровая отметка").first.wait_for()
    assert parent.evaluate("document.documentElement.scrollWidth <= innerWidth")
