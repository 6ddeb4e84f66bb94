"""A night in which something failed: the rest is done all the same, the night ends as failed, the page says what."""

from datetime import datetime

import pytest
from django.core.management import CommandError, call_command

from tests import worlds
from zhurnal.archive.keys import KEY_FILE, archive_folder
from zhurnal.operations import record
from zhurnal.operations.actions.signing import sign_heads
from zhurnal.operations.nightly import at_night
from zhurnal.operations.queries.state import facts_of
from zhurnal.operations.secret import key_path
from zhurnal.organisation.nights import Undone

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def college(places, frozen_time):
    return worlds.make_college("vek", "А")


def spoil(college):
    folder = archive_folder(college.id)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / KEY_FILE).write_text("не ключ", "utf-8")


def test_a_spoiled_key_stops_the_heads_and_not_the_copies(college, tmp_path):
    spoil(college)
    with pytest.raises(Undone, match="головы истории НЕ подписаны") as said:
        at_night(college.college, worlds.TODAY)
    assert "копия сделана, мест: 2" in str(said.value)
    assert len(list((tmp_path / "disk").iterdir())) == 1
    assert record.told_of(record.read(), "heads_trouble", college.id)["words"]


def test_heads_name_the_spoiled_key_and_go_on_with_the_other_college(college):
    other = worlds.make_college("vtoroy", "Б")
    spoil(college)
    with pytest.raises(CommandError, match=college.college.name):
        call_command("heads")
    told = record.read()
    assert (record.told_of(told, "heads_trouble", other.id), record.told_of(told, "heads", college.id)) == ({}, {})
    signed = record.told_of(told, "heads", other.id)["at"]
    assert facts_of([other.id]).heads_at == datetime.fromisoformat(signed)
    assert facts_of([college.id, other.id]).heads_at is None


def test_the_page_tells_the_heads_that_were_signed_longest_ago(college, frozen_time):
    other = worlds.make_college("vtoroy", "Б")
    sign_heads(college.college)
    first = facts_of([college.id]).heads_at
    frozen_time.shift(2 * 86400)
    sign_heads(other.college)
    assert facts_of([college.id, other.id]).heads_at == first
    assert facts_of([other.id]).heads_at > first


def test_a_place_that_took_no_heads_stands_on_the_page_of_its_own_college(college, settings, tmp_path):
    other = worlds.make_college("vtoroy", "Б")
    settings.HEADS_TO = [str(tmp_path / "away")]
    sign_heads(college.college)
    settings.HEADS_TO = [str(tmp_path / "other")]
    sign_heads(other.college)
    assert "не легли" in facts_of([college.id]).heads_failed[0]
    assert facts_of([other.id]).heads_failed == ()
    assert (facts_of([college.id]).heads_outside, facts_of([other.id]).heads_outside) == (0, 1)


def test_a_place_that_took_nothing_makes_the_night_a_failed_one(college, settings, tmp_path):
    settings.HEADS_TO = [str(tmp_path / "away")]
    with pytest.raises(Undone, match="подписанные головы не легли"):
        at_night(college.college, worlds.TODAY)


def test_a_second_disk_that_is_absent_makes_the_night_a_failed_one(college, settings, tmp_path):
    (tmp_path / "other").rmdir()
    (tmp_path / "other").write_text("", "utf-8")
    with pytest.raises(Undone, match="копия сделана, мест: 1"):
        at_night(college.college, worlds.TODAY)


def test_a_copy_that_breaks_off_stands_on_the_page_and_is_said_in_a_sentence(college):
    call_command("backup")
    assert facts_of([college.id]).copy_failed == ()
    key_path().write_text("не ключ", "utf-8")
    with pytest.raises(CommandError):
        call_command("backup")
    assert facts_of([college.id]).copy_failed
