"""What is written when somebody has come in, and when others failed in his name."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID

from django.db import DatabaseError, transaction
from django.db.models import Q, QuerySet

from zhurnal.kernel import audit
from zhurnal.kernel.faults import noted
from zhurnal.kernel.ids import uuid7
from zhurnal.organisation.queries import college_by_id
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Account, Device, Person
from zhurnal.people.rules.limits import FAMILY
from zhurnal.people.rules.news import Login, LoginNews
from zhurnal.people.rules.places import place_words
from zhurnal.people.session_store import SessionStore
from zhurnal.people.signals import login_told


class Way(StrEnum):
    """By what somebody came in."""

    PASSWORD = "password"  # noqa: S105  (the name of a way)
    PASSKEY = "passkey"
    SLIP = "slip"
    BROKER = "broker"


class Passing(StrEnum):
    """What somebody does with his open session, as the record calls it."""

    LOCK = "people.session.lock"
    UNLOCK = "people.session.unlock"
    OUT = "people.session.out"


@dataclass(frozen=True, slots=True)
class Arrival:
    """The browser in which a person has just signed in. ``mark``: the digest of its cookie; ``shown``: of the one it came with."""

    mark: str
    device: str
    network: str
    shown: str = ""


def entered(actor: PersonActor, arrival: Arrival, way: Way, *, whole: bool = True) -> bool:
    """Record the sign-in and remember the device; tells whether it is new. The owner hears of a new one, but for his first.

    ``whole``: nothing more is asked of him. Else the device is a stranger still, and is known once the second step is taken
    (``stepped_in``): a password alone makes none known. The chain is locked first: whoever pressed twice comes in one after the
    other, and the device is one.
    """
    target = f"person:{actor.person_id.hex}" if actor.person_id else ""
    with transaction.atomic():
        head = audit.lock(actor.college_id, actor.person_id) if actor.person_id is not None else None
        moved(actor.college_id, arrival.shown, arrival.mark)
        devices = Device.objects.of(actor.college_id).filter(account=actor.account_id)
        fresh = not devices.filter(mark=arrival.mark).exists()
        first = fresh and not devices.exists()
        if whole:
            _remember(actor, arrival)
        if head is not None:
            told = {"device": arrival.device, "network": arrival.network, "new": fresh, "way": str(way), "whole": whole}
            audit.append(head, actor, [audit.Event("people.enter", target, None, told)])
        if fresh and not first and actor.person_id is not None:
            words = f"{arrival.device or 'Неизвестное устройство'}, {place_words(arrival.network, '')}"
            staff = not FAMILY.issuperset(actor.roles)
            news = LoginNews(actor.person_id, Login.DEVICE, words, staff=staff, name=actor.name)
            login_told.send(Person, actor=actor, news=news)
    return fresh


def known(college_id: UUID, presented: str) -> bool:
    """Whether any account of the college knows the browser by the cookie that it showed."""
    return bool(presented) and _bearing(college_id, presented).exists()


def moved(college_id: UUID, presented: str, mark: str) -> None:
    """The browser gets another cookie: every account that knew it by the one it showed knows it by the new one."""
    if presented and presented != mark:
        _bearing(college_id, presented).update(mark=mark, former=presented)


def _bearing(college_id: UUID, presented: str) -> QuerySet[Device]:
    rows: QuerySet[Device] = Device.objects.of(college_id).filter(Q(mark=presented) | Q(former=presented))
    return rows


def stepped_in(actor: PersonActor, arrival: Arrival) -> None:
    """The second step of this sign-in is taken: now the device is known. The owner has heard of it when the password was given."""
    with transaction.atomic():
        if actor.person_id is not None:
            audit.lock(actor.college_id, actor.person_id)
        _remember(actor, arrival)


def _remember(actor: PersonActor, arrival: Arrival) -> None:
    devices = Device.objects.of(actor.college_id).filter(account=actor.account_id)
    if arrival.mark and not devices.filter(mark=arrival.mark).update(last_at=actor.now, network=arrival.network):
        Device.objects.create(
            id=uuid7(), college_id=actor.college_id, account_id=actor.account_id, mark=arrival.mark,
            name=arrival.device, network=arrival.network, first_at=actor.now, last_at=actor.now,
        )  # fmt: skip


def record_passing(actor: PersonActor, what: Passing) -> None:
    """Somebody closed his screen, opened it again or went."""
    if actor.person_id is None:
        return
    with transaction.atomic():
        head = audit.lock(actor.college_id, actor.person_id)
        event = audit.Event(what.value, f"person:{actor.person_id.hex}", None, {"device": actor.device})
        audit.append(head, actor, [event])


def note_passing(actor: PersonActor, what: Passing) -> None:
    """The same after what stands in any case: a closed screen, a session that is over. A record that cannot be written opens neither.

    That it is missing stands in the log.
    """
    try:
        record_passing(actor, what)
    except DatabaseError as error:
        noted(what.value, error)


def close_screen(actor: PersonActor, session: SessionStore) -> bool:
    """Nothing more is shown in the session until the password is given. False: it was ended meanwhile, closed for good.

    The session is written down before the record: a busy database that refuses the record leaves no screen open.
    """
    session["locked"] = datetime.now(UTC).isoformat()
    session["confirmed"] = 0  # who comes back is asked anew before what weighs
    held = session.settle()
    if held:
        note_passing(actor, Passing.LOCK)
    return held


def refused_often(college_id: UUID, login: str, network: str) -> None:
    """Tell the owner of the login, if there is one, that somebody goes on failing in his name; recorded."""
    college = college_by_id(college_id)
    account = Account.objects.of(college_id).filter(login=login.strip().lower(), is_active=True).first()
    if college is None or account is None:
        return
    actor = PersonActor.system(college, "вход в журнал")
    with transaction.atomic():
        head = audit.lock(college_id, account.person_id)
        event = audit.Event("people.enter.refused", f"person:{account.person_id.hex}", None, {"network": network})
        audit.append(head, actor, [event])
        words = (
            f"Пароль не подошёл много раз подряд, {place_words(network, '')}. Ваш вход с известного устройства открыт."
        )
        login_told.send(Person, actor=actor, news=LoginNews(account.person_id, Login.FAILURES, words))
