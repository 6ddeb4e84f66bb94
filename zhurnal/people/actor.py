"""The actor: who acts, in which college, with which roles, at what moment. Made once per request."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, NamedTuple, Self
from uuid import UUID
from zoneinfo import ZoneInfo

from zhurnal.kernel.sql import uuids
from zhurnal.organisation.models import College
from zhurnal.organisation.rules.parameters import Parameters, read_parameters
from zhurnal.people.models import Account, RoleGrant
from zhurnal.people.rules import names
from zhurnal.people.rules.age import adult_since
from zhurnal.people.rules.factors import demanded_of_staff
from zhurnal.people.rules.roles import Role

_OUTLINE = ("college_id", "person_id", "departments", "today", "adult_since")


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


@dataclass(frozen=True, slots=True)
class PersonActor:
    """A signed-in person (or a named job of the system, which has no person).

    ``departments``: those that the person heads. ``now`` is the college's wall clock at the beginning of the request,
    ``today`` its date; who was born on ``adult_since`` or earlier is of age today. ``unread``: how many notices wait for him.
    ``fresh``: false only for a session whose person has not proved for some minutes that he is himself (2.9). ``lock_after``: minutes
    without a touch after which an open page locks itself, 0 for never. ``session``: by which name pages speak of his session,
    ``confirmed``: when he last proved in it that he is himself (seconds since 1970).
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
    unread: int = 0
    fresh: bool = True
    lock_after: int = 0
    session: UUID | None = None
    confirmed: int = 0

    def kind(self) -> Hashable:
        """Everything besides the values of ``outline`` on which a policy's condition may depend."""
        return (self.roles, self.parameters)

    def outline(self) -> dict[str, Any]:
        """The values on which a policy's condition may depend."""
        return {name: getattr(self, name) for name in _OUTLINE}

    def outlined(self, values: Mapping[str, Any]) -> Self:
        """The same actor with other values of the outline."""
        return replace(self, **{name: values[name] for name in _OUTLINE})

    @property
    def asked_since(self) -> date | None:
        """Who was born on it or earlier is asked whether his parents see his journal; None where the college asks nobody (A11.3)."""
        return self.adult_since if self.parameters.adult_parents_need_consent else None

    @property
    def owes_step(self) -> bool:
        """Whether his college wants a second step of its own people today."""
        own = self.parameters
        return demanded_of_staff(on=own.staff_second_factor, since=own.staff_second_factor_from, today=self.today)

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
    unread: int


ACCOUNT_FACTS = (
    "pk", "appearance", "person_id", "person__surname", "person__given", "person__patronymic",
    "college_id", "college__name", "college__timezone", "college__parameters",
    "unread",
)  # fmt: skip


class Sitting(NamedTuple):
    """What an actor has of the session in which he acts; the words are those of ``PersonActor``."""

    fresh: bool = True
    lock_after: int = 0
    session: UUID | None = None
    confirmed: int = 0


NO_SITTING = Sitting()


def actor_from(
    facts: AccountFacts,
    grants: Iterable[tuple[str, Any, Any, Any]],
    *,
    now: datetime | None = None,
    device: str = "",
    door: str = "page",
    sitting: Sitting = NO_SITTING,
) -> PersonActor:
    """The actor of an account; of its grants (role, department, since, until) those count that are in force today."""
    moment = (now or datetime.now(UTC)).astimezone(_zone(facts.timezone))
    today = moment.date()
    held = [(role, department) for role, department, since, until in grants if _in_force(since, until, today)]
    surname, given, patronymic = facts.surname, facts.given, facts.patronymic
    return PersonActor(
        college_id=facts.college_id,
        college_name=facts.college_name,
        person_id=facts.person_id,
        account_id=facts.account_id,
        name=names.short_name(surname, given, patronymic),
        full_name=names.full_name(surname, given, patronymic),
        initials=names.initials(surname, given),
        roles=frozenset(role for role, _department in held),
        departments=tuple(
            uuids(department) for role, department in held if department and role == Role.DEPARTMENT_HEAD
        ),
        parameters=facts.parameters if isinstance(facts.parameters, Parameters) else read_parameters(facts.parameters),
        now=moment,
        today=today,
        adult_since=adult_since(today),
        door=door,
        device=device,
        appearance=facts.appearance,
        unread=facts.unread,
        fresh=sitting.fresh,
        lock_after=sitting.lock_after,
        session=sitting.session,
        confirmed=sitting.confirmed,
    )


def _in_force(since: date | str, until: date | str | None, today: date) -> bool:
    """Whether a grant counts today; SQLite gives dates as ISO texts, which compare as dates do."""
    day: Any = today.isoformat() if isinstance(since, str) else today
    return bool(since <= day and (until is None or until >= day))


def actor_of(account: Account, *, now: datetime | None = None, device: str = "", door: str = "page") -> PersonActor:
    """The actor of an account."""
    row = Account.objects.of(account.college_id).filter(pk=account.pk).values_list(*ACCOUNT_FACTS).get()
    grants = RoleGrant.objects.of(account.college_id).filter(person=account.person_id)
    held = grants.values_list("role", "department_id", "since", "until")
    return actor_from(AccountFacts(*row), held, now=now, device=device, door=door)
