"""Inside of a database: do the chains hold, and does a journal open."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from zhurnal.curriculum.models import Course
from zhurnal.journal.queries.page import RELATED, load_page, page_rights
from zhurnal.kernel import audit
from zhurnal.kernel.models import ChainHead
from zhurnal.organisation.models import College
from zhurnal.organisation.queries import colleges
from zhurnal.people.actor import PersonActor

WHY = "проверка копии"


@dataclass(frozen=True, slots=True)
class Proof:
    """Colleges, chains and records that were walked, what does not hold, journals: due (one a college that has any), opened, bytes."""

    colleges: int
    chains: int
    records: int
    broken: tuple[str, ...]
    journals_due: int
    journals: int
    page_bytes: int

    def as_json(self) -> dict[str, Any]:
        """For the drill, which asks from another process."""
        return {name: getattr(self, name) for name in self.__slots__}


def prove() -> Proof:
    """Walk all chains and open the fullest journal of each college."""
    found = colleges()
    broken = [
        f"{one.short_name}: цепочка {b.chain}, запись {b.seq}: {b.why}" for one in found for b in audit.verify(one.pk)
    ]
    heads = [seq for one in found for seq in ChainHead.objects.of(one.pk).values_list("seq", flat=True)]
    due = [(one, head) for one in found if (head := _fullest(one))]
    pages = [_open(college, *head) for college, head in due]
    return Proof(len(found), len(heads), sum(heads), tuple(broken[:20]), len(due), sum(map(bool, pages)), sum(pages))


def _fullest(college: College) -> tuple[UUID, int] | None:
    """Course and number of records of the college's fullest journal; a chain may also be a college's lists."""
    journals = Course.objects.of(college.pk).values("pk")
    heads = ChainHead.objects.of(college.pk).filter(chain__in=journals).order_by("-seq")
    return heads.values_list("chain", "seq").first()


def _open(college: College, chain: UUID, seq: int) -> int:
    """Bytes of the page's data."""
    course = Course.objects.of(college.pk).select_related(*RELATED).get(pk=chain)
    actor = PersonActor.system(college, WHY, door="command")
    return len(json.dumps(load_page(actor, course, page_rights(actor, course), seq), ensure_ascii=False).encode())
