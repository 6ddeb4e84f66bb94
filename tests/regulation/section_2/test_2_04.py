"""2.4: every day teachers record topics, kinds of work with a mark for each, attendance, homework common and individual."""

import pytest

from tests.regulation.browser import cells, ids, states


def lesson_of(person, name):
    return next(row for row in person.journal("electro")["lessons"] if row["id"] == person.lesson(name))


def test_2_4_the_topic_is_recorded(college, enter):
    teacher = enter("teacher")
    assert states(teacher.send("electro", teacher.topic("now", "Резонанс напряжений"))) == ["saved"]
    assert lesson_of(enter("deputy"), "now")["topic"] == "Резонанс напряжений"


def test_2_4_the_topic_may_be_taken_from_the_work_programme(college, enter):
    teacher, planned = enter("teacher"), college.topics[0]
    value = {"text": planned.title, "programme_topic": planned.pk.hex}
    assert states(teacher.send("electro", {**teacher.topic("now", ""), "value": value})) == ["saved"]
    assert lesson_of(teacher, "now")["topic_no"] == planned.number


def test_2_4_the_next_topic_of_the_programme_is_offered(college, enter):
    teacher = enter("teacher")
    planned = [row["planned"]["number"] for row in teacher.journal("electro")["lessons"] if row.get("planned")]
    assert planned == list(range(1, len(planned) + 1))


def test_2_4_a_lesson_has_several_kinds_of_work_and_a_mark_for_each(college, enter):
    teacher = enter("teacher")
    outcomes = teacher.send(
        "electro",
        teacher.work("now", "oral"),
        teacher.work("now", "lab", "Лабораторная работа № 4"),
        teacher.mark("now", "student", "4", slot=1),
        teacher.mark("now", "student", "5", slot=2),
        teacher.mark("now", "classmate", "3", slot=2),
    )
    assert states(outcomes) == ["saved"] * 5
    works = [(w["slot"], w["kind"], w["title"]) for w in lesson_of(teacher, "now")["works"]]
    assert works == [(1, "oral", ""), (2, "lab", "Лабораторная работа № 4")]
    assert cells(teacher.journal("electro")) == {
        ids(college, "student", "now", 1): "4",
        ids(college, "student", "now", 2): "5",
        ids(college, "classmate", "now", 2): "3",
    }


def test_2_4_a_mark_always_belongs_to_a_kind_of_work(college, enter):
    teacher = enter("teacher")
    assert states(teacher.send("electro", teacher.mark("now", "student", "5", slot=1))) == ["no_work"]


def test_2_4_kinds_of_work_are_the_colleges_own(college, enter):
    kinds = {kind["code"]: kind["name"] for kind in enter("teacher").journal("electro")["kinds"]}
    assert kinds == {"oral": "устный опрос", "practical": "практическая работа", "lab": "лабораторная работа",
                     "control": "контрольная работа"}  # fmt: skip


@pytest.mark.parametrize(("sign", "stored"), [("н", "н"), ("Н", "н"), ("H", "н"), ("о 15", "о15"), ("осв.", "осв")])
def test_2_4_attendance_is_recorded(college, enter, sign, stored):
    teacher = enter("teacher")
    assert states(teacher.send("electro", teacher.absence("now", "adult", sign))) == ["saved"]
    assert cells(teacher.journal("electro")) == {ids(college, "adult", "now", 0): stored}


def test_2_4_everybody_present_is_said_by_one_word(college, enter):
    teacher = enter("teacher")
    assert states(teacher.send("electro", teacher.everybody_present("now"))) == ["saved"]
    lesson = lesson_of(teacher, "now")
    assert (lesson["roll"], lesson["squares"][1]) == (True, 2)


def test_2_4_nobody_counts_as_present_until_it_is_said(college, enter):
    assert lesson_of(enter("teacher"), "now")["squares"][1] == 0


def test_2_4_common_homework_is_recorded_with_its_day(college, enter):
    teacher = enter("teacher")
    assert states(teacher.send("electro", teacher.homework("now", "§ 3, задача 4", "2026-11-26"))) == ["saved"]
    lesson = lesson_of(teacher, "now")
    assert (lesson["homework"], lesson["homework_due"]) == ("§ 3, задача 4", "2026-11-26")


def test_2_4_homework_may_be_individual(college, enter):
    teacher = enter("teacher")
    outcome = teacher.send("electro", teacher.task("now", ["student", "adult"], "Пересдать ЛР № 2"))[0]
    assert outcome["state"] == "saved"
    page = teacher.data(f"/lessons/{college.lessons['now'].pk}/")
    told = [(sorted(task["students"]), task["text"]) for task in page["personal"]]
    assert told == [(sorted(college.people[name].pk.hex for name in ("student", "adult")), "Пересдать ЛР № 2")]


def test_2_4_individual_homework_reaches_its_student_and_not_his_classmates(college, enter):
    teacher = enter("teacher")
    teacher.send("electro", teacher.task("now", ["student"], "Пересдать ЛР № 2"))
    own = enter("student").sees(f"/diary/{college.people['student'].pk}/?day=2026-11-24")
    other = enter("classmate").sees(f"/diary/{college.people['classmate'].pk}/?day=2026-11-24")
    assert ("Пересдать ЛР" in own, "Пересдать ЛР" in other) == (True, False)


def test_2_4_a_whole_lesson_goes_in_one_sending(college, enter):
    teacher = enter("teacher")
    outcomes = teacher.send(
        "electro",
        teacher.topic("now", "Закон Ома"),
        teacher.everybody_present("now"),
        teacher.work("now", "oral"),
        teacher.mark("now", "student", "5"),
        teacher.homework("now", "§ 1"),
        teacher.task("now", ["adult"], "Доклад"),
    )
    assert states(outcomes) == ["saved"] * 6
    assert lesson_of(teacher, "now")["squares"] == [2, 2, 2, 2]
