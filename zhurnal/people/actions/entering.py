"""What is written when somebody has come in, and when others failed in his name."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from zhurnal.kernel import audit
from zhurnal.kernel.ids import uuid7
from zhurnal.organisation.queries import college_by_id
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Account, Device, Person
from zhurnal.people.rules.limits import FAMILY
from zhurnal.people.rules.news import Login, LoginNews
from zhurnal.people.rules.places import place_words
from zhurnal.people.signals import login_told


@dataclass(frozen=True, slots=True)
class Arrival:
    """The browser in which a person has just signed in. ``mark``: the digest of its cookie."""

    mark: str
    device: str
    network: str


def entered(actor: PersonActor, arrival: Arrival) -> bool:
    """Record the sign-in and remember the device; tells whether it is new. The owner hears of a new one, but for his first.

    The chain is locked first: whoever pressed twice comes in one after the other, and the device is one.
    """
    target = f"person:{actor.person_id.hex}" if actor.person_id else ""
    with transaction.atomic():
        head = audit.lock(actor.college_id, actor.person_id) if actor.person_id is not None else None
        devices = Device.objects.of(actor.college_id).filter(account=actor.account_id)
        fresh = not devices.filter(mark=arrival.mark).update(last_at=actor.now, network=arrival.network)
        first = fresh and not devices.exists()
        if fresh:
            Device.objects.create(
                id=uuid7(), college_id=actor.college_id, account_id=actor.account_id, mark=arrival.mark,
                name=arrival.device, network=arrival.network, first_at=actor.now, last_at=actor.now,
            )  # fmt: skip
        if head is not None:
            told = {"device": arrival.device, "network": arrival.network, "new": fresh}
            audit.append(head, actor, [audit.Event("people.enter", target, None, told)])
        if fresh and not first and actor.person_id is not None:
            words = f"{arrival.device or 'Неизвестное устройство'}, {place_words(arrival.network, '')}"
            staff = not FAMILY.issuperset(actor.roles)
            news = LoginNews(actor.person_id, Login.DEVICE, words, staff=staff, name=actor.name)
            login_told.send(Person, actor=actor, news=news)
    return fresh


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
