"""A closed term is opened again by two people, a mark is corrected, the term is closed and the act is made; a sheet for who was ill (A3.7, A4)."""

import re

import pytest

from tests import worlds
from tests.assessment.page import set_all, write_marks
from tests.browser.conftest import COMPACT, PHONE
from tests.browser.retakes import NUMBER
from tests.statements.papers import closed, line_of
from zhurnal.assessment.actions.steps import make_step
from zhurnal.assessment.models import Result, TermClosing
from zhurnal.assessment.rules.levels import State
from zhurnal.assessment.rules.steps import Step
from zhurnal.statements.models import Statement

pytestmark = [pytest.mark.browser, pytest.mark.once]

COUNCIL = Step(State.COUNCIL, number="7", dated=worlds.TODAY)
WAY = (
    ("leader", Step(State.COLLECTED)),
    ("department_head", COUNCIL),
    ("deputy", Step(State.CLOSED, "без ведомостей")),
)


def close(world) -> None:
    for who, step in WAY:
        assert make_step(world.actor(who), world.groups["Э-21"], world.term, step) is None


def test_a_closed_term_is_opened_by_two_people_and_leaves_an_act(page_as, world) -> None:
    write_marks(world)
    set_all(world)
    close(world)
    group = f"/marks/groups/{world.groups['Э-21'].pk}/"

    head = page_as("department_head", **COMPACT)
    head.goto(group)
    head.get_by_text("Попросить открыть семестр").click()
    head.get_by_label("Почему").fill("В журнале стоит отметка другого студента")
    head.get_by_label("Номер приказа").fill("12-у")
    head.get_by_role("button", name="Попросить", exact=True).click()
    head.get_by_text("Согласиться должен другой человек.").wait_for()
    assert head.get_by_role("button", name="Согласиться и открыть").count() == 0

    deputy = page_as("deputy", **COMPACT)
    deputy.goto(group)
    deputy.get_by_text("Отклонить просьбу").click()
    deputy.get_by_label("Почему семестр не откроется").fill("Сначала приложите работу студента")
    deputy.get_by_role("button", name="Отклонить", exact=True).click()
    deputy.get_by_text("Просьба открыть отклонена").wait_for()

    head.reload()
    head.get_by_text("Сначала приложите работу студента").wait_for()
    head.get_by_text("Попросить открыть семестр").click()
    head.get_by_label("Почему").fill("В журнале стоит отметка другого студента, работа приложена")
    head.get_by_label("Номер приказа").fill("12-у")
    head.get_by_role("button", name="Попросить", exact=True).click()
    head.get_by_text("Отозвать просьбу").wait_for()

    deputy.reload()
    deputy.get_by_role("button", name="Согласиться и открыть").click()
    deputy.get_by_text("Открыт снова").wait_for()
    assert TermClosing.objects.of(world.id).get().state == "open"

    teacher = page_as("teacher", **COMPACT)
    teacher.goto(f"/marks/courses/{world.courses['electro'].pk}/")
    cell = teacher.get_by_label(re.compile("^Калугин.*итоговая отметка"))
    cell.fill("5")
    with teacher.expect_response(re.compile("/save/")):
        teacher.get_by_role("button", name="Сохранить", exact=True).click()
    own = Result.objects.of(world.id).filter(
        student=world.people["student"], discipline=world.courses["electro"].discipline_id
    )
    assert own.get().value == "5"
    close(world)

    head.goto("/acts/")
    head.get_by_role("link", name=re.compile("^Составить акт")).click()
    head.get_by_role("heading", name="Что войдёт в акт").wait_for()
    head.get_by_role("button", name="Составить акт").click()
    paper = head.get_by_role("article")
    paper.get_by_text("семестровая отметка: Калугин", exact=False).or_(
        paper.get_by_text("Семестровая отметка: Калугин")
    ).first.wait_for()
    paper.get_by_text("приказ № 12-у", exact=False).wait_for()

    reader = page_as("teacher", **PHONE)
    reader.goto(head.url)
    reader.get_by_text("С актом ознакомлен(а)").wait_for()
    assert reader.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_who_was_ill_has_a_sheet_of_his_own(page_as, world) -> None:
    """The department head writes the sheet from the closed statement; its examiner fills it in (A4.12)."""
    main = closed(world, texts={"student": "ну"})
    head = page_as("department_head", **COMPACT)
    head.goto(f"/statements/{main.pk}/")
    head.locator(f"a[href='/statements/lines/{line_of(world, main, 'student').pk}/']").click()
    head.get_by_label("День").fill(worlds.TODAY.isoformat())
    head.get_by_role("button", name="Выписать экзаменационный лист").click()
    head.get_by_role("definition").get_by_text("Экзаменационный лист").wait_for()
    head.get_by_role("button", name="Открыть", exact=True).click()
    head.get_by_role("heading", name=NUMBER).wait_for()
    teacher = page_as("teacher", **PHONE)
    teacher.goto(head.url)
    teacher.locator("[data-fill]").first.fill("4")
    teacher.get_by_role("button", name="Сохранить и закрыть ведомость").click()
    teacher.get_by_text("Ведомость закрыта", exact=True).wait_for()
    sheet = Statement.objects.of(world.id).get(previous=main.pk)
    assert (sheet.state, line_of(world, sheet, "student").value) == ("closed", "4")
    assert teacher.evaluate("document.documentElement.scrollWidth <= innerWidth")
