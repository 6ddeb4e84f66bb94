"""That a person came on a day is written once, and erased when its time is over."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from zhurnal.organisation.models import College
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Account
from zhurnal.reports.models import VisitDay
from zhurnal.reports.rules.due import VISITS_KEPT


def hear_sign_in(sender: object, user: Account, **_more: Any) -> None:
    """Django tells of a sign-in; the day is the college's own."""
    college = College.objects.filter(pk=user.college_id).first()
    if college is not None:
        day = PersonActor.system(college, "вход").today
        row = VisitDay(college_id=user.college_id, person_id=user.person_id, day=day)
        VisitDay.objects.bulk_create([row], ignore_conflicts=True)


def erase_visits(college_id: UUID, today: date) -> int:
    """Days longer ago than their time."""
    old = VisitDay.objects.of(college_id).filter(day__lt=today - timedelta(days=VISITS_KEPT))
    return int(old.delete()[0])
