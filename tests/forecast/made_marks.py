"""A small school of the shapes that the bench of the forecast reads."""

import gzip
import random


def made_marks(folder, presentations=("2013J", "2014B"), size=60, first=25, endings=None):
    """A small school of OULAD's shape, with its quirks: «?», weights that sum to anything, a carried mark, a dateless exam, a byte order mark."""
    rng = random.Random(2)
    papers = [
        (
            f"{course}{term}{n}",
            course,
            term,
            "" if n == 5 else first + 35 * n,
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
                ending = endings or ending
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
