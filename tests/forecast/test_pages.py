"""Pages of the forecast: only what is dated before the morning, own only, nothing unpublished."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests import worlds
from tests.assessment.page import set_all, write_marks
from tests.journal.written_day import add_work, put
from tests.worlds import TODAY, add_lesson
from zhurnal.assessment.models import Result
from zhurnal.curriculum.models import Course, Group, ProgrammeTopic, WorkProgramme
from zhurnal.forecast.coming import coming_of
from zhurnal.forecast.gather import forecasts
from zhurnal.forecast.queries import pages
from zhurnal.forecast.rules.learnt import Learnt
from zhurnal.grading.models import KindWeight, WorkKind
from zhurnal.journal.models import Entry
from zhurnal.kernel import doors
from zhurnal.kernel.audit import open_chain
from zhurnal.people.models import Person
from zhurnal.timetable.models import Lesson
from zhurnal.timetable.rules.lesson import State

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]


@pytest.fixture
def world():
    made = worlds.make_college("vek", "А", students=1)
    write_marks(made)
    return made


def journal(world, who="teacher"):
    course = doors.fetch(
        world.actor(who), "forecast.page.read", Course, related=pages.RELATED, pk=world.courses["electro"].pk
    )
    return pages.load_journal(world.actor(who), course)


def line(world, student):
    return next(line for line in journal(world).lines if line.id == world.people[student].id)


def test_a_teacher_sees_distribution_interval_risk_and_facts(world):
    told = line(world, "classmate")
    assert (told.likely, sum(bar.percent for bar in told.bars)) == ("3", 100)
    assert told.range
    assert 1 <= len(told.facts) <= 3
    assert journal(world).passing.low <= journal(world).passing.percent <= journal(world).passing.high


def test_an_interval_that_rounds_to_the_chance_is_told_once_and_in_words(world):
    told = line(world, "classmate")
    assert replace(told, debt=1, risk="1 %").beside == "почти без разброса"
    assert replace(told, debt=7, risk="5–20 %").beside == "5–20 %"


def test_too_early_while_there_are_few_marks(world):
    assert line(world, "adult").early
    assert line(world, "adult").facts == ()


def test_what_is_dated_today_or_later_changes_nothing(world):
    before = journal(world)
    add_lesson(world, "later", "electro", "teacher", TODAY + timedelta(days=7), 3)
    for key in ("now", "later"):
        add_work(world, key, 1, "oral")
        put(world, "classmate", key, 1, "5")
        put(world, "student", key, 1, "2")
    assert journal(world) == before


def test_own_page_tells_what_is_needed_and_never_an_unpublished_mark(world):
    actor = world.actor("student")
    student = doors.fetch(actor, "forecast.own.read", Person, pk=world.people["student"].pk)
    before = pages.load_own(actor, student)
    electro = next((line, needed) for line, needed in before.lines if line.name.startswith("Электро"))
    assert electro[0].likely in ("4", "5")
    set_all(world, value="2")
    assert Result.objects.of(world.id).exists()
    assert pages.load_own(actor, student) == before


def own_electro(world, who="classmate"):
    page = pages.load_own(world.actor(who), world.people[who])
    return next(needed for line, needed in page.lines if line.name.startswith("Электро"))


def later(world, count):
    """Lessons of electrical engineering that are still to come."""
    for number in range(count):
        add_lesson(world, f"later{number}", "electro", "teacher", TODAY + timedelta(days=7 + number), 3)


def test_what_is_needed_for_the_next_mark_is_on_the_page(world):
    later(world, 3)
    add_work(world, "later0", 1, "control")
    page = world.client("classmate").get(f"/forecast/students/{world.people['classmate'].pk}/")
    assert page.status_code == 200
    text = page.content.decode()
    assert "Что нужно для «4»" in text
    assert "Это не отметка" in text
    told = own_electro(world)
    assert told.ahead.startswith("контрольная работа — 1; ещё ")
    assert told.ahead.endswith("занятий, где могут спросить")
    assert any(step.work.startswith("контрольная работа") for way in told.goals[0].ways for step in way.steps)
    assert all(way.average >= told.goals[0].border for way in told.goals[0].ways)
    assert "станет" in text


def test_what_the_programme_has_left_is_planned(world):
    electro = world.courses["electro"]
    programme = WorkProgramme.objects.create(college=world.college, discipline=electro.discipline, title="РП")
    Course.objects.of(world.id).filter(pk=electro.pk).update(programme=programme)
    for number, kind in enumerate(("lab", "lecture", "lab", "consultation"), start=1):
        ProgrammeTopic.objects.create(
            college=world.college, programme=programme, number=number, title=f"{number}", kind=kind
        )
    before = Lesson.objects.of(world.id).filter(course=electro, date__gte=TODAY).count()
    later(world, 5)
    weight = WorkKind.objects.of(world.id).get(code="lab").weight
    courses = list(Course.objects.of(world.id).filter(pk=electro.pk).select_related(*pages.RELATED))
    found = coming_of(world.id, courses, world.people["classmate"].pk, TODAY, "oral")[electro.discipline_id]
    assert ("лабораторная работа", weight, 2, True) in [(w.name, w.weight, w.count, w.planned) for w in found]
    assert sum(work.count for work in found) == before + 5 - 1  # a consultation gives no mark
    KindWeight.objects.create(
        college=world.college, kind=WorkKind.objects.of(world.id).get(code="lab"), course=electro, weight=250
    )
    again = coming_of(world.id, courses, world.people["classmate"].pk, TODAY, "oral")[electro.discipline_id]
    assert next(work.weight for work in again if work.planned) == 250


def test_where_nothing_is_planned_it_is_said_plainly(world):
    Lesson.objects.of(world.id).filter(date__gte=TODAY).update(state=State.CANCELLED)
    told = own_electro(world)
    assert told.goals[0].ways == ()
    assert told.goals[0].word == "Работ до конца семестра больше не запланировано."


def test_what_cannot_be_reached_is_said_with_what_it_would_come_to(world):
    Lesson.objects.of(world.id).filter(date__gte=TODAY).update(state=State.CANCELLED)
    later(world, 1)
    words = [goal.word for goal in own_electro(world).goals if not goal.ways]
    assert any(word == "Уже недостижимо: если получить «5» за все работы впереди (1), выйдет 3,60." for word in words)


def test_the_number_of_statements_of_ones_own_page_does_not_grow_with_lessons(world, django_assert_max_num_queries):
    later(world, 9)
    actor, student = world.actor("student"), world.people["student"]
    with django_assert_max_num_queries(26):
        pages.load_own(actor, student)


def test_labs_of_a_subgroup_and_lectures_of_the_group_are_one_journal_and_one_goal(world):
    """What lifts to a «4» is told of the average from which the term mark is proposed."""
    electro = world.courses["electro"]
    labs = Course.objects.create(
        college=world.college, year=world.year, term=world.term, group=electro.group, discipline=electro.discipline,
        subgroup=world.subgroups["1"], hours_planned=20,
    )  # fmt: skip
    open_chain(world.id, labs.pk)
    world.courses["labs"] = labs
    day = TODAY - timedelta(days=1)
    for number in range(3):
        add_lesson(world, f"lab{number}", "labs", "teacher", day - timedelta(days=number), 1)
        add_work(world, f"lab{number}", 1, "lab")
        put(world, "student", f"lab{number}", 1, "2")
    before = {row.id: row.standing for row in forecast_of(world, [electro])[0].students}
    student = world.people["student"].pk
    both = forecast_of(world, [electro, labs])
    assert [journal.course.pk for journal in both] == [electro.pk]
    assert both[0].students[0].standing == before[both[0].students[0].id]
    assert before[student].twos == 3
    own = pages.load_own(world.actor("student"), world.people["student"])
    assert sum(line.name.startswith("Электро") for line, _needed in own.lines) == 1


def forecast_of(world, courses):
    actor = world.actor("leader")
    rows = Course.objects.of(world.id).filter(pk__in=[one.pk for one in courses]).select_related(*pages.RELATED)
    ordered = sorted(rows, key=lambda row: row.subgroup_id is not None)
    return forecasts(world.id, ordered, world.groups["Э-21"], actor.today, actor.parameters, Learnt())


def test_a_group_tells_who_risks_where_and_what_is_expected(world):
    actor = world.actor("leader")
    group = doors.fetch(actor, "forecast.group.read", Group, pk=world.groups["Э-21"].pk)
    found = pages.load_group(actor, group)
    assert {member.id for member in found.members} == {world.people[name].id for name in ("student", "classmate")}
    assert [member.risk for member in found.members] == sorted((m.risk for m in found.members), reverse=True)
    assert found.clear.low <= found.clear.percent <= found.clear.high
    assert world.client("leader").get(f"/forecast/groups/{group.pk}/").status_code == 200
    assert world.client("leader").get("/forecast/groups/").status_code == 200


def test_the_number_of_statements_does_not_grow_with_students(world, django_assert_max_num_queries):
    with django_assert_max_num_queries(17):
        journal(world)
    page = world.client("teacher").get(f"/forecast/courses/{world.courses['electro'].pk}/")
    assert page.status_code == 200
    assert "Риск долга" in page.content.decode()


def test_before_the_first_lesson_nothing_is_said():
    world = worlds.make_college("vek", "А", students=1)
    found = journal(world)
    assert all(line.early for line in found.lines)
    assert found.passing is None


def test_own_page_does_not_move_with_the_marks_of_others(world):
    """Not even through the mean of the journal (2.7, 2.8)."""
    actor = world.actor("student")
    student = doors.fetch(actor, "forecast.own.read", Person, pk=world.people["student"].pk)
    before, teachers = pages.load_own(actor, student), journal(world)
    Entry.objects.of(world.id).filter(student=world.people["classmate"].pk, slot=1).update(value="2")
    assert journal(world) != teachers
    assert pages.load_own(actor, student) == before


def test_own_page_says_nothing_of_the_journal_of_which_it_knows_only_ones_own_marks(world):
    text = world.client("classmate").get(f"/forecast/students/{world.people['classmate'].pk}/").content.decode()
    beside = [fact.text for fact in line(world, "classmate").facts if "у журнала" in fact.text]
    own = beside[0].partition(", у")[0]
    assert own.startswith("Средний ")
    assert (f"{own}." in text, "у журнала" in text) == (True, False)
