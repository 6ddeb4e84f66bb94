"""The actor: who acts, in which college, with which roles, at what moment. Made once per request."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Self
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q

from zhurnal.organisation.models import College
from zhurnal.organisation.rules.parameters import Parameters
from zhurnal.people.models import Account, RoleGrant
from zhurnal.people.rules import names


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


@dataclass(frozen=True, slots=True)
class PersonActor:
    """A signed-in person (or a named job of the system, which has no person).

    ``now`` is the college's wall clock at the beginning of the request; ``today`` its date.
    """

    college_id: UUID
    college_name: str
    person_id: UUID | None
    account_id: UUID | None
    name: str
    full_name: str
    initials: str
    roles: frozenset[str]
    departments: tuple[UUID, ...]
    parameters: Parameters
    now: datetime
    door: str = "page"
    device: str = ""
    appearance: dict[str, str] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The college's date."""
        return self.now.date()

    @classmethod
    def system(cls, college: College, why: str, *, now: datetime | None = None, door: str = "system") -> Self:
        """A job of the system; ``why`` stands in the record where a person's name would."""
        zone = _zone(college.timezone)
        return cls(
            college_id=college.id,
            college_name=college.name,
            person_id=None,
            account_id=None,
            name=why,
            full_name=why,
            initials="",
            roles=frozenset({"system"}),
            departments=(),
            parameters=college.settings,
            now=(now or datetime.now(UTC)).astimezone(zone),
            door=door,
        )


def actor_of(account: Account, *, now: datetime | None = None, device: str = "", door: str = "page") -> PersonActor:
    """The actor of an account; the account must come with ``person`` and ``college`` selected. One query."""
    moment = (now or datetime.now(UTC)).astimezone(_zone(account.college.timezone))
    today = moment.date()
    grants = (
        RoleGrant.objects.of(account.college_id)
        .filter(Q(until__isnull=True) | Q(until__gte=today), person=account.person_id, since__lte=today)
        .values_list("role", "department")
    )
    roles = list(grants)
    person = account.person
    return PersonActor(
        college_id=account.college_id,
        college_name=account.college.name,
        person_id=person.id,
        account_id=account.id,
        name=person.short,
        full_name=str(person),
        initials=names.initials(person.surname, person.given),
        roles=frozenset(role for role, _department in roles),
        departments=tuple(department for role, department in roles if department is not None),
        parameters=account.college.settings,
        now=moment,
        door=door,
        device=device,
        appearance=account.appearance,
    )
