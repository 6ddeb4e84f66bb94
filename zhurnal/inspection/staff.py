"""Who checks and who signs: people of the staff by the roles that they hold today."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from zhurnal.curriculum.relations import valid_on
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import RoleGrant
from zhurnal.people.rules.roles import PRECEDENCE, ROLE_NAMES, Role

CHECKERS = (Role.DEPUTY_ACADEMIC, Role.DEPUTY_PRACTICE, Role.DEPARTMENT_HEAD)


def grants_today(actor: PersonActor) -> QuerySet[RoleGrant]:
    """Roles in force today."""
    rows: QuerySet[RoleGrant] = RoleGrant.objects.of(actor.college_id).filter(valid_on(actor.today))
    return rows


def holders(actor: PersonActor, roles: Iterable[Role]) -> set[UUID]:
    """Who holds one of these roles today. One statement."""
    return set(grants_today(actor).filter(role__in=list(roles)).values_list("person_id", flat=True))


def posts(actor: PersonActor, people: Iterable[UUID]) -> dict[UUID, str]:
    """Person → his post by the main role that he holds today, as papers say it; only of the staff. One statement."""
    held: dict[UUID, set[str]] = {}
    for person, role in grants_today(actor).filter(person__in=list(people)).values_list("person_id", "role"):
        held.setdefault(person, set()).add(role)
    found: dict[UUID, str] = {}
    for person, roles in held.items():
        main = next((one for one in PRECEDENCE if one in roles), None)
        if main and main not in (Role.STUDENT, Role.PARENT):
            found[person] = ROLE_NAMES[main]
    return found
