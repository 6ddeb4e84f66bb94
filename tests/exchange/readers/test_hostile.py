"""Files made to harm: bombs, entities, broken archives, depth, size. None of them is unpacked or believed."""

import gzip
import io
import struct
import zipfile
import zlib

import pytest

from tests.exchange.readers.made import ASC_2008, PLX, ROSTER_1P1, codes, zipped
from zhurnal.exchange.imports.readers.asc import read_timetable
from zhurnal.exchange.imports.readers.limits import Limits
from zhurnal.exchange.imports.readers.oneroster import read_roster
from zhurnal.exchange.imports.readers.plx import read_plan

SMALL = Limits(file_bytes=200_000, unpacked_bytes=300_000, entries=20)
ZEROS_10_GB = 10 * 1024**3


def zip_that_lies(declared: int) -> bytes:
    """A ZIP whose table of contents declares another size than its member has."""
    data = bytearray(zipped({"users.csv": b"0" * 1_000_000}))
    directory = data.index(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = struct.pack("<I", declared)
    return bytes(data)


@pytest.fixture
def write(tmp_path):
    def _write(data: bytes, name: str = "файл.zip"):
        (tmp_path / name).write_bytes(data)
        return [tmp_path / name]

    return _write


def test_bomb_is_seen_before_unpacking(write):
    assert codes(read_roster(write(zipped({"users.csv": b"0" * 1_000_000})), SMALL).problems)[0] == "bomb"
    assert codes(read_roster(write(zip_that_lies(0xFFFFFFFE)), SMALL).problems)[0] == "bomb"


def test_bomb_that_lies_about_its_size_is_stopped(write):
    assert codes(read_roster(write(zip_that_lies(10)), SMALL).problems)[0] in {"bomb", "broken_archive"}


def test_gzip_bomb_is_stopped(write):
    machine = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = b"\0" * 1_000_000
    data = b"".join([*(machine.compress(block) for _ in range(100)), machine.flush()])
    assert codes(read_plan(write(data, "a.plx.gz")).problems) == ["bomb"]
    told_small = data[:-4] + struct.pack("<I", 100)
    assert codes(read_plan(write(told_small, "a.plx.gz")).problems) == ["bomb"]


def test_zeros_on_disk_are_refused_by_size(tmp_path):
    file = tmp_path / "нули.xml"
    with file.open("wb") as sparse:
        sparse.truncate(ZEROS_10_GB)
    for reader in (read_timetable, read_plan, read_roster):
        assert codes(reader([file]).problems)[0] == "too_large"


def test_too_many_entries_are_refused(write):
    data = zipped({f"{number}.csv": "" for number in range(300)})
    assert codes(read_roster(write(data)).problems)[0] == "too_many"


def test_archive_in_an_archive_is_not_opened(write):
    data = zipped({"inner.zip": zipped(ROSTER_1P1), "users.csv": ROSTER_1P1["users.csv"]})
    assert "stray_member" in codes(read_roster(write(data)).problems)


def test_locked_archive_is_told(write):
    data = bytearray(zipped({"users.csv": "a,b"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    assert "паролем" in read_roster(write(bytes(data))).problems[0].reason


def test_names_that_climb_are_only_names(write, tmp_path):
    data = zipped({f"../../{name}": text for name, text in ROSTER_1P1.items()})
    before = set(tmp_path.parent.iterdir())
    assert len(read_roster(write(data)).users) == 3
    assert set(tmp_path.parent.iterdir()) == before


ENTITY_BOMB = (
    '<!DOCTYPE t [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]><timetable><days><day name='&j;'/></days></timetable>"
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ENTITY_BOMB, "dtd"),
        (
            '<!DOCTYPE t [<!ENTITY x SYSTEM "file:///etc/passwd">]><timetable><days><day name="&x;"/></days></timetable>',
            "dtd",
        ),
        ('<!DOCTYPE t SYSTEM "http://127.0.0.1/x.dtd"><timetable><days/></timetable>', "dtd"),
        ("<a>" * 5000, "too_deep"),
        (f'<timetable><days name="{"x" * 50_000}"/></timetable>', "huge_cell"),
        (ASC_2008[:700], "broken_xml"),
        (ASC_2008.replace('id="*1"', 'id="*1" id="*2"', 1), "broken_xml"),
        ("<timetable><days/>&unknown;</timetable>", "broken_xml"),
    ],
)
def test_xml_tricks_are_refused(write, text, code):
    for reader in (read_timetable, read_plan):
        assert codes(reader(write(text.encode(), "a.xml")).problems) == [code]


def test_endless_rows_are_refused(write):
    text = "<timetable><days>" + "<day/>" * 300 + "</days></timetable>"
    assert codes(read_timetable(write(text.encode(), "a.xml"), Limits(rows=100)).problems) == ["too_long"]


def test_cut_gzip_is_told(write):
    data = gzip.compress(PLX.encode("utf-16"))
    assert codes(read_plan(write(data[:200], "a.plx.gz")).problems) == ["broken_archive"]
    assert codes(read_plan(write(b"\x1f\x8bgarbage", "a.plx.gz")).problems) == ["broken_archive"]


def test_strange_compression_is_told(write):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("users.csv", "a,b")
    data = bytearray(buffer.getvalue())
    for mark, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        data[data.index(mark) + offset] = 99
    assert codes(read_roster(write(bytes(data))).problems)[0] == "broken_archive"
