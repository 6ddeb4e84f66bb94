"""3.7: the teacher secures the accumulation of marks: he is told whom to ask while he can, the checker sees it too."""

from tests.assessment.page import write_marks


def test_3_7_teacher_and_checker_see_who_has_too_few_marks(college, enter):
    write_marks(college)
    for who, page in (
        ("teacher", f"/marks/courses/{college.courses['electro'].id}/"),
        ("department_head", f"/marks/accumulation/?group={college.groups['Э-21'].id}"),
        ("leader", f"/marks/accumulation/?teacher={college.people['teacher'].id}"),
    ):
        shown = enter(who).sees(page).replace("\u00a0", " ")
        assert "тметок нет, по часам нужно" in shown
    assert (
        enter("other_head")
        .client.get(f"/marks/accumulation/?group={college.groups['Э-21'].id}")
        .content.decode()
        .count("Кравцова")
        == 0
    )
