"""What is no proof: an empty copy, a copy far smaller than the last, a walk that was not whole, an attempt that broke off."""

import json
import os
import sys
from contextlib import nullcontext
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from tests import worlds
from zhurnal.kernel.models import ChainHead
from zhurnal.operations import record
from zhurnal.operations.actions.copying import make_copy
from zhurnal.operations.actions.drilling import NO_ANSWER, Nothing, answer, convinced, drill
from zhurnal.operations.actions.proving import prove
from zhurnal.operations.actions.restoring import Opened
from zhurnal.operations.engines import Trouble
from zhurnal.operations.nightly import at_night
from zhurnal.operations.places import newest
from zhurnal.operations.places import places as named_places
from zhurnal.operations.rules.contents import Contents

TOLD = Contents({"mark": 7}, (("a", "b", 3, "ff"), ("a", "c", 0, "00")), ())
WHOLE = {"broken": [], "chains": 2, "records": 3, "journals_due": 1, "journals": 1}


@pytest.mark.django_db
def test_a_copy_without_history_or_far_smaller_than_the_last_is_no_proof(places):
    make_copy()
    with pytest.raises(Nothing, match="Нечего проверять"):
        drill()
    assert (record.read()["drill"]["held"], "proof" in record.read()) == (False, False)
    with pytest.raises(CommandError, match="Нечего проверять"):
        call_command("drill")
    record.note("proof", {"rows": 10**6})
    with pytest.raises(Trouble, match="в прошлой проверенной было 1000000"):
        drill()
    with pytest.raises(Nothing):  # who names it has looked at it
        drill(newest(named_places()))


@pytest.mark.django_db
def test_a_night_of_an_empty_installation_has_nothing_to_prove_and_did_not_fail(places):
    college, _other = worlds.two_colleges()  # not committed: the copy holds none of it
    record.note("copy", {})
    make_copy()
    assert "Нечего проверять" in at_night(college.college, worlds.TODAY)


@pytest.mark.parametrize(
    ("change", "named"),
    [({"chains": 0}, "цепочек 0 из 2"), ({"records": 2}, "записей истории 2 из 3"), ({"journals": 0}, "открыто журналов 0 из 1"), ({"broken": ["цепочка"]}, "не сходится")],
)  # fmt: skip
def test_a_walk_that_was_not_whole_convinces_nobody(change, named):
    convinced(WHOLE, TOLD)
    with pytest.raises(Trouble, match=named):
        convinced(WHOLE | change, TOLD)


@pytest.mark.skipif(os.name == "nt", reason="a script of the shell")
@pytest.mark.parametrize(("code", "said"), [(0, None), (3, NO_ANSWER)])
def test_a_child_that_answers_well_and_ends_badly_is_not_believed(tmp_path, monkeypatch, code, said):
    child = tmp_path / "child"
    child.write_text(f"#!/bin/sh\necho '{json.dumps(WHOLE)}'\nexit {code}\n", "utf-8")
    child.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(child))
    copy = Opened(tmp_path, {}, TOLD, tmp_path / "dump")
    with nullcontext() if said is None else pytest.raises(Trouble, match=said):
        convinced(answer("sqlite:////nowhere", copy), TOLD)


def test_an_attempt_that_breaks_off_is_told_as_one_that_failed(places):
    record.note("drill", {"held": True, "words": ""})
    (places / "state" / "backup.key").write_text("not a key")
    with pytest.raises(ValueError):  # noqa: PT011  (whatever its words)
        drill(places / "any.copy")
    told = record.read()["drill"]
    assert (told["held"], "прервана" in told["words"]) == (False, True)


@pytest.mark.django_db
def test_a_journal_is_found_behind_any_number_of_longer_lists(frozen_time):
    college, _other = worlds.two_colleges()
    before = prove()
    for _list in range(21):
        ChainHead.objects.create(college_id=college.id, chain=uuid4(), seq=900, hash=bytes(32))
    found = prove()
    assert (found.journals, found.journals_due) == (before.journals, before.journals_due)
    assert before.journals == 2
