"""T10 without a database: whatever is done to records after their head was signed is found, and the wrong record is named."""

import json
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID, uuid4

import pytest

from tests import tiers
from zhurnal.archive.rules.signing import public_key, sign
from zhurnal.archive.rules.verify import canonical, fingerprint
from zhurnal.kernel.audit import link
from zhurnal.kernel.models import Change
from zhurnal.operations.chains import linked
from zhurnal.operations.rules.heads import MARK, Told, body_of, compare, departed, gaps, gathered, name_of, trust

CHAIN, COLLEGE, AUTHOR = uuid4(), uuid4(), uuid4()
HASHED = ("at", "actor_id", "door", "action", "target", "before", "after", "reason", "salt", "key", "hash")


def record(seq, **more):
    return Change(
        college_id=COLLEGE, chain=CHAIN, seq=seq, at=datetime(2026, 11, 24, 8, seq, tzinfo=UTC), actor_id=AUTHOR, actor_name="Иванова", door="page",
        action="entry", target=f"cell:{seq}", before={"mark": "3"}, after={"mark": "4", "n": seq}, reason="опечатка", salt=b"s" * 16, key=UUID(int=seq), **more,
    )  # fmt: skip


def chained(rows):
    previous = bytes(32)
    for row in rows:
        row.hash = previous = link(previous, row)
    return rows


def history(count=6):
    return chained([record(seq) for seq in range(1, count + 1)])


def told_of(rows, *, marks=True):
    return Told({len(rows): rows[-1].hash.hex()}, {row.seq: row.hash.hex()[:MARK] for row in rows} if marks else {})


def found(told, rows):
    return compare(told, linked(rows))


def flips(value):
    """The value with one bit flipped, for each of its bits; what cannot be a value of the field is left out."""
    if isinstance(value, bytes):
        yield from (
            value[:i] + bytes([value[i] ^ 1 << bit]) + value[i + 1 :] for i in range(len(value)) for bit in range(8)
        )
    elif isinstance(value, UUID):
        yield from (UUID(int=value.int ^ 1 << bit) for bit in range(128))
    elif isinstance(value, datetime):
        yield from (value + timedelta(microseconds=1 << bit) for bit in range(20))
    elif isinstance(value, str):
        for one in flips(value.encode()):
            try:
                yield one.decode()
            except UnicodeDecodeError:
                continue
    else:
        for one in flips(json.dumps(value)):
            try:
                changed = json.loads(one)
            except ValueError:
                continue
            if changed != value:
                yield changed


def test_a_history_that_nobody_touched_holds_and_may_grow():
    rows = history()
    assert found(told_of(rows), history()) == ""
    assert found(told_of(rows), chained([*rows, record(7)])) == ""


@pytest.mark.parametrize("field", HASHED)
def test_every_flipped_bit_is_found_and_its_record_named(field):
    told, count = told_of(history(3)), 0
    for changed in flips(getattr(history(3)[1], field)):
        rows = history(3)
        setattr(rows[1], field, changed)
        assert "№ 2 " in found(told, rows), changed
        count += 1
    assert count >= 6


@pytest.mark.night
def test_a_turned_bit_of_every_byte_of_many_records_is_found_and_its_record_named():
    """T10 at length: records that differ, of each byte that is hashed one bit, another one from record to record."""
    chance, turned = Random(10), 0
    for number in range(tiers.RECORDS.now):
        rows = history(3)
        row = rows[1]
        row.target, row.salt = f"cell:{chance.getrandbits(64):x}", chance.randbytes(16)
        row.reason = chance.choice(("опечатка", "сдал", "", "пересдача 12.10"))
        told = told_of(chained(rows))
        for field in ("door", "action", "target", "reason", "salt", "hash"):
            whole = getattr(row, field)
            for place, changed in enumerate(flips(whole)):
                if place % 8 == number % 8:
                    setattr(row, field, changed)
                    assert "№ 2 " in found(told, rows), (number, field, place)
                    turned += 1
            setattr(row, field, whole)
        assert found(told, rows) == ""
    assert turned >= tiers.RECORDS.now * 60


def rehashed(change):
    rows = change(history())
    for seq, row in enumerate(rows, start=1):
        row.seq = seq
    return chained(rows)


def _marks(rows):
    rows[3].after = {"mark": "5"}
    return rows


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (_marks, "№ 4 "),
        (lambda rows: rows[:1] + rows[2:], "№ 2 "),
        (lambda rows: [rows[0], rows[2], rows[1], *rows[3:]], "№ 2 "),
        (lambda rows: [*rows[:4], record(9), *rows[4:]], "№ 5 "),
        (lambda rows: [*rows[:4], record(4), *rows[4:]], "№ 5 "),
        (lambda rows: rows[:5], "№ 6–6 "),
        (lambda rows: [], "№ 1–6 "),
    ],
    ids=["rewrite", "delete", "swap", "insert", "duplicate", "truncate", "empty"],
)  # fmt: skip
def test_history_rewritten_with_all_hashes_anew_is_found_and_the_record_named(change, named):
    assert named in found(told_of(history()), rehashed(change))


def test_one_head_alone_names_the_span_and_without_heads_rewriting_passes():
    """The negative control: a chain that was rewritten whole is whole in itself."""
    rows = rehashed(_marks)
    assert "№ 1–6" in found(told_of(history(), marks=False), rows)
    assert found(Told(), rows) == ""


def test_a_record_taken_away_without_hashing_anew_is_named():
    rows = history()
    assert "№ 3 " in found(told_of(history(), marks=False), rows[:2] + rows[3:])


def signed(seed=b"k" * 32, **more):
    chains = [{"chain": CHAIN.hex, "seq": 1, "hash": "ab", "since": 0, "marks": ["ab"]}]
    body = body_of({"id": COLLEGE.hex, "code": "vek", "name": "Колледж"}, "2026-11-24", chains, "") | more
    return {"body": body, "key": public_key(seed).hex(), "signature": sign(seed, canonical(body)).hex()}


def test_only_a_signed_file_is_believed_and_only_of_the_known_key():
    whole = signed()
    key = fingerprint(public_key(b"k" * 32))
    assert trust(whole, key)[0] == whole["body"]
    changed = {**whole, "body": {**whole["body"], "digest": "0"}}
    for told, words in [
        (changed, "изменили"),
        ({}, "не файл голов"),
        (None, "не файл голов"),
        (signed(format="other"), "другой версии"),
    ]:
        assert words in trust(told)[1]
    assert "другим ключом" in trust(signed(b"z" * 32), key)[1]


def test_files_of_several_days_are_taken_together():
    rows = history()
    first = {
        "chains": [
            {
                "chain": "a",
                "seq": 2,
                "hash": rows[1].hash.hex(),
                "since": 0,
                "marks": [row.hash.hex()[:MARK] for row in rows[:2]],
            }
        ]
    }
    second = {
        "chains": [
            {
                "chain": "a",
                "seq": 6,
                "hash": rows[5].hash.hex(),
                "since": 2,
                "marks": [row.hash.hex()[:MARK] for row in rows[2:]],
            }
        ]
    }
    told = gathered([first, second])["a"]
    assert (sorted(told.ends), sorted(told.marks)) == ([2, 6], [1, 2, 3, 4, 5, 6])
    assert "№ 4 " in found(told, rehashed(_marks))


def file(rows, *, since=0, at="2026-11-24", previous=""):
    marks = [row.hash.hex()[:MARK] for row in rows[since:]]
    return {"at": at, "previous": previous, "chains": [{"chain": "a", "seq": len(rows), "hash": rows[-1].hash.hex(), "since": since, "marks": marks}]}  # fmt: skip


@pytest.mark.parametrize("later", [file(rehashed(_marks), at="2026-11-25"), file(rehashed(_marks), since=6, at="2026-11-25")], ids=["marks", "end"])  # fmt: skip
def test_a_later_file_does_not_override_the_honest_one(later):
    for files in ([file(history()), later], [later, file(history())]):
        told = gathered(files)["a"]
        assert "говорят разное" in told.doubt
        assert "№ 4 " in found(told, rehashed(_marks))
    assert gathered([file(history()), file(history(), at="2026-11-25")])["a"].doubt == ""


def test_an_end_that_the_marks_of_another_file_deny_is_a_doubt():
    short = file(rehashed(_marks)[:5], since=5, at="2026-11-25")
    assert "№ 5" in gathered([file(history()), short])["a"].doubt


def test_each_file_names_the_one_before_it():
    first = file(history(2))
    second = file(history(3), at="2026-11-25", previous=name_of(first))
    third = file(history(4), at="2026-11-26", previous=name_of(second))
    assert gaps([third, first, second, second]) == gaps([second, third]) == gaps([third]) == []
    assert [len(gaps(files)) for files in ([first, third], [first, second, file(history(4), at="2026-11-26")])] == [
        1,
        1,
    ]


@pytest.mark.parametrize(
    ("heads", "then", "named"),
    [
        ([{"chain": "a", "seq": 9}], {"a": "ff"}, ""),
        ([{"chain": "a", "seq": 9}], {"a": "00"}, "№ 2 не та"),
        ([{"chain": "a", "seq": 9}], {}, "№ 2 не та"),
        ([{"chain": "a", "seq": 1}], {}, "пропали записи № 2–2"),
        ([{"chain": "b", "seq": 9}], {}, "пропала"),
    ],
)
def test_what_does_not_continue_the_signed_heads_is_named(heads, then, named):
    said = departed({"chains": [{"chain": "a", "seq": 2, "hash": "ff"}]}, heads, then)
    assert [named in one for one in said] == ([True] if named else [])
