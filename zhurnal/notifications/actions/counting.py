"""How many notices wait for a person: kept beside his account, where every request reads it anyway."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from zhurnal.notifications.models import Notice
from zhurnal.people.models import Account


def lock_inboxes(college_id: UUID, people: Iterable[UUID]) -> set[UUID]:
    """Those of the people who have an account that is open, theirs held for us till the end, always in the same order.

    Before anything of their notices is touched: who tells and who reads at once wait for each other, and count what stands.
    """
    accounts = Account.objects.of(college_id).filter(person__in=list(people), is_active=True).order_by("pk")
    return set(accounts.select_for_update().values_list("person_id", flat=True))


def count_unread(college_id: UUID, people: Iterable[UUID]) -> None:
    """Count anew, in one statement for any number of people."""
    rows = Notice.objects.of(college_id).filter(person=OuterRef("person"), read_at__isnull=True)
    counted = rows.order_by().values("person").annotate(number=Count("pk")).values("number")
    number = Coalesce(Subquery(counted, output_field=IntegerField()), 0)
    Account.objects.of(college_id).filter(person__in=list(people)).update(unread=number)
