"""The actor: who acts, in which college, with which roles, at what moment. Made once per request."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, Self
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from zhurnal.kernel import prepared
from zhurnal.organisation.models import College
from zhurnal.organisation.rules.parameters import Parameters, read_parameters
from zhurnal.people.models import Account, RoleGrant
from zhurnal.people.rules import names
from zhurnal.people.rules.age import adult_since

_OUTLINE = ("college_id", "person_id", "departments", "today", "adult_since")


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


@dataclass(frozen=True, slots=True)
class PersonActor:
    """A signed-in person (or a named job of the system, which has no person).

    ``now`` is the college's wall clock at the beginning of the request, ``today`` its date; who was born on ``adult_since``
    or earlier is of age today.
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
    today: date
    adult_since: date
    door: str = "page"
    device: str = ""
    appearance: dict[str, str] = field(default_factory=dict)

    def kind(self) -> Hashable:
        """Everything besides the values of ``outline`` on which a policy's condition may depend."""
        return (self.roles, self.parameters)

    def outline(self) -> dict[str, Any]:
        """The values on which a policy's condition may depend."""
        return {name: getattr(self, name) for name in _OUTLINE}

    def outlined(self, values: Mapping[str, Any]) -> Self:
        """The same actor with other values of the outline."""
        return replace(self, **{name: values[name] for name in _OUTLINE})

    @classmethod
    def system(cls, college: College, why: str, *, now: datetime | None = None, door: str = "system") -> Self:
        """A job of the system; ``why`` stands in the record where a person's name would."""
        moment = (now or datetime.now(UTC)).astimezone(_zone(college.timezone))
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
            now=moment,
            today=moment.date(),
            adult_since=adult_since(moment.date()),
            door=door,
        )


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """What an actor is made of: an account with its person and college, in one row."""

    account_id: UUID
    appearance: Any
    person_id: UUID
    surname: str
    given: str
    patronymic: str
    college_id: UUID
    college_name: str
    timezone: str
    parameters: Any


ACCOUNT_FACTS = (
    "pk", "appearance", "person_id", "person__surname", "person__given", "person__patronymic",
    "college_id", "college__name", "college__timezone", "college__parameters",
)  # fmt: skip


def actor_from(
    facts: AccountFacts, *, now: datetime | None = None, device: str = "", door: str = "page"
) -> PersonActor:
    """The actor of an account with the roles in force today. One statement."""
    moment = (now or datetime.now(UTC)).astimezone(_zone(facts.timezone))
    today = moment.date()
    grants = prepared.run("roles", _grants, {"college": facts.college_id, "person": facts.person_id, "today": today})
    surname, given, patronymic = facts.surname, facts.given, facts.patronymic
    return PersonActor(
        college_id=facts.college_id,
        college_name=facts.college_name,
        person_id=facts.person_id,
        account_id=facts.account_id,
        name=names.short_name(surname, given, patronymic),
        full_name=names.full_name(surname, given, patronymic),
        initials=names.initials(surname, given),
        roles=frozenset(role for role, _department in grants),
        departments=tuple(department for _role, department in grants if department is not None),
        parameters=read_parameters(facts.parameters),
        now=moment,
        today=today,
        adult_since=adult_since(today),
        door=door,
        device=device,
        appearance=facts.appearance,
    )


def _grants(values: prepared.Values) -> QuerySet[Any]:
    today = values["today"]
    in_force = Q(since__lte=today) & (Q(until__isnull=True) | Q(until__gte=today))
    rows = RoleGrant.objects.of(values["college"]).filter(in_force, person=values["person"])
    return rows.values_list("role", "department_id")


def actor_of(account: Account, *, now: datetime | None = None, device: str = "", door: str = "page") -> PersonActor:
    """The actor of an account."""
    row = Account.objects.of(account.college_id).filter(pk=account.pk).values_list(*ACCOUNT_FACTS).get()
    return actor_from(AccountFacts(*row), now=now, device=device, door=door)
