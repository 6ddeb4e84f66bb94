"""Giving roles with dates, ending them; a high one is given by two people (checklist 21)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from zhurnal.kernel import audit, policy
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.ids import uuid7
from zhurnal.kernel.models import ChainHead
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actions.codes import cancel_codes
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person, RoleAsk, RoleGrant
from zhurnal.people.policy import ROLES
from zhurnal.people.rules import granting
from zhurnal.people.rules.granting import Wish
from zhurnal.people.rules.news import Login, LoginNews
from zhurnal.people.rules.roles import ROLE_NAMES, Role
from zhurnal.people.signals import login_told


def give_role(actor: PersonActor, person: Person, wish: Wish) -> bool:
    """Give the role; false where it is only asked for and a second person must give it."""
    _checked(actor, person, granting.refusal_of_wish(wish, actor.today))
    with transaction.atomic():
        head = audit.lock(actor.college_id, person.pk)
        if _held(actor, person.pk, wish).exists():
            raise Refused(granting.HAS_IT)
        told = _told(wish.role, wish.department, wish.since, wish.until)
        if not granting.needs_two(wish.role):
            _grant(actor, person.pk, wish)
            audit.append(head, actor, [audit.Event("people.role.give", f"person:{person.pk.hex}", None, told)])
            return True
        _ask(actor, person, wish, head)
    return False


def _ask(actor: PersonActor, person: Person, wish: Wish, head: ChainHead) -> None:
    """Ask for the role instead of what was asked for before. Called inside a transaction, the chain locked."""
    asks = RoleAsk.objects.of(actor.college_id).filter(person=person.pk, role=wish.role, settled_at=None)
    asks.update(settled_at=actor.now, settled_by=actor.person_id)
    RoleAsk.objects.create(
        id=uuid7(), college_id=actor.college_id, person=person, role=wish.role, department_id=wish.department,
        since=wish.since, until=wish.until, asked_by_id=actor.person_id, asked_at=actor.now,
    )  # fmt: skip
    told = _told(wish.role, wish.department, wish.since, wish.until)
    audit.append(head, actor, [audit.Event("people.role.ask", f"person:{person.pk.hex}", None, told)])


def let_in(actor: PersonActor, name: tuple[str, str, str], until: date | None) -> Person:
    """A checker from outside, whom the college does not know yet, and the asking for his role, which a second person gives (A13)."""
    if not policy.may(actor, ROLES):
        raise Refused(Refusal("not_yours", "Это не в вашем ведении."))
    policy.confirmed(actor)
    wish = Wish(Role.INSPECTOR, None, actor.today, until)
    refusal = granting.refusal_of_wish(wish, actor.today)
    if refusal is not None:
        raise Refused(refusal)
    named = dict(zip(("surname", "given", "patronymic"), name, strict=True))
    with transaction.atomic():
        audit.lock(actor.college_id, actor.college_id)  # who pressed twice comes one after the other
        if (
            policy.visible(actor, ROLES).filter(**named).exists()
        ):  # of the staff: a student of this name is another person
            raise Refused(granting.KNOWN)
        person: Person = Person.objects.create(id=uuid7(), college_id=actor.college_id, **named)
        head = audit.lock(actor.college_id, person.pk)
        audit.append(
            head, actor, [audit.Event("people.person.add", f"person:{person.pk.hex}", None, {"role": wish.role.value})]
        )
        _ask(actor, person, wish, head)
    return person


def settle_role(actor: PersonActor, person: Person, ask: UUID, *, give: bool) -> None:
    """The second person gives the role that another asked for, or refuses it (whoever asked may also take it back)."""
    policy.require(actor, ROLES, person)
    with transaction.atomic():
        head = audit.lock(actor.college_id, person.pk)
        row = RoleAsk.objects.of(actor.college_id).filter(pk=ask, person=person.pk, settled_at=None).first()
        if row is None:
            raise Refused(granting.SETTLED)
        wish, cancelled = Wish(Role(row.role), row.department_id, row.since, row.until), 0
        if give:
            refused = granting.refusal_of_second(row.asked_by_id, row.asked_at, actor.person_id, person.pk, actor.now)
            wish = replace(wish, since=max(row.since, actor.today))
            refused = refused or granting.refusal_of_asked(wish, actor.today)
            if refused is not None:
                raise Refused(refused)
            if _held(actor, person.pk, wish).exists():
                raise Refused(granting.HAS_IT)
            cancelled = cancel_codes(actor, person.pk)  # one person may have given them, and may have kept one
            _grant(actor, person.pk, wish)
        rows = RoleAsk.objects.of(actor.college_id).filter(pk=row.pk)
        rows.update(settled_at=actor.now, settled_by=actor.person_id, given=give)
        told = _told(wish.role, wish.department, wish.since, wish.until)
        target = f"person:{person.pk.hex}"
        events = [audit.Event("people.role.give" if give else "people.role.refuse", target, None, told)]
        if cancelled:
            events.append(audit.Event("people.account.cancel", target, None, {}))
        audit.append(head, actor, events)


def end_role(actor: PersonActor, person: Person, grant: UUID, last: date) -> None:
    """The role's last day. With yesterday the next request of that person has it no more (checklist 60, 69)."""
    _checked(actor, person, None)
    with transaction.atomic():
        head = audit.lock(actor.college_id, person.pk)
        row = RoleGrant.objects.of(actor.college_id).filter(pk=grant, person=person.pk).first()
        if row is None or (row.until is not None and row.until < actor.today):
            raise Refused(granting.OVER)
        if granting.lengthened(row.role, row.until, last):
            raise Refused(granting.NOT_LONGER)
        day = granting.last_day(last, row.since, actor.today)
        if isinstance(day, Refusal):
            raise Refused(day)
        if row.role == Role.ADMINISTRATOR and not _others(actor, person.pk, day):
            raise Refused(granting.LAST_ONE)
        RoleGrant.objects.of(actor.college_id).filter(pk=row.pk).update(until=day)
        audit.append(head, actor, [_ended(row, row.until, day)])
        _tell_end(actor, row.person_id, row.role, day)


def record_ends(actor: PersonActor, former: Mapping[UUID, date | None], *, given_back: bool = False) -> None:
    """Roles whose last day a list has moved, as if each had been ended here: the record of its person, and a notice to him.

    ``former``: the last days before. ``given_back``: the list is taken back. Called inside the transaction that wrote them.
    """
    rows = list(RoleGrant.objects.of(actor.college_id).filter(pk__in=list(former)).order_by("person_id", "since", "pk"))
    for row in rows:
        event = _ended(row, former[row.pk], row.until)
        head = audit.lock(actor.college_id, row.person_id)
        audit.append(head, actor, [replace(event, action="people.role.give") if given_back else event])
        if not given_back and row.until is not None:
            _tell_end(actor, row.person_id, row.role, row.until)


def refusal_to_give_back(actor: PersonActor, ended: Mapping[UUID, date]) -> Refusal | None:
    """Why whoever ended these roles by a list does not take that back alone; ``ended``: the last days that the list set."""
    for row in RoleGrant.objects.of(actor.college_id).filter(pk__in=list(ended)):
        if row.person_id == actor.person_id:
            return granting.OWN_ROLE
        if granting.needs_two(row.role) and ended[row.pk] < actor.today:
            return granting.NOT_BACK
    return None


def _ended(row: RoleGrant, before: date | None, after: date | None) -> audit.Event:
    told = _told(Role(row.role), row.department_id, row.since, before)
    now = {**told, "until": after.isoformat() if after else ""}
    return audit.Event("people.role.end", f"person:{row.person_id.hex}", told, now)


def _tell_end(actor: PersonActor, person: UUID, role: str, day: date) -> None:
    words = f"Изменил: {actor.name}. Если это ошибка, скажите администратору журнала."
    head = f"Роль «{ROLE_NAMES[Role(role)]}» у вас по {day:%d.%m.%Y}"
    login_told.send(Person, actor=actor, news=LoginNews(person, Login.OTHER, words, head=head))


def _checked(actor: PersonActor, person: Person, refusal: Refusal | None) -> None:
    policy.require(actor, ROLES, person)
    if person.pk == actor.person_id:
        raise Refused(granting.OWN_ROLE)
    if refusal is not None:
        raise Refused(refusal)


def _held(actor: PersonActor, person: UUID, wish: Wish) -> "QuerySet[RoleGrant]":
    """The same role of the same department on any day of the wish."""
    rows = RoleGrant.objects.of(actor.college_id).filter(person=person, role=wish.role, department=wish.department)
    rows = rows.filter(Q(until=None) | Q(until__gte=wish.since))
    return rows.filter(since__lte=wish.until) if wish.until is not None else rows


def _others(actor: PersonActor, person: UUID, day: date) -> bool:
    """Whether somebody else is administrator the day after."""
    rows = RoleGrant.objects.of(actor.college_id).filter(role=Role.ADMINISTRATOR, since__lte=max(day, actor.today))
    return bool(rows.filter(Q(until=None) | Q(until__gt=day)).exclude(person=person).exists())


def _grant(actor: PersonActor, person: UUID, wish: Wish) -> None:
    RoleGrant.objects.create(
        id=uuid7(), college_id=actor.college_id, person_id=person, role=wish.role, department_id=wish.department,
        since=wish.since, until=wish.until,
    )  # fmt: skip
    news = LoginNews(person, Login.OTHER, f"Дал: {actor.name}.", head=f"Вам дана роль «{ROLE_NAMES[wish.role]}»")
    login_told.send(Person, actor=actor, news=news)


def _told(role: Role, department: UUID | None, since: date, until: date | None) -> dict[str, str]:
    return {
        "role": role.value, "department": department.hex if department else "", "since": since.isoformat(),
        "until": until.isoformat() if until else "",
    }  # fmt: skip
