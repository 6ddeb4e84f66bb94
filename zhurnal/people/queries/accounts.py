"""Accounts and codes as the office sees them; a code itself is never among it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from zhurnal.kernel.policy import visible
from zhurnal.kernel.readings import tell
from zhurnal.kernel.sought import read_sought
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Account, Activation, Person
from zhurnal.people.policy import ISSUE
from zhurnal.people.rules.codes import CODE_WORDS, CodeState, last_day, state_of
from zhurnal.people.rules.names import full_name

PAGE = 100
NEWEST = ("-asked_at", "-pk")


@dataclass(frozen=True, slots=True)
class Given:
    """One line of the register of issue: who began it, who printed it when, who handed it over when. ``opens``: his page may be opened."""

    person: UUID
    name: str
    asked_at: datetime
    asked_by: str
    issued_at: datetime | None
    issued_by: str
    handed_at: datetime | None
    handed_by: str
    expires: date | None
    state: CodeState
    opens: bool = False

    @property
    def words(self) -> str:
        """What became of it."""
        return CODE_WORDS[self.state]


@dataclass(frozen=True, slots=True)
class Register:
    """A page of the register. ``words``: what it is narrowed by."""

    lines: tuple[Given, ...]
    found: int
    page: int
    words: str

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.found // PAGE))

    @property
    def before(self) -> int | None:
        """The page of what is newer."""
        return self.page - 1 if self.page > 1 else None

    @property
    def after(self) -> int | None:
        """The page of what is older."""
        return self.page + 1 if self.page < self.pages else None


@dataclass(frozen=True, slots=True)
class Access:
    """A person's way into the journal. ``login`` is empty while he has none."""

    login: str
    open: bool
    guarded: bool
    lines: tuple[Given, ...]

    @property
    def printed(self) -> bool:
        """Whether a slip is printed that nobody has handed over yet."""
        return any(line.state is CodeState.ISSUED and line.handed_at is None for line in self.lines)

    @property
    def waits(self) -> Given | None:
        """The issue that a second person must finish."""
        return next((line for line in self.lines if line.state is CodeState.ASKED), None)


def access_of(actor: PersonActor, person: Person) -> Access:
    """The person's account and every code that he was given. Two statements."""
    rows = _lines(actor, Activation.objects.of(actor.college_id).filter(person=person.pk).order_by(*NEWEST))
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


def issued(actor: PersonActor, words: str = "", page: int = 1) -> Register:
    """The college's register of issue, the newest first. A constant number of statements."""
    rows = Activation.objects.of(actor.college_id)
    return register_of(actor, ISSUE, rows, words, page)


def register_of(actor: PersonActor, action: str, rows: QuerySet[Activation], words: str, page: int) -> Register:
    """A page of these issues, the newest first; ``words``: beginnings of names. ``action``: what is told to have been opened."""
    sought = read_sought(words, actor.today)
    if sought.words:
        names = (
            rows.order_by()
            .values_list("person_id", "person__surname", "person__given", "person__patronymic")
            .distinct()
        )
        rows = rows.filter(person__in=[pk for pk, *name in names if sought.fits(full_name(*name))])
    found = rows.count()
    page = min(max(page, 1), max(1, -(-found // PAGE)))
    lines = _lines(actor, rows.order_by(*NEWEST)[(page - 1) * PAGE : page * PAGE])
    tell(actor, action, people={one.person for one in lines})
    own = set(visible(actor, ISSUE).filter(pk__in={one.person for one in lines}).values_list("pk", flat=True))
    return Register(tuple(replace(one, opens=one.person in own) for one in lines), found, page, " ".join(words.split()))


def _lines(actor: PersonActor, rows: QuerySet[Activation]) -> tuple[Given, ...]:
    return tuple(_line(actor, row) for row in rows.select_related("person", "asked_by", "issued_by", "handed_by"))


def _line(actor: PersonActor, row: Activation) -> Given:
    state = state_of(
        issued=row.issued_at is not None, used=row.used_at is not None, cancelled=row.cancelled_at is not None,
        expires=last_day(row.asked_at, actor.now.tzinfo, row.expires_on), today=actor.today,
    )  # fmt: skip
    asked, given, handed = ("" if one is None else one.listed for one in (row.asked_by, row.issued_by, row.handed_by))
    moments = (
        None if at is None else at.astimezone(actor.now.tzinfo) for at in (row.asked_at, row.issued_at, row.handed_at)
    )
    asked_at, issued_at, handed_at = moments
    return Given(
        row.person_id, row.person.listed, asked_at or row.asked_at, asked, issued_at, given, handed_at, handed,
        row.expires_on, state,
    )  # fmt: skip
