"""Bytes flipped, cut, doubled: a reader gives a result or a complaint, never an exception."""

import gzip
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import tiers
from tests.exchange.readers.made import ASC_2008, ASC_2012, PLX, ROSTER_1P1, zipped
from zhurnal.exchange.imports.readers.asc import read_timetable
from zhurnal.exchange.imports.readers.codec import dumps, loads
from zhurnal.exchange.imports.readers.oneroster import read_roster
from zhurnal.exchange.imports.readers.plx import read_plan

SEEDS = {
    "roster.zip": (read_roster, zipped(ROSTER_1P1)),
    "users.csv": (read_roster, ROSTER_1P1["users.csv"].encode()),
    "enrollments.csv": (read_roster, ROSTER_1P1["enrollments.csv"].encode("cp1251")),
    "2008.xml": (read_timetable, ASC_2008.encode()),
    "2012.xml": (read_timetable, ASC_2012.encode("cp1251")),
    "plan.plx": (read_plan, PLX.encode("utf-16")),
    "plan.plx.gz": (read_plan, gzip.compress(PLX.encode("utf-16"), mtime=0)),
}
SPOILT = st.tuples(
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=8),  # bytes changed
    st.one_of(st.none(), st.floats(0, 1)),  # cut here
    st.one_of(st.none(), st.tuples(st.floats(0, 1), st.binary(max_size=20))),  # this put in there
)


def spoil(data: bytes, recipe: tuple) -> bytes:
    changes, cut, insertion = recipe
    spoilt = bytearray(data)
    for place, byte in changes:
        spoilt[int(place * len(spoilt))] = byte
    if insertion is not None:
        spoilt[int(insertion[0] * len(spoilt)) : int(insertion[0] * len(spoilt))] = insertion[1]
    return bytes(spoilt if cut is None else spoilt[: int(cut * len(spoilt))])


def check(reader, file: Path, data: bytes) -> None:
    file.write_bytes(data)
    content = reader([file])
    assert all(problem.reason and problem.file for problem in content.problems)
    assert loads(type(content), dumps(content)) == content


@pytest.mark.parametrize("name", sorted(SEEDS))
@settings(max_examples=tiers.SPOILT.now, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(recipe=SPOILT)
def test_spoilt_files_never_raise(tmp_path, name, recipe):
    reader, data = SEEDS[name]
    check(reader, tmp_path / name, spoil(data, recipe))


@settings(max_examples=tiers.SPOILT.now, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.binary(max_size=400),
    head=st.sampled_from([b"", b"PK\x03\x04", b"\x1f\x8b\x08", b"<timetable>", b"\xff\xfe", b"a,b\n"]),
)
def test_garbage_never_raises(tmp_path, data, head):
    for reader in (read_roster, read_timetable, read_plan):
        check(reader, tmp_path / "мусор.csv", head + data)


@settings(max_examples=tiers.SPOILT.now, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet=st.sampled_from(',;\t"\n\rаб1\x00=@-'), max_size=120))
def test_csv_soup_never_raises(tmp_path, text):
    head = "sourcedId,givenName,familyName\n"
    check(read_roster, tmp_path / "users.csv", (head + text).encode())
