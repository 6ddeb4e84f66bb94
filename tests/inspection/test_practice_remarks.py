"""A remark about a day of practice opens that day alone, behind a visa too, and it closes by itself (2.6; A10.4)."""

from datetime import UTC, date, datetime

import pytest

from tests import worlds
from tests.modules.modules_worlds import ENDS, STARTS, give_page, give_plan
from zhurnal.assessment.rules.levels import Level
from zhurnal.curriculum.models import Course, Group
from zhurnal.inspection.actions.remarks import Written, take_step, write_remark
from zhurnal.inspection.actions.rounds import Draft, plan_round
from zhurnal.inspection.actions.visas import put_module_visa
from zhurnal.inspection.models import Remark
from zhurnal.inspection.queries.remark import remark_page
from zhurnal.inspection.rules.states import Step
from zhurnal.kernel.errors import Refused
from zhurnal.modules.actions.days import Done, strike_day, write_day
from zhurnal.modules.models import PracticeDay, PracticePage, PracticePlace
from zhurnal.statements.models import Statement

YESTERDAY, OTHER, DUE = date(2026, 11, 23), date(2026, 11, 17), date(2026, 11, 27)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]


@pytest.fixture
def world():
    return worlds.make_college("vek", "А", students=1)


@pytest.fixture
def page(world):
    """A practice that ended yesterday, with its first day written, looked through to its end."""
    made = give_page(world, give_plan(world))
    PracticePage.objects.of(world.id).filter(pk=made.pk).update(ends=YESTERDAY)
    made.ends = YESTERDAY
    world.courses["practice"] = Course.objects.create(
        college=world.college, year=world.year, term=world.term, group=made.group, discipline=made.discipline,
        kind="module", hours_planned=72,
    )  # fmt: skip
    write(world, made, STARTS, 6)
    put_module_visa(world.actor("deputy_practice"), group(world), YESTERDAY)
    return made


def group(world):
    return Group.objects.of(world.id).select_related("year").get(pk=world.groups["Э-21"].pk)


def write(world, page, day, hours, now=None):
    return write_day(world.actor("teacher", now), page, day, {world.people["student"].pk: Done(hours, "Монтаж")})


def closed(world, page, day=STARTS, now=None):
    with pytest.raises(Refused) as refused:
        write(world, page, day, 3, now)
    return refused.value.refusal.code == "viewed"


def test_a_page_of_practice_offers_phrases_of_its_own(world, page):
    """A1.8: days, places and papers; a journal of lessons keeps its topics and homework."""
    checker = world.client("deputy_practice")
    forms = {of: checker.get(f"/inspection/journals/{world.courses[of].pk}/new/").text for of in ("practice", "module")}
    assert ["День практики не записан." in forms[of] for of in forms] == [True, False]
    assert ["Не записана тема занятия." in forms[of] for of in forms] == [False, True]


def test_the_day_of_a_remark_is_open_till_its_term_and_no_other(world, page, frozen_time):
    assert closed(world, page)
    frozen_time.shift(60)  # the remark comes after what was written
    checker, course = world.client("deputy_practice"), world.courses["practice"]
    offered = checker.get(f"/inspection/modules/{page.group_id}/").text
    assert f"/inspection/journals/{course.pk}/new/?practice={page.pk}:" in offered
    form = checker.get(f"/inspection/journals/{course.pk}/new/?practice={page.pk}:{STARTS}").text
    assert f'<option value="{page.pk}:{STARTS}" selected>Понедельник, 16 ноября: записан</option>' in form
    body = {"text": "Часы не по графику", "due": str(DUE), "practice": f"{page.pk}:{STARTS}"}
    assert checker.post(f"/inspection/journals/{course.pk}/new/", body).status_code == 302
    remark = Remark.objects.of(world.id).get()
    assert (remark.practice_id, remark.day, remark.teacher_id) == (page.pk, STARTS, world.people["teacher"].pk)
    assert closed(world, page, OTHER)
    shown = world.client("teacher").get(f"/practice/{page.pk}/").text
    assert ("Исправить день: 16 ноября" in shown, f"/practice/{page.pk}/days/{OTHER}/" in shown) == (True, False)
    assert write(world, page, STARTS, 4) == 1
    assert world.client("teacher").get(f"/practice/{page.pk}/days/{STARTS}/").status_code == 200
    told = remark_page(world.actor("deputy_practice"), remark)
    assert told.line.place == "день практики 16 ноября"
    assert told.opened_until == datetime(2026, 11, 27, 23, 59)  # noqa: DTZ001  (by the college's clock)
    assert [(one.before, one.after) for one in told.repaired] == [
        ("6\u00a0ч у 1\u00a0студента", "4\u00a0ч у 1\u00a0студента")
    ]
    assert closed(world, page, now=datetime(2026, 11, 28, 9, 0, tzinfo=UTC))  # its term is over
    take_step(world.actor("teacher"), remark, Step.DONE, "")
    take_step(world.actor("deputy_practice"), Remark.objects.of(world.id).get(), Step.CONFIRMED, "")
    assert closed(world, page)
    with pytest.raises(Refused):
        strike_day(world.actor("teacher"), page, STARTS, "Ошибка")
    assert PracticeDay.objects.of(world.id).get().hours == 4


def test_the_remark_shows_its_place_on_the_page_of_practice(world, page):
    """A piece of the page as of a journal: days around, hours, what was done; whoever does not read the page sees the words alone."""
    checker, course = world.actor("deputy_practice"), world.courses["practice"]
    written = write_remark(checker, course, Written("Часы не по графику", DUE, practice=page.pk, day=STARTS))
    piece = remark_page(checker, written).practice
    assert [day for day, here in piece.days if here] == [STARTS]
    assert (piece.days[0][0], len(piece.days)) == (STARTS, 5)  # the first day: nothing before, four days after it
    by_name = {name: hours[0] for _number, name, hours in piece.rows}
    assert by_name[f"{world.people['student'].surname} Степан"] == 6
    assert (piece.works, piece.written) == ("Монтаж: 1\u00a0студент", 1)
    shown = world.client("teacher").get(f"/inspection/remarks/{written.pk}/").text
    assert ("Место в журнале практики" in shown, "Виды работ: Монтаж: 1" in shown) == (True, True)
    whole = write_remark(checker, course, Written("Нет места практики", DUE, practice=page.pk))
    piece = remark_page(checker, whole).practice
    assert (piece.days[-1], piece.works, piece.written) == ((YESTERDAY, False), "", 0)
    PracticePage.objects.of(world.id).filter(pk=page.pk).update(leader=None)
    PracticePlace.objects.of(world.id).filter(page=page.pk).update(leader=None)
    told = remark_page(world.actor("teacher"), Remark.objects.of(world.id).get(pk=written.pk))
    assert told.practice is None


def test_it_stands_in_the_journal_and_in_the_paper_of_the_check(world, page):
    deputy, course = world.actor("deputy_practice"), world.courses["practice"]
    round_ = plan_round(deputy, Draft("Практика", "Записи дней", date(2026, 11, 16), DUE))
    about = {"round": round_.pk, "practice": page.pk}
    made = write_remark(deputy, course, Written("Часы не по графику", DUE, day=STARTS, **about))
    assert isinstance(made, Remark)
    for address in (
        f"/inspection/journals/{course.pk}/",
        f"/inspection/rounds/{round_.pk}/reference/",
        f"/inspection/modules/{page.group_id}/",
    ):
        assert "день практики 16 ноября" in world.client("deputy_practice").get(address).text, address
    assert "день практики 16 ноября" in world.client("teacher").get("/remarks/").text
    assert world.client("teacher").get(f"/inspection/remarks/{made.pk}/").status_code == 200
    assert write_remark(deputy, course, Written("Не тот день", DUE, day=ENDS, **about)).code == "no_practice"
    assert write_remark(deputy, world.courses["module"], Written("Не та практика", DUE, **about)).code == "no_practice"
    PracticePage.objects.of(world.id).filter(pk=page.pk).update(leader=None)
    assert write_remark(deputy, course, Written("Некому", DUE, **about)).code == "no_leader"


def test_a_remark_about_an_exam_of_a_module_stands_in_the_journal_of_the_module(world):
    items = give_plan(world)
    exam = give_page(world, items, index="ПМ.01.ЭК").discipline
    Statement.objects.create(
        college=world.college, group=group(world), term=world.term, discipline=exam, level=Level.MODULE, form="ЭМ",
        semester=3, dated=YESTERDAY, state="open", number=7, year=world.year,
    )  # fmt: skip
    page = world.client("deputy_practice").get(f"/inspection/modules/{world.groups['Э-21'].pk}/").text
    assert f"/inspection/journals/{world.courses['module'].pk}/new/?text=" in page
