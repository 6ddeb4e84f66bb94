"""The order of the next course named by the lists between which the turn of the year led (A1.5, A7.1)."""

from datetime import date
from typing import Any
from uuid import UUID

from zhurnal.curriculum.models import Membership

FIELDS = ("order_out", "order_in")


def name_lists(college_id: UUID, student: UUID, day: date, words: str) -> dict[str, Any]:
    """Name the order in the list that ends on the day and the one that begins; what is named there already stays."""
    rows = Membership.objects.of(college_id).filter(student=student)
    found = {"order_out": rows.filter(left=day, order_out=""), "order_in": rows.filter(entered=day, order_in="")}
    named = {name: [pk.hex for pk in own.values_list("pk", flat=True)] for name, own in found.items()}
    for name, pks in named.items():
        Membership.objects.of(college_id).filter(pk__in=[UUID(pk) for pk in pks]).update(**{name: words})
    return {"named": named} if any(named.values()) else {}


def name_back(college_id: UUID, named: dict[str, list[str]], words: str) -> None:
    """Lists that still name the order name none."""
    for name in FIELDS:
        rows = Membership.objects.of(college_id).filter(pk__in=[UUID(pk) for pk in named.get(name, ())])
        rows.filter(**{name: words}).update(**{name: ""})
