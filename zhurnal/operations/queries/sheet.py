"""The heads of a college as they stand now, and the files that were signed."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from zhurnal.archive.keys import key_print
from zhurnal.curriculum.models import Course
from zhurnal.kernel.export import Column, Kind, Table
from zhurnal.kernel.models import ChainHead
from zhurnal.operations.rules.heads import digest_of
from zhurnal.people.actor import PersonActor

SHOWN = 14
OTHER = "списки и решения"


@dataclass(frozen=True, slots=True)
class Standing:
    """The number over all chains now, how many chains and records there are, the key's fingerprint, signed files (newest first)."""

    digest: str
    chains: int
    records: int
    key: str
    signed: tuple[str, ...]
    at: datetime

    @property
    def groups(self) -> str:
        """The number as it is read aloud."""
        return " ".join(self.digest[place : place + 8] for place in range(0, len(self.digest), 8))


def _heads(actor: PersonActor) -> list[dict[str, object]]:
    rows = ChainHead.objects.of(actor.college_id).order_by("chain").values_list("chain", "seq", "hash")
    return [{"chain": chain.hex, "seq": seq, "hash": bytes(digest).hex()} for chain, seq, digest in rows]


def standing_heads(actor: PersonActor) -> Standing:
    """One statement."""
    heads = _heads(actor)
    folder = Path(settings.STATE_DIR) / "heads" / actor.college_id.hex
    signed = sorted((path.name for path in folder.glob("*.heads.json")), reverse=True)[:SHOWN]
    records = sum(int(str(one["seq"])) for one in heads)
    return Standing(digest_of(heads), len(heads), records, key_print(actor.college_id), tuple(signed), actor.now)


def head_table(actor: PersonActor) -> Table:
    """The sheet: each journal with the number of its records and the beginning of its last hash. Two statements."""
    heads, names = _heads(actor), _names(actor)
    rows = [
        (names.get(str(one["chain"]), OTHER), str(one["chain"])[:8], int(str(one["seq"])), str(one["hash"])[:32])
        for one in heads
    ]
    standing = standing_heads(actor)
    return Table(
        "Головы истории журналов",
        (Column("journal", "Журнал"), Column("chain", "Цепочка"), Column("records", "Записей", Kind.NUMBER), Column("hash", "Последний хэш")),
        sorted(rows),
        heading=(actor.college_name, f"на {actor.now:%d.%m.%Y %H:%M}", f"отпечаток: {standing.groups}", f"ключ подписи: {standing.key}"),
        notes=("Хранить вне сервера. Если через год цепочка не приводит к этим числам, историю переписали. Проверка: zhurnal verify-heads.",),
        signatures=("Администратор журнала", "Заместитель директора по учебной работе"),
        landscape=False,
    )  # fmt: skip


def _names(actor: PersonActor) -> dict[str, str]:
    rows = Course.objects.of(actor.college_id).values_list("pk", "group__name", "discipline__name", "term__number")
    return {pk.hex: f"{group}, {discipline}, {term} семестр" for pk, group, discipline, term in rows}
