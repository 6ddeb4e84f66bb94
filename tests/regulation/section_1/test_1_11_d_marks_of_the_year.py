"""1.11 d: where the college sets marks of the year, they are proposed from the terms, set in the browser, and stand in the record."""

import re
from datetime import UTC, date, datetime

import pytest

from zhurnal.academic_year.models import Term
from zhurnal.assessment.models import Result
from zhurnal.assessment.rules.levels import Level
from zhurnal.curriculum.models import Course, CourseTeacher


@pytest.fixture
def second(college):
    """The term of the world is the second one here: electrotechnics was taught in the first, with a mark for everybody asked about."""
    before = Term.objects.create(
        college=college.college, year=college.year, number=3, starts=date(2026, 8, 1), ends=date(2026, 8, 30)
    )
    Term.objects.of(college.id).filter(pk=college.term.pk).update(number=2)
    Term.objects.of(college.id).filter(pk=before.pk).update(number=1)
    course, student = college.courses["electro"], college.people["student"]
    earlier = Course.objects.create(
        college=college.college,
        group=course.group,
        discipline=course.discipline,
        year=college.year,
        term=before,
        kind=course.kind,
    )
    CourseTeacher.objects.create(
        college=college.college, course=earlier, teacher=college.people["teacher"], since=before.starts
    )
    for number, (term, page, value) in enumerate(((before, earlier, "3"), (college.term, course, "4")), 3):
        Result.objects.create(
            college=college.college, student=student, discipline=course.discipline, term=term, course=page,
            group=course.group, level=Level.TERM, semester=number, value=value, set_at=datetime.now(UTC),
        )  # fmt: skip
    return f"/marks/courses/{course.id}/"


def test_1_11_d_a_mark_of_the_year_is_decided_by_the_college_proposed_and_set(college, enter, second):
    assert enter("teacher").client.get(f"{second}?year=1").status_code == 404  # the college sets none
    rules = enter("deputy").sees("/marks/rules/")
    sent = dict(re.findall(r'name="(\w+)"[^>]*? value="([\d,]+)"', rules))
    sent |= {"unattested_when": "any", "page_weights": "yes", "year_marks": "both", "admission_works": "yes"}
    assert enter("deputy").client.post("/marks/rules/", sent).status_code == 302
    teacher = enter("teacher")
    assert "За 1 семестр «3», за 2 семестр «4»: среднее 3,50, «4» с 3,50." in teacher.sees(f"{second}?year=1")
    student = college.people["student"]
    key = student.id.hex
    words = {"year": "1", f"value-{key}": "3", f"version-{key}": "0", f"reason-{key}": ""}
    assert teacher.client.post(f"{second}save/", words).status_code == 422
    answer = teacher.client.post(f"{second}save/", {**words, f"reason-{key}": "контрольная года на 3"})
    assert (answer.status_code, answer["Location"]) == (302, f"{second}?year=1")
    record = enter("deputy").sees(f"/results/students/{student.id}/")
    assert '<span class="digit digit--3">3</span> <span class="record__form">год</span>' in record
