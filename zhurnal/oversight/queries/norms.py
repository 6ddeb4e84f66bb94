"""Norms of load and rates as the page shows them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from zhurnal.oversight.models import LoadNorm, TeacherRate
from zhurnal.oversight.rules.norms import USUAL, Norm, norm_on
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person, RoleGrant
from zhurnal.people.rules.roles import Role


@dataclass(frozen=True, slots=True)
class NormsPage:
    """``now``: the norm in force today; ``norms`` and ``rates``: all that were set, the newest first."""

    now: Norm
    norms: tuple[Norm, ...]
    rates: tuple[tuple[str, date, int], ...]


def load_norms(actor: PersonActor) -> NormsPage:
    """Two statements."""
    rows = LoadNorm.objects.of(actor.college_id).order_by("-since")
    norms = tuple(Norm(*row) for row in rows.values_list("since", "year_hours", "limit_hours", "months"))
    rates = TeacherRate.objects.of(actor.college_id).select_related("teacher").order_by("-since", "teacher__surname")
    return NormsPage(
        norm_on(norms or (USUAL,), actor.today), norms, tuple((r.teacher.listed, r.since, r.rate) for r in rates)
    )


def teachers(actor: PersonActor) -> QuerySet[Person]:
    """Those who have or had the role of a teacher."""
    held = RoleGrant.objects.of(actor.college_id).filter(role=Role.TEACHER)
    found: QuerySet[Person] = Person.objects.of(actor.college_id).filter(pk__in=held.values("person_id"))
    return found.order_by("surname", "given", "patronymic")
