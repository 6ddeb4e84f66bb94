"""Every bad file through every importer: a sentence, no crash, no hang, and no row that is neither taken nor told."""

import time

import pytest

from zhurnal.exchange.imports.readers.kinds import Kind, reader_of
from zhurnal.exchange.imports.readers.limits import LIMITS
from zhurnal.exchange.imports.readers.problems import Severity
from zhurnal.exchange.imports.readers.sources import Source

LONGEST = 5.0
TAKEN = {
    Kind.ROSTER: ("people", "users", "classes", "enrollments"),
    Kind.TIMETABLE: ("cards", "lessons"),
    Kind.PLAN: ("items", "rows", "lines"),
    Kind.PROGRAMME: ("topics",),
    Kind.PROGRAMMES: ("files",),  # each with topics or with a refusal of its own
}
LISTED = ("rows",)  # of the college's lists


@pytest.mark.parametrize("kind", list(Kind))
def test_bad_files(shared, kind):
    files = [path for path in sorted((shared / "data/messy").rglob("*")) if path.is_file()]
    assert len(files) > 100
    for path in files:
        began = time.process_time()
        content = reader_of(kind)([Source(path)], LIMITS)
        assert time.process_time() - began < LONGEST, path
        told = [problem for problem in content.problems if problem.severity is Severity.ERROR]
        assert told or any(getattr(content, name, ()) for name in TAKEN.get(kind, LISTED)), (
            f"{kind} says nothing of {path.name}"
        )
        assert all(problem.reason and problem.reason[0].isupper() for problem in told), path
        if kind is Kind.PROGRAMMES:
            assert all(bool(one.topics) != bool(one.refusal) for one in content.files), path
