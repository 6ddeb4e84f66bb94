"""Where one is signed in, and in which browsers one has been."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Device, Session
from zhurnal.people.rules.places import place_words

UNKNOWN = "Неизвестное устройство"


@dataclass(frozen=True, slots=True)
class Entry:
    """One session or device. ``ref``: by which name the page speaks of it, empty where it cannot be ended singly."""

    ref: str
    name: str
    place: str
    begun: datetime
    last: datetime
    current: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Logins:
    """The page «Мои входы»."""

    sessions: tuple[Entry, ...]
    devices: tuple[Entry, ...]

    @property
    def others(self) -> int:
        """How many sessions besides this one."""
        return sum(not one.current for one in self.sessions)


def own_logins(actor: PersonActor, key: str, mark: str, network: str) -> Logins:
    """Sessions that hold and devices known, the latest first. ``key``, ``mark``, ``network``: of the request. Two statements."""
    held = Session.objects.filter(college=actor.college_id, account=actor.account_id, expire_date__gt=actor.now)
    devices: QuerySet[Device] = Device.objects.of(actor.college_id).filter(account=actor.account_id)
    sessions = sorted((_session(actor, row, key, network) for row in held), key=lambda one: one.last, reverse=True)
    return Logins(
        tuple(sorted(sessions, key=lambda one: not one.current)),
        tuple(_device(actor, row, mark, network) for row in devices.order_by("-last_at", "pk")),
    )


def _session(actor: PersonActor, row: Session, key: str, network: str) -> Entry:
    zone = actor.now.tzinfo
    notes = [note for note in ("своё устройство" if row.own else "", "экран закрыт" if row.locked_at else "") if note]
    return Entry(
        row.shown.hex if row.shown else "", row.device or UNKNOWN, place_words(row.network, network),
        row.started.astimezone(zone), (row.seen_at or row.started).astimezone(zone), row.session_key == key, ", ".join(notes),
    )  # fmt: skip


def _device(actor: PersonActor, row: Device, mark: str, network: str) -> Entry:
    zone = actor.now.tzinfo
    return Entry(
        row.pk.hex, row.name or UNKNOWN, place_words(row.network, network), row.first_at.astimezone(zone),
        row.last_at.astimezone(zone), mark in (row.mark, row.former),
    )  # fmt: skip
