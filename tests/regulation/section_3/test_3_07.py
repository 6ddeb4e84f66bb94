"""3.7: the teacher fills in lessons accurately on the day; names kinds of work; subgroups are recorded separately."""

import datetime as dt

import pytest

from tests import worlds
from tests.regulation.browser import Person, cells, ids, states
from zhurnal.journal.models import LessonRecord, OpenRequest

MOSCOW = dt.timezone(dt.timedelta(hours=3))


def lesson_of(person, name, course="electro"):
    return next(row for row in person.journal(course)["lessons"] if row["id"] == person.lesson(name))


def record(person, lesson):
    """The lesson's topic and a mark."""
    return states(
        person.send(
            "electro",
            person.topic(lesson, "Тема"),
            person.work(lesson, "oral"),
            person.mark(lesson, "student", "4"),
        )
    )


def test_3_7_on_the_day_of_the_lesson_everything_is_open_and_not_late(college, enter):
    teacher = enter("teacher")
    assert record(teacher, "now") == ["saved"] * 3
    assert (lesson_of(teacher, "now")["lock"], lesson_of(teacher, "now")["late"]) == (None, 0)


def test_3_7_until_midnight_of_the_college_it_is_the_day_of_the_lesson(college, frozen_time):
    frozen_time.move_to(dt.datetime(2026, 11, 24, 23, 59, tzinfo=MOSCOW))
    teacher = Person(college, "teacher")
    assert record(teacher, "now") == ["saved"] * 3
    assert lesson_of(teacher, "now")["late"] == 0


def test_3_7_from_midnight_on_the_entry_counts_as_late(college, frozen_time):
    frozen_time.move_to(dt.datetime(2026, 11, 25, 0, 0, tzinfo=MOSCOW))
    teacher = Person(college, "teacher")
    assert record(teacher, "now") == ["saved"] * 3
    assert lesson_of(teacher, "now")["late"] == 1


@pytest.mark.parametrize("days", [1, 6, 7])
def test_3_7_for_seven_days_the_lesson_stays_open_and_entries_are_counted_late(college, frozen_time, days):
    frozen_time.move_to(dt.datetime(2026, 11, 24, 12, 0, tzinfo=MOSCOW) + dt.timedelta(days=days))
    teacher = Person(college, "teacher")
    assert record(teacher, "now") == ["saved"] * 3
    assert LessonRecord.objects.of(college.id).get(lesson=college.lessons["now"].pk).late_entries == 1


def test_3_7_on_the_eighth_day_it_is_closed_and_the_reason_is_said(college, frozen_time):
    frozen_time.move_to(dt.datetime(2026, 12, 2, 0, 0, tzinfo=MOSCOW))
    teacher = Person(college, "teacher")
    outcomes = teacher.send("electro", teacher.topic("now", "Тема"), teacher.absence("now", "student"))
    assert states(outcomes) == ["closed", "closed"]
    assert (outcomes[0]["ask"], "24 ноября" in outcomes[0]["message"], "7 дней" in outcomes[0]["message"]) == (
        True,
    ) * 3


def test_3_7_a_lesson_ahead_takes_a_topic_and_homework_but_no_mark(college, enter):
    teacher = enter("teacher")
    outcomes = teacher.send(
        "electro",
        teacher.topic("future", "Тема"),
        teacher.homework("future", "§ 1"),
        teacher.work("future", "oral"),
        teacher.mark("future", "student", "5"),
        teacher.absence("future", "student"),
    )
    assert states(outcomes) == ["saved", "saved", "saved", "future_lesson", "future_lesson"]


def test_3_7_a_closed_lesson_is_opened_by_the_deputy_on_request(college, enter):
    teacher, deputy = enter("teacher"), enter("deputy")
    assert record(teacher, "closed") == ["closed"] * 3
    asked = teacher.client.post(
        f"/lessons/{college.lessons['closed'].pk}/ask-to-open/", {"reason": "Болел, записи на бумаге"}
    )
    assert asked.status_code == 302
    request = OpenRequest.objects.of(college.id).get()
    assert record(teacher, "closed") == ["closed"] * 3
    assert deputy.presses("/requests/", f"/requests/{request.pk}/decide/", "открыть|разрешить|одобрить") in (200, 302)
    assert record(teacher, "closed") == ["saved"] * 3
    assert lesson_of(teacher, "closed")["late"] == 1


def test_3_7_a_request_says_why(college, enter):
    address = f"/lessons/{college.lessons['closed'].pk}/ask-to-open/"
    assert enter("teacher").client.post(address, {"reason": " "}).status_code == 400
    assert OpenRequest.objects.of(college.id).count() == 0


def test_3_7_nobody_opens_a_lesson_for_himself(college, enter):
    teacher = enter("teacher")
    teacher.client.post(f"/lessons/{college.lessons['closed'].pk}/ask-to-open/", {"reason": "Болел, записи на бумаге"})
    request = OpenRequest.objects.of(college.id).get()
    assert teacher.client.post(f"/requests/{request.pk}/decide/", {"decision": "approve"}).status_code == 404
    assert record(teacher, "closed") == ["closed"] * 3


def test_3_7_homework_is_kept_whole_and_in_russian(college, enter):
    text = (
        "Практическая работа № 3: схема цепи; подготовиться к контрольной.\nЭкскурсия на подстанцию — 30 ноября, 9:00"
    )
    teacher = enter("teacher")
    assert states(teacher.send("electro", teacher.homework("now", text))) == ["saved"]
    assert lesson_of(teacher, "now")["homework"] == text


@pytest.mark.parametrize(("kind", "name"), [(code, name) for code, name, *_rest in worlds.KINDS])
def test_3_7_practical_laboratory_and_control_works_are_named(college, enter, kind, name):
    teacher = enter("teacher")
    assert states(teacher.send("electro", teacher.work("now", kind, f"№ 2: {name}"))) == ["saved"]
    assert [(w["kind"], w["title"]) for w in lesson_of(teacher, "now")["works"]] == [(kind, f"№ 2: {name}")]


def test_3_7_several_marks_accumulate_in_one_lesson(college, enter):
    teacher = enter("teacher")
    teacher.send(
        "electro", teacher.work("now", "oral"), teacher.work("now", "practical"), teacher.work("now", "control")
    )
    marks = [teacher.mark("now", "student", value, slot=slot) for slot, value in ((1, "5"), (2, "4"), (3, "3"))]
    assert states(teacher.send("electro", *marks)) == ["saved"] * 3
    found = cells(teacher.journal("electro"))
    assert [found[ids(college, "student", "now", slot)] for slot in (1, 2, 3)] == ["5", "4", "3"]


def test_3_7_each_subgroup_is_recorded_by_its_own_teacher(college, enter):
    first, second = enter("subgroup_teacher"), enter("other_teacher")
    assert states(first.send("english1", first.topic("english1", "Мой город"))) == ["saved"]
    assert states(second.send("english2", second.topic("english2", "Моя семья"))) == ["saved"]
    assert lesson_of(first, "english1", "english1")["topic"] == "Мой город"
    assert lesson_of(second, "english2", "english2")["topic"] == "Моя семья"


def test_3_7_a_subgroup_teacher_has_only_his_students_before_him(college, enter):
    listed = {student["id"] for student in enter("subgroup_teacher").journal("english1")["students"]}
    assert listed == {
        college.people[name].pk.hex for name in ("student", "classmate", "student0", "student2", "student4")
    }


def test_3_7_the_journal_of_the_other_subgroup_is_closed_to_him(college, enter):
    teacher = enter("subgroup_teacher")
    assert teacher.client.get(f"/journals/{college.courses['english2'].pk}/").status_code == 404


def test_3_7_a_substituted_lesson_is_recorded_by_the_substitute_alone(college, enter):
    own, substitute = enter("teacher"), enter("substitute")
    assert states(own.send("electro", own.topic("substituted", "Тема"))) == ["not_yours"]
    assert states(substitute.send("electro", substitute.topic("substituted", "Тема"))) == ["saved"]
    assert states(substitute.send("electro", substitute.topic("now", "Чужая тема"))) == ["not_yours"]
