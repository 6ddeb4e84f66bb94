"""A signed head: what every chain of a college ended with on a day, and the marks of the records since the day before.

The file leaves the machine. Whoever rewrites history afterwards, with all hashes anew, cannot rewrite what lies elsewhere;
the marks (the first 8 bytes of each record's hash) name the first record that was changed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import pairwise
from typing import Any

from zhurnal.archive.rules.verify import canonical, fingerprint, signature_holds

FORMAT = "zhurnal-heads-1"
BEGINNING = "beginning"
MARK = 16  # hexadecimal digits
Link = tuple[int, bytes, bytes]
"""Number of a record, the hash it bears, the hash it must bear by its contents and the one before."""


def body_of(
    college: Mapping[str, str],
    at: str,
    chains: Sequence[Mapping[str, Any]],
    previous: str,
    beginning: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """What is signed. ``chains``: chain, seq, hash, since (number before the first mark), marks.

    ``beginning``: after which file (``after``) somebody began anew, and ``why``; a file that simply goes on has none.
    """
    body = {
        "format": FORMAT, "college": college["id"], "code": college["code"], "name": college["name"], "at": at,
        "digest": digest_of(chains), "previous": previous, "chains": [dict(one) for one in chains],
    }  # fmt: skip
    return body | ({BEGINNING: dict(beginning)} if beginning else {})


def digest_of(chains: Iterable[Mapping[str, Any]]) -> str:
    """One number over all heads, hexadecimal: what stands on the printed sheet."""
    whole = sha256()
    for one in sorted(chains, key=lambda head: str(head["chain"])):
        whole.update(f"{one['chain']}:{one['seq']}:{one['hash']}\n".encode())
    return whole.hexdigest()


def name_of(body: Mapping[str, Any]) -> str:
    """The number by which the next file names this one."""
    return sha256(canonical(body)).hexdigest()


def trust(told: Any, key: str = "") -> tuple[dict[str, Any] | None, str]:
    """The body of a signed file, or why it is not believed. ``key``: the fingerprint on the printed sheet."""
    try:
        body, public, signature = told["body"], bytes.fromhex(told["key"]), bytes.fromhex(told["signature"])
        known = body["format"] == FORMAT and isinstance(body["chains"], list)
    except (KeyError, TypeError, ValueError):
        return None, "это не файл голов истории"
    if not known:
        return None, "файл голов другой версии"
    if not signature_holds(public, canonical(body), signature):
        return None, "подпись файла не сходится: его изменили"
    if key and "".join(key.split()).lower() != fingerprint(public).replace(" ", ""):
        return None, f"файл подписан другим ключом: {fingerprint(public)}"
    return body, ""


@dataclass(slots=True)
class Told:
    """What signed heads say of one chain: its length and end by file, marks of single records, records of which they say two things."""

    ends: dict[int, str] = field(default_factory=dict)
    marks: dict[int, str] = field(default_factory=dict)
    doubted: set[int] = field(default_factory=set)

    @property
    def doubt(self) -> str:
        """The contradiction in Russian; nothing when all files agree."""
        return (
            f"файлы голов говорят разное о записи № {min(self.doubted)}: один из них подменён" if self.doubted else ""
        )


def gathered(bodies: Iterable[Mapping[str, Any]]) -> dict[str, Told]:
    """By chain; several files together name records that one alone only counts. The oldest word stands, another is a doubt."""
    found: dict[str, Told] = {}
    for body in in_order(bodies):
        for one in body["chains"]:
            told = found.setdefault(str(one["chain"]), Told())
            _say(told, told.ends, int(one["seq"]), str(one["hash"]))
            for place, mark in enumerate(one["marks"], start=int(one["since"]) + 1):
                _say(told, told.marks, place, str(mark))
    for told in found.values():
        told.doubted |= {seq for seq, end in told.ends.items() if told.marks.get(seq, end[:MARK]) != end[:MARK]}
    return found


def _say(told: Told, said: dict[int, str], seq: int, value: str) -> None:
    if said.setdefault(seq, value) != value:
        told.doubted.add(seq)


def in_order(bodies: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Each once, the oldest first."""
    return sorted({name_of(body): body for body in bodies}.values(), key=lambda body: str(body.get("at", "")))


def gaps(bodies: Iterable[Mapping[str, Any]]) -> list[str]:
    """Where a file of one college does not name the one before it, in Russian: a file is missing, or another took its place."""
    found, known = [], {""}
    for before, after in pairwise(in_order(bodies)):
        known.add(name_of(before))
        if after["previous"] not in (known if after.get(BEGINNING) else {name_of(before)}):
            found.append(
                f"файл голов от {after['at']} продолжает не тот, что от {before['at']}: между ними нет файла, или один подменён"
            )
    return found


def beginning_of(body: Mapping[str, Any]) -> str:
    """Where somebody began anew (``zhurnal heads --anew``), in Russian; nothing of a file that simply goes on.

    What earlier files say of records still counts; only the line of files may start again here, and one that could not be read is spared.
    """
    begun = body.get(BEGINNING)
    return f"файл голов от {body['at']} начат заново после {begun['after']}: {begun['why']}" if begun else ""


def spares(body: Mapping[str, Any], public: str, name: str, told: Any) -> bool:
    """Whether a beginning follows this file that is not believed: one of its own college, and of its own key where it still says so."""
    begun = body.get(BEGINNING)
    if not begun or begun["after"] != name or name.rpartition("-")[0] != body["code"]:
        return False
    if not isinstance(told, dict):
        return True  # nothing of it can be read but its name
    inner = told.get("body")
    said = inner.get("college") if isinstance(inner, dict) else None
    return said in {None, body["college"]} and told.get("key") in {None, public}


def departed(before: Mapping[str, Any], heads: Iterable[Mapping[str, Any]], then: Mapping[str, str]) -> list[str]:
    """Chains that no longer lead through what was signed last, in Russian. ``then``: hash that the record of the signed number bears now."""
    lengths = {str(one["chain"]): int(one["seq"]) for one in heads}
    found = []
    for one in before["chains"]:
        chain, seq = str(one["chain"]), int(one["seq"])
        if chain not in lengths:
            found.append(f"цепочка {chain} пропала")
        elif lengths[chain] < seq:
            found.append(f"цепочка {chain}: пропали записи № {lengths[chain] + 1}–{seq}")
        elif seq and then.get(chain) != one["hash"]:
            found.append(f"цепочка {chain}: запись № {seq} не та, что была подписана")
    return found


def compare(told: Told, links: Iterable[Link]) -> str:
    """What is wrong with a chain first, in Russian; nothing when every record is the one that was signed."""
    expected, last_held, longest = 0, 0, max(told.ends, default=0)
    for seq, borne, due in links:
        expected += 1
        if seq != expected:
            return f"запись № {expected} пропала" if seq > expected else f"запись № {seq} вставлена"
        mark = told.marks.get(seq)
        if mark is not None and mark != borne.hex()[:MARK]:
            return f"запись № {seq} не та, что была подписана: её изменили, вставили или переставили"
        if borne != due:
            return f"запись № {seq} изменена в обход журнала"
        end = told.ends.get(seq)
        if end is not None and end != borne.hex():
            return f"история переписана: изменена одна из записей № {last_held + 1}–{seq}"
        last_held = seq if end is not None else last_held
    if expected < longest:
        return f"записи № {expected + 1}–{longest} пропали"
    return ""
