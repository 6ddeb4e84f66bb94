"""Hours of practice stand in the one ledger: once a day, to who leads it, and no debt before the practice (A5.16, C5.11)."""

from datetime import date, timedelta

import pytest

from tests import worlds
from tests.modules.modules_worlds import ENDS, STARTS, give_page, give_plan
from tests.worlds import TODAY, add_lesson
from zhurnal.academic_year.models import AcademicYear, Term
from zhurnal.curriculum.models import Course, CourseTeacher, Discipline, PracticePeriod
from zhurnal.modules.actions.days import Done, write_day
from zhurnal.modules.actions.pages import Arranged, arrange_page
from zhurnal.modules.models import PracticeDay
from zhurnal.oversight.queries.hours import hours_of
from zhurnal.oversight.queries.ledger import ledger
from zhurnal.oversight.queries.own_hours import load_own
from zhurnal.oversight.queries.teaching import form_lines
from zhurnal.oversight.rules.hours import Hours, Sign
from zhurnal.oversight.rules.practice import Days, hours_awaited, hours_of_page
from zhurnal.oversight.rules.teaching import months_shown
from zhurnal.reports.catalogue.form3 import form3

WEEK = [date(2026, 11, 23) + timedelta(days=step) for step in range(6)]


@pytest.mark.parametrize(
    ("written", "dated", "room", "hours"),
    [
        ({}, (), 36, Hours(0, unrecorded=6, ahead=30)),
        ({WEEK[0]: 6}, (), 36, Hours(0, given=6, ahead=30)),
        ({WEEK[0]: 0}, (), 36, Hours(0, ahead=30)),  # nobody came: the day was written and gives nothing
        ({WEEK[0]: 6}, (WEEK[0],), 34, Hours(0, ahead=30)),  # a dated lesson stands there: it speaks
        ({WEEK[0]: 6, WEEK[1]: 6}, (), 18, Hours(0, given=12, ahead=6)),  # no day is owed beyond the plan
        ({}, (), None, Hours(0, unrecorded=6, ahead=30)),
    ],
)
def test_what_a_page_of_practice_comes_to(written, dated, room, hours):
    assert hours_of_page(Days(WEEK, written, 6), dated, TODAY, room) == hours


def test_a_practice_without_a_page_is_awaited_until_its_last_day():
    before, after = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
    assert (
        hours_awaited(72, TODAY, [], after) == hours_awaited(72, TODAY, [before, after], before) == Hours(0, ahead=72)
    )
    assert hours_awaited(72, TODAY, [before], after) == Hours(0, unrecorded=72)
    assert hours_awaited(72, TODAY, [], before) == hours_awaited(0, TODAY, [], after) == Hours(0)


@pytest.fixture
def world(db, frozen_time):
    return worlds.make_college("vek", "А")


def journal(world, items, discipline=None, index="УП.01.01"):
    """The page of a journal that the wizard makes of a practice: 72 hours, taught by «teacher»."""
    discipline = discipline or Discipline.objects.create(
        college=world.college, index=index, name="Практика", short_name=index, kind="module", plan_item=items[index]
    )
    own, group = world.college, world.groups["Э-21"]
    course = Course.objects.create(
        college=own, year=world.term.year, term=world.term, group=group, discipline=discipline, kind="module",
        hours_planned=72,
    )  # fmt: skip
    CourseTeacher.objects.create(college=own, course=course, teacher=world.people["teacher"], since=worlds.SEPTEMBER)
    world.courses["practice"] = course
    return course


def coming_to(world, course):
    return hours_of(world.actor("deputy"), world.term.pk, {course.pk: 72})[course.pk]


def test_days_of_practice_count_once_for_the_group_and_for_its_leader(world):
    page = give_page(world, give_plan(world), leader="other_teacher")
    course = journal(world, {}, page.discipline)
    for day, who, hours in ((0, "student", 6), (0, "adult", 0), (1, "student", 5), (1, "adult", 6), (2, "student", 6)):
        PracticeDay.objects.create(
            college=world.college, page=page, student=world.people[who], date=STARTS + timedelta(days=day), hours=hours,
            written_at=worlds.RECORDED, led_by_id=page.leader_id,
        )  # fmt: skip
    add_lesson(world, "dated", "practice", "teacher", STARTS + timedelta(days=2))
    # two days given; a lesson of two hours and four days not written; today and four days ahead
    assert coming_to(world, course) == Hours(72, given=12, unrecorded=26, ahead=30)
    lines = {
        line.key.teacher: line
        for line in form_lines(world.actor("deputy"), (STARTS, ENDS), lambda day: day)
        if line.key.title.startswith("УП.01.01")
    }
    assert set(lines) == {world.people["other_teacher"].pk}
    assert dict(lines[world.people["other_teacher"].pk].columns) == {STARTS: 6, STARTS + timedelta(days=1): 6}
    own = next(line for line in load_own(world.actor("teacher")).lines if line.title.startswith("УП.01.01"))
    assert (own.own, own.others, own.hours.given) == (0, 12, 12)  # the course is his, the hours are the leader's


def test_a_practice_is_not_behind_before_its_days(world):
    items = give_plan(world)
    course = journal(world, items)
    assert (coming_to(world, course).sign, coming_to(world, course).ahead) == (Sign.ON_TRACK, 72)
    period = {"college": world.college, "group": world.groups["Э-21"], "discipline": course.discipline}
    PracticePeriod.objects.create(**period, starts=date(2026, 10, 5), ends=date(2026, 10, 17))
    assert coming_to(world, course) == Hours(72, unrecorded=72)  # it was, and nobody wrote it


def given_to(world, course):
    """Hours given in the practice by teacher, in the ledger; forms 2 and 3 say the same."""
    names = {person.pk: name for name, person in world.people.items()}
    found: dict[str, int] = {}
    for fact in ledger(world.id, world.term.pk, TODAY, [course.pk]):
        found[names[fact.teacher]] = found.get(names[fact.teacher], 0) + fact.hours.given
    forms = {
        names[line.key.teacher]: sum(line.columns.values())
        for line in form_lines(world.actor("deputy"), (STARTS, ENDS), lambda day: day)
        if line.key.title.startswith("УП.01.01")
    }
    assert {who: hours for who, hours in found.items() if hours} == forms
    return forms


def led_by(world, page, who, *, written=False):
    leader = world.people[who].pk if who else None
    arrange_page(world.actor("department_head"), page, Arranged(page.starts, page.ends, 72, 6, leader, written))
    page.leader_id = leader


def test_a_day_of_practice_stays_with_who_led_it(world):
    page = give_page(world, give_plan(world), leader="teacher")
    course = journal(world, {}, page.discipline)
    student = world.people["student"].pk
    write_day(world.actor("teacher"), page, STARTS, {student: Done(6, "осмотр")})
    led_by(world, page, "other_teacher")
    write_day(world.actor("other_teacher"), page, STARTS + timedelta(days=1), {student: Done(6, "ремонт")})
    write_day(
        world.actor("other_teacher"), page, STARTS, {world.people["adult"].pk: Done(4, "осмотр")}
    )  # of the first day, later
    assert given_to(world, course) == {"teacher": 6, "other_teacher": 6}

    led_by(world, page, "other_teacher", written=True)  # the first had been named by mistake
    assert given_to(world, course) == {"other_teacher": 12}


def test_a_practice_without_a_leader_goes_to_who_taught_its_course_on_the_day(world):
    page = give_page(world, give_plan(world), leader=None)
    course = journal(world, {}, page.discipline)
    CourseTeacher.objects.of(world.id).filter(course=course).update(until=STARTS)
    later = {"college": world.college, "course": course, "teacher": world.people["other_teacher"]}
    CourseTeacher.objects.create(**later, since=STARTS + timedelta(days=1))
    for day in (0, 1):
        PracticeDay.objects.create(
            college=world.college, page=page, student=world.people["student"], date=STARTS + timedelta(days=day), hours=6,
            written_at=worlds.RECORDED,
        )  # fmt: skip
    assert given_to(world, course) == {"teacher": 6, "other_teacher": 6}
    led_by(world, page, "other_teacher")
    assert given_to(world, course) == {"teacher": 6, "other_teacher": 6}  # named later: what was given stays


def test_days_of_practice_after_its_term_and_year_stand_in_the_forms(world):
    """A practice may last longer than the term that it belongs to; nothing that was given falls out of what is paid."""
    page = give_page(world, give_plan(world), leader="teacher")
    journal(world, {}, page.discipline)
    student = world.people["student"].pk
    for step in (0, 1):
        write_day(world.actor("teacher"), page, STARTS + timedelta(days=step), {student: Done(6, "осмотр")})
    Term.objects.of(world.id).update(ends=STARTS)
    AcademicYear.objects.of(world.id).update(ends=STARTS)

    lines = form_lines(world.actor("deputy"), (STARTS + timedelta(days=1), ENDS), lambda day: day)
    assert [sum(line.columns.values()) for line in lines if line.key.title.startswith("УП.01.01")] == [6]
    paper = form3(world.actor("deputy"), STARTS, TODAY)
    assert [row[-2] for row in paper.rows if str(row[2]).startswith("УП.01.01")] == [12]
    own = next(line for line in load_own(world.actor("teacher")).by_month if line.title.startswith("УП.01.01"))
    assert own.total == sum(hours or 0 for hours in own.months) == 12


def test_months_after_the_year_are_shown_when_something_is_written_in_them():
    year = (date(2026, 9, 1), date(2026, 10, 30))
    assert months_shown(*year, [(2026, 9)]) == months_shown(*year, []) == [(2026, 9), (2026, 10)]
    assert months_shown(*year, [(2027, 1)]) == [(2026, 9), (2026, 10), (2026, 11), (2026, 12), (2027, 1)]
