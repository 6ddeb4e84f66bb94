"""Notices by e-mail: reminders, tasks and reports that made themselves, to who has an address, where the college and the installation send mail.

A letter holds the notice's title, which names nobody, and the way into the journal; everything else stands behind its door.
"""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from zhurnal.kernel import mail
from zhurnal.notifications.models import Notice
from zhurnal.notifications.rules.items import Kind
from zhurnal.organisation.queries import college_by_id

MAILED = (Kind.FILLING, Kind.TASK)
REPORTS = "report:"  # a report that made itself
SUBJECT = "Электронный журнал: напоминание"


def by_mail(college_id: UUID, notices: Sequence[UUID]) -> None:
    """Send on those of the notices that go by mail. Two statements."""
    college = college_by_id(college_id) if mail.is_set_up() else None
    if college is None or not college.settings.mail_notices:
        return
    mailed = Q(kind__in=MAILED) | Q(about__startswith=REPORTS)
    rows = Notice.objects.of(college_id).filter(mailed, pk__in=list(notices)).exclude(person__email="")
    inbox = mail.site_address(reverse("notifications:inbox"))
    mail.send(
        mail.Letter(email, SUBJECT, _text(title, inbox, college.name))
        for title, email in rows.order_by("pk").values_list("title", "person__email")
    )


def _text(title: str, inbox: str, college: str) -> str:
    way = f"Подробности — в журнале: {inbox}" if inbox else "Подробности — в журнале, в уведомлениях."
    return f"{title}.\n\n{way}\n\n{college}. Письмо отправлено журналом, отвечать на него не нужно.\n"
