"""Issuing an account at the server's console; slips, second factor and renewal come with the accounts' own issue."""

import secrets
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.db import transaction

from zhurnal.kernel import audit
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Account, Person, Session
from zhurnal.people.rules.logins import free_login, one_time_password

CONSOLE_ONLY = Refusal("console_only", "Учётные записи выдаёт администратор с консоли сервера.")


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
        accounts = Account.objects.of(actor.college_id)
        known = accounts.filter(person=person.pk).first()
        if known is not None:
            login = known.login
            accounts.filter(pk=known.pk).update(password=make_password(password), is_active=True)
            # A new password ends what the old one opened (decision 1).
            Session.objects.filter(college=actor.college_id, account=known.pk).delete()
        else:
            login = free_login(person.surname, person.given, set(accounts.values_list("login", flat=True)))
            Account.objects.create(
                college_id=actor.college_id, person=person, login=login, password=make_password(password)
            )
        head = audit.lock(actor.college_id, person.pk)
        told = {"login": login, "renewed": known is not None}
        audit.append(head, actor, [audit.Event("people.account", f"person:{person.pk.hex}", None, told)])
    return Issued(login, password, known is not None)
