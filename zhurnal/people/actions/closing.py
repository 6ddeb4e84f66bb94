"""Accounts close by date: whoever has no role today and none ahead keeps no way in (2.3; checklist 60)."""

from datetime import UTC, date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from zhurnal.kernel import audit
from zhurnal.kernel.wording import plural
from zhurnal.organisation.models import College
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Account, Device, RoleGrant, Session

FORGOTTEN = timedelta(days=400)  # a device unused for so long is a stranger again
ACCOUNTS = ("запись", "записи", "записей")


def close_at_night(college: College, today: date) -> str:
    """Close open accounts of people whose last role is over, with their sessions and known devices; tells how many.

    From the first minute without a role the door is shut anyway (``people.middleware``): this makes it lasting.
    """
    held = RoleGrant.objects.of(college.pk).filter(Q(until=None) | Q(until__gte=today)).values("person_id")
    rows = Account.objects.of(college.pk).filter(is_active=True).exclude(person__in=held)
    found = list(rows.values_list("pk", "person_id"))
    actor = PersonActor.system(college, "ночная работа")
    with transaction.atomic():
        for account, person in sorted(found):
            head = audit.lock(college.pk, person)
            audit.append(head, actor, [audit.Event("people.account.close", f"person:{person.hex}", None, {})])
            Account.objects.of(college.pk).filter(pk=account).update(is_active=False)
        accounts = [account for account, _person in found]
        Session.objects.filter(college=college.pk, account__in=accounts).delete()
        Device.objects.of(college.pk).filter(account__in=accounts).delete()
        Device.objects.of(college.pk).filter(last_at__lt=datetime.now(UTC) - FORGOTTEN).delete()
    return f"закрыто учётных записей: {plural(len(found), ACCOUNTS)}"
