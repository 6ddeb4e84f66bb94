"""Accounts and codes as the office sees them; a code itself is never among it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from zhurnal.kernel.readings import tell
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Account, Activation, Person
from zhurnal.people.policy import ISSUE
from zhurnal.people.rules.codes import CODE_WORDS, CodeState, last_day, state_of

SHOWN = 200


@dataclass(frozen=True, slots=True)
class Given:
    """One line of the register of issue."""

    person: UUID
    name: str
    asked_at: datetime
    asked_by: str
    issued_by: str
    expires: date | None
    state: CodeState

    @property
    def words(self) -> str:
        """What became of it."""
        return CODE_WORDS[self.state]


@dataclass(frozen=True, slots=True)
class Access:
    """A person's way into the journal. ``login`` is empty while he has none."""

    login: str
    open: bool
    guarded: bool
    lines: tuple[Given, ...]

    @property
    def waits(self) -> Given | None:
        """The issue that a second person must finish."""
        return next((line for line in self.lines if line.state is CodeState.ASKED), None)


def access_of(actor: PersonActor, person: Person) -> Access:
    """The person's account and every code that he was given. Two statements."""
    rows = _lines(actor, Activation.objects.of(actor.college_id).filter(person=person.pk))
    found = (
        Account.objects.of(actor.college_id)
        .filter(person=person.pk)
        .values_list("login", "is_active", "guarded")
        .first()
    )
    login, is_active, guarded = found or ("", False, False)
    return Access(login, is_active, guarded, rows)


def login_of(college_id: UUID, account: UUID) -> str:
    """The login of an account that is known already."""
    return str(Account.objects.of(college_id).filter(pk=account).values_list("login", flat=True).get())


def issued(actor: PersonActor) -> tuple[Given, ...]:
    """The college's register of issue, the newest first. One statement."""
    found = _lines(actor, Activation.objects.of(actor.college_id))
    tell(actor, ISSUE, people={one.person for one in found})
    return found


def _lines(actor: PersonActor, rows: QuerySet[Activation]) -> tuple[Given, ...]:
    found = rows.select_related("person", "asked_by", "issued_by").order_by("-asked_at", "-pk")[:SHOWN]
    return tuple(_line(actor, row) for row in found)


def _line(actor: PersonActor, row: Activation) -> Given:
    state = state_of(
        issued=row.issued_at is not None, used=row.used_at is not None, cancelled=row.cancelled_at is not None,
        expires=last_day(row.asked_at, actor.now.tzinfo, row.expires_on), today=actor.today,
    )  # fmt: skip
    asked, given = ("" if one is None else one.listed for one in (row.asked_by, row.issued_by))
    return Given(
        row.person_id, row.person.listed, row.asked_at.astimezone(actor.now.tzinfo), asked, given, row.expires_on, state
    )
