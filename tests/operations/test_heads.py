"""Signed heads against a database that somebody altered by SQL (T10 at a small size)."""

import io
import json
import sys
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from tests import worlds
from tests.operations.conftest import write
from zhurnal.archive.keys import secret_key
from zhurnal.archive.rules.signing import public_key, sign
from zhurnal.archive.rules.verify import canonical, fingerprint
from zhurnal.kernel import audit
from zhurnal.kernel.models import ChainHead, Change
from zhurnal.operations import record
from zhurnal.operations.actions.signing import compare_heads, sign_heads, signed_files
from zhurnal.operations.engines import Trouble
from zhurnal.operations.rules.heads import body_of, name_of
from zhurnal.organisation.models import College
from zhurnal.organisation.nights import night_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed(places, settings, frozen_time):
    """A college whose heads were signed and laid outside."""
    settings.HEADS_TO = [str(places / "other")]
    college, _other = worlds.two_colleges()
    write(college)
    done = sign_heads(college.college)
    assert (done.laid, done.failed) == (1, ())
    return college


def rewrite(college: worlds.World, course: str, change) -> None:
    """Change the records of a journal as whoever owns the database can: all hashes and the head anew."""
    chain = college.courses[course].pk
    rows = change(list(Change.objects.of(college.id).filter(chain=chain).order_by("seq")))
    Change.objects.of(college.id).filter(chain=chain).delete()
    previous = bytes(32)
    for seq, row in enumerate(rows, start=1):
        row.seq, row.hash = seq, b""
        row.hash = previous = audit.link(previous, row)
    Change.objects.bulk_create(rows)
    ChainHead.objects.of(college.id).filter(chain=chain).update(seq=len(rows), hash=previous)


def outside(places):
    return sorted((places / "other").glob("*.heads.json"))


def test_nothing_was_touched_and_the_journal_went_on(signed, places):
    assert compare_heads(outside(places)).faults == ()
    out = io.StringIO()
    call_command("verify_heads", str(places / "other"), stdout=out)
    assert "История та же" in out.getvalue()


def better(rows):
    rows[-1].after = {"mark": "5"}
    return rows


@pytest.mark.parametrize(
    ("change", "named"),
    [(better, "№ 3 "), (lambda rows: rows[1:], "№ 1 "), (lambda rows: rows[:-1], "№ 3–3 "), (lambda rows: [rows[1], rows[0], rows[2]], "№ 1 ")],
    ids=["rewritten", "deleted", "truncated", "swapped"],
)  # fmt: skip
def test_rewriting_with_all_hashes_passes_inside_and_is_named_by_the_signed_head(signed, places, change, named):
    rewrite(signed, "electro", change)
    assert (
        list(audit.verify(signed.id)) == []
    )  # the negative control: without the head that left the machine nothing is seen
    faults = compare_heads(outside(places)).faults
    assert len(faults) == 1
    assert str(signed.courses["electro"].pk) in faults[0]
    assert named in faults[0]


def test_a_chain_that_vanished_whole_is_named(signed, places):
    chain = signed.courses["electro"].pk
    Change.objects.of(signed.id).filter(chain=chain).delete()
    ChainHead.objects.of(signed.id).filter(chain=chain).delete()
    assert list(audit.verify(signed.id)) == []
    with pytest.raises(CommandError, match="Нарушений: 1"):
        call_command("verify_heads", str(places / "other"), stdout=io.StringIO())


def test_the_next_day_names_the_file_before_and_marks_only_what_is_new(signed, places, frozen_time):
    frozen_time.shift(86400)
    sign_heads(signed.college)
    first, second = (json.loads(path.read_text("utf-8"))["body"] for path in signed_files(signed.id))
    assert (first["previous"], second["previous"]) == ("", name_of(first))
    assert [len(one["marks"]) for one in first["chains"] if one["chain"] == signed.courses["electro"].pk.hex] == [3]
    assert [one["marks"] for one in second["chains"]] == [[] for _one in second["chains"]]


def test_a_head_that_was_edited_is_not_believed(signed, places):
    path = outside(places)[0]
    path.write_text(path.read_text("utf-8").replace(signed.college.code, "pml"), "utf-8")
    assert "подпись файла не сходится" in compare_heads([path]).faults[0]


def vanished(college):
    ChainHead.objects.of(college.id).filter(chain=college.courses["electro"].pk).delete()


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda college: rewrite(college, "electro", better), "запись № 3 не та"),
        (lambda college: rewrite(college, "electro", lambda rows: rows[:-1]), "пропали записи № 3–3"),
        (lambda college: rewrite(college, "electro", lambda rows: [*better(rows), Change(**other(rows[0]))]), "запись № 3 не та"),
        (vanished, "пропала"),
    ],
    ids=["rewritten", "truncated", "rewritten and grown", "vanished"],
)  # fmt: skip
def test_a_history_that_does_not_continue_the_signed_one_is_not_signed(signed, change, named):
    change(signed)
    with pytest.raises(Trouble, match=named):
        sign_heads(signed.college)
    assert len(signed_files(signed.id)) == 1
    assert named in record.told_of(record.read(), "heads_trouble", signed.id)["words"]


def other(row):
    """The values of a record, for one more like it."""
    values = {field.attname: getattr(row, field.attname) for field in Change._meta.concrete_fields}
    return values | {"id": Change._meta.pk.get_default(), "key": uuid4()}


def test_the_night_fails_and_the_page_is_red_until_somebody_signs_anew(signed, settings):
    settings.BACKUP_TO = []
    rewrite(signed, "electro", better)
    told = [one for one in night_of(signed.college, worlds.TODAY) if "головы истории" in one.words]
    assert [(one.failed, "НЕ подписаны" in one.words) for one in told] == [(True, True)]
    page = signed.client("administrator").get("/state/").content.decode()
    assert "heads --anew" in page
    with pytest.raises(CommandError, match="не та, что была подписана"):
        call_command("heads", stdout=io.StringIO())
    call_command("heads", "--anew", stdout=io.StringIO())
    first, second = (json.loads(path.read_text("utf-8"))["body"] for path in signed_files(signed.id))
    assert second["previous"] == name_of(first)
    assert "heads --anew" not in signed.client("administrator").get("/state/").content.decode()


def test_the_honest_file_is_not_overridden_by_a_later_one(signed, places):
    """Whoever owns the server rewrites, signs again with its key, and lays the file into the folder."""
    rewrite(signed, "electro", better)
    sign_heads(signed.college, anew=True)
    faults = " ".join(compare_heads(outside(places)).faults)
    assert "говорят разное о записи № 3" in faults
    assert "запись № 3 не та" in faults


def test_a_last_file_that_cannot_be_read_is_told_before_anything_is_signed(signed):
    signed_files(signed.id)[-1].write_text("{", "utf-8")
    with pytest.raises(Trouble, match="Последний файл голов"):
        sign_heads(signed.college)


def test_a_beginning_anew_after_an_unreadable_file_is_named_and_verifying_goes_on(signed, places, frozen_time):
    """The last file was spoilt on the server, its twin outside is whole; then days follow."""
    frozen_time.shift(86400)
    spoilt = sign_heads(signed.college).path
    spoilt.write_text("{", "utf-8")
    frozen_time.shift(86400)
    call_command("heads", "--anew", stdout=io.StringIO())
    frozen_time.shift(86400)
    sign_heads(signed.college)
    for folder in (
        [*outside(places)],
        signed_files(signed.id),
        [one for one in outside(places) if one.name != spoilt.name],
    ):
        found = compare_heads(folder)
        assert found.faults == ()
        assert len(found.beginnings) == 1
        ((begun, words),) = found.beginnings.items()
        assert spoilt.name in words
    out = io.StringIO()
    with pytest.raises(CommandError, match="Нарушений: 0, неподтверждённых новых начал: 1"):
        call_command("verify_heads", str(places / "other"), stdout=out)
    assert f"--accept {begun}" in out.getvalue()
    assert "История та же" not in out.getvalue()
    call_command("verify_heads", str(places / "other"), "--accept", begun, stdout=out)
    assert "История та же" in out.getvalue()
    rewrite(signed, "electro", better)  # and what the files before it say is still compared
    own = [path for path in outside(places) if path.name.startswith(f"{signed.college.code}-")]
    assert [len(compare_heads([path]).faults) for path in own[:2]] == [1, 1]


def test_a_beginning_anew_without_any_file_that_can_be_read(signed, places, frozen_time):
    signed_files(signed.id)[-1].write_text("{", "utf-8")
    frozen_time.shift(86400)
    sign_heads(signed.college, anew=True)
    frozen_time.shift(86400)
    sign_heads(signed.college)
    assert compare_heads(outside(places)).faults == ()
    assert compare_heads(signed_files(signed.id)).faults == ()


def test_a_beginning_anew_spares_no_file_of_another_college(signed, places, frozen_time):
    other_college = College.objects.exclude(pk=signed.id).get()
    sign_heads(other_college)
    spoilt = signed_files(other_college.pk)[0]
    (places / "other" / spoilt.name).write_text("{", "utf-8")
    begins_after(
        signed,
        spoilt.name,
        secret_key(signed.id),
        places / "other" / f"{signed.college.code}-20990101T000000Z.heads.json",
    )
    assert any(spoilt.name in words for words in compare_heads(outside(places)).faults)


def test_files_of_two_keys_are_a_fault_and_the_keys_are_told(signed, places):
    out = io.StringIO()
    call_command("verify_heads", str(places / "other"), stdout=out)
    own = fingerprint(public_key(secret_key(signed.id)))
    assert own in out.getvalue()
    begins_after(signed, "x", b"z" * 32, places / "other" / f"{signed.college.code}-20990101T000000Z.heads.json")
    assert any("разными ключами (2)" in words for words in compare_heads(outside(places)).faults)
    honest, _foreign = outside(places)
    whole = json.loads(honest.read_text("utf-8"))
    honest.write_text(json.dumps(whole | {"signature": "00" * 64}), "utf-8")
    begins_after(signed, honest.name, b"z" * 32, _foreign)
    assert any(honest.name in words for words in compare_heads(outside(places)).faults)


def begins_after(college, name, seed, path):
    """A file of the college that begins anew after another, signed by whoever has the key."""
    told = {"id": college.id.hex, "code": college.college.code, "name": college.college.name}
    body = body_of(told, "2099-01-01T00:00:00+00:00", [], "", {"after": name, "why": "x"})
    whole = {"body": body, "key": public_key(seed).hex(), "signature": sign(seed, canonical(body)).hex()}
    path.write_text(json.dumps(whole), "utf-8")


def test_a_beginning_anew_spares_neither_another_spoilt_file_nor_a_missing_one(signed, places, frozen_time):
    for _day in range(3):
        frozen_time.shift(86400)
        sign_heads(signed.college)
    signed_files(signed.id)[-1].write_text("{", "utf-8")
    frozen_time.shift(86400)
    sign_heads(signed.college, anew=True)
    outside(places)[2].unlink()
    assert len(compare_heads(outside(places)).faults) >= 1
    signed_files(signed.id)[1].write_text("{", "utf-8")
    assert any(signed_files(signed.id)[1].name in words for words in compare_heads(signed_files(signed.id)).faults)


@pytest.mark.skipif(sys.platform == "win32", reason="no limits of files")
def test_heads_that_the_disk_did_not_take_whole_are_not_there(signed, places, frozen_time):
    """The disk takes half of the file: a real limit on the size of files, as a full disk is."""
    import resource

    before, whole = resource.getrlimit(resource.RLIMIT_FSIZE), signed_files(signed.id)[0].stat().st_size
    there, away = [path.name for path in signed_files(signed.id)], outside(places)
    frozen_time.shift(86400)
    resource.setrlimit(resource.RLIMIT_FSIZE, (whole // 2, before[1]))
    try:
        with pytest.raises(Trouble):
            sign_heads(signed.college)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert [path.name for path in signed_files(signed.id)] == there
    assert outside(places) == away
    assert not list(signed_files(signed.id)[0].parent.glob(".*"))
    sign_heads(signed.college)


def test_a_day_that_is_missing_between_is_named(signed, places, frozen_time):
    for _day in range(2):
        frozen_time.shift(86400)
        sign_heads(signed.college)
    assert compare_heads(outside(places)).faults == ()
    outside(places)[1].unlink()
    (fault,) = compare_heads(outside(places)).faults
    assert "между ними нет файла" in fault


def test_two_that_are_signed_in_one_second_are_two(signed, places):
    sign_heads(signed.college)
    assert len(outside(places)) == 2
    assert compare_heads(outside(places)).faults == ()
