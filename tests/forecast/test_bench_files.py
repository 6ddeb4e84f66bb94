"""The bench of the forecast on any files: what is odd is told in a sentence, never by a traceback; the rest is measured."""

import gzip
import random

import pytest

from bench.forecast import periods, presentations
from bench.forecast.__main__ import main
from bench.forecast.marks import open_university, period_marks
from tests.forecast.made_marks import made_marks


def measured(folder, capsys):
    kept = presentations.run(open_university(folder), [])
    return kept, capsys.readouterr().out


def test_everyone_ended_alike(tmp_path, capsys):
    made_marks(tmp_path, size=12, endings="Pass")
    kept, said = measured(tmp_path, capsys)
    assert kept == []
    assert "Day 60 was not measured: all who were learnt from ended alike." in said


def test_a_day_before_the_first_paper_is_left_out_and_the_others_are_measured(tmp_path, capsys):
    made_marks(tmp_path, size=25, first=70)
    kept, said = measured(tmp_path, capsys)
    assert "Day 60 was not measured: nobody learnt from has a paper or a mark dated before it." in said
    assert "AUC at day 60: cannot be told" in said
    assert said.count("| day 90 |") == 4
    assert "Day 90: pages say «too early» (something of 0 of 50 asked about)." in said  # one paper each
    assert said.count("| day 180 |") == 5
    assert len(kept) == 7


def test_a_course_without_papers_and_rows_that_are_short_or_no_numbers(tmp_path, capsys):
    made_marks(tmp_path, size=20)
    info, papers = tmp_path / "studentInfo.csv", tmp_path / "assessments.csv"
    info.write_text(
        info.read_text("utf-8") + "\nq1,ZZZ,2013J,Pass\nq2,ZZZ,2013J,Fail\nq3,ZZZ,2014B,Pass\nq4,ZZZ\n", "utf-8"
    )
    papers.write_text(papers.read_text("utf-8") + "\nAAA;2014B;odd;inf;1e999\nAAA;2014B;odder\n", "utf-8")
    kept, said = measured(tmp_path, capsys)
    assert len(kept) == 8
    assert "A group's interval was not measured: no course has 25 students." in said
    assert "ZZZ at day 30 was not measured: nobody asked about has a paper" in said
    assert "nan" not in said


def test_columns_in_another_order_and_further_files_beside_change_nothing(tmp_path, capsys):
    """As another set of the kind may lie: other order of columns, in capitals, more columns, deeper folders, unpacked."""
    plain, other = tmp_path / "plain", tmp_path / "other" / "deep"
    for folder in (plain, other):
        folder.mkdir(parents=True)
        made_marks(folder, size=25)
    for name in ("assessments.csv", "studentInfo.csv", "studentAssessment.csv.gz"):
        path = other / name
        content = path.read_bytes()
        text = (gzip.decompress(content) if name.endswith(".gz") else content).decode("utf-8-sig")
        mark = ";" if ";" in text.split("\n", 1)[0] else ","
        rows = [[*reversed([cell.strip() for cell in line.split(mark)]), "more"] for line in text.splitlines()]
        rows[0] = [cell.upper() for cell in rows[0]]
        path.unlink()
        (other / name.removesuffix(".gz")).write_text("\r\n".join("\t".join(row) for row in rows), "utf-8")
    (other / "courses.csv").write_text("nothing,of,use\n", "utf-8")
    first, said = measured(plain, capsys)
    second, again = measured(tmp_path / "other", capsys)
    assert (second, again) == (first, said)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("studentAssessment.csv.gz", b"\x1f\x8b torn", "cannot be read"),
        ("studentAssessment.csv.gz", gzip.compress(b"id_student,id_assessment\n1,2\n", mtime=0), "has no column date_submitted, score"),
        ("studentInfo.csv", b"id_student,code_module,code_presentation,final_result\n", "has no rows"),
        ("studentInfo.csv", b"id_student,code_module,code_presentation,final_result\n1,A,B,Unknown\n", "names no final_result of"),
        ("assessments.csv", b"", "has no rows"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_named(tmp_path, capsys, name, content, sentence):
    made_marks(tmp_path, size=5)
    (tmp_path / name).write_bytes(content)
    assert main(["--data", str(tmp_path)]) == 2
    assert f"{name} {sentence}" in capsys.readouterr().out


def pupils(folder, second=True, final=None, size=60):
    rng = random.Random(4)
    lines = ["school;G1;G2;G3" if second else "school;G1;G3"]
    for _ in range(size):
        level = rng.randrange(4, 19)
        marks = [level + rng.randrange(-1, 2) for _ in range(3 if second else 2)]
        marks[-1] = final if final is not None else marks[-1]
        lines.append(";".join(['"GP"', *map(str, marks)]))
    (folder / "pupils.csv").write_text("\n".join(lines), "utf-8")


def test_pupils_without_the_second_period_are_asked_about_by_the_first(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(periods, "TIMES", 1)
    pupils(tmp_path, second=False)
    ((name, found),) = period_marks(tmp_path).items()
    assert len(periods.run(name, found)) == 1
    said = capsys.readouterr().out
    assert "C was not measured: 0 pupils have the marks for it, fifty are needed." in said
    assert "| B (each pupil 1 times) | 60 |" in said


def test_pupils_who_all_ended_alike_tell_nothing(tmp_path, capsys):
    pupils(tmp_path, final=3)
    ((name, found),) = period_marks(tmp_path).items()
    assert periods.run(name, found) == []
    assert "B was not measured: all pupils ended alike" in capsys.readouterr().out


def test_a_torn_file_beside_does_not_stop_the_others(tmp_path, capsys):
    pupils(tmp_path)
    (tmp_path / "torn.csv.gz").write_bytes(b"\x1f\x8b torn")
    assert list(period_marks(tmp_path)) == ["pupils.csv"]
    assert "torn.csv.gz cannot be read" in capsys.readouterr().out
