"""Course projects are begun wherever the plan wants one: an МДК or a plain discipline, the whole group or subgroups."""

import pytest

from tests import worlds
from tests.modules.modules_worlds import ROWS, give_plan
from zhurnal.curriculum.models import Course, CourseTeacher, PlanLoad
from zhurnal.kernel.models import Change
from zhurnal.modules.actions.projects import Topic, assign_course_topics
from zhurnal.modules.models import Project
from zhurnal.modules.queries.projects import course_topics, project_courses

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]
PLAIN = ("ОП.02", "Электротехника А", "discipline", "", ((3, 96, "Э, КР"),))


@pytest.fixture
def world():
    made = worlds.make_college("vek", "А")
    made.items = give_plan(made, (*ROWS, PLAIN))
    return made


def offered(world, teacher):
    return [(one.title, one.kind) for one in project_courses(world.actor(teacher))]


def subgroup_course(world, number, teacher):
    """The same discipline in a subgroup, taught by somebody else."""
    whole = world.courses["electro"]
    made = Course.objects.create(
        college=world.college, year=world.year, term=world.term, group=whole.group, discipline=whole.discipline,
        subgroup=world.subgroups[number],
    )  # fmt: skip
    CourseTeacher.objects.create(
        college=world.college, course=made, teacher=world.people[teacher], since=worlds.SEPTEMBER
    )
    return made


def test_a_plain_discipline_is_offered_by_the_form_of_its_plan(world, django_assert_num_queries):
    actor = world.actor("teacher")
    with django_assert_num_queries(4):
        assert [(one.title, one.kind) for one in project_courses(actor)] == [
            ("Э-21, ОП.02 Электротехника", "курсовая работа")
        ]
    assert offered(world, "other_teacher") == []  # the plan knows the МДК and wants no project of it
    loads = PlanLoad.objects.of(world.id)
    loads.filter(item=world.items["МДК.01.01"]).update(course_project=20)
    loads.filter(item=world.items["ОП.02"]).update(semester=4)
    assert offered(world, "other_teacher") == [("Э-21, МДК.01.01 Обслуживание", "курсовой проект")]
    assert offered(world, "teacher") == []


def test_a_module_course_of_which_no_plan_speaks_may_have_projects(world):
    Course.objects.of(world.id).filter(pk=world.courses["module"].pk).update(subgroup=world.subgroups["2"])
    type(world.groups["Э-21"]).objects.of(world.id).filter(pk=world.groups["Э-21"].pk).update(curriculum=None)
    type(world.courses["module"].discipline).objects.of(world.id).update(plan_item=None)
    assert offered(world, "other_teacher") == [("Э-21, 2 подгруппа, МДК.01.01 Обслуживание", "курсовой проект")]
    assert offered(world, "teacher") == []


def test_each_subgroup_begins_with_its_own_leader(world):
    one, two = subgroup_course(world, "1", "subgroup_teacher"), subgroup_course(world, "2", "other_teacher")
    assert offered(world, "subgroup_teacher") == [("Э-21, 1 подгруппа, ОП.02 Электротехника", "курсовая работа")]
    inside, outside = world.people["student"], world.people["adult"]
    teacher = world.client("subgroup_teacher")
    page = teacher.get(f"/projects/course/{one.pk}/").content.decode()
    assert ("Э-21, 1 подгруппа" in page, f"topic-{inside.pk.hex}" in page, f"topic-{outside.pk.hex}" in page) == (
        True, True, False,
    )  # fmt: skip
    fields = {f"topic-{who.pk.hex}": "Расчёт сети" for who in (inside, outside)}
    assert teacher.post(f"/projects/course/{one.pk}/", fields).status_code == 302
    row = Project.objects.of(world.id).get()
    assert (row.student_id, row.kind, row.supervisor_id) == (
        inside.pk, "work", world.people["subgroup_teacher"].pk,
    )  # fmt: skip
    both = {who.pk: Topic("Чужая", None) for who in (inside, outside)}
    assert (
        assign_course_topics(world.actor("other_teacher"), two, both) == 1
    )  # who is not of his subgroup stays as he is
    assert "курсовая работа, ОП.02" in teacher.get(f"/projects/{row.pk}/").content.decode()


def test_the_teacher_of_all_hands_students_to_those_who_teach_them(world):
    subgroup_course(world, "2", "other_teacher")
    whole, actor = world.courses["electro"], world.actor("teacher")
    student, adult = world.people["student"], world.people["adult"]
    page = course_topics(actor, whole)
    mine, other = str(world.people["teacher"].pk), str(world.people["other_teacher"].pk)
    assert [pk for pk, _name in page.leaders] == [mine, other]
    usual = {row.id: row.supervisor for row in page.rows}
    assert (usual[student.pk], usual[adult.pk]) == (mine, other)
    stranger = str(world.people["substitute"].pk)
    fields = {f"topic-{row.id.hex}": "Расчёт" for row in page.rows}
    fields |= {f"supervisor-{row.id.hex}": row.supervisor for row in page.rows}
    fields |= {f"supervisor-{student.pk.hex}": stranger}
    client = world.client("teacher")
    assert client.post(f"/projects/course/{whole.pk}/", fields).status_code == 302
    led = {row.student_id: str(row.supervisor_id) for row in Project.objects.of(world.id)}
    assert (led[student.pk], led[adult.pk]) == (mine, other)  # who does not teach the discipline leads nothing
    fields |= {f"supervisor-{student.pk.hex}": other}
    assert client.post(f"/projects/course/{whole.pk}/", fields).status_code == 302
    moved = Project.objects.of(world.id).get(student=student)
    assert str(moved.supervisor_id) == other
    consulted = {"date": "2026-11-24", "hours": "1", "work": "Разбор"}
    assert client.post(f"/projects/{moved.pk}/", consulted).status_code == 404
    assert world.client("other_teacher").post(f"/projects/{moved.pk}/", consulted).status_code == 302


def test_a_page_without_a_choice_leaves_the_leader(world):
    course, student = world.courses["electro"], world.people["student"]
    assign_course_topics(world.actor("teacher"), course, {student.pk: Topic("Первая", None)})
    rows = CourseTeacher.objects.of(world.id).filter(course=course, teacher=world.people["teacher"])
    rows.update(teacher=world.people["substitute"])
    assign_course_topics(world.actor("substitute"), course, {student.pk: Topic("Вторая", None)})
    row = Project.objects.of(world.id).get()
    assert (row.topic, row.supervisor_id) == ("Вторая", world.people["teacher"].pk)
    assign_course_topics(
        world.actor("substitute"), course, {student.pk: Topic("Вторая", world.people["substitute"].pk)}
    )
    assert Project.objects.of(world.id).get().supervisor_id == world.people["substitute"].pk


def test_who_came_from_another_group_during_the_term_brings_his_project(world):
    course, student = world.courses["electro"], world.people["student"]
    Project.objects.create(
        college=world.college, group=world.groups["ТЭ-11"], student=student, term=world.term, kind="work", topic="Прежняя",
        discipline=course.discipline, supervisor=world.people["other_teacher"],
    )  # fmt: skip
    row = next(row for row in course_topics(world.actor("teacher"), course).rows if row.id == student.pk)
    assert row.topic == "Прежняя"
    assert assign_course_topics(
        world.actor("teacher"), course, {student.pk: Topic("Новая", world.people["teacher"].pk)}
    )
    moved = Project.objects.of(world.id).get()
    assert (moved.topic, moved.group_id, moved.supervisor_id) == (
        "Новая", world.groups["Э-21"].pk, world.people["teacher"].pk,
    )  # fmt: skip


def test_a_topic_saved_as_it_stood_brings_the_project_along_and_makes_it_what_the_plan_wants(world):
    course, student, former = world.courses["electro"], world.people["student"], world.groups["ТЭ-11"]
    made = Project.objects.create(
        college=world.college, group=former, student=student, term=world.term, kind="course", topic="Прежняя",
        discipline=course.discipline, supervisor=world.people["teacher"],
    )  # fmt: skip
    same = {student.pk: Topic("Прежняя", world.people["teacher"].pk)}
    assert assign_course_topics(world.actor("teacher"), course, same) == 1
    moved = Project.objects.of(world.id).get()
    assert (moved.pk, moved.topic, moved.group_id, moved.kind) == (made.pk, "Прежняя", world.groups["Э-21"].pk, "work")
    told, led = Change.objects.of(world.id).get(chain=made.pk), world.people["teacher"].pk.hex
    assert told.before == ["Прежняя", led, former.pk.hex, "course"]
    assert told.after == ["Прежняя", led, world.groups["Э-21"].pk.hex, "work"]
    assert assign_course_topics(world.actor("teacher"), course, same) == 0


def test_where_no_plan_wants_a_project_any_more_it_stays_what_it_was(world):
    course, student = world.courses["electro"], world.people["student"]
    assign_course_topics(world.actor("teacher"), course, {student.pk: Topic("Первая", None)})
    PlanLoad.objects.of(world.id).filter(item=world.items["ОП.02"]).update(semester=4)
    assign_course_topics(world.actor("teacher"), course, {student.pk: Topic("Вторая", None)})
    row = Project.objects.of(world.id).get()
    assert (row.topic, row.kind) == ("Вторая", "work")
