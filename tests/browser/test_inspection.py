"""C5.13 by the deputy: a round with 14 remarks, 11 done and 3 overdue; one confirmed, one returned, one new for the teacher (A10.4)."""

import re
from datetime import timedelta

import pytest

from tests import worlds
from tests.browser.conftest import COMPACT, PHONE
from tests.demo.colleges import small_college
from zhurnal.inspection.actions.remarks import Written, take_step, write_remark
from zhurnal.inspection.actions.rounds import Draft, plan_round
from zhurnal.inspection.models import Remark
from zhurnal.inspection.rules.states import Step
from zhurnal.people.models import Account

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


def test_the_deputy_of_the_demonstration_college_ends_its_round(page_of, transactional_db, clock):
    """C5.13 as a new user meets it: fourteen remarks, eleven done, three overdue, down to the paper."""
    college = small_college()
    deputy = page_of(Account.objects.of(college.pk).get(login="terekhova"), **COMPACT)
    deputy.set_default_timeout(PATIENCE)
    deputy.goto("/inspection/")
    deputy.get_by_role("link", name="Ноябрьская проверка").click()
    deputy.get_by_role("heading", name="Журналы проверки").wait_for()
    assert deputy.locator(".figures-row .figure__value").all_inner_texts() == ["14", "11", "0", "3"]
    for waiting in (2, 1):
        deputy.get_by_role("link", name=f"Проверить {waiting}").click()
        deputy.locator("main").get_by_role("link", name=re.compile("исполнено, проверить")).first.click()
        deputy.get_by_role("button", name="Закрыть: исполнено").click()
    deputy.get_by_role("link", name="Ноябрьская проверка").first.click()
    deputy.get_by_label("Выводы").fill("Три замечания просрочены.")
    deputy.get_by_role("button", name="Закрыть и показать справку").click()
    deputy.get_by_text("Три замечания просрочены.").wait_for()
    states = Remark.objects.of(college.pk).filter(round__title="Ноябрьская проверка").values_list("state", flat=True)
    assert sorted(states) == [*["closed"] * 11, *["waiting"] * 3]


# The outline stands on the thing itself, or on the row that leads where its link leads.
MARKED = """node => [node, node.closest('tr')].filter(Boolean).some(one => {
  const shown = getComputedStyle(one);
  return shown.outlineStyle !== 'none' && parseFloat(shown.outlineWidth) > 0;
})"""


def reach(page, target, most=120):
    """Walk by Tab until the thing has the focus and it is seen that it has."""
    target.wait_for()
    for _step in range(most):
        page.keyboard.press("Tab")
        if target.evaluate("node => node === document.activeElement"):
            assert target.evaluate(MARKED), f"no mark of focus: {target}"
            return
    raise AssertionError(f"not reached by the keyboard: {target}")


def test_a_round_is_walked_by_the_keyboard_alone(page_as, world):
    """From the list of checks to the paper, without a mouse: a remark confirmed, one returned with words, a page looked through, the round closed."""
    checked(world)
    page = page_as("deputy", **COMPACT)
    page.set_default_timeout(PATIENCE)

    def press(target, words=""):
        reach(page, target)
        with page.expect_navigation():
            page.keyboard.type(words)
            page.keyboard.press("Enter")

    page.goto("/inspection/")
    press(page.get_by_role("link", name="Ноябрьская проверка"))
    press(page.get_by_role("link", name="Проверить 2"))
    press(page.get_by_role("link", name=re.compile("Замечание о ведении 10")))
    press(page.get_by_role("button", name="Закрыть: исполнено"))
    press(page.get_by_role("link", name="Проверить 1"))
    press(page.get_by_role("link", name=re.compile("Замечание о ведении 11")))
    reach(page, page.get_by_label("Комментарий, если нужно"))
    page.keyboard.type("Исправьте и вторую строку.")
    press(page.get_by_role("button", name="Вернуть преподавателю"))
    page.get_by_text("Исправьте и вторую строку.").wait_for()
    press(page.get_by_role("link", name="Ноябрьская проверка"))
    seen = page.get_by_role("button", name="Просмотрено по вчерашний день: Э-21 ОП.02")
    press(seen)
    assert page.get_by_role("row", name=re.compile("Э-21 · ОП.02")).get_by_role("button", disabled=True).count() == 1
    reach(page, page.get_by_label("Выводы"))
    page.keyboard.type("Замечания в основном исполнены.")
    press(page.get_by_role("button", name="Закрыть и показать справку"))
    page.get_by_text("Замечания в основном исполнены.").wait_for()
    states = [row.state for row in Remark.objects.of(world.id).order_by("number")]
    assert (states.count("closed"), states.count("returned")) == (10, 1)
