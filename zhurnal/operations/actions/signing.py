"""Signing the heads of history, sending them away, and comparing the database with them."""

import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from zhurnal.archive.keys import secret_key
from zhurnal.archive.rules.signing import public_key, sign
from zhurnal.archive.rules.verify import canonical, fingerprint
from zhurnal.kernel.mail import Letter, send
from zhurnal.operations import record
from zhurnal.operations.chains import heads_of, links_of
from zhurnal.operations.rules.heads import body_of, compare, gathered, name_of, trust
from zhurnal.organisation.models import College

logger = logging.getLogger(__name__)
ENDING = ".heads.json"


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
    folder = Path(settings.STATE_DIR) / "heads" / college_id.hex
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def signed_files(college_id: UUID) -> list[Path]:
    """The signed files of a college, oldest first; the folder is not made for the asking."""
    return sorted((Path(settings.STATE_DIR) / "heads" / college_id.hex).glob(f"*{ENDING}"))


def sign_heads(college: College, now: datetime | None = None) -> Signed:
    """Write the file of this moment, lay it into the places outside, mail it where addresses are set."""
    at, before = now or datetime.now(UTC), _last_body(college.pk)
    known = {one["chain"]: int(one["seq"]) for one in before["chains"]} if before else {}
    told = {"id": college.pk.hex, "code": college.code, "name": college.name}
    body = body_of(
        told, at.isoformat(timespec="seconds"), heads_of(college.pk, known), name_of(before) if before else ""
    )
    seed = secret_key(college.pk)
    whole = {"body": body, "key": public_key(seed).hex(), "signature": sign(seed, canonical(body)).hex()}
    name, text = f"{college.code}-{at:%Y%m%dT%H%M%SZ}{ENDING}", json.dumps(whole, ensure_ascii=False, sort_keys=True)
    path = heads_folder(college.pk) / name
    path.write_text(text, "utf-8")
    laid, failed = _lay(name, text)
    letters = sum(send(_letters(college, body, fingerprint(public_key(seed)), name, text)))
    told_digest = str(body["digest"])
    record.note("heads", {"digest": told_digest, "outside": laid + letters, "failed": list(failed)}, at)
    return Signed(path, told_digest, laid, failed, letters, len(body["chains"]))


def _last_body(college_id: UUID) -> dict[str, Any] | None:
    files = signed_files(college_id)
    return trust(_parsed(files[-1]))[0] if files else None


def _parsed(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None


def _lay(name: str, text: str) -> tuple[int, tuple[str, ...]]:
    laid, failed = 0, []
    for place in settings.HEADS_TO:
        try:
            (Path(place) / name).write_text(text, "utf-8")
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
    """How many chains and records hold, and what does not, in Russian."""

    chains: int
    records: int
    faults: tuple[str, ...]


def compare_heads(paths: Iterable[Path], key: str = "") -> Compared:
    """Compare the database with signed files of the past. Several files name a changed record, one names the span."""
    bodies, faults = [], []
    for path in paths:
        body, why = trust(_parsed(path), key)
        if body is None:
            faults.append(f"{path.name}: {why}")
        else:
            bodies.append(body)
    chains = records = 0
    for college in sorted({str(body["college"]) for body in bodies}):
        for chain, told in sorted(gathered(body for body in bodies if body["college"] == college).items()):
            chains, records = chains + 1, records + max(told.ends, default=0)
            wrong = compare(told, links_of(UUID(college), UUID(chain)))
            if wrong:
                faults.append(f"журнал {UUID(chain)}: {wrong}")
    return Compared(chains, records, tuple(faults))
