"""1.11 f: forecast of progress of single students and of the group as a whole; measured, calibrated, explained."""

import gzip
import random

import pytest

from bench.forecast import presentations
from bench.forecast.__main__ import main
from bench.forecast.marks import open_university
from bench.forecast.trial import AVERAGE, LAST, MODEL, trial, worth
from tests import worlds
from tests.assessment.page import write_marks
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


def made_marks(folder, presentations=("2013J", "2014B"), size=60):
    """A small school of OULAD's shape, with its quirks: «?», weights that sum to anything, a carried mark, a dateless exam, a byte order mark."""
    rng = random.Random(2)
    papers = [
        (
            f"{course}{term}{n}",
            course,
            term,
            "" if n == 5 else 25 + 35 * n,
            0 if course == "BBB" else (10, 40, 7.5)[n % 3],
        )
        for course in ("AAA", "BBB")
        for term in presentations
        for n in range(6)
    ]
    people, handed = [], []
    for course in ("AAA", "BBB"):
        for term in presentations:
            for number in range(size):
                level, name = rng.random(), f"{course}{term}{number}"
                ending = "Distinction" if level > 0.85 else "Pass" if level > 0.4 else rng.choice(("Fail", "Withdrawn"))
                people.append(f"{name},{course},{term},{ending}")
                handed += [
                    f"{key},{name},{(due or 240) - 2},{int(rng.random() < 0.05)},{'?' if rng.random() < 0.05 else round(40 + 50 * level + rng.gauss(0, 6))}"
                    for key, own, when, due, _ in papers
                    if (own, when) == (course, term) and rng.random() < 0.35 + 0.6 * level
                ]
    (folder / "assessments.csv").write_text(
        "﻿code_module;code_presentation;id_assessment;date;weight\n"
        + "\n".join(f"{course};{term};{key};{due};{weight}" for key, course, term, due, weight in papers),
        "utf-8",
    )
    (folder / "studentInfo.csv").write_text(
        "id_student, code_module\t,code_presentation,final_result\n" + "\n".join(people), "utf-8"
    )
    lines = "id_assessment,id_student,date_submitted,is_banked,score\n" + "\n".join(handed)
    (folder / "studentAssessment.csv.gz").write_bytes(gzip.compress(lines.encode()))


def test_the_bench_runs_on_any_files_of_the_shape_and_says_what_is_missing(tmp_path, capsys):
    assert main(["--data", str(tmp_path / "nowhere")]) == 2
    assert main(["--data", str(tmp_path)]) == 2
    said = capsys.readouterr().out
    assert "no assessments.csv, studentAssessment.csv, studentInfo.csv (or .csv.gz) under" in said
    assert "no file with the columns G1, G2, G3" in said
    made_marks(tmp_path)
    assert (
        len(presentations.run(open_university(tmp_path), [])) == 5
    )  # so few students promise nothing about the scores
    said = capsys.readouterr().out
    assert "A later presentation: 2014B, learnt from AAA 2013J, BBB 2013J" in said
    assert said.count("| day 180 |") == 4


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
