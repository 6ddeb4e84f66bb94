"""A group's year becomes one signed ZIP (1.5, A12.6)."""

import io
import os
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from django.db import transaction

from zhurnal.archive.books import book
from zhurnal.archive.keys import package_path, secret_key
from zhurnal.archive.models import YearPackage
from zhurnal.archive.policy import MAKE
from zhurnal.archive.prints import SLOTS, documents, printed
from zhurnal.archive.records import Record, Records, records_of, scope_of
from zhurnal.archive.rules import verify
from zhurnal.archive.rules.signing import fingerprint, public_key, sign
from zhurnal.curriculum.models import Group
from zhurnal.kernel import audit, policy
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.export import Format, write
from zhurnal.kernel.ids import uuid7
from zhurnal.kernel.refusal import Refusal
from zhurnal.kernel.snapshot import snapshot
from zhurnal.people.actor import PersonActor

FORM = "zhurnal-archive/1"
BOOK, READ_ME, VERIFIER = "group.xlsx", "README.txt", "verify.py"
WORDS = (
    "Архивный пакет электронного журнала\n\n"
    "Группа {group}, {year} учебный год. {college}\n\n"
    "manifest.json – опись: файлы с SHA-256, число записей, концы цепочек истории каждого журнала; manifest.sig – её подпись\n"
    "(Ed25519), key.txt – открытый ключ колледжа. data/ – все записи, у каждой свой хэш; hashes.json – хэши всех записей.\n"
    "group.xlsx – то же таблицами: студенты, занятия, записи, итоги, ведомости, движение, исправления. print/ – журналы в PDF/A.\n\n"
    "Проверить пакет: распакуйте verify.py и выполните   python3 verify.py пакет.zip --key «отпечаток»\n"
    "Отпечаток ключа колледжа печатается в акте передачи в архив; сверьте его: {key}\n"
)


@dataclass(frozen=True, slots=True)
class Packed:
    """A package as bytes, with what is told about it."""

    body: bytes
    files: int
    records: int
    key: str


def make_package(actor: PersonActor, group: Group) -> YearPackage:
    """Pack the group's year, verify the package, keep it, write down who made it. The group comes with its year.

    Raises ``Refused`` when the history of the journals does not hold: such a package would prove nothing.
    """
    policy.require(actor, MAKE, group)
    return make_system_package(actor, group)


def make_system_package(actor: PersonActor, group: Group) -> YearPackage:
    """The same for a job of the system, which nobody asks for his rights."""
    moment = actor.now.astimezone(UTC)
    packed = pack(actor, group, moment)
    row = YearPackage(
        id=uuid7(), college_id=actor.college_id, year_id=group.year_id, group_id=group.pk, made_by_id=actor.person_id,
        made_at=moment, size=len(packed.body), sha256=sha256(packed.body).hexdigest(), key=packed.key, files=packed.files,
        records=packed.records,
    )  # fmt: skip
    path = package_path(actor.college_id, row.pk)
    _kept(path, packed.body)
    faults = verify.Package(str(path)).faults
    if faults:
        path.unlink()
        text = "Пакет не сделан: история журналов нарушена. %(what)s. Позовите администратора: пусть выполнит проверку журнала."
        raise Refused(Refusal("history_broken", text, {"what": faults[0]}))
    with transaction.atomic():
        head = audit.lock(actor.college_id, group.year_id)
        YearPackage.objects.bulk_create([row])
        after = {"group": group.name, "sha256": row.sha256, "records": row.records}
        audit.append(head, actor, [audit.Event("archive.package.made", f"package:{row.pk.hex}", None, after)])
    return row


def _kept(path: Path, body: bytes) -> None:
    """Written whole or not at all; read by the server only."""
    draft = path.with_suffix(".part")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(body)
    draft.replace(path)


def pack(actor: PersonActor, group: Group, moment: datetime) -> Packed:
    """The package of a group's year."""
    seed = secret_key(actor.college_id)
    key = fingerprint(public_key(seed))
    with snapshot():  # records and paper are of one moment, and nobody's marks wait until a group is read
        found, chains = records_of(scope_of(group))
        papers = documents(actor, group)
    college = found["organisation"][0]
    words = WORDS.format(group=group.name, year=group.year.name, college=college["name"], key=key)
    prints = printed(papers)
    files = {
        READ_ME: words.encode(),
        VERIFIER: Path(verify.__file__).read_bytes(),
        **_data(found),
        BOOK: _book(found),
        **prints,
    }
    manifest = {
        "format": FORM, "college": college, "year": group.year.name, "group": {"id": str(group.pk), "name": group.name},
        "made_at": moment.isoformat(timespec="seconds"), "made_by": actor.full_name, "key": key,
        "files": [
            {"name": name, "size": len(body), "sha256": sha256(body).hexdigest()} for name, body in sorted(files.items())
        ],
        "counts": {kind: len(records) for kind, records in sorted(found.items())},
        "prints": [{"name": name, "title": title, "included": name in prints} for name, title, _ in SLOTS],
        "chains": chains,
    }  # fmt: skip
    body = verify.canonical(manifest)
    signed = {
        verify.MANIFEST: body,
        verify.SIGNATURE: sign(seed, body).hex().encode(),
        verify.KEY: public_key(seed).hex().encode(),
    }
    records = sum(len(one) for one in found.values())
    return Packed(_zipped({**signed, **files}, moment), len(files), records, key)


def _data(found: Records) -> dict[str, bytes]:
    """One file of records a kind, a record a line; and the hashes of all."""
    files = {f"{verify.DATA}{kind}.json": _lines(kind, records) for kind, records in found.items()}
    index = {kind: {one["id"]: one["hash"] for one in records} for kind, records in found.items()}
    return {**files, verify.HASHES: verify.canonical(index)}


def _lines(kind: str, records: list[Record]) -> bytes:
    head = verify.canonical({"kind": kind})[:-1]
    return head + b',"records":[\n' + b",\n".join(verify.canonical(one) for one in records) + b"\n]}\n"


def _book(found: Records) -> bytes:
    file = io.BytesIO()
    write(book(found), Format.XLSX, file)
    return file.getvalue()


def _zipped(files: dict[str, bytes], moment: datetime) -> bytes:
    file = io.BytesIO()
    stamp = (moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, body in files.items():
            archive.writestr(zipfile.ZipInfo(name, stamp), body, zipfile.ZIP_DEFLATED)
    return file.getvalue()
