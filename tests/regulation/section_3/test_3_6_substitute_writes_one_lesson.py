"""3.6, 3.7 with A5.7: who stands in writes that lesson alone; the office gives the right and takes it back."""

from zhurnal.timetable.models import Lesson


def test_3_6_the_office_gives_a_substitute_one_lesson_and_takes_it_back(college, enter):
    substitute = enter("substitute")
    lesson = college.lessons["now"]
    office = college.client("dispatcher")
    assert substitute.send("electro", substitute.topic("now", "Тема"))[0]["state"] != "saved"
    way = {"way": f"same:{college.people['substitute'].pk.hex}", "cause": "illness", "note": ""}
    assert office.post(f"/substitutions/lessons/{lesson.pk}/", way).status_code == 302
    assert substitute.send("electro", substitute.topic("now", "Тема"))[0]["state"] == "saved"
    assert substitute.send("electro", substitute.topic("earlier", "Чужая"))[0]["state"] != "saved"
    assert office.post(f"/substitutions/lessons/{lesson.pk}/undo/").status_code == 302
    assert Lesson.objects.of(college.id).get(pk=lesson.pk).teacher_id == college.people["teacher"].pk
