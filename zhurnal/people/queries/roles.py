"""A person's roles with their dates, and those that wait for a second person."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhurnal.kernel.readings import tell
from zhurnal.organisation.models import Department
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person, RoleAsk, RoleGrant
from zhurnal.people.policy import ROLES
from zhurnal.people.rules.granting import ASK_LIVES, GIVEN_HERE, needs_two
from zhurnal.people.rules.roles import ROLE_NAMES, Role


@dataclass(frozen=True, slots=True)
class Held:
    """One role. ``over``: its last day is past; ``by``: who asked for it, where it only waits; ``own``: whoever looks, so that another gives it."""

    ref: UUID
    name: str
    department: str
    since: date
    until: date | None
    over: bool = False
    by: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class Roles:
    """What stands about roles on a person's page."""

    held: tuple[Held, ...]
    asked: tuple[Held, ...]
    choices: tuple[tuple[str, str, bool], ...]
    departments: tuple[tuple[UUID, str], ...]


def roles_of(actor: PersonActor, person: Person) -> Roles:
    """All roles of the person, those in force first. Three statements."""
    own = actor.college_id
    grants = RoleGrant.objects.of(own).filter(person=person.pk).select_related("department").order_by("-since", "role")
    held = [
        Held(
            row.pk,
            ROLE_NAMES[Role(row.role)],
            _name(row.department),
            row.since,
            row.until,
            _over(row.until, actor.today),
        )
        for row in grants
    ]
    asks = RoleAsk.objects.of(own).filter(person=person.pk, settled_at=None, asked_at__gt=actor.now - ASK_LIVES)
    asked = [_asked(actor, row) for row in asks.select_related("department", "asked_by").order_by("asked_at")]
    departments = Department.objects.of(own).order_by("name").values_list("pk", "name")
    choices = tuple((role.value, ROLE_NAMES[role], needs_two(role)) for role in GIVEN_HERE)
    return Roles(tuple(sorted(held, key=lambda one: one.over)), tuple(asked), choices, tuple(departments))


def _asked(actor: PersonActor, row: RoleAsk) -> Held:
    name, own = ROLE_NAMES[Role(row.role)], row.asked_by_id == actor.person_id
    return Held(row.pk, name, _name(row.department), row.since, row.until, by=row.asked_by.short, own=own)


def asked_roles(actor: PersonActor) -> list[tuple[UUID, str, str, str]]:
    """(person, his name, role, who asked) of what waits for a second person. One statement."""
    asks = RoleAsk.objects.of(actor.college_id).filter(settled_at=None, asked_at__gt=actor.now - ASK_LIVES)
    rows = list(asks.select_related("person", "asked_by").order_by("asked_at", "pk"))
    tell(actor, ROLES, people={row.person_id for row in rows})
    return [(row.person_id, str(row.person), ROLE_NAMES[Role(row.role)], row.asked_by.short) for row in rows]


def departments_of(actor: PersonActor) -> set[UUID]:
    """The college's departments."""
    return set(Department.objects.of(actor.college_id).values_list("pk", flat=True))


def _name(department: Department | None) -> str:
    return "" if department is None else str(department.short_name or department.name)


def _over(until: date | None, today: date) -> bool:
    return until is not None and until < today
