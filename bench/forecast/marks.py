"""Marks over time of other schools, as students with papers; two shapes of files (``../shared/data/marks/README.md``).

Taken from the files: marks, their days and weights, how it ended. No sex, age, region, poverty, disability, background.
"""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from bench.forecast.tables import Missing, Row, find, header_of, needed, number
from zhurnal.forecast.rules.signs import Paper

ENDINGS = {"withdrawn": 0, "fail": 0, "pass": 1, "distinction": 2}
ENDS = 3


@dataclass(frozen=True, slots=True)
class Student:
    """One student in one presentation of one course; ``outcome``: 0 failed or withdrew, 1 passed, 2 with distinction."""

    person: str
    course: str
    presentation: str
    papers: tuple[Paper, ...]
    outcome: int


def open_university(folder: Path) -> list[Student]:
    """Students of files of OULAD's shape below the folder; Missing in one sentence if there are none."""
    files = {name: find(folder, name) for name in ("assessments", "studentAssessment", "studentInfo")}
    lacks = [name for name, path in files.items() if path is None]
    if lacks:
        raise Missing(f"no {', '.join(f'{name}.csv' for name in lacks)} (or .csv.gz) under {folder}")
    due = needed(files["assessments"], "code_module", "code_presentation", "id_assessment", "date", "weight")  # type: ignore[arg-type]
    handed = needed(files["studentAssessment"], "id_student", "id_assessment", "date_submitted", "score")  # type: ignore[arg-type]
    people = needed(files["studentInfo"], "id_student", "code_module", "code_presentation", "final_result")  # type: ignore[arg-type]
    planned: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in due:
        planned[row["code_module"], row["code_presentation"]].append(row)
    given = {(row["id_student"], row["id_assessment"]): row for row in handed}
    found = [
        Student(
            row["id_student"],
            row["code_module"],
            row["code_presentation"],
            tuple(
                _paper(paper, given.get((row["id_student"], paper["id_assessment"])))
                for paper in planned[row["code_module"], row["code_presentation"]]
            ),
            ENDINGS[row["final_result"].lower()],
        )
        for row in people
        if row["final_result"].lower() in ENDINGS
    ]
    if not found:
        raise Missing(f"{files['studentInfo']} names no final_result of {', '.join(ENDINGS)}")
    return found


def _paper(planned: Row, given: Row | None) -> Paper:
    score = number(given.get("score")) if given else None
    return Paper(
        due=number(planned.get("date")),
        handed=number(given.get("date_submitted")) if given and score is not None else None,
        share=max(0.0, min(1.0, score / 100)) if score is not None else None,
        weight=max(0.0, number(planned.get("weight")) or 0.0),
        carried=bool(given and number(given.get("is_banked"))),
    )


@dataclass(frozen=True, slots=True)
class Pupil:
    """A row of UCI's shape: marks of two periods (0 … 20), earlier failures, band of the final mark (0 is «2», 3 is «5»).

    ``second`` is None where only the first period was marked.
    """

    first: float
    second: float | None
    failures: float
    outcome: int


BORDERS = (10, 14, 16)  # of the final mark 0 … 20: passed, good, excellent


def period_marks(folder: Path) -> dict[str, list[Pupil]]:
    """Pupils of every file below the folder that has G1 and G3, and G2 if it can be had, by the file's name."""
    found: dict[str, list[Pupil]] = {}
    for path in sorted({*folder.rglob("*.csv"), *folder.rglob("*.csv.gz")}):
        try:
            if not {"g1", "g3"} <= set(header_of(path)):
                continue
            table = needed(path, "g1", "g3")
        except Missing as missing:
            print(f"Left out: {missing}.\n")
            continue
        found[str(path.relative_to(folder))] = [pupil for row in table if (pupil := _pupil(row)) is not None]
    if not found:
        raise Missing(f"no file with the columns G1, G2, G3 under {folder}")
    return found


def _pupil(row: Row) -> Pupil | None:
    first, second, final = (number(row.get(name)) for name in ("g1", "g2", "g3"))
    if first is None or final is None:
        return None
    return Pupil(first, second, number(row.get("failures")) or 0.0, sum(final >= border for border in BORDERS))
