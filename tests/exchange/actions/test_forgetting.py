"""Rows of old imports do not outlive their use: registers a month, everything else a year."""

from datetime import timedelta

import pytest

from tests import worlds
from zhurnal.exchange.actions.forgetting import KEPT, REGISTERS_KEPT, forget_files
from zhurnal.exchange.models import ImportRun


@pytest.mark.parametrize(
    ("kind", "kept"), [("registers", REGISTERS_KEPT), ("students", KEPT), ("roster", KEPT), ("orders", KEPT)]
)
def test_an_import_is_emptied_on_its_day_and_not_before(db, frozen_time, kind, kept):
    college = worlds.make_college("vek", "А")
    runs = {
        state: ImportRun.objects.create(
            college=college.college, kind=kind, state=state, title="Список", made_at=worlds.RECORDED, counts={"new": 3}, reading=b"x", plan=b"y",
        )
        for state in ("applied", "preview", "undone")
    }  # fmt: skip
    last = worlds.RECORDED.date() + kept
    assert forget_files(college.college, last - timedelta(days=1)) == last
    assert ImportRun.objects.of(college.id).exclude(plan=b"").count() == len(runs)
    assert forget_files(college.college, last) is None
    rows = dict(ImportRun.objects.of(college.id).values_list("pk", "state"))
    assert {state: rows[run.pk] for state, run in runs.items()} == {
        "applied": "applied",
        "preview": "dropped",
        "undone": "undone",
    }
    assert set(ImportRun.objects.of(college.id).values_list("reading", "plan", "counts__new")) == {(b"", b"", 3)}
