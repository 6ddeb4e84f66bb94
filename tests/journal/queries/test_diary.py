"""The diary: what a student and his parents see, and that it is all they see (2.7, 2.8)."""

from datetime import timedelta

import pytest

from tests import worlds
from tests.journal.written_day import excuse, put, write_day
from tests.messages import sent
from tests.worlds import TODAY
from zhurnal.curriculum.models import Membership
from zhurnal.journal.models import Entry
from zhurnal.journal.queries.diary import diary_day, diary_marks, diary_week, family_of, ward_of
from zhurnal.journal.rules.signs import RequestState
from zhurnal.kernel import policy
from zhurnal.people.models import Guardianship
from zhurnal.timetable.models import Lesson


@pytest.fixture
def world(db, frozen_time):
    found, other = worlds.two_colleges()
    write_day(found)
    write_day(other)
    return found


def family(world, who, student):
    return family_of(world.actor(who), world.people[student])


def day_of(world, who="student", student="student", day=TODAY):
    return diary_day(world.actor(who), family(world, who, student), day)


def test_day_shows_own_lessons_with_marks_kinds_and_topics(world):
    lessons = day_of(world).day.lessons
    assert [(row.time, row.name) for row in lessons] == [
        ("08:30", "Иностранный язык 1"), ("08:30", "Электротехника"), ("10:20", "Электротехника"),
        ("12:10", "Обслуживание"), ("12:10", "Электротехника"),
    ]  # fmt: skip
    assert [(mark.kind, mark.value) for mark in lessons[2].marks] == [
        ("устный опрос", "3"), ("лабораторная работа № 6", "3"),
    ]  # fmt: skip
    assert (lessons[2].topic, lessons[1].absence.value) == ("Соединение звездой -О", "н")
    assert [row.marks for row in (lessons[0], lessons[1], lessons[3], lessons[4])] == [[], [], [], []]


def test_new_marks_are_those_written_today(world):
    page = day_of(world)
    assert [(mark.value, mark.kind, mark.at) for mark in page.fresh] == [
        ("3", "лабораторная работа № 6", "10:34"), ("3", "устный опрос", "10:30"),
    ]  # fmt: skip
    assert day_of(world, day=TODAY - timedelta(days=1)).fresh == []


def test_parent_reads_whole_names_and_where_the_average_went(world):
    page = day_of(world, "parent")
    (course,) = page.fresh_courses
    assert course.name == "Электротехника А"
    # 5·1 + 4·3 = 17/4 = 4,25; with 3·1 and 3·2 26/7 = 3,71
    assert (course.average, course.before, course.kinds) == (371, 425, "устный опрос, лабораторная работа № 6")


def test_next_day_carries_common_and_own_homework(world):
    ahead = day_of(world).ahead
    assert (ahead.title, ahead.date, ahead.note) == ("Четверг", TODAY + timedelta(days=2), "1\u00a0занятие с 10:20")
    assert [(task.text, task.personal) for task in ahead.lessons[0].tasks] == [
        ("§ 13, задача 4 -О", False), ("Доклад -С", True),
    ]  # fmt: skip


def test_homework_for_a_later_day_stands_beside_its_lesson(world):
    worlds.add_lesson(world, "tomorrow", "module", "other_teacher", TODAY + timedelta(days=1), 1)
    page = day_of(world)
    given = next(row.given for row in page.day.lessons if row.topic == "Соединение звездой -О")
    assert (given.text, given.on) == ("§ 13, задача 4 -О", TODAY + timedelta(days=2))


def test_cancelled_day_is_not_the_next_day_with_lessons(world):
    worlds.add_lesson(world, "tomorrow", "module", "other_teacher", TODAY + timedelta(days=1), 1, state="cancelled")
    assert day_of(world).ahead.date == TODAY + timedelta(days=2)


def test_lessons_outside_of_membership_and_subgroup_are_not_shown(world):
    adult = [row.name for row in day_of(world, "adult", "adult").day.lessons]
    assert ("Иностранный язык 2" in adult, "Иностранный язык 1" in adult) == (True, False)
    Membership.objects.of(world.id).filter(student=world.people["student"]).update(left=TODAY)
    assert day_of(world).day.lessons == []
    assert len(day_of(world, day=TODAY - timedelta(days=1)).day.lessons) == 1


def test_week_has_six_days_with_tasks(world):
    page = diary_week(world.actor("student"), family(world, "student", "student"), TODAY)
    assert (page.title, [block.date.weekday() for block in page.days]) == ("23–28 ноября", [0, 1, 2, 3, 4, 5])
    monday, tuesday = page.days[0].lessons, page.days[1].lessons
    assert [task.text for task in monday[0].tasks] == ["§ 11 -О"]
    assert [[task.text for task in row.tasks] for row in tuesday] == [[], ["§ 12 -О"], [], [], []]


def test_marks_of_the_term_by_discipline_with_averages(world):
    page = diary_marks(world.actor("student"), family(world, "student", "student"))
    found = {course.name: (course.average, course.count) for course in page.courses}
    assert found == {
        "Иностранный язык 1 А": (None, "0\u00a0отметок"),
        "Обслуживание А": (None, "0\u00a0отметок"),
        "Электротехника А": (371, "4\u00a0отметки"),
    }
    electro = page.courses[-1]
    assert [mark.value for mark in electro.marks] == ["3", "3", "4", "5"]
    assert electro.points == [5.0, 4.25, 4.0, 3.71]
    assert (page.total.total, page.total.unknown, [month.words for month in page.months]) == (
        2, 2, ["2\u00a0ч причина не указана"],
    )  # fmt: skip


def test_make_up_counts_in_the_average_and_says_so(world):
    put(world, "student", "earlier", -1, "5")
    page = diary_marks(world.actor("student"), family(world, "student", "student"))
    assert page.courses[-1].average == 388  # (26 + 5) / 8, half up
    assert any(mark.kind.startswith("отработка") for mark in page.courses[-1].marks)


def test_accepted_cause_explains_the_absence(world):
    assert day_of(world, "parent").absences[0].title == "Не был на занятии: Электротехника А"
    excuse(world, "student", "б")
    page = day_of(world, "parent")
    assert (page.absences, page.month.words) == ([], "2\u00a0ч по болезни")
    assert page.day.lessons[1].absence.value == "нб"


def test_told_cause_waits_and_is_not_counted(world):
    excuse(world, "student", "б", RequestState.OPEN)
    page = day_of(world, "parent")
    assert [note.sent for note in page.absences] == [True]
    assert {one.child: one.days for one in page.waiting} == {
        world.people["student"].pk: 0, world.people["sister"].pk: 1,
    }  # fmt: skip


def test_rejected_cause_leaves_the_absence_open(world):
    excuse(world, "student", "б", RequestState.REJECTED)
    assert [note.sent for note in day_of(world, "parent").absences] == [False]


def test_two_lessons_of_one_day_are_one_note(world):
    put(world, "student", "module", 0, "н", course="module")
    (note,) = day_of(world, "parent").absences
    assert note.title == "Не был на 2\u00a0занятиях: Электротехника А, Обслуживание А"
    assert note.words == "Сегодня, 08:30–13:45"


def test_old_absences_are_not_asked_for_any_more(world):
    worlds.add_lesson(world, "october", "electro", "teacher", TODAY - timedelta(days=31), 1)
    put(world, "student", "october", 0, "н")
    page = day_of(world, "parent")
    assert [note.day for note in page.absences] == [TODAY]
    assert {one.child: one.days for one in page.waiting}[world.people["student"].pk] == 1


def test_a_minor_is_not_asked_for_causes_and_an_adult_is(world):
    put(world, "adult", "earlier", 0, "н")
    assert (day_of(world).absences, day_of(world).waiting) == ([], [])
    assert [note.sent for note in day_of(world, "adult", "adult").absences] == [False]


def test_family_is_everybody_by_whom_the_parent_stands(world):
    found = family(world, "parent", "student")
    assert [(child.chip, child.closed) for child in found.children] == [("Вера, ТЭ-11", False), ("Степан, Э-21", False)]
    assert (found.parent, found.tells, found.child.leader) == (True, True, "Н.\u00a0В.\u00a0Осипова-А")
    own = family(world, "student", "student")
    assert ([child.chip for child in own.children], own.parent, own.tells) == (["Степан, Э-21"], False, False)


def test_an_adults_diary_opens_to_parents_with_his_consent_only(world):
    assert [child.closed for child in family(world, "adults_parent", "adult").children] == [True]
    assert ward_of(world.actor("adults_parent")) == world.people["adult"]
    Guardianship.objects.of(world.id).filter(student=world.people["adult"]).update(consent=True)
    assert [child.closed for child in family(world, "adults_parent", "adult").children] == [False]


def test_first_diary(world):
    assert ward_of(world.actor("student")) == world.people["student"]
    assert ward_of(world.actor("parent")) == world.people["sister"]
    assert ward_of(world.actor("ex_parent")) is None


def test_exactly_the_own_children_are_readable(world):
    reach = {
        who: {person.pk for person in policy.visible(world.actor(who), "journal.diary.read")} for who in world.accounts
    }
    expected = {who: set() for who in world.accounts} | {
        "student": {"student"}, "classmate": {"classmate"}, "adult": {"adult"}, "sister": {"sister"},
        "newcomer": {"newcomer"}, "left": {"left"}, "parent": {"student", "sister"}, "other_parent": {"classmate"},
    }  # fmt: skip
    assert reach == {who: {world.people[name].pk for name in names} for who, names in expected.items()}


@pytest.mark.parametrize("students", [1, 30])
def test_reads_cost_the_same_whatever_the_group(db, frozen_time, django_assert_num_queries, students):
    world = worlds.make_college("vek", "А", students=students)
    write_day(world)
    for lesson in Lesson.objects.of(world.id).filter(course=world.courses["electro"].pk, date__lt=TODAY):
        for number in range(students):
            Entry.objects.create(
                college=world.college, course=world.courses["electro"], lesson=lesson,
                student=world.people[f"student{number}"], slot=1, value="4", changed_at=worlds.RECORDED,
            )  # fmt: skip
    actor, home = world.actor("parent"), family(world, "parent", "student")
    with django_assert_num_queries(sent(4, 2)):
        diary_day(actor, home, TODAY)
    with django_assert_num_queries(sent(4, 2)):
        diary_week(actor, home, TODAY)
    with django_assert_num_queries(sent(4, 2)):
        diary_marks(actor, home)
    with django_assert_num_queries(2):
        family_of(actor, world.people["student"])
