"""Signing the heads of history, sending them away, and comparing the database with them."""

import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from zhurnal.archive.keys import secret_key
from zhurnal.archive.rules.signing import public_key, sign
from zhurnal.archive.rules.verify import canonical, fingerprint
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.mail import Letter, send
from zhurnal.operations import durable, record
from zhurnal.operations.chains import heads_of, links_of
from zhurnal.operations.engines import Trouble
from zhurnal.operations.parcel import HEADS
from zhurnal.operations.rules.heads import (
    beginning_of,
    body_of,
    compare,
    departed,
    gaps,
    gathered,
    in_order,
    name_of,
    spares,
    trust,
)
from zhurnal.organisation.models import College

logger = logging.getLogger(__name__)
ENDING = ".heads.json"
NOT_CONTINUED = (
    "История не та, что была подписана в прошлый раз: {0}. Сравните с файлами вне сервера: zhurnal verify-heads. "
    "Если вы сами восстановили более раннюю копию, подпишите заново: zhurnal heads --anew."
)
UNREADABLE = (
    "Последний файл голов {0} не годится: {1}. Верните его из папки или письма вне сервера; если его нет нигде, "
    "подпишите заново: zhurnal heads --anew."
)


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed file: its name, where it was laid besides the journal's own folder, sentences about where not, letters sent."""

    path: Path
    digest: str
    laid: int
    failed: tuple[str, ...]
    letters: int
    chains: int


def heads_folder(college_id: UUID) -> Path:
    """Where the signed files of a college lie on this machine."""
    folder = Path(settings.STATE_DIR) / HEADS / college_id.hex
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def signed_files(college_id: UUID) -> list[Path]:
    """The signed files of a college, oldest first; the folder is not made for the asking."""
    found = (Path(settings.STATE_DIR) / HEADS / college_id.hex).glob(f"*{ENDING}")
    return sorted(found, key=lambda path: path.name.rpartition("-")[2])  # a college's code may change


def sign_heads(college: College, now: datetime | None = None, *, anew: bool = False) -> Signed:
    """Write the file of this moment, lay it into the places outside, mail it where addresses are set.

    Raises ``Trouble`` and signs nothing when history is not the one that was signed last (``anew`` signs it as it stands), or
    when the key or the folder is not fit. Whatever stopped it stands on the page.
    """
    try:
        done = _signed(college, now or datetime.now(UTC), anew=anew)
    except (Trouble, Refused, OSError, ValueError) as trouble:
        words = str(trouble.refusal) if isinstance(trouble, Refused) else str(trouble)
        _note_trouble(college, words)
        raise Trouble(words) from trouble
    _note_trouble(college, "")
    return done


def _signed(college: College, now: datetime, *, anew: bool) -> Signed:
    seed, at = secret_key(college.pk), _unnamed(college, now)
    key = fingerprint(public_key(seed))
    before, unread = _last_body(college.pk, key, anew=anew)
    heads, departed_by = _continued(college.pk, before, anew=anew)
    told = {"id": college.pk.hex, "code": college.code, "name": college.name}
    why = "; ".join(filter(None, (unread, departed_by)))
    beginning = {"after": signed_files(college.pk)[-1].name, "why": why} if why else None
    body = body_of(told, at.isoformat(timespec="seconds"), heads, name_of(before) if before else "", beginning)
    whole = {"body": body, "key": public_key(seed).hex(), "signature": sign(seed, canonical(body)).hex()}
    path, text = heads_folder(college.pk) / _name(college, at), json.dumps(whole, ensure_ascii=False, sort_keys=True)
    durable.write(path, text)
    laid, failed = _lay(path.name, text)
    letters = sum(send(_letters(college, body, key, path.name, text)))
    told_digest = str(body["digest"])
    facts = {"digest": told_digest, "outside": laid + letters, "failed": list(failed)}
    record.note_of("heads", college.pk, facts, at)
    return Signed(path, told_digest, laid, failed, letters, len(body["chains"]))


def _name(college: College, at: datetime) -> str:
    return f"{college.code}-{at:%Y%m%dT%H%M%SZ}{ENDING}"


def _unnamed(college: College, at: datetime) -> datetime:
    """The next second of which there is no file: two that are signed in one second are two."""
    while (heads_folder(college.pk) / _name(college, at)).exists():
        at += timedelta(seconds=1)
    return at


def _last_body(college_id: UUID, key: str, *, anew: bool) -> tuple[dict[str, Any] | None, str]:
    """What was signed last; when its file cannot be read and a new beginning was asked for, the newest that can, and why not the last."""
    unread = ""
    for path in reversed(signed_files(college_id)):
        body, why = trust(_parsed(path), key)
        if body is not None:
            return body, unread
        if not anew:
            raise Trouble(UNREADABLE.format(path.name, why))
        unread = unread or why
    return None, unread


def _continued(college_id: UUID, before: dict[str, Any] | None, *, anew: bool) -> tuple[list[dict[str, Any]], str]:
    """The heads now, without marks of what the last file has told already, when they continue it; else why they do not, and all marks."""
    known = {one["chain"]: int(one["seq"]) for one in before["chains"]} if before else {}
    heads, then = heads_of(college_id, known)
    wrong = departed(before, heads, then) if before else []
    if wrong and not anew:
        raise Trouble(NOT_CONTINUED.format("; ".join(wrong[:3])))
    return heads_of(college_id, {})[0] if wrong else heads, "; ".join(wrong[:3])


def _note_trouble(college: College, words: str) -> None:
    """By college, for the page; one that signs again takes its words back."""
    if words or record.told_of(record.read(), "heads_trouble", college.pk):
        record.note_of("heads_trouble", college.pk, {"words": words})


def _parsed(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None


def _lay(name: str, text: str) -> tuple[int, tuple[str, ...]]:
    laid, failed = 0, []
    for place in settings.HEADS_TO:
        try:
            durable.write(Path(place) / name, text)
            laid += 1
        except OSError as error:
            failed.append(f"В папку {place} подписанные головы не легли: {error.strerror}.")
    return laid, tuple(failed)


def _letters(college: College, body: dict[str, Any], key: str, name: str, text: str) -> list[Letter]:
    words = (
        f"Головы истории журналов на {body['at']} (UTC).\nЦепочек: {len(body['chains'])}.\nОтпечаток: {body['digest']}\n"
        f"Ключ: {key}\n\nСохраните вложение вне сервера. Проверка: zhurnal verify-heads файл."
    )
    files = [(name, text.encode(), "application/json")]
    return [Letter(to, f"{college.short_name}: головы истории журналов", words, files) for to in settings.HEADS_MAIL]


@dataclass(frozen=True, slots=True)
class Compared:
    """How many chains and records hold, what does not, and where somebody began anew: in Russian, by the name of the file that did.

    ``keys``: the fingerprints of the files of each college, by its code.
    """

    chains: int
    records: int
    faults: tuple[str, ...]
    beginnings: dict[str, str]
    keys: dict[str, tuple[str, ...]]


def compare_heads(paths: Iterable[Path], key: str = "") -> Compared:
    """Compare the database with signed files of the past. Several files name a changed record, one names the span; no day between may lack.

    A new beginning that was signed is named, and what it follows need not be readable; every record that a readable file tells of is compared.
    """
    believed: list[tuple[str, dict[str, Any], str]] = []
    unread: list[tuple[str, Any, str]] = []
    for path in paths:
        told = _parsed(path)
        body, why = trust(told, key)
        if body is None:
            unread.append((path.name, told, why))
        else:
            believed.append((path.name, body, str(told["key"]).lower()))
    faults = [
        f"{name}: {why}"
        for name, told, why in unread
        if not any(spares(body, public, name, told) for _name, body, public in believed)
    ]
    chains = records = 0
    keys: dict[str, tuple[str, ...]] = {}
    for college in sorted({str(body["college"]) for _name, body, _public in believed}):
        own = in_order(body for _name, body, _public in believed if body["college"] == college)
        signed_by = {public for _name, body, public in believed if body["college"] == college}
        code = str(own[-1]["code"])
        keys[code] = tuple(sorted(fingerprint(bytes.fromhex(public)) for public in signed_by))
        if len(signed_by) > 1:
            faults.append(
                f"файлы голов «{code}» подписаны разными ключами ({len(signed_by)}): назовите верный с листа, --key"
            )
        faults += gaps(own)
        for chain, said in sorted(gathered(own).items()):
            chains, records = chains + 1, records + max(said.ends, default=0)
            wrong = compare(said, links_of(UUID(college), UUID(chain)))
            faults += [f"журнал {UUID(chain)}: {words}" for words in (said.doubt, wrong) if words]
    begun = {name: words for name, body, _public in believed if (words := beginning_of(body))}
    return Compared(chains, records, tuple(faults), begun, keys)
