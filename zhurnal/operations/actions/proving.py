"""Inside of a database: do the chains hold, and does a journal open."""

import json
from dataclasses import dataclass
from typing import Any

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
    """Colleges, chains and records that were walked, sentences about what does not hold, journals that opened, their bytes."""

    colleges: int
    chains: int
    records: int
    broken: tuple[str, ...]
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
    pages = [page for one in found if (page := _open(one))]
    return Proof(len(found), len(heads), sum(heads), tuple(broken[:20]), len(pages), sum(pages))


def _open(college: College) -> int:
    """Bytes of the page's data; 0 where a college has no journal yet."""
    fullest = ChainHead.objects.of(college.pk).order_by("-seq").values_list("chain", "seq")
    rows = Course.objects.of(college.pk).select_related(*RELATED)
    for chain, seq in fullest[:20]:  # a chain may also be a college's lists
        course = rows.filter(pk=chain).first()
        if course is not None:
            actor = PersonActor.system(college, WHY, door="command")
            return len(
                json.dumps(load_page(actor, course, page_rights(actor, course), seq), ensure_ascii=False).encode()
            )
    return 0
