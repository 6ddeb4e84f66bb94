"""Dashboards against an independent count: now and on past days, stored and counted since, by every division."""

from copy import deepcopy
from datetime import date, time, timedelta
from fractions import Fraction
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import worlds
from tests.indicators.planted import COURSES, add_past_term, add_results, by_values, figures, plant, told
from tests.journal.written_day import MORNING
from tests.once_a_module import made_once
from tests.worlds import TODAY
from zhurnal.academic_year.models import AcademicYear, Term
from zhurnal.assessment.models import Result
from zhurnal.checks.models import Finding
from zhurnal.checks.rules.catalogue import Rule
from zhurnal.curriculum.models import Course, Group, Membership
from zhurnal.forecast.models import StoredForecast
from zhurnal.indicators.actions.counting import count
from zhurnal.indicators.models import LessonFigures
from zhurnal.indicators.queries.board import load_board
from zhurnal.indicators.queries.gathering import Question, gather, lines_of
from zhurnal.indicators.queries.students import students_of_group
from zhurnal.indicators.rules.catalogue import Key
from zhurnal.indicators.rules.cut import Cut, Dimension
from zhurnal.indicators.rules.figures import tally_of
from zhurnal.indicators.rules.periods import Period
from zhurnal.journal.actions.record import record
from zhurnal.journal.models import LessonRecord
from zhurnal.journal.rules.commands import Command
from zhurnal.kernel.audit import open_chain
from zhurnal.oversight.queries.hours import hours_of
from zhurnal.timetable.models import Lesson
from zhurnal.timetable.rules.lesson import State

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]
SEPTEMBER = date(2026, 9, 1)


def planted():
    found, other = worlds.two_colleges()
    plant(found)
    plant(other, seed=9)
    return found


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    with made_once(django_db_blocker, planted) as found:
        yield found


@pytest.fixture
def world(made):
    return deepcopy(made)


def lines(world, who, dimension, period=Period.TERM, day=TODAY):
    return lines_of(gather(world.actor(who), Question(Cut(), period, day)), dimension)


def whole(world, who="deputy", **asked):
    return lines(world, who, Dimension.WHOLE, **asked)[""]


def agrees(world, day=TODAY, since=SEPTEMBER, period=Period.TERM):
    """Every division of the deputy's dashboard, journal by journal."""
    courses = ("electro", "english1", "english2", "module", "history")
    assert told(whole(world, day=day, period=period).now) == figures(world, courses, since, day)
    by_journal = lines(world, "deputy", Dimension.JOURNAL, period, day)
    for key in courses:
        page = world.courses[key].pk
        if page in by_journal:
            assert told(by_journal[page].now) == figures(world, (key,), since, day), key
    by_group = lines(world, "deputy", Dimension.GROUP, period, day)
    assert told(by_group[world.groups["Э-21"].pk].now) == figures(world, courses[:4], since, day)
    by_teacher = lines(world, "deputy", Dimension.TEACHER, period, day)
    assert told(by_teacher[world.people["teacher"].pk].now) == figures(world, courses, since, day, "teacher")


def test_figures_agree_with_a_count_cell_by_cell_stored_or_not(world):
    agrees(world)  # nothing is stored yet
    assert count(world.id, TODAY) == 5
    agrees(world)
    assert LessonFigures.objects.of(world.id).count() == Lesson.objects.of(world.id).count()


@pytest.mark.parametrize(
    ("period", "day", "since"),
    [
        (Period.WEEK, date(2026, 10, 22), date(2026, 10, 19)),
        (Period.MONTH, date(2026, 10, 30), date(2026, 10, 1)),
        (Period.TERM, date(2026, 11, 9), SEPTEMBER),
        (Period.YEAR, TODAY, SEPTEMBER),
    ],
)
def test_any_past_day_is_as_exact_as_today(world, period, day, since):
    count(world.id, TODAY)
    agrees(world, day, since, period)


def test_what_is_written_after_the_night_counts_at_once_and_reading_writes_nothing(world):
    count(world.id, TODAY)
    stored = LessonFigures.objects.of(world.id).get(lesson=world.lessons["now"].pk).fives
    mark(world, "now", "student", "5")
    with CaptureQueriesContext(connection) as asked:
        agrees(world)
    assert not [one["sql"] for one in asked if not one["sql"].lstrip().upper().startswith(("SELECT", "WITH"))]
    assert LessonFigures.objects.of(world.id).get(lesson=world.lessons["now"].pk).fives == stored
    assert count(world.id, TODAY) == 1
    agrees(world)
    assert count(world.id, TODAY) == 0


def mark(world, lesson, student, value):
    """As the teacher writes it: a kind of work, then the mark."""
    from tests.journal.written_day import add_work

    add_work(world, lesson, 1, "oral")
    command = Command(uuid4(), "entry", world.lessons[lesson].pk, 0, value, world.people[student].pk, 1)
    record(world.actor("teacher"), world.courses["electro"], [command])


def test_a_changed_list_and_a_changed_timetable_are_noticed(world):
    count(world.id, TODAY)
    Membership.objects.of(world.id).filter(student=world.people["student0"].pk).update(left=TODAY - timedelta(days=20))
    Lesson.objects.of(world.id).filter(pk=world.lessons["electro:4"].pk).update(state=State.CANCELLED)
    recorded(world)
    agrees(world)
    assert count(world.id, TODAY) >= 1
    agrees(world)


def recorded(world):
    """Whatever changes lists and the timetable tells the record of changes of it (clause 1.5)."""
    from zhurnal.kernel import audit
    from zhurnal.people.actor import PersonActor

    head = audit.lock(world.id, world.people["student0"].pk)
    audit.append(head, PersonActor.system(world.college, "проверка"), [audit.Event("movement", "x", None, None)])


def test_hours_are_those_of_the_ledger(world):
    actor = world.actor("deputy")
    planned = {page.pk: page.hours_planned for page in world.courses.values()}
    for _stored in range(2):
        found = gather(actor, Question(Cut(), Period.TERM, TODAY)).hours
        assert found == hours_of(actor, world.term.pk, planned)
        count(world.id, TODAY)


FINALS = {
    "student": {"electro": "5", "module": "4"}, "classmate": {"electro": "2", "module": "на"},
    "adult": {"electro": "осв", "module": "зач"}, "newcomer": {"electro": "5"},
}  # fmt: skip


def test_final_marks_by_the_list_of_the_last_day(world):
    add_results(world, add_past_term(world), FINALS)  # the newcomer came later: he is in no figure
    found = whole(world)
    tally = tally_of(found.finals.now)
    assert tally.absolute == Fraction(100 * 3, 5)
    assert (tally.quality, tally.mean) == (Fraction(100 * 2, 4), Fraction(11, 3))
    assert tally.degree(7) == Fraction(100 + 64 + 16 + 7, 4)
    assert (found.by_students.absolute, found.by_students.quality) == (Fraction(200, 3), Fraction(100, 2))
    by_discipline = lines(world, "deputy", Dimension.DISCIPLINE)
    assert by_values(by_discipline[world.courses["electro"].discipline_id]) == {"5": 1, "2": 1, "осв": 1}


def test_a_module_that_is_not_mastered_is_neither_done_nor_good(world):
    """Of five results three would do; one of them is of a module that is not mastered (A1.9). Of three students one has no debt."""
    past = add_past_term(world)
    add_results(world, past, FINALS)
    student = world.people["student"].pk
    Result.objects.of(world.id).filter(term=past, student=student, value="4").update(
        level="module", mastery="не освоен"
    )
    found = whole(world)
    tally = tally_of(found.finals.now)
    assert (tally.absolute, tally.quality, tally.mean) == (Fraction(100 * 2, 5), Fraction(100, 4), Fraction(11, 3))
    assert (found.by_students.absolute, found.by_students.quality) == (Fraction(100, 3), Fraction(0))
    named = students_of_group(world.actor("deputy"), world.groups["Э-21"], Period.TERM, TODAY)
    assert next(row.standing for row in named if row.id == student) == "неуспевающий"


def foresee(world, day, risk, course="electro"):
    """A forecast of a day: the chance of a debt of two students."""
    said = {world.people[name].pk.hex: [chance, 0, 0] for name, chance in zip(("student", "adult"), risk, strict=True)}
    StoredForecast.objects.create(college=world.college, course=world.courses[course], day=day, said=said)


def stands(line):
    return line.hours, line.findings, line.at_risk, line.forecast


def test_what_stood_a_week_ago_is_what_the_board_of_that_day_says(world):
    """Hours, findings and risk are held beside the end of the last period too."""
    foresee(world, TODAY - timedelta(days=9), (0.9, 0.7))
    foresee(world, TODAY - timedelta(days=2), (0.9, 0.1))
    for seen in (20, 3):
        Finding.objects.create(
            college=world.college, rule=next(iter(Rule)), course=world.courses["electro"], place=uuid4().hex, evidence="нет темы",
            state="open", teacher=world.people["teacher"], first_seen=MORNING - timedelta(days=seen), seen_at=MORNING,
        )  # fmt: skip
    count(world.id, TODAY)
    for dimension in Dimension:
        then = lines(world, "deputy", dimension, Period.WEEK, TODAY - timedelta(days=7))
        now = lines(world, "deputy", dimension, Period.WEEK)
        assert {key: stands(now[key].stood_before) for key in then} == {key: stands(line) for key, line in then.items()}
    college = whole(world, period=Period.WEEK)
    records = {
        row.lesson_id for row in LessonRecord.objects.of(world.id).exclude(topic="").exclude(roll_called_at=None)
    }
    own = Lesson.objects.of(world.id).filter(course=world.courses["electro"].pk, state="planned")
    given = [row.hours for row in own if row.pk in records and row.date <= TODAY - timedelta(days=7)]
    journal = lines(world, "deputy", Dimension.JOURNAL, Period.WEEK)[world.courses["electro"].pk]
    assert journal.stood_before.hours.given == sum(given)
    assert (college.findings, college.stood_before.findings) == (2, 1)
    assert ((college.at_risk, college.forecast), stands(college.stood_before)[2:]) == ((1, 2), (2, 2))
    cells = {
        tile.indicator.key: tile.cell
        for tile in load_board(world.actor("deputy"), Question(Cut(), Period.WEEK, TODAY), "").tiles
    }
    assert (cells[Key.FINDINGS].before, cells[Key.FINDINGS].change, cells[Key.FINDINGS].good) == ("1", "+1", False)
    assert cells[Key.HOURS].before
    assert not cells[Key.FINDINGS].year_ago  # there was nothing to look at


def test_a_year_ago_is_of_the_group_from_which_this_one_goes_on(world):
    """The autumn before: Э-11, whose students are Э-21 now; and nobody looked for findings yet."""
    starts, ends = date(2025, 9, 1), date(2025, 12, 28)
    own = {"college": world.college}
    year = AcademicYear.objects.create(**own, name="2025/26", starts=starts, ends=date(2026, 6, 28))
    term = Term.objects.create(**own, year=year, number=1, starts=starts, ends=ends)
    now, page = world.groups["Э-21"], world.courses["electro"]
    group = Group.objects.create(**own, name="Э-11", department=now.department, year=year, course_year=1)
    for name in ("student", "classmate", "adult"):
        Membership.objects.create(
            **own, group=group, student=world.people[name], entered=starts, left=SEPTEMBER, recorded_at=MORNING
        )
    course = Course.objects.create(
        **own, year=year, term=term, group=group, discipline=page.discipline, hours_planned=40, kind=page.kind
    )
    open_chain(world.id, course.pk)
    for day in (date(2025, 10, 7), date(2025, 11, 11), date(2025, 12, 9)):
        lesson = Lesson.objects.create(
            **own, course=course, term=term, date=day, pair=1, starts=time(8, 30), ends=time(10, 5), teacher=world.people["teacher"],
        )  # fmt: skip
        LessonRecord.objects.create(**own, lesson=lesson, course=course, topic="Тема", roll_called_at=MORNING)
    found = lines(world, "deputy", Dimension.GROUP)[now.pk]
    assert (found.stood_year_ago.hours.plan, found.stood_year_ago.hours.given, found.year_ago.lessons) == (40, 4, 2)
    assert found.stood_year_ago.findings is None
    of_group = lines_of(
        gather(world.actor("deputy"), Question(Cut(group=now.pk), Period.TERM, TODAY)), Dimension.WHOLE
    )[""]
    assert (of_group.stood_year_ago.hours.given, of_group.year_ago.lessons) == (4, 2)


@pytest.mark.parametrize(
    ("who", "courses"),
    [
        ("leader", COURSES.keys() - {"history"}),
        ("department_head", COURSES.keys() - {"history"}),
        ("other_head", {"history"}),
    ],
)
def test_everyone_sees_sums_of_his_own_part_only(world, who, courses):
    if "electro" in courses:
        courses = {*courses, "english2", "module"}
    assert told(whole(world, who).now) == figures(world, sorted(courses), SEPTEMBER, TODAY)


def test_the_number_of_statements_does_not_grow(world):
    actor = world.actor("deputy")
    count(world.id, TODAY)
    question = Question(Cut(), Period.WEEK, TODAY)  # with the week before beside it
    with CaptureQueriesContext(connection) as few:
        load_board(actor, question, "groups")
    for number in range(30):
        worlds.add_lesson(world, f"more{number}", "history", "other_teacher", TODAY - timedelta(days=30 + number), 3)
    recorded(world)
    count(world.id, TODAY)
    with CaptureQueriesContext(connection) as many:
        load_board(actor, question, "groups")
    assert len(few) == len(many) <= 22


def test_the_page_says_every_indicator_of_the_clause(world):
    page = load_board(world.actor("deputy"), Question(Cut(), Period.TERM, TODAY), "")
    wanted = {
        Key.SUCCESS,
        Key.QUALITY,
        Key.DEGREE,
        Key.MEAN,
        Key.ATTENDANCE,
        Key.HOURS,
        Key.LATE,
        Key.FINDINGS,
        Key.RISK,
    }
    assert wanted <= {tile.indicator.key for tile in page.tiles}
    assert {tab for tab, _word in page.tabs} >= {
        Dimension.DEPARTMENT, Dimension.GROUP, Dimension.SPECIALTY, Dimension.DISCIPLINE, Dimension.TEACHER,
    }  # fmt: skip
