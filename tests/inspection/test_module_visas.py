"""«Просмотрено» on a group's practices and exams of modules: what is dated till then is written no more, until the visa is lifted (2.6)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests import worlds
from tests.modules.modules_worlds import STARTS, give_page, give_plan
from zhurnal.assessment.rules.levels import Level
from zhurnal.curriculum.models import Group, PlanItem
from zhurnal.curriculum.rules.practice import PracticeKind
from zhurnal.inspection.actions.rounds import Draft, plan_round
from zhurnal.inspection.actions.visas import lift_module_visa, put_module_visa
from zhurnal.inspection.models import Visa
from zhurnal.inspection.queries.rounds import round_page
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.models import Change
from zhurnal.modules.actions.competences import judge, list_competences
from zhurnal.modules.actions.days import Done, strike_day, write_day
from zhurnal.modules.actions.exams import draft_exam
from zhurnal.modules.actions.pages import Arranged, Opening, Place, arrange_page, open_page, set_places
from zhurnal.modules.actions.papers import Graded, grade
from zhurnal.modules.models import Competence, CompetenceMastery, PracticeDay, PracticePage, PracticePlace
from zhurnal.statements.actions.opening import Wanted, draft_statement
from zhurnal.statements.models import Statement

YESTERDAY = worlds.TODAY - timedelta(days=1)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]


@pytest.fixture
def world():
    return worlds.make_college("vek", "А")


@pytest.fixture
def items(world):
    return give_plan(world)


@pytest.fixture
def page(world, items):
    return give_page(world, items)


def group_of(world, name="Э-21"):
    return Group.objects.of(world.id).select_related("year", "curriculum").get(pk=world.groups[name].pk)


def write(world, page, day, hours=6):
    return write_day(world.actor("teacher"), page, day, {world.people["student"].pk: Done(hours, "Монтаж")})


def test_days_up_to_the_visa_are_closed_and_later_ones_are_not(world, page):
    assert write(world, page, STARTS) == 1
    assert isinstance(put_module_visa(world.actor("deputy"), group_of(world), YESTERDAY), Visa)
    with pytest.raises(Refused) as refused:
        write(world, page, STARTS, 4)
    assert "просмотрены проверяющим по 23 ноября" in str(refused.value.refusal)
    with pytest.raises(Refused):
        strike_day(world.actor("teacher"), page, STARTS, "Записан не тот день")
    assert write(world, page, worlds.TODAY) == 1
    assert PracticeDay.objects.of(world.id).get(date=STARTS).hours == 6
    assert (
        "просмотрено проверяющим по 23 ноября" in world.client("teacher").get(f"/practice/{page.pk}/").content.decode()
    )
    day = world.client("teacher").post(f"/practice/{page.pk}/days/{YESTERDAY}/", {"work": "Пайка"})
    text = day.content.decode()
    assert (day.status_code, "просмотрены проверяющим" in text, "Пайка" in text) == (422, True, True)


def test_a_practice_that_is_over_by_then_keeps_its_papers_marks_and_days(world, page):
    ends = worlds.TODAY - timedelta(days=3)
    PracticePage.objects.of(world.id).filter(pk=page.pk).update(ends=ends)
    page.ends = ends
    arranged = Arranged(page.starts, ends, 72, 6, page.leader_id)
    put_module_visa(world.actor("deputy_practice"), group_of(world), ends)
    student = world.people["student"].pk
    for write_it in (
        lambda: grade(world.actor("teacher"), page, {student: Graded(frozenset({"diary"}), "")}),
        lambda: arrange_page(world.actor("teacher"), page, replace(arranged, hours_planned=36)),
        lambda: write(world, page, ends),
    ):
        with pytest.raises(Refused) as refused:
            write_it()
        assert refused.value.refusal.code == "viewed"
    assert not PracticePlace.objects.of(world.id).exists()
    assert world.client("deputy").get(f"/practice/{page.pk}/").status_code == 200


def test_its_first_day_is_not_moved_across_the_visa(world, page):
    put_module_visa(world.actor("deputy"), group_of(world), YESTERDAY)
    arranged = Arranged(page.starts, page.ends, 72, 6, page.leader_id)
    arrange_page(world.actor("teacher"), page, replace(arranged, hours_planned=36))  # its end is still open
    with pytest.raises(Refused):
        arrange_page(world.actor("teacher"), page, replace(arranged, starts=worlds.TODAY))
    assert PracticePage.objects.of(world.id).get(pk=page.pk).starts == STARTS


def test_an_exam_that_is_not_closed_keeps_the_visa_back_and_none_is_dated_behind_it(world, items, page):
    group = group_of(world)
    dated = worlds.TODAY - timedelta(days=5)
    wanted = Wanted(group, world.term, page.discipline, "ЭМ", dated, 3, 6, Level.MODULE)
    held = draft_statement(world.actor("deputy"), wanted)
    assert isinstance(held, Statement)
    assert put_module_visa(world.actor("deputy"), group, YESTERDAY).code == "open_exam"
    assert isinstance(put_module_visa(world.actor("deputy"), group, dated - timedelta(days=1)), Visa)
    Statement.objects.of(world.id).filter(pk=held.pk).update(state="cancelled")
    assert isinstance(put_module_visa(world.actor("deputy"), group, YESTERDAY), Visa)
    with pytest.raises(Refused) as refused:
        draft_exam(world.actor("deputy"), group, items["ПМ.01"].pk, dated)
    assert refused.value.refusal.code == "viewed"


def test_what_a_visa_asks_and_who_puts_it(world, page):
    deputy, group = world.actor("deputy"), group_of(world)
    assert put_module_visa(deputy, group, worlds.TODAY).code == "ahead"
    assert put_module_visa(deputy, group, date(2025, 11, 1)).code == "long_ago"
    theory = plan_round(deputy, Draft("Теория", "Темы", worlds.TODAY, worlds.TODAY, kind="theory"))
    assert put_module_visa(deputy, group, YESTERDAY, theory.pk).code == "other_journal"
    PracticePage.objects.of(world.id).filter(pk=page.pk).update(leader=world.people["deputy"].pk)
    assert put_module_visa(deputy, group, YESTERDAY).code == "own_journal"
    for name in ("teacher", "leader", "director"):
        with pytest.raises(Refused):
            put_module_visa(world.actor(name), group, YESTERDAY)
    assert isinstance(put_module_visa(world.actor("department_head"), group, YESTERDAY), Visa)
    assert put_module_visa(world.actor("department_head"), group, YESTERDAY).code == "viewed"


def test_a_round_lists_groups_with_practice_and_its_button_puts_the_visa(world, page):
    deputy = world.actor("deputy")
    round_ = plan_round(deputy, Draft("Модули", "Практика", worlds.TODAY, worlds.TODAY, kind="module"))
    assert [one.group for one in round_page(deputy, round_).modules] == ["Э-21"]
    client, group = world.client("deputy"), world.groups["Э-21"].pk
    assert f"/inspection/modules/{group}/visa/" in client.get(f"/inspection/rounds/{round_.pk}/").content.decode()
    sent = {"until": YESTERDAY.isoformat(), "round": str(round_.pk)}
    answer = client.post(f"/inspection/modules/{group}/visa/", sent)
    assert answer.headers["Location"] == f"/inspection/rounds/{round_.pk}/"
    assert round_page(deputy, round_).modules[0].viewed_until == YESTERDAY
    other = plan_round(deputy, Draft("Теория", "Темы", worlds.TODAY, worlds.TODAY, kind="theory"))
    assert round_page(deputy, other).modules == ()


def test_a_lifted_visa_opens_what_it_closed_and_the_one_before_stands_again(world, page):
    deputy, group = world.actor("deputy"), group_of(world)
    put_module_visa(deputy, group, YESTERDAY - timedelta(days=3))
    put_module_visa(deputy, group, YESTERDAY)
    client, address = world.client("deputy"), f"/inspection/modules/{group.pk}/lift/"
    shown = client.get(f"/inspection/modules/{group.pk}/").content.decode()
    assert f'<input type="hidden" name="until" value="{YESTERDAY.isoformat()}">' in shown
    body = {"until": YESTERDAY.isoformat(), "words": "Часы записаны не тому"}
    refused = client.post(address, {**body, "words": "  "})
    assert (refused.status_code, "Напишите, почему" in refused.content.decode()) == (422, True)
    assert client.post(address, body).status_code == 302
    assert write(world, page, YESTERDAY) == 1
    with pytest.raises(Refused):
        write(world, page, YESTERDAY - timedelta(days=3))
    told = Change.objects.of(world.id).get(action="inspection.visa.lift")
    assert (told.reason, told.chain) == ("Часы записаны не тому", group.pk)
    assert "снято" in client.get(f"/inspection/modules/{group.pk}/").content.decode()
    earlier = YESTERDAY - timedelta(days=3)
    assert lift_module_visa(deputy, group, earlier, "И этот") is None
    assert lift_module_visa(deputy, group, earlier, "Ещё раз").code == "nothing"
    assert Group.objects.of(world.id).get(pk=group.pk).modules_viewed_until is None


def test_a_button_pressed_twice_lifts_one_visa(world, page):
    deputy, group, earlier = world.actor("deputy"), group_of(world), YESTERDAY - timedelta(days=3)
    for day in (earlier, YESTERDAY):
        assert isinstance(put_module_visa(deputy, group, day), Visa)
    client, address = world.client("deputy"), f"/inspection/modules/{group.pk}/lift/"
    body = {"until": YESTERDAY.isoformat(), "words": "Часы записаны не тому"}
    assert client.post(address, body).status_code == 302
    again = client.post(address, body)
    text = again.content.decode()
    assert (again.status_code, "теперь оно стоит по 20 ноября" in text, "Часы записаны не тому" in text) == (
        422,
        True,
        True,
    )
    assert f'name="until" value="{earlier.isoformat()}"' in text  # pressed once more, it is this one that is meant
    for lost in ({"words": "Без дня"}, {"words": "Не день", "until": "вчера"}):
        assert client.post(address, lost).status_code == 422
    assert Group.objects.of(world.id).get(pk=group.pk).modules_viewed_until == earlier
    assert Change.objects.of(world.id).filter(action="inspection.visa.lift").count() == 1


def test_who_led_a_day_behind_the_visa_is_not_written_anew(world, page):
    student = world.people["student"].pk
    for day in (STARTS, worlds.TODAY):
        write(world, page, day)
    put_module_visa(world.actor("deputy"), group_of(world), YESTERDAY)
    other = world.people["other_teacher"].pk
    arranged = Arranged(page.starts, page.ends, 72, 6, other, written=True)
    with pytest.raises(Refused) as refused:
        arrange_page(world.actor("deputy_practice"), page, arranged)
    assert refused.value.refusal.code == "viewed"
    days = PracticeDay.objects.of(world.id).filter(student=student)
    assert set(days.values_list("led_by", flat=True)) == {world.people["teacher"].pk}
    days.filter(date=STARTS).update(led_by=other)  # what is led by him already is not touched
    arrange_page(world.actor("deputy_practice"), page, arranged)
    assert set(days.values_list("led_by", flat=True)) == {other}


def test_no_page_is_opened_that_lies_behind_the_visa(world, items):
    group, ends = group_of(world), YESTERDAY - timedelta(days=2)
    put_module_visa(world.actor("deputy"), group, YESTERDAY)
    wanted = Opening(items["УП.01.01"].pk, PracticeKind.EDUCATIONAL, STARTS, ends, 72, 6, world.people["teacher"].pk)
    with pytest.raises(Refused) as refused:
        open_page(world.actor("deputy_practice"), group, wanted)
    assert refused.value.refusal.code == "viewed"
    assert not PracticePage.objects.of(world.id).exists()
    assert open_page(world.actor("deputy_practice"), group, replace(wanted, ends=worlds.TODAY)).pk


def test_who_looked_at_a_practice_before_it_was_cut_short_writes_nothing_behind_the_visa(world, page):
    """The page in hand ends later than the one in the table: asked again behind the lock."""
    ends, student = worlds.TODAY - timedelta(days=3), world.people["student"].pk
    PracticePage.objects.of(world.id).filter(pk=page.pk).update(ends=ends)
    Competence.objects.create(
        college=world.college, module_id=PlanItem.objects.of(world.id).get(index="ПМ.01").pk, code="ПК 1.1", name="Монтаж",
        position=1,
    )  # fmt: skip
    code = Competence.objects.of(world.id).get().pk
    put_module_visa(world.actor("deputy"), group_of(world), ends)
    for write_it in (
        lambda: grade(world.actor("teacher"), page, {student: Graded(frozenset({"diary"}), "")}),
        lambda: judge(world.actor("teacher"), page, {(code, student): True}),
        lambda: set_places(world.actor("teacher"), page, {student: Place(enterprise="Завод")}),
        lambda: list_competences(world.actor("teacher"), page, [("ПК 1.2", "Наладка")]),
    ):
        with pytest.raises(Refused) as refused:
            write_it()
        assert refused.value.refusal.code == "viewed"
    assert not PracticePlace.objects.of(world.id).exists()
    assert not CompetenceMastery.objects.of(world.id).exists()
    assert Competence.objects.of(world.id).count() == 1
