"""What is held of a person who left ends: his way in, his contacts, at last his name. Called by acts of destruction (``archive``)."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from zhurnal.people.actions.accounts import retired
from zhurnal.people.models import Account, Activation, Person, Session

UNUSABLE = "!"  # Django's sign of a password that nothing fits


def end_accounts(college: UUID, people: Sequence[UUID]) -> int:
    """No way in is left: closed, without a password, under a login that says nothing; the former one is given to nobody."""
    accounts = Account.objects.of(college)
    found = list(accounts.filter(person__in=people).order_by("pk").values_list("pk", "login"))
    for pk, login in found:
        kept = login if login.startswith("-") else retired(login)
        accounts.filter(pk=pk).update(login=kept, password=UNUSABLE, is_active=False, guarded=False, appearance={})
    Session.objects.filter(college=college, account__in=[pk for pk, _login in found]).delete()
    Activation.objects.of(college).filter(person__in=people).update(code="")
    return len(found)


def end_contacts(college: UUID, people: Sequence[UUID]) -> int:
    """Mail and the number in another program; the name and the birthday stay, as long as documents are kept that bear them."""
    gone: int = Person.objects.of(college).filter(pk__in=people).update(email="", outer_key="")
    return gone


def end_names(college: UUID, names: Mapping[UUID, str], day: date) -> int:
    """The person is nobody: a name without a meaning, no birthday, no sex."""
    rows = Person.objects.of(college)
    for person, name in sorted(names.items()):
        rows.filter(pk=person).update(
            surname=name, given="", patronymic="", birth_date=None, sex="", email="", outer_key="", nameless_on=day
        )
    return len(names)
