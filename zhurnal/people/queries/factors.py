"""What proves besides the password that somebody is himself, as he sees it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Factor
from zhurnal.people.rules.factors import KIND_WORDS, TRIES, Kind


@dataclass(frozen=True, slots=True)
class Guard:
    """An application or a passkey. ``void``: five wrong codes were given, it lets nobody in any more."""

    key: str
    kind: Kind
    name: str
    made: datetime
    used: datetime | None
    void: bool

    @property
    def words(self) -> str:
        """What it is."""
        return KIND_WORDS[self.kind].capitalize()

    @property
    def passkey(self) -> bool:
        """Whether it lets in without a password too."""
        return self.kind is Kind.PASSKEY


@dataclass(frozen=True, slots=True)
class Protection:
    """A person's factors and how many recovery codes are left."""

    guards: tuple[Guard, ...]
    codes: int

    @property
    def few(self) -> bool:
        """Whether recovery codes come to an end."""
        return bool(self.guards) and self.codes < 3

    @property
    def application(self) -> bool:
        """Whether an application works already."""
        return any(guard.kind is Kind.APPLICATION for guard in self.guards)


def protection_of(actor: PersonActor) -> Protection:
    """One's own factors. One statement."""
    rows = list(Factor.objects.of(actor.college_id).filter(account=actor.account_id).order_by("made_at", "pk"))
    guards = tuple(
        Guard(
            row.pk.hex, Kind(row.kind), row.name, row.made_at.astimezone(actor.now.tzinfo),
            row.used_at.astimezone(actor.now.tzinfo) if row.used_at else None,
            row.kind == Kind.APPLICATION and row.tries >= TRIES,
        )
        for row in rows
        if row.kind != Kind.RECOVERY
    )  # fmt: skip
    return Protection(guards, sum(row.kind == Kind.RECOVERY and row.used_at is None for row in rows))


def has_passkey(college: UUID, account: UUID | None) -> bool:
    """Whether the account has a passkey. One statement."""
    return Factor.objects.of(college).filter(account=account, kind=Kind.PASSKEY).exists()


def passkeys_of(college: UUID, account: UUID) -> list[bytes]:
    """Public parts of the account's passkeys, so that a browser makes no second one of the same device."""
    rows = Factor.objects.of(college).filter(account=account, kind=Kind.PASSKEY)
    return [bytes.fromhex(secret) for secret in rows.values_list("secret", flat=True)]
