"""Programmes are saved as a whole, copied and given; what lessons recorded stays (A5.13)."""

from uuid import uuid4

import pytest

from tests import worlds
from zhurnal.curriculum.actions.programmes import copy_programme, give_programme, save_topics
from zhurnal.curriculum.models import (
    Course,
    Curriculum,
    Discipline,
    PlanItem,
    PlanLoad,
    ProgrammeTopic,
    WorkProgramme,
)
from zhurnal.curriculum.queries.programmes import load_programme
from zhurnal.curriculum.rules.topics import Topic
from zhurnal.journal.actions.record import record
from zhurnal.journal.models import LessonRecord
from zhurnal.journal.queries.topic_offers import programmes_of
from zhurnal.journal.rules.commands import Command
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.models import Change

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]


@pytest.fixture
def world():
    return worlds.make_college("vek", "А")


def programme_of(world, course):
    return WorkProgramme.objects.of(world.id).get(pk=world.courses[course].programme_id)


def titles(world, programme):
    rows = ProgrammeTopic.objects.of(world.id).filter(programme=programme.pk).order_by("number")
    return list(rows.values_list("number", "title"))


def teach(world, topic):
    page = Course.objects.of(world.id).get(pk=world.courses["electro"].pk)
    value = {"text": topic.title, "programme_topic": topic.pk.hex}
    command = Command(uuid4(), "topic", world.lessons["now"].pk, 0, value)
    outcomes, _seq = record(world.actor("teacher"), page, [command])
    assert [one.state for one in outcomes] == ["saved"]


def kept(topic, **more):
    return Topic(more.get("title", topic.title), topic.hours, topic.kind, topic.homework, topic.pk.hex)


def test_rows_are_reordered_renamed_removed_and_told_to_the_record(world):
    programme, topics = programme_of(world, "electro"), world.topics
    rows = [kept(topics[2]), Topic("Новая", 4, "lab"), kept(topics[0], title="Первая")]
    assert save_topics(world.actor("teacher"), programme, 0, rows) is None
    assert titles(world, programme) == [(1, "Тема 3 А"), (2, "Новая"), (3, "Первая")]
    change = Change.objects.of(world.id).filter(chain=programme.pk).get()
    assert (len(change.before), len(change.after)) == (8, 3)


def test_an_old_page_saves_nothing(world):
    programme = programme_of(world, "electro")
    assert save_topics(world.actor("teacher"), programme, 0, [Topic("А")]) is None
    for page in (programme, programme_of(world, "electro")):
        assert save_topics(world.actor("teacher"), page, 0, [Topic("Б")]).code == "conflict"
    assert titles(world, programme) == [(1, "А")]


def test_a_recorded_topic_stays_and_the_lesson_keeps_its_words(world):
    programme, topics = programme_of(world, "electro"), world.topics
    teach(world, topics[0])
    refusal = save_topics(world.actor("teacher"), programme, 0, [kept(topics[1])])
    assert refusal.code == "recorded"
    assert "24.11, Э-21" in str(refusal)
    assert save_topics(world.actor("teacher"), programme, 0, [kept(topics[1]), kept(topics[0], title="Иначе")]) is None
    assert LessonRecord.objects.of(world.id).get(programme_topic=topics[0].pk).topic == "Тема 1 А"


def test_another_teachers_programme_is_out_of_reach(world):
    with pytest.raises(Refused):
        save_topics(world.actor("other_teacher"), programme_of(world, "electro"), 0, [Topic("А")])
    with pytest.raises(Refused):
        save_topics(world.actor("deputy"), programme_of(world, "electro"), 0, [Topic("А")])


def test_a_copy_is_a_new_version_and_is_not_given_over_recorded_topics(world):
    programme, teacher = programme_of(world, "electro"), world.actor("teacher")
    made = copy_programme(teacher, programme)
    assert (made.version, made.copied_from_id, made.made_by_id) == (2, programme.pk, teacher.person_id)
    assert titles(world, made) == titles(world, programme)
    teach(world, world.topics[0])
    course = Course.objects.of(world.id).get(pk=world.courses["electro"].pk)
    refusal = give_programme(teacher, made, course)
    assert refusal.code == "recorded"
    assert Course.objects.of(world.id).get(pk=course.pk).programme_id == programme.pk


def test_two_subgroups_follow_one_programme_each_at_its_own_pace(world):
    one, two = world.courses["english1"], world.courses["english2"]
    programme = programme_of(world, "english1")
    assert save_topics(world.actor("subgroup_teacher"), programme, 0, [Topic("Первая"), Topic("Вторая")]) is None
    Course.objects.of(world.id).filter(pk=two.pk).update(programme=programme)
    topic = ProgrammeTopic.objects.of(world.id).get(programme=programme.pk, number=1)
    value = {"text": topic.title, "programme_topic": topic.pk.hex}
    page = Course.objects.of(world.id).get(pk=one.pk)
    record(world.actor("subgroup_teacher"), page, [Command(uuid4(), "topic", world.lessons["english1"].pk, 0, value)])
    found = programmes_of(world.id, [one.pk, two.pk])
    day = world.lessons["english1"].date
    assert (found[one.pk].offer(day, 3), found[two.pk].offer(day, 1)) == ("Вторая", "Первая")


def test_the_editor_offers_a_course_the_programme_and_keeps_what_was_typed(world):
    client, programme = world.client("teacher"), programme_of(world, "electro")
    address = f"/programmes/{programme.pk}/"
    rows = '[["", "Тема с ошибкой", "много", "lab", ""]]'
    answer = client.post(f"{address}save/", {"rows": rows, "revision": "0"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Строка 1: «много» — не число часов" in page
    assert "Тема с ошибкой" in page
    answer = client.post(f"{address}save/", {"rows": rows.replace("много", "2"), "revision": "0"})
    assert answer.status_code == 302
    assert titles(world, programme) == [(1, "Тема с ошибкой")]


def test_lectures_of_the_group_and_labs_of_its_subgroups_make_the_plan_together(world):
    """A5.2: each of the two programmes is compared with its own part of the plan."""
    whole = world.courses["electro"]
    plan = Curriculum.objects.create(college=world.college, specialty_code="1", specialty_name="С", title="План")
    item = PlanItem.objects.create(college=world.college, curriculum=plan, index="ОП.02", name="Э", kind="discipline")
    PlanLoad.objects.create(college=world.college, item=item, semester=3, hours_total=20, lectures=16, labs=4)
    Discipline.objects.of(world.id).filter(pk=whole.discipline_id).update(plan_item=item)
    labs = WorkProgramme.objects.create(college=world.college, discipline_id=whole.discipline_id, title="Лабораторные")
    ProgrammeTopic.objects.create(college=world.college, programme=labs, number=1, title="Л", hours=4, kind="lab")
    for name in ("english1", "english2"):
        rows = Course.objects.of(world.id).filter(pk=world.courses[name].pk)
        rows.update(discipline=whole.discipline_id, programme=labs)
    page = load_programme(
        world.actor("teacher"),
        WorkProgramme.objects.of(world.id).select_related("discipline").get(pk=whole.programme_id),
    )
    assert ([(one.name, one.planned, one.given) for one in page.sums], page.difference) == ([("lectures", 16, 16)], "")


def test_a_programme_of_two_semesters_is_compared_with_each_of_them(world):
    programme = programme_of(world, "electro")
    item = plan_row(world, programme)
    PlanLoad.objects.create(college=world.college, item=item, semester=3, hours_total=6, lectures=6)
    PlanLoad.objects.create(college=world.college, item=item, semester=4, hours_total=8, lectures=4, labs=4)
    rows = [Topic("а"), Topic("б", 4), Topic("в"), Topic("г", 4, "lab")]
    assert save_topics(world.actor("teacher"), programme, 0, rows) is None
    assert shown(world, programme).by_semester == (), "its journals are of the third semester alone"
    Course.objects.of(world.id).filter(programme=programme.pk).update(programme=None)
    assert shown(world, programme).by_semester == (
        "3 семестр: темы 1–2, 6 из 6 ч",
        "4 семестр: темы 3–4, 6 из 8 ч (лекции: не хватает 2 ч)",
    )
    said = world.client("deputy").get(f"/programmes/{programme.pk}/").content.decode()
    assert "4 семестр: темы 3–4, 6 из 8 ч (лекции: не хватает 2 ч)" in said


def shown(world, programme):
    own = WorkProgramme.objects.of(world.id).select_related("discipline").get(pk=programme.pk)
    return load_programme(world.actor("teacher"), own)


def plan_row(world, programme):
    plan = Curriculum.objects.create(college=world.college, specialty_code="1", specialty_name="С", title="План")
    item = PlanItem.objects.create(college=world.college, curriculum=plan, index="ОП.02", name="Э", kind="discipline")
    Discipline.objects.of(world.id).filter(pk=programme.discipline_id).update(plan_item=item)
    return item
