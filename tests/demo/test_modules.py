"""The journal of modules of the made-up college: practices of the year, C5.9 in an earlier term, C5.12 student by student."""

from dataclasses import replace

import pytest

from tests.demo.colleges import NOW, TODAY, vek
from zhurnal.assessment.models import Result
from zhurnal.assessment.rules.levels import Level
from zhurnal.demo import specs
from zhurnal.demo.college import build_college
from zhurnal.demo.load import load
from zhurnal.demo.past_results import past_results
from zhurnal.demo.progress import Progress
from zhurnal.modules.models import Competence, Consultation, PracticeDay, PracticePage, PracticePlace, Project


def test_a_student_with_a_debt_in_practice_was_not_admitted_to_the_exam_of_the_module():
    rows = [row for row in past_results(vek()) if row.group == "Э-31" and row.line.parent == "ПМ.06"]
    unpractised = {row.student for row in rows if row.line.index == "УП.06.01" and row.value == "2"}
    examined = {row.student for row in rows if row.level == Level.MODULE}
    assert len(unpractised) == 1
    assert not unpractised & examined
    assert {row.student for row in rows} == unpractised | examined


@pytest.mark.django_db
def test_practices_of_the_year_are_recorded_up_to_today(frozen_time):
    chosen = tuple(replace(group, size=8) for group in specs.VEK_GROUPS if group.name in ("Э-41", "ТЭ-41"))
    made = build_college(replace(specs.VEK, groups=chosen, parents=16), TODAY, NOW)
    college = load(made, Progress(0))
    pages = PracticePage.objects.of(college.id).order_by("starts")
    assert [(row.kind, row.ends < TODAY) for row in pages] == [
        ("educational", True), ("educational", True), ("production", False),
    ]  # fmt: skip
    over, _other, ahead = pages
    days = PracticeDay.objects.of(college.id)
    assert days.filter(page=over).values("date").distinct().count() == 12
    assert not days.filter(page=ahead).exists()
    places = PracticePlace.objects.of(college.id)
    assert (
        places.filter(page=ahead, enterprise__isnull=False).exclude(mentor="").count()
        == places.filter(page=ahead).count()
    )
    without = set(places.filter(page=over, attestation_sheet__isnull=True).values_list("student_id", flat=True))
    marked = set(
        Result.objects.of(college.id)
        .filter(level=Level.PRACTICE, discipline=over.discipline_id, term=over.term_id)
        .values_list("student_id", flat=True)
    )
    assert len(without) == 1
    assert not without & marked
    assert Competence.objects.of(college.id).exists()
    projects = Project.objects.of(college.id)
    assert set(projects.values_list("kind", flat=True)) == {"course", "diploma"}
    consulted = Consultation.objects.of(college.id)
    assert consulted.filter(project__kind="course").values("project").distinct().count() > 1
    assert not consulted.filter(date__gt=TODAY).exists()
