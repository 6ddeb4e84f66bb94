"""Copies on the database of the run: made, spoiled, proven, put in the place of what was lost (T13 at a small size)."""

import io
from pathlib import Path

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests import tiers, worlds
from tests.operations.conftest import write
from tests.regulation.browser import Person
from zhurnal.kernel import audit
from zhurnal.kernel.models import Change
from zhurnal.operations import record
from zhurnal.operations.actions.copying import make_copy
from zhurnal.operations.actions.drilling import drill
from zhurnal.operations.actions.restoring import restore
from zhurnal.operations.actions.signing import sign_heads, signed_files
from zhurnal.operations.engines import Trouble
from zhurnal.operations.places import newest
from zhurnal.operations.places import places as named_places
from zhurnal.organisation.models import College


@pytest.mark.django_db(transaction=True)
def test_a_copy_is_proven_refused_when_touched_and_brings_back_what_was_lost(places, frozen_time):
    """One story and one test, because a database of one's own costs a second."""
    college, _other = worlds.two_colleges()
    write(college)
    made = make_copy()
    assert (len(made.laid), made.failed, made.files) == (2, (), 1)
    path = newest(named_places())

    done = drill()
    assert (done.chains > 0, done.records >= 3, done.journals, done.diaries, done.files) == (True, True, 2, 2, 1)
    assert record.read()["proof"]["copy"] == made.name

    spoiled = places / "spoiled.copy"
    spoiled.write_bytes(_flipped(path.read_bytes()))
    with pytest.raises(Trouble, match="испорчена или изменена"):
        drill(spoiled)
    told = record.read()
    assert (told["drill"]["held"], told["proof"]["copy"]) == (
        False,
        made.name,
    )  # a failed attempt proves and undoes nothing
    out = io.StringIO()
    call_command("verify_backup", str(path), stdout=out)
    with pytest.raises(CommandError, match="нарушениями: 1"):
        call_command("verify_backup", str(spoiled), stdout=out)
    assert "цела, снята" in out.getvalue()
    assert "НЕ ЦЕЛА" in out.getvalue()

    written = Change.objects.of(college.id).count()
    lose(places)
    with pytest.raises(CommandError, match=r"уже есть данные.*Ничего не тронуто"):
        call_command("restore", str(path))
    with pytest.raises(Trouble, match="испорчена или изменена"):
        restore(spoiled, replace=True)
    assert Change.objects.of(college.id).count() == 0  # neither refusal touched anything
    back = restore(path, replace=True)
    assert Change.objects.of(college.id).count() == written
    assert (places / "state" / "files" / "order.pdf").read_bytes() == b"scan of an order"
    assert back.former
    forget(back.former[0])


@pytest.mark.night
@pytest.mark.django_db(transaction=True)
def test_again_and_again_the_data_are_lost_and_come_back_whole(places, frozen_time):
    """T13 at length: each time something more is written, copied, proven, lost and brought back."""
    college, _other = worlds.two_colleges()
    write(college)
    for number in range(tiers.DRILLS.now):
        College.objects.filter(pk=college.id).update(name=f"Колледж {number}")
        make_copy()
        written, path = Change.objects.of(college.id).count(), newest(named_places())
        assert drill().records >= written
        lose(places)
        back = restore(path, replace=True)
        forget(back.former[0])
        assert College.objects.get(pk=college.id).name == f"Колледж {number}"
        assert (Change.objects.of(college.id).count(), list(audit.verify(college.id))) == (written, [])


@pytest.mark.django_db(transaction=True)
def test_heads_signed_after_the_copy_outlive_its_restoring_and_show_that_history_went_back(places, frozen_time):
    college, _other = worlds.two_colleges()
    write(college)
    sign_heads(college.college)
    make_copy()
    teacher = Person(college, "teacher")
    teacher.send("electro", teacher.work("earlier", "oral"))
    frozen_time.move_to("2026-11-25 10:42:00+03:00")
    later = sign_heads(college.college).path.name
    back = restore(newest(named_places()), replace=True)
    try:
        assert [path.name for path in signed_files(college.id)][-1] == later
        with pytest.raises(Trouble, match="История не та"):
            sign_heads(college.college)
        sign_heads(college.college, anew=True)
    finally:
        forget(back.former[0])


def lose(folder: Path) -> None:
    """Somebody deletes history and a file."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM kernel_change")
    (folder / "state" / "files" / "order.pdf").unlink()


def forget(former: str) -> None:
    """What restoring kept aside does not outlive the test."""
    if connection.vendor == "sqlite":
        Path(former).unlink()
        return
    told = connection.settings_dict
    own = {"user": told["USER"], "password": told["PASSWORD"], "host": told["HOST"], "port": told["PORT"]}
    with psycopg.connect(dbname="postgres", autocommit=True, **own) as link:
        link.execute(f'DROP DATABASE "{former}" WITH (FORCE)')


def _flipped(data: bytes) -> bytes:
    return data[: len(data) // 2] + bytes([data[len(data) // 2] ^ 1]) + data[len(data) // 2 + 1 :]


def test_a_place_that_is_not_there_is_told_and_the_other_gets_its_copy(places, db):
    (places / "other").rmdir()
    made = make_copy()
    assert (len(made.laid), made.failed[0][:5]) == (1, "Папки")
    assert record.read()["copy_trouble"]["words"] == list(made.failed)


def test_nowhere_to_lay_a_copy_is_a_sentence(settings, db):
    settings.BACKUP_TO = []
    with pytest.raises(CommandError, match="ZHURNAL_BACKUP_TO"):
        call_command("backup")
