"""Practice is controlled as lessons are (1.6, 1.7, 2.6): days that are not written, marks that are missing, missed lessons (A6.7)."""

from datetime import timedelta

import pytest

from tests import worlds
from tests.journal.written_day import put
from tests.modules.modules_worlds import STARTS, give_page, give_plan, give_result
from tests.worlds import TODAY
from zhurnal.assessment.models import TermClosing
from zhurnal.assessment.rules.levels import Level
from zhurnal.checks.actions.nightly import at_night
from zhurnal.checks.models import Finding
from zhurnal.checks.queries import own_open
from zhurnal.checks.queries.overview import Asked, load_overview
from zhurnal.checks.queries.own import load_own
from zhurnal.checks.rules.catalogue import Rule
from zhurnal.curriculum.models import Course, Group
from zhurnal.modules.actions.days import Done, write_day
from zhurnal.modules.models import PracticePage
from zhurnal.notifications.actions.evening import remind_college
from zhurnal.notifications.models import Notice
from zhurnal.oversight.queries.calendar import load_calendar
from zhurnal.oversight.queries.filling import load_filling
from zhurnal.oversight.queries.practice_owed import Asked as Owed
from zhurnal.oversight.queries.practice_owed import owed_days
from zhurnal.oversight.rules.calendar import Colour

PAST = [
    STARTS + timedelta(days=step) for step in (0, 1, 2, 3, 4, 5, 7)
]  # a week from Monday, and the Monday before today

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]


@pytest.fixture
def world():
    return worlds.make_college("vek", "А", students=1)


@pytest.fixture
def page(world):
    """A practice led by «other_teacher»; its journal is taught by nobody else."""
    made = give_page(world, give_plan(world), leader="other_teacher")
    Course.objects.create(
        college=world.college, year=world.year, term=world.term, group=made.group, discipline=made.discipline,
        kind="module", hours_planned=72,
    )  # fmt: skip
    return made


def write(world, page, day):
    people = {world.people[name].pk: Done(6, "Монтаж") for name in ("student", "adult")}
    return write_day(world.actor("other_teacher"), page, day, people)


def standing(world, rule):
    rows = Finding.objects.of(world.id).filter(rule=rule.value, state="open")
    return list(rows.order_by("day").values_list("day", flat=True))


def test_a_day_of_practice_without_a_record_is_found_and_closes_when_it_is_written(world, page):
    write(world, page, PAST[0])
    at_night(world.college, TODAY)
    assert standing(world, Rule.PRACTICE_UNRECORDED) == PAST[1:]
    leader = world.actor("other_teacher")
    found = {line.day: line for journal in load_own(leader).journals for line in journal.lines if line.practice}
    assert sorted(found) == PAST[1:]
    assert own_open(leader) == load_own(leader).total
    assert f"/practice/{page.pk}/days/{PAST[1]}/" in world.client("other_teacher").get("/checks/own/").text
    assert f"/practice/{page.pk}/" in world.client("deputy_practice").get("/checks/all/").text
    for day in PAST[1:]:
        write(world, page, day)
    at_night(world.college, TODAY)
    assert standing(world, Rule.PRACTICE_UNRECORDED) == []


def test_a_practice_that_is_over_waits_for_its_marks(world, page):
    ends = TODAY - timedelta(days=5)
    PracticePage.objects.of(world.id).filter(pk=page.pk).update(ends=ends)
    at_night(world.college, TODAY - timedelta(days=1))
    assert standing(world, Rule.PRACTICE_UNMARKED) == []
    at_night(world.college, TODAY)
    row = Finding.objects.of(world.id).get(rule=Rule.PRACTICE_UNMARKED.value)
    assert row.evidence == "Практика кончилась 19.11, отметки нет у 5 из 5."
    for who in ("student", "classmate", "adult", "newcomer", "student0"):
        give_result(world, who, page.discipline, Level.PRACTICE, "5")
    at_night(world.college, TODAY)
    assert standing(world, Rule.PRACTICE_UNMARKED) == []


def test_owed_days_stand_in_the_filling_the_calendar_and_the_evening(world, page):
    write(world, page, PAST[0])
    filling = load_filling(world.actor("deputy"), TODAY)
    assert [(one.discipline, one.days) for one in filling.practice] == [("УП.01.01", tuple(PAST[1:]))]
    debtor = next(one for one in filling.debtors if one.name.startswith("Лосев"))
    assert (len(debtor.lessons), debtor.owed) == (1, 7)  # a lesson of today is over too
    text = world.client("deputy").get("/filling/").text
    assert ("Практика не записана: 6\u00a0дней за две недели" in text, f"/practice/{page.pk}/" in text) == (True, True)
    month = load_calendar(world.actor("other_teacher"), world.people["other_teacher"], TODAY, own=True)
    red = {day.date for week in month.weeks for day in week if day and day.colour is Colour.RED}
    assert (set(PAST[1:]) <= red, PAST[0] in red) == (True, False)
    own = world.client("other_teacher").get("/my-filling/").text
    assert ("6\u00a0дней практики" in own, f"/practice/{page.pk}/days/{PAST[1]}/" in own) == (True, True)
    remind_college(world.college, world.actor("deputy").now.replace(hour=20))
    item = Notice.objects.of(world.id).get(person=world.people["other_teacher"], about="filling").items[0]
    assert item[2] == "Не заполнено 3\u00a0занятия и 6\u00a0дней практики в 2\u00a0группах"


def test_what_is_not_owed(world, page):
    """Nothing beyond the hours of the page, behind a checker's visa or of a closed term; nobody else's days to a teacher."""
    actor, asked = world.actor("deputy"), Owed(STARTS, TODAY)
    days = [one.date for one in owed_days(actor, asked)]
    assert days == PAST  # neither Sunday nor today
    assert owed_days(actor, Owed(STARTS, TODAY, teacher=world.people["teacher"].pk)) == []
    assert owed_days(actor, Owed(STARTS, TODAY, groups=(world.groups["ТЭ-11"].pk,))) == []
    PracticePage.objects.of(world.id).filter(pk=page.pk).update(hours_planned=18)
    assert [one.date for one in owed_days(actor, asked)] == PAST[:3]
    Group.objects.of(world.id).filter(pk=page.group_id).update(modules_viewed_until=PAST[1])
    assert [one.date for one in owed_days(actor, asked)] == PAST[2:3]
    TermClosing.objects.create(
        college=world.college, group=page.group, term=world.term, state="closed", changed_at=actor.now
    )
    assert owed_days(actor, asked) == []


@pytest.mark.parametrize("pages", [1, 3])
def test_statements_do_not_grow_with_pages(world, page, django_assert_num_queries, pages):
    for number in range(1, pages):
        PracticePage.objects.create(
            college=world.college, group=page.group, discipline=page.discipline, term=page.term, starts=STARTS - timedelta(days=number),
            ends=page.ends, hours_planned=72,
        )  # fmt: skip
    actor = world.actor("deputy")
    with django_assert_num_queries(5):
        assert len(owed_days(actor, Owed(STARTS, TODAY))) >= pages * len(PAST)


def test_missed_lessons_are_shown_to_the_leader_of_the_group_alone(world):
    for lesson in ("closed", "old", "yesterday"):
        put(world, "student", lesson, 0, "н")
    at_night(world.college, TODAY)
    seen = {
        who: load_overview(world.actor(who), Asked()).lines for who in ("leader", "other_leader")
    }  # a leader sees nothing else of the checks
    assert [(line.rule, line.student) for line in seen["leader"]] == [("missed_lessons", "Калугин-А Степан")]
    assert seen["other_leader"] == ()
    page = world.client("leader").get("/checks/all/").text
    assert "Пропущено подряд 3\u00a0занятия: 4.11, 17.11, 23.11." in page
    row = Finding.objects.of(world.id).get(rule="missed_lessons")
    assert world.client("leader").get(f"/checks/all/{row.pk}/").status_code == 200
    assert world.client("other_leader").get(f"/checks/all/{row.pk}/").status_code == 404
