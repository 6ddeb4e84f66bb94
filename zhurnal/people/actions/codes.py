"""Giving a person a one-time code for his account, and opening the account with it."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from hmac import compare_digest
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.crypto import salted_hmac

from zhurnal.kernel import audit, policy
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.models import ChainHead
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actions.accounts import open_account
from zhurnal.people.actions.sessions import refuse_weak
from zhurnal.people.actor import PersonActor, actor_of
from zhurnal.people.models import Account, Activation, Person, RoleGrant
from zhurnal.people.policy import FAMILY, ISSUE
from zhurnal.people.rules.codes import LIVES, last_day, needs_second, plain
from zhurnal.people.rules.logins import one_time_password
from zhurnal.people.rules.news import Login, LoginNews
from zhurnal.people.signals import login_told, secrets_void

NOBODY = UUID(int=0)
SELF = Refusal("self", "Себе доступ не выдают. Попросите другого администратора или начальника ИВЦ.")
NO_ROLE = Refusal("no_role", "У этого человека сегодня нет роли. Сначала дайте ему роль в списке «Сотрудники».")
NOT_ASKED = Refusal("not_asked", "Эту выдачу никто не начинал или её уже закончили. Обновите страницу.")
SECOND = Refusal("second", "Выдачу начали вы. Закончить её должен другой администратор или начальник ИВЦ.")
OLD_ASK = Refusal("old_ask", "Выдачу начали больше 14 дней назад, она больше не действует. Начните её заново.")
BY_ONE = Refusal(
    "by_one",
    "Этот листок выдал один человек, а для вашей нынешней роли листок дают двое. Попросите новый у администратора журнала.",
)
WRONG_CODE = Refusal(
    "wrong_code",
    "Логин или код не подходит, или срок листка вышел. Проверьте буквы, а если не помогло, возьмите новый листок.",
)


@dataclass(frozen=True, slots=True)
class Slip:
    """What is shown once: the code is kept nowhere in clear."""

    login: str
    code: str
    expires: date


def give_code(actor: PersonActor, person: Person) -> Slip | None:
    """A fresh code, the former one cancelled; None where a second person must confirm: nothing has changed for the person yet."""
    policy.require(actor, ISSUE, person)
    if person.pk == actor.person_id:
        raise Refused(SELF)
    with transaction.atomic():
        head = audit.lock(actor.college_id, person.pk)
        roles = _roles(actor, person.pk)
        if not roles:
            raise Refused(NO_ROLE)
        cancel_codes(actor, person.pk)
        row: Activation = Activation.objects.create(
            college_id=actor.college_id, person=person, asked_by_id=actor.person_id, asked_at=actor.now
        )
        if needs_second(roles):
            audit.append(head, actor, [audit.Event("people.account.ask", f"person:{person.pk.hex}", None, {})])
            return None
        return _give(actor, person, row, head)


def confirm_code(actor: PersonActor, person: Person) -> Slip:
    """The second person gives the code that another has asked for."""
    policy.require(actor, ISSUE, person)
    if person.pk == actor.person_id:
        raise Refused(SELF)
    with transaction.atomic():
        head = audit.lock(actor.college_id, person.pk)
        row = _open(actor, person.pk).filter(issued_at=None).first()
        if row is None:
            raise Refused(NOT_ASKED)
        if row.asked_by_id == actor.person_id:
            raise Refused(SECOND)
        if last_day(row.asked_at, actor.now.tzinfo) < actor.today:
            raise Refused(OLD_ASK)
        if not _roles(actor, person.pk):
            raise Refused(NO_ROLE)
        return _give(actor, person, row, head)


def fresh_code(actor: PersonActor, person: Person) -> Slip:
    """A code for one of a family, the former one cancelled; the caller checked the right. Called inside a transaction.

    Raises ``Refused``, with the name, for whoever has no role or one of the college's own people's: such an account is given
    by the other path (2.3).
    """
    head = audit.lock(actor.college_id, person.pk)
    roles = _roles(actor, person.pk)
    if not roles:
        words = f"{person}: в журнале нет роли студента или родителя. Снимите отметку с этой строки."
        raise Refused(Refusal("no_family_role", words))
    if not roles <= set(FAMILY):
        raise Refused(of_staff(person))
    cancel_codes(actor, person.pk)
    row: Activation = Activation.objects.create(
        college_id=actor.college_id, person=person, asked_by_id=actor.person_id, asked_at=actor.now
    )
    return _give(actor, person, row, head)


def of_staff(person: Person) -> Refusal:
    """Somebody of the staff stands on a list of families."""
    words = f"{person}: это сотрудник, доступ ему выдаёт администратор журнала или начальник ИВЦ. Снимите отметку с этой строки."
    return Refusal("not_family", words)


def hand_over(actor: PersonActor, people: Collection[UUID]) -> int:
    """Note that slips were handed over to those to whom they were given; the caller checked the right. Returns how many were."""
    handed = 0
    with transaction.atomic():
        for person in sorted(people):
            head = audit.lock(actor.college_id, person)
            rows = _open(actor, person).filter(issued_at__isnull=False, handed_at=None)
            if rows.update(handed_at=actor.now, handed_by=actor.person_id):
                audit.append(head, actor, [audit.Event("people.account.hand", f"person:{person.hex}", None, {})])
                handed += 1
    return handed


def open_with_code(college_id: UUID, login: str, code: str, password: str) -> Account:
    """The person's own password instead of the code. Raises ``Refused`` when login and code do not belong together.

    A wrong one costs the same two statements whether or not there is such a login (checklist 52); only who holds the right
    code hears that his password will not do, or that his role has come to need a slip of two people. The caller has a turn of
    the pool: the password is worked on before the transaction begins, for as long as that lasts nobody else writes on SQLite.
    """
    accounts = Account.objects.of(college_id).filter(login=login.strip().lower(), is_active=True)
    known, person = accounts.values_list("pk", "person_id").first() or (NOBODY, NOBODY)
    waiting = Activation.objects.of(college_id).filter(person=person, used_at=None, cancelled_at=None)
    digest = waiting.values_list("code", flat=True).first() or ""
    if not compare_digest(digest, _digest(known, code)) or known == NOBODY:
        raise Refused(WRONG_CODE)
    hashed = make_password(password)
    with transaction.atomic():
        account: Account = Account.objects.of(college_id).select_related("person", "college").get(pk=known)
        head, actor = audit.lock(college_id, person), actor_of(account)
        row = _open(actor, person).filter(expires_on__gte=actor.today, code=digest).first()
        if row is None:
            raise Refused(WRONG_CODE)
        roles = _roles(actor, person)
        if needs_second(roles) and row.asked_by_id == row.issued_by_id:
            raise Refused(BY_ONE)
        refuse_weak(account, password, staff=not set(FAMILY) >= roles)
        Activation.objects.of(college_id).filter(pk=row.pk).update(used_at=actor.now, code="")
        account.password = hashed
        Account.objects.of(college_id).filter(pk=account.pk).update(password=account.password)
        audit.append(head, actor, [audit.Event("people.account.open", f"person:{account.person_id.hex}", None, {})])
    return account


def _give(actor: PersonActor, person: Person, row: Activation, head: ChainHead) -> Slip:
    code, expires = one_time_password(secrets.choice), actor.today + LIVES
    account, renewed = open_account(actor, person, make_password(None), head)
    Activation.objects.of(actor.college_id).filter(pk=row.pk).update(
        issued_by=actor.person_id, issued_at=actor.now, expires_on=expires, code=_digest(account.pk, code)
    )
    told = {"renewed": renewed, "until": expires.isoformat()}
    audit.append(head, actor, [audit.Event("people.account", f"person:{person.pk.hex}", None, told)])
    words = f"Выдал: {actor.name}. Прежние пароль и входы больше не действуют."
    login_told.send(Person, actor=actor, news=LoginNews(person.pk, Login.CODE, words))
    secrets_void.send(Person, actor=actor, person=person.pk)
    return Slip(account.login, code, expires)


def cancel_codes(actor: PersonActor, person: UUID) -> int:
    """What waits to be opened or confirmed works no more; returns how many. Called inside a transaction, the chain locked."""
    return int(_open(actor, person).update(cancelled_at=actor.now))


def _open(actor: PersonActor, person: UUID) -> "QuerySet[Activation]":
    return Activation.objects.of(actor.college_id).filter(person=person, used_at=None, cancelled_at=None)


def is_family(actor: PersonActor, person: UUID) -> bool:
    """Whether somebody has a student's or a parent's roles and no other."""
    roles = _roles(actor, person)
    return bool(roles) and roles <= set(FAMILY)


def _roles(actor: PersonActor, person: UUID) -> set[str]:
    """Roles of today and of days to come."""
    held = RoleGrant.objects.of(actor.college_id).filter(Q(until=None) | Q(until__gte=actor.today), person=person)
    return set(held.values_list("role", flat=True))


def _digest(account: UUID, code: str) -> str:
    return salted_hmac("zhurnal.people.code", f"{account.hex}:{plain(code)}", algorithm="sha256").hexdigest()
