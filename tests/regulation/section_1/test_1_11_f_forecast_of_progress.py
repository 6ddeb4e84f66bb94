"""1.11 f: forecast of progress of single students and of the group as a whole; measured, calibrated, explained."""

import pytest

from bench.forecast import presentations
from bench.forecast.__main__ import main
from bench.forecast.marks import open_university
from bench.forecast.trial import AVERAGE, LAST, MODEL, trial, worth
from tests import worlds
from tests.assessment.page import write_marks
from tests.forecast.made_marks import made_marks
from tests.regulation.browser import Person


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("frozen_time")
def test_teacher_leader_student_and_parent_each_see_their_forecast_and_a_stranger_none():
    world = worlds.make_college("vek", "А")
    write_marks(world)
    course, group, student = world.courses["electro"].pk, world.groups["Э-21"].pk, world.people["student"].pk
    told = Person(world, "teacher").sees(f"/forecast/courses/{course}/")
    assert "Риск долга" in told
    assert "Насколько этому верить" in told
    assert "Без долгов" in Person(world, "leader").sees(f"/forecast/groups/{group}/")
    for own in ("student", "parent"):
        assert "Это не отметка" in Person(world, own).sees(f"/forecast/students/{student}/")
    for stranger in ("classmate", "other_parent", "substitute"):
        assert world.client(stranger).get(f"/forecast/students/{student}/").status_code == 404


def test_the_bench_runs_on_any_files_of_the_shape_and_says_what_is_missing(tmp_path, capsys):
    assert main(["--data", str(tmp_path / "nowhere")]) == 2
    assert main(["--data", str(tmp_path)]) == 2
    said = capsys.readouterr().out
    assert "no assessments.csv, studentAssessment.csv, studentInfo.csv (or .csv.gz) under" in said
    assert "no file with the columns G1, G2, G3" in said
    made_marks(tmp_path)
    assert (
        len(presentations.run(open_university(tmp_path), [])) == 9
    )  # so few students promise nothing about the scores
    said = capsys.readouterr().out
    assert "A later presentation: 2014B, learnt from AAA 2013J, BBB 2013J" in said
    assert said.count("| day 180 |") == 5


def test_the_engine_beats_both_baselines_on_marks_of_others(shared):
    folder = shared / "data/marks/oulad"
    if not folder.is_dir():
        pytest.skip("the marks of others are not beside this copy")
    students = [one for one in open_university(folder) if one.course == "DDD"]
    past = [one for one in students if one.presentation == "2013J"]
    known = {one.person for one in past}
    asked = [one for one in students if one.presentation == "2014B" and one.person not in known]
    scores = {way: worth(said) for way, said in trial(past, asked, 60).items()}
    for other in (AVERAGE, LAST):
        assert scores[MODEL].brier < scores[other].brier
        assert scores[MODEL].ranked < scores[other].ranked
    assert scores[MODEL].ranking is not None
    assert scores[MODEL].ranking >= 0.80
