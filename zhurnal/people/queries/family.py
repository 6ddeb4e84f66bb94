"""Parents of students."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Guardianship
from zhurnal.people.relations import open_bonds


def parents_of(actor: PersonActor, students: Iterable[UUID]) -> dict[UUID, list[UUID]]:
    """student → parents who may see his journal today (2.8, A11.3)."""
    today = Q(until__isnull=True) | Q(until__gte=actor.today)
    rows = Guardianship.objects.of(actor.college_id).filter(
        open_bonds(actor.asked_since), today, since__lte=actor.today
    )
    wanted, found = sorted(students), dict[UUID, list[UUID]]()
    for start in range(0, len(wanted), 5000):
        part = rows.filter(student__in=wanted[start : start + 5000])
        for parent, student in part.values_list("parent_id", "student_id"):
            found.setdefault(student, []).append(parent)
    return found
