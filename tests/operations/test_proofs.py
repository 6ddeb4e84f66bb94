"""What is no proof: an empty copy, a copy far smaller than the last, a walk that was not whole, pages that are torn, an attempt that broke off."""

import json
import os
import sys
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests import worlds
from tests.operations.conftest import write
from zhurnal.kernel.models import ChainHead, Change
from zhurnal.kernel.sql import uid
from zhurnal.operations import record
from zhurnal.operations.actions.copying import make_copy
from zhurnal.operations.actions.drilling import NO_ANSWER, Drilled, Nothing, answer, convinced, drill
from zhurnal.operations.actions.proving import prove
from zhurnal.operations.actions.restoring import Opened
from zhurnal.operations.engines import Trouble
from zhurnal.operations.nightly import at_night
from zhurnal.operations.places import newest
from zhurnal.operations.places import places as named_places
from zhurnal.operations.queries.state import facts_of
from zhurnal.operations.rules.contents import Contents
from zhurnal.operations.rules.findings import Tone, findings
from zhurnal.timetable.models import Lesson, Substitution

TOLD = Contents({"mark": 7, "kernel_change": 3}, (("a", "b", 3, "ff"), ("a", "c", 0, "00")), ())
PAGES = {f"{what}{due}": 1 for what in ("journals", "diaries", "lessons", "students") for due in ("", "_due")}
WHOLE = {"broken": [], "chains": 2, "records": 3, **PAGES}


@pytest.mark.django_db
def test_a_copy_without_history_or_far_smaller_than_the_last_is_no_proof(places):
    make_copy()
    with pytest.raises(Nothing, match="Нечего проверять"):
        drill()
    assert (record.read()["drill"]["held"], "proof" in record.read()) == (False, False)
    with pytest.raises(CommandError, match="Нечего проверять"):
        call_command("drill")
    line = next(one for one in findings(facts_of([])) if one.what == "Проверенное восстановление")
    assert (line.tone, line.said, "Нечего проверять" in line.todo) == (Tone.WARN, "проверять пока нечего", True)
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
    [
        ({"chains": 0}, "цепочек 0 из 2"), ({"records": 2}, "записей истории 2 из 3"), ({"broken": ["цепочка"]}, "не сходится"),
        ({"journals": 0}, "открыто журналов 0 из 1"), ({"diaries": 0}, "открыто дневников 0 из 1"),
        ({"lessons": 0}, "занятий в журнале 0 из 1"), ({"students": 0}, "студентов в журнале 0 из 1"),
    ],
)  # fmt: skip
def test_a_walk_that_was_not_whole_convinces_nobody(change, named):
    convinced(WHOLE, TOLD, TOLD)
    with pytest.raises(Trouble, match=named):
        convinced(WHOLE | change, TOLD, TOLD)


@pytest.mark.parametrize(
    ("found", "named"),
    [
        (replace(TOLD, tables={"mark": 7, "kernel_change": 4}), "записей истории 3 из 4"),
        (replace(TOLD, tables={"mark": 7}), "записей истории 3 из 0"),
        (replace(TOLD, chains=TOLD.chains[:1]), "цепочек 2 из 1"),
    ],
)
def test_what_was_walked_is_also_what_a_plain_cursor_counts(found, named):
    with pytest.raises(Trouble, match=named):
        convinced(WHOLE, TOLD, found)


@pytest.mark.django_db
def test_records_are_counted_on_the_way_and_not_taken_from_the_heads(frozen_time):
    college, _other = worlds.two_colleges()
    write(college)
    whole = prove()
    assert (whole.broken, whole.records) == ((), sum(ChainHead.objects.of(college.id).values_list("seq", flat=True)))
    Change.objects.of(college.id).filter(chain=college.courses["electro"].pk, seq=3).delete()
    torn = prove()
    assert (torn.records, len(torn.broken), torn.chains) == (whole.records - 1, 1, whole.chains)


@pytest.mark.django_db
def test_pages_are_due_only_where_there_are_lessons_and_students_and_that_is_said(frozen_time):
    college, _other = worlds.two_colleges()
    full = prove()
    assert (full.journals_due, full.journals, full.diaries_due, full.diaries) == (2, 2, 2, 2)
    assert (full.lessons, full.students) == (full.lessons_due, full.students_due)
    assert min(full.lessons, full.students) > 2
    Substitution.objects.of(college.id).delete()
    Lesson.objects.of(college.id).delete()
    assert prove().journals_due == 1  # the other college's
    bare = Drilled("x.copy", 1, 1, 1, 1, journals=0, diaries=0, files=0, seconds=1.0)
    assert "не открывались: в копии нет группы" in bare.opened


@pytest.mark.django_db(transaction=True)
def test_a_journal_and_a_diary_whose_lessons_or_students_are_torn_off_do_not_pass(frozen_time):
    college, _other = worlds.two_colleges()
    whole = prove()
    lessons, listed = college.people["teacher"].pk, college.people["adult"].pk
    with unbound() as cursor:
        cursor.execute("DELETE FROM people_person WHERE id IN (%s, %s)", [uid(lessons), uid(listed)])
    torn = prove()
    assert (torn.lessons < whole.lessons, torn.lessons_due) == (True, whole.lessons_due)
    assert (torn.students, torn.students_due) == (whole.students - 1, whole.students_due)
    assert (torn.diaries, torn.diaries_due) == (whole.diaries - 1, whole.diaries_due)


@contextmanager
def unbound():
    """A cursor for which no constraint holds, as for a disk that lost a page."""
    sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys=OFF" if sqlite else "SET session_replication_role = replica")
        try:
            yield cursor
        finally:
            cursor.execute("PRAGMA foreign_keys=ON" if sqlite else "SET session_replication_role = DEFAULT")


@pytest.mark.skipif(os.name == "nt", reason="a script of the shell")
@pytest.mark.parametrize(("code", "said"), [(0, None), (3, NO_ANSWER)])
def test_a_child_that_answers_well_and_ends_badly_is_not_believed(tmp_path, monkeypatch, code, said):
    child = tmp_path / "child"
    child.write_text(f"#!/bin/sh\necho '{json.dumps(WHOLE)}'\nexit {code}\n", "utf-8")
    child.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(child))
    copy = Opened(tmp_path, {}, TOLD, tmp_path / "dump")
    with nullcontext() if said is None else pytest.raises(Trouble, match=said):
        convinced(answer("sqlite:////nowhere", copy), TOLD, TOLD)


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
