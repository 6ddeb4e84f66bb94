"""2.4: a mark for each kind of work; what a kind weighs is decided by the college, a discipline, or a page."""

from tests.assessment.page import write_marks
from zhurnal.grading.models import WorkKind


def test_2_4_weights_are_seen_and_set_and_the_average_follows(college, enter):
    write_marks(college)
    teacher, key = enter("teacher"), WorkKind.objects.of(college.id).get(code="oral").pk.hex
    assert (
        teacher.send("electro", teacher.work("old", "control"), teacher.mark("old", "student", "2"))[0]["state"]
        == "saved"
    )
    own = f"/marks/courses/{college.courses['electro'].id}/"
    average = f"{own}average/?student={college.people['student'].id}"
    assert "3,43" in teacher.sees(average)  # (4+5+4+5 + 3·2) : 7 = 24 : 7
    assert teacher.client.post(f"{own}weights/", {f"weight-{key}": "3"}).status_code == 302
    assert "4,00" in teacher.sees(average)  # (3·18 + 3·2) : 15 = 60 : 15
    assert [kind["weight"] for kind in teacher.journal("electro")["kinds"]][:1] == [300]


def test_2_4_only_the_deputy_sets_weights_for_everybody(college, enter):
    assert enter("teacher").client.get("/marks/rules/").status_code == 404
    assert "Веса видов работ" in enter("deputy").sees("/marks/rules/")
