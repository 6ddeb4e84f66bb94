"""The account of a person, made or renewed; at the server's console with a password that is told once."""

import secrets
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.crypto import salted_hmac

from zhurnal.kernel import audit
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.models import ChainHead
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Account, Activation, Identity, Person, Session
from zhurnal.people.rules.logins import free_login, one_time_password
from zhurnal.people.signals import secrets_void

CONSOLE_ONLY = Refusal("console_only", "Учётные записи выдаёт администратор с консоли сервера.")


class Taken(set[str]):
    """Logins that are given to nobody: those in use, and those that were destroyed with their owner's data (ИАФ.3: never again)."""

    def __contains__(self, login: object) -> bool:
        return super().__contains__(login) or super().__contains__(retired(str(login)))


def retired(login: str) -> str:
    """What stands in the place of a destroyed login: it tells nothing and fits no other."""
    return f"-{salted_hmac('people.retired', login).hexdigest()[:40]}"


@dataclass(frozen=True, slots=True)
class Issued:
    """What is told once: the login and the password, which is kept nowhere in clear."""

    login: str
    password: str
    renewed: bool


def issue_account(actor: PersonActor, person: Person) -> Issued:
    """A new account of the person, or a new password of the one he has. Only the system's own actor may."""
    if "system" not in actor.roles:
        raise Refused(CONSOLE_ONLY)
    password = one_time_password(secrets.choice)
    with transaction.atomic():
        head = audit.lock(actor.college_id, person.pk)
        account, renewed = open_account(actor, person, make_password(password), head)
        Activation.objects.of(actor.college_id).filter(person=person.pk, used_at=None, cancelled_at=None).update(
            cancelled_at=actor.now
        )
        told = {"renewed": renewed}
        audit.append(head, actor, [audit.Event("people.account", f"person:{person.pk.hex}", None, told)])
        if renewed:
            secrets_void.send(Person, actor=actor, person=person.pk)
    return Issued(account.login, password, renewed)


def open_account(actor: PersonActor, person: Person, password: str, head: ChainHead) -> tuple[Account, bool]:
    """The person's account with this password (hashed), and whether he had one already.

    Called inside a transaction; ``head``: of his chain, locked, where it is told which bindings of a broker's names have ended.
    """
    accounts = Account.objects.of(actor.college_id)
    known: Account | None = accounts.filter(person=person.pk).first()
    if known is not None:
        accounts.filter(pk=known.pk).update(password=password, is_active=True)
        # A new password ends what the old one opened (decision 1), and what was bound by whoever had it.
        bound = Identity.objects.of(actor.college_id).filter(account=known.pk)
        ended = [{"identity": one.pk.hex, "issuer": one.issuer} for one in bound.order_by("bound_at", "pk")]
        bound.delete()
        target, why = f"person:{person.pk.hex}", "выдан новый пароль или код"
        audit.append(head, actor, [audit.Event("people.identity.unbind", target, one, None, why) for one in ended])
        Session.objects.filter(college=actor.college_id, account=known.pk).delete()
        return known, True
    login = free_login(person.surname, person.given, Taken(accounts.values_list("login", flat=True)))
    made: Account = Account.objects.create(college_id=actor.college_id, person=person, login=login, password=password)
    return made, False
