"""Remarks: tied to a place, opened for that place only and till the term, answered, confirmed or returned (A10.4)."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests import worlds
from zhurnal.checks.models import Finding
from zhurnal.inspection.actions.remarks import Written, take_step, write_remark
from zhurnal.inspection.models import Remark
from zhurnal.inspection.queries.counts import remarks_by_teacher
from zhurnal.inspection.queries.remark import remark_page
from zhurnal.inspection.rules.states import State, Step, Totals
from zhurnal.journal.actions.record import record
from zhurnal.journal.models import OpenRequest
from zhurnal.journal.rules.commands import Command
from zhurnal.kernel import audit
from zhurnal.kernel.errors import Refused
from zhurnal.notifications.models import Notice
from zhurnal.people.models import RoleGrant
from zhurnal.people.rules.roles import Role

DUE = date(2026, 11, 27)


@pytest.fixture
def world(db, frozen_time):
    return worlds.make_college("vek", "А", students=1)


def write(world, do, value, lesson="closed", student=None, slot=0, who="teacher"):
    command = Command(
        uuid4(), do, world.lessons[lesson].pk, 0, value, world.people[student].pk if student else None, slot
    )
    return record(world.actor(who), world.courses["electro"], [command])[0][0]


def remarked(world, who="deputy", course="electro", **more):
    given = {"text": "Не записана тема занятия.", "due": DUE, **more}
    return write_remark(world.actor(who), world.courses[course], Written(**given))


def fresh(world, remark):
    return Remark.objects.of(world.id).get(pk=remark.pk)


def test_remark_opens_its_own_place_until_the_evening_of_its_term(world, frozen_time):
    assert write(world, "topic", {"text": "Закон Ома"}).code == "closed"
    remarked(world, lesson=world.lessons["closed"].pk, part="topic")
    other = write(world, "homework", {"text": "§ 3", "due": None})
    assert (other.code, "открыто другое место" in other.message) == ("closed", True)
    assert write(world, "entry", "н", student="student").code == "closed"
    assert write(world, "topic", {"text": "Закон Ома"}).state == "saved"
    frozen_time.move_to(worlds.datetime(2026, 11, 27, 21, 30, tzinfo=worlds.UTC))  # 00:30 of the next day in Moscow
    command = Command(uuid4(), "topic", world.lessons["closed"].pk, 1, {"text": "Другая"})
    assert record(world.actor("teacher"), world.courses["electro"], [command])[0][0].code == "closed"


def test_remark_about_a_student_opens_only_his_cells(world):
    remarked(world, lesson=world.lessons["closed"].pk, part="0", student=world.people["student"].pk)
    assert write(world, "entry", "н", student="classmate").code == "closed"
    assert write(world, "entry", "н", student="student").state == "saved"


def test_the_road_of_a_remark_stays_in_the_record_of_changes(world, frozen_time):
    remark = remarked(world, lesson=world.lessons["closed"].pk, part="topic")
    teacher, deputy = world.actor("teacher"), world.actor("deputy")
    assert take_step(deputy, remark, Step.RETURNED, "Ещё раз").code == "too_early"
    assert take_step(teacher, remark, Step.DONE, "Записал") is None
    assert take_step(deputy, fresh(world, remark), Step.RETURNED, "").code == "no_words"
    assert take_step(deputy, fresh(world, remark), Step.RETURNED, "Тема не из программы") is None
    write(world, "topic", {"text": "Закон Ома"})
    assert take_step(teacher, fresh(world, remark), Step.DONE, "Исправил") is None
    frozen_time.shift(timedelta(minutes=1))
    deputy = world.actor("deputy")
    assert take_step(deputy, fresh(world, remark), Step.CONFIRMED, "") is None
    page = remark_page(deputy, fresh(world, remark))
    assert [one.step for one in page.said] == ["issued", "done", "returned", "done", "confirmed"]
    assert [(one.place, one.before, one.after) for one in page.repaired] == [("тема", "не записано", "Закон Ома")]
    assert page.line.state is State.CLOSED
    command = Command(uuid4(), "topic", world.lessons["closed"].pk, 1, {"text": "Ещё"})
    assert record(world.actor("teacher"), world.courses["electro"], [command])[0][0].code == "closed"  # closes with it
    with pytest.raises(Refused):
        take_step(teacher, fresh(world, remark), Step.ANSWERED, "Поздно")
    assert list(audit.verify(world.id, [world.courses["electro"].pk])) == []


def test_module_remarks_go_to_the_deputy_for_practice(world):
    theory, module = remarked(world), remarked(world, course="module")
    assert [(one.kind, one.teacher_id) for one in (theory, module)] == [
        ("theory", world.people["teacher"].pk), ("module", world.people["other_teacher"].pk),
    ]  # fmt: skip
    for remark, teacher in ((theory, "teacher"), (module, "other_teacher")):
        take_step(world.actor(teacher), remark, Step.DONE, "")
    practice = world.actor("deputy_practice")
    with pytest.raises(Refused):
        take_step(practice, fresh(world, theory), Step.CONFIRMED, "")
    assert take_step(practice, fresh(world, module), Step.CONFIRMED, "") is None


def test_overdue_is_counted_and_a_new_term_lifts_it(world, frozen_time):
    remark = remarked(world)
    remarked(world, course="module", due=None)  # a proposal has no term and is counted nowhere
    frozen_time.move_to(worlds.datetime(2026, 11, 30, 9, 0, tzinfo=worlds.UTC))
    deputy = world.actor("deputy")
    assert remarks_by_teacher(deputy) == {world.people["teacher"].pk: Totals(all=1, overdue=1),
                                          world.people["other_teacher"].pk: Totals()}  # fmt: skip
    assert remarks_by_teacher(deputy, since=date(2026, 11, 25)) == {}
    assert len(remarks_by_teacher(deputy, since=worlds.TODAY, until=worlds.TODAY)) == 2
    assert take_step(deputy, fresh(world, remark), Step.PROLONGED, "", date(2026, 11, 20)).code == "past_due"
    assert take_step(deputy, fresh(world, remark), Step.PROLONGED, "", date(2026, 12, 4)) is None
    assert remarks_by_teacher(deputy)[world.people["teacher"].pk] == Totals(all=1, waiting=1)


def test_the_teacher_hears_of_a_remark_without_its_words(world, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        remark = remarked(world, text="После «2» у Калугина нет новой отметки")
    notice = Notice.objects.of(world.id).get(person=world.people["teacher"])
    assert (notice.title, notice.url) == ("Замечание проверяющего: Э-21, ОП.02", f"/inspection/remarks/{remark.pk}/")
    assert "Калугин" not in str(notice.items)
    with django_capture_on_commit_callbacks(execute=True):
        take_step(world.actor("teacher"), remark, Step.DONE, "Спросил")
    assert Notice.objects.of(world.id).get(person=world.people["deputy"]).title.startswith("Исполнено, проверьте")


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"text": "мало"}, "no_text"),
        ({"text": "х" * 501}, "long_text"),
        ({"due": date(2026, 11, 23)}, "past_due"),
        ({"lesson": uuid4()}, "no_lesson"),
        ({"student": uuid4()}, "no_student"),
        ({"round": uuid4()}, "closed_round"),
        ({"due": date(2062, 11, 27)}, "far_due"),
    ],
)
def test_a_remark_that_cannot_be_is_refused(world, more, code):
    assert remarked(world, **more).code == code


def test_pages_of_a_remark(world):
    remark = remarked(
        world, lesson=world.lessons["closed"].pk, part="0", student=world.people["student"].pk, demand="Отметьте."
    )
    teacher, deputy = world.client("teacher"), world.client("deputy")
    own = teacher.get("/remarks/").content.decode()
    assert "Не записана тема занятия." in own
    page = teacher.get(f"/inspection/remarks/{remark.pk}/").content.decode()
    assert ("Исполнено" in page, "посещаемость: Калугин-А Степан" in page, "is-marked" in page) == (True, True, True)
    refused = teacher.post(f"/inspection/remarks/{remark.pk}/answer/", {"step": "answered", "words": ""})
    assert (refused.status_code, "Напишите ответ" in refused.content.decode()) == (422, True)
    assert teacher.post(f"/inspection/remarks/{remark.pk}/answer/", {"step": "confirmed"}).status_code == 422
    assert "Только ответить" in page
    assert (
        teacher.post(f"/inspection/remarks/{remark.pk}/answer/", {"step": "done", "words": "Готово"}).status_code == 302
    )
    assert (
        "Только ответить" not in teacher.get(f"/inspection/remarks/{remark.pk}/").content.decode()
    )  # it would be refused
    settle = f"/inspection/remarks/{remark.pk}/settle/"
    long = deputy.post(settle, {"step": "returned", "words": "Ещё раз. " * 60, "due": "2026-11-27"}).content.decode()
    assert ("Слишком длинно" in long, "Ещё раз. Ещё раз." in long, 'value="2026-11-27"' in long) == (True, True, True)
    assert "Такого дня нет" in deputy.post(settle, {"step": "returned", "words": "Ещё", "due": "99"}).content.decode()
    assert deputy.post(settle, {"step": "confirmed"}).status_code == 302
    course = world.client("leader").get(f"/inspection/journals/{world.courses['electro'].pk}/").content.decode()
    assert ("исполнено 24.11.2026" in course, "М. В. Терехова-А" in course.replace("\u00a0", " ")) == (True, True)


def test_who_led_one_lesson_sees_that_lesson_alone(world):
    remark = remarked(world, lesson=world.lessons["substituted"].pk, part="topic")
    assert remark.teacher_id == world.people["substitute"].pk
    days = {
        who: [one.day for one in remark_page(world.actor(who), remark).excerpt.columns]
        for who in ("substitute", "deputy")
    }
    assert (days["substitute"], len(days["deputy"]) > 1) == ([worlds.TODAY], True)


def test_form_of_a_remark_keeps_what_was_typed(world):
    url = f"/inspection/journals/{world.courses['electro'].pk}/new/"
    deputy = world.client("deputy")
    shown = deputy.get(url + f"?lesson={world.lessons['closed'].pk}&part=topic").content.decode()
    assert ("Не записано домашнее задание." in shown, "тема" in shown) == (True, True)
    odd = deputy.get(url + f"?round=abc&lesson={world.lessons['closed'].pk}&part=²&student=1&due=x")
    assert odd.status_code == 200
    lost = deputy.post(url, {"text": "Не записана тема", "lesson": "1", "part": "²"})
    assert (lost.status_code, "выберите снова" in lost.content.decode()) == (422, True)
    refused = deputy.post(url, {"text": "Не записана тема", "due": "2026-11-01", "demand": "Запишите"})
    assert (refused.status_code, "Запишите" in refused.content.decode()) == (422, True)
    made = deputy.post(
        url, {"text": "Не записана тема", "due": "2026-11-27", "lesson": str(world.lessons["closed"].pk)}
    )
    assert made.status_code == 302


def test_a_finding_of_the_machine_begins_a_remark(world):
    lesson, course = world.lessons["closed"], world.courses["electro"]
    moment = world.actor("deputy").now
    found = Finding.objects.create(
        college=world.college, rule="no_topic", course=course, lesson=lesson, teacher=world.people["teacher"],
        evidence="Явка есть, темы нет", first_seen=moment, seen_at=moment,
    )  # fmt: skip
    deputy = world.client("deputy")
    assert (
        f"/inspection/journals/{course.pk}/new/?finding={found.pk}"
        in deputy.get(f"/checks/all/{found.pk}/").content.decode()
    )
    form = deputy.get(f"/inspection/journals/{course.pk}/new/?finding={found.pk}").content.decode()
    assert ("Нет темы занятия: Явка есть, темы нет" in form, "Впишите тему." in form) == (True, True)
    given = {
        "text": "Нет темы занятия",
        "due": "2026-11-27",
        "finding": str(found.pk),
        "lesson": str(lesson.pk),
        "part": "topic",
    }
    place = deputy.post(f"/inspection/journals/{course.pk}/new/", given).headers["Location"]
    assert Remark.objects.of(world.id).get().finding == found.pk
    assert remarked(world, course="history", finding=found.pk).finding is None  # it is of another journal
    assert "причины больше нет" not in deputy.get(place).content.decode()
    Finding.objects.of(world.id).filter(pk=found.pk).update(state="closed", closed_at=moment)
    page = deputy.get(place).content.decode()
    assert ("найдено автоматически" in page, "причины больше нет" in page) == (True, True)


def test_term_moves_with_the_opening(world, frozen_time):
    remark = remarked(world, lesson=world.lessons["closed"].pk, part="topic", due=worlds.TODAY)
    frozen_time.shift(timedelta(days=1))
    assert write(world, "topic", {"text": "Закон Ома"}).code == "closed"
    openings = (
        OpenRequest.objects.of(world.id)
        .filter(remark=remark.pk)
        .order_by("asked_at")
        .values_list("open_until", flat=True)
    )
    (ended,) = openings
    take_step(world.actor("deputy"), fresh(world, remark), Step.PROLONGED, "", DUE)
    assert write(world, "topic", {"text": "Закон Ома"}).state == "saved"
    assert (len(openings.all()), openings.all()[0]) == (2, ended)  # what was open, and until when, stays as it was
    frozen_time.shift(timedelta(minutes=1))
    take_step(world.actor("deputy"), fresh(world, remark), Step.CONFIRMED, "")
    assert [until <= world.actor("deputy").now for until in openings.all()] == [True, True]
    assert openings.all()[0] == ended
    assert [one.after for one in remark_page(world.actor("deputy"), fresh(world, remark)).repaired] == ["Закон Ома"]


def test_nobody_settles_what_is_said_to_himself(world):
    RoleGrant.objects.create(
        college=world.college, person=world.people["teacher"], role=Role.DEPUTY_ACADEMIC, since=date(2026, 9, 1)
    )
    assert remarked(world, who="teacher").code == "own_remark"
    remark = remarked(world)
    take_step(world.actor("teacher"), remark, Step.DONE, "Готово")
    with pytest.raises(Refused):
        take_step(world.actor("teacher"), fresh(world, remark), Step.CONFIRMED, "")
    assert remark_page(world.actor("teacher"), fresh(world, remark)).settles is False
    assert take_step(world.actor("deputy"), fresh(world, remark), Step.CONFIRMED, "") is None


def test_a_remark_about_a_cell_leads_to_the_cell(world):
    """The grid opens with the cell in focus; a remark about a topic has none, a whole lesson of a student its attendance."""
    lesson, student = world.lessons["closed"].pk, world.people["student"].pk
    for part, slot in (("2", "2"), ("", "0"), ("0", "0")):
        remark = remarked(world, lesson=lesson, part=part, student=student)
        page = world.client("teacher").get(f"/inspection/remarks/{remark.pk}/").content.decode()
        assert f"?view=marks#cell={lesson.hex}:{student.hex}:{slot}" in page, part
    remark = remarked(world, lesson=lesson, part="topic")
    assert "#cell=" not in world.client("teacher").get(f"/inspection/remarks/{remark.pk}/").content.decode()
