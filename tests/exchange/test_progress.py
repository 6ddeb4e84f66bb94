"""How far an import is: told while it runs, to whoever started it, and nothing about people lies on the disk (issue B)."""

import json
import os
import time
from dataclasses import replace
from uuid import uuid4

import pytest
from django.conf import settings
from django.urls import reverse

from tests.exchange.college import roster
from tests.exchange.views.test_imports import upload
from zhurnal.exchange.actions.decide import apply_import
from zhurnal.exchange.imports.readers.kinds import Kind
from zhurnal.exchange.progress import KEPT, Progress, progress_of, told
from zhurnal.exchange.rules.stages import APPLYING, BRINGING, WHOLE, Stage, count_of, share

KEY = "0123456789abcdef" * 2


@pytest.mark.parametrize("way", [BRINGING, APPLYING])
def test_stages_fill_the_bar_without_gaps(way):
    edges = list(way.values())
    assert edges[0][0] == 0
    assert edges[-1][1] == WHOLE
    assert [last for _first, last in edges[:-1]] == [first for first, _last in edges[1:]]


@pytest.mark.parametrize(
    ("stage", "done", "of", "expected"),
    [
        (Stage.WRITE, 0, 0, 400),
        (Stage.WRITE, 0, 1500, 400),
        (Stage.WRITE, 750, 1500, 650),
        (Stage.WRITE, 1500, 1500, 900),
        (Stage.WRITE, 9999, 1500, 900),
        (Stage.READ, 1, 2, 0),
    ],
)
def test_the_share_of_the_bar(stage, done, of, expected):
    assert share(APPLYING, stage, done, of) == expected


def test_the_count_is_said_only_when_the_end_is_known():
    assert [count_of(300, 1500), count_of(1501, 1500), count_of(3, 0)] == [
        "300 из 1\u202f500",
        "1\u202f500 из 1\u202f500",
        "",
    ]


@pytest.fixture
def folder(tmp_path, settings):
    settings.STATE_DIR = tmp_path
    return tmp_path / "progress"


def test_only_whoever_started_it_hears_and_the_file_says_nothing_of_people(desk, folder):
    mine = replace(desk.actor, person_id=uuid4())
    other = replace(desk.actor, person_id=uuid4())
    with told(mine, KEY, APPLYING) as tell:
        tell(Stage.WRITE, 750, 1500)
        assert progress_of(mine, KEY) == Progress("Записываю", "750 из 1\u202f500", 650)
        assert progress_of(other, KEY) == progress_of(mine, KEY[::-1]) == Progress()
        (path,) = folder.iterdir()
        assert json.loads(path.read_bytes()) == {"stage": "write", "done": 750, "of": 1500, "share": 650}
        assert mine.person_id.hex not in path.name
        assert KEY not in path.name
    assert list(folder.iterdir()) == []
    assert progress_of(mine, KEY) == Progress()


@pytest.mark.parametrize("key", ["", "../../secret_key", KEY[:-1], KEY.upper(), KEY + "\n"])
def test_no_key_no_file(desk, folder, key):
    with told(desk.actor, key, APPLYING) as tell:
        tell(Stage.WRITE, 1, 2)
    assert not folder.exists()


def test_old_files_are_swept_and_a_full_disk_stops_no_import(desk, folder):
    folder.mkdir()
    left = folder / "left"
    left.write_text("{}")
    os.utime(left, (time.time() - KEPT - 1,) * 2)
    with told(desk.actor, KEY, APPLYING) as tell:
        assert not left.exists()
        folder.rmdir()
        folder.write_text("not a folder")
        tell(Stage.WRITE, 1, 2)
    assert progress_of(desk.actor, KEY) == Progress()


def test_an_import_tells_its_stages_in_order_with_numbers(desk):
    heard = []

    def tell(stage, done, of):
        heard.append((stage, done, of))

    run = desk.prepare(Kind.ROSTER, roster(), tell=tell)
    stages = list(dict.fromkeys(stage for stage, _done, _of in heard))
    assert stages == [Stage.READ, Stage.COMPARE, Stage.SHOW]
    of = max(of for _stage, _done, of in heard)
    assert of > 0
    assert [done for stage, done, total in heard if stage is Stage.COMPARE and total] == list(range(of))
    heard.clear()
    apply_import(desk.actor, run, tell=tell)
    assert list(dict.fromkeys(stage for stage, _done, _of in heard)) == [Stage.COMPARE, Stage.WRITE, Stage.RECORD]
    written = [(done, of) for stage, done, of in heard if stage is Stage.WRITE]
    assert written == sorted(written)
    assert written[0][0] == 0 < written[-1][0] < written[-1][1]


def test_the_address_says_nothing_when_nothing_runs(office, folder):
    address = reverse("exchange:progress")
    for query in ({"key": KEY}, {"key": "../.."}, {}):
        assert office.get(address, query).json() == {"words": "", "count": "", "share": 0}


def test_an_upload_with_a_key_is_an_upload_like_any_other(office, folder):
    assert upload(office, progress=KEY).status_code == 302
    assert list(folder.iterdir()) == []
    assert folder.parent == settings.STATE_DIR
