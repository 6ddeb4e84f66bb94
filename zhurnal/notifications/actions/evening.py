"""The evening's reminder: every teacher who has not filled something, every evening until he has (1.7, A10.5). Twice is once."""

from datetime import UTC, date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from zhurnal.kernel.wording import plural
from zhurnal.notifications.actions.counting import count_unread, lock_inboxes
from zhurnal.notifications.actions.telling import tell
from zhurnal.notifications.channels import send_on
from zhurnal.notifications.models import Notice
from zhurnal.notifications.rules.filling import ABOUT, digest
from zhurnal.organisation.models import College
from zhurnal.oversight.queries.reminders import owed_lessons
from zhurnal.oversight.rules.reminders import evening
from zhurnal.people.actor import PersonActor

WHY = "вечернее напоминание"
DONE = "за последний вечер уже напомнено"
TEACHERS = ("преподаватель", "преподавателя", "преподавателей")


def remind_at_night(college: College, _today: date) -> str:
    """Where no clock called in the evening, the night does it."""
    return remind_college(college)


def remind_college(college: College, now: datetime | None = None) -> str:
    """Remind by the last evening that has begun; once for each evening, whoever calls and how often. Tells in words what was done."""
    actor = PersonActor.system(college, WHY, now=now)
    begins = evening(actor.now, actor.parameters.evening_hour)
    if begins is None:
        return "вечерние напоминания выключены"
    begun = begins.astimezone(UTC)
    waits = College.objects.filter(Q(reminded_at__isnull=True) | Q(reminded_at__lt=begun), pk=college.pk)
    if not waits.exists():
        return DONE
    owed = owed_lessons(actor, begins.date())
    with transaction.atomic():
        if not waits.update(reminded_at=begun):  # another clock was faster
            return DONE
        _settle(college.pk, {one.teacher for one in owed}, actor)
        fresh = digest(owed, begins.date(), reverse("oversight:own-filling"))
        told = tell(college.pk, fresh, actor.now.astimezone(UTC))
    send_on(college.pk, told)
    return f"напомнено о незаполненном: {plural(len(told), TEACHERS)}"


def _settle(college_id: UUID, owing: set[UUID], actor: PersonActor) -> None:
    """Who has filled everything need not read yesterday's reminder any more."""
    with transaction.atomic():
        rows = Notice.objects.of(college_id).filter(about=ABOUT, read_at__isnull=True)
        settled = set(rows.values_list("person_id", flat=True)) - owing
        if settled:
            people = lock_inboxes(college_id, settled)
            rows.filter(person__in=people).update(read_at=actor.now.astimezone(UTC))
            count_unread(college_id, people)
