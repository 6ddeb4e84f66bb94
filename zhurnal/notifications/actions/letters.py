"""Notices by e-mail: reminders, tasks, reports that made themselves, news of safety, to who has an address, where mail is set up.

A college may turn letters off, but not those of safety. A request only marks the notice; the letter goes when the clock calls
(``remind`` every hour, ``nightly``): no page ever waits for a mail server. A letter holds the notice's title, which names nobody,
and the way into the journal; everything else stands behind its door.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from zhurnal.kernel import mail
from zhurnal.kernel.wording import plural
from zhurnal.notifications.models import Notice
from zhurnal.notifications.rules.items import Kind
from zhurnal.notifications.rules.safety import ABOUTS
from zhurnal.organisation.models import College
from zhurnal.organisation.queries import college_by_id
from zhurnal.people.actor import PersonActor

MAILED = (Kind.FILLING, Kind.TASK, Kind.LOGIN)
REPORTS = "report:"  # a report that made itself; its name is free text and may name somebody
REPORT_TITLE = "Новое об отчёте, который строится по расписанию"
SUBJECT, REPORT_SUBJECT = "Электронный журнал: напоминание", "Электронный журнал: отчёт по расписанию"
SAFETY_SUBJECT = "Электронный журнал: доступ и безопасность"
SAFETY = reduce(or_, (Q(about__startswith=name) for name in ABOUTS))
"""These go by mail also when they were read: whoever sits at a stolen session may read its notices away (2.9)."""
PORTION = 50  # letters of one connection
HELD = timedelta(hours=2)
"""For so long a letter belongs to who is sending it; if he died on the way, it is sent again afterwards."""
GIVEN_UP = timedelta(days=3)
"""What has not gone by then is no news any more."""
WHY = "письма с уведомлениями"
LETTERS = ("письмо", "письма", "писем")


def by_mail(college_id: UUID, notices: Sequence[UUID]) -> None:
    """Mark those of the notices that go by mail. Two statements."""
    college = college_by_id(college_id) if mail.is_set_up() else None
    if college is None:
        return
    mailed = SAFETY
    if college.settings.mail_notices:
        mailed |= Q(kind__in=MAILED) | Q(about__startswith=REPORTS)
    Notice.objects.of(college_id).filter(mailed, pk__in=list(notices)).update(mail_at=F("happened_at"))


def letters_at_night(college: College, _today: date) -> str:
    """Where no clock called since, the night does it."""
    return send_letters(college)


def send_letters(college: College) -> str:
    """Send what waits; tells in words how much."""
    return f"отправлено {plural(send_waiting(college), LETTERS)}"


def send_waiting(college: College, now: datetime | None = None) -> int:
    """Send the letters that wait, each once, whoever else sends at the same time; how many went.

    One that failed waits for the next time. What was read meanwhile, or is too old, needs no letter any more.
    """
    moment = PersonActor.system(college, WHY, now=now).now.astimezone(UTC)
    rows = Notice.objects.of(college.pk).filter(mail_at__isnull=False)
    if not mail.is_set_up():
        rows.update(mail_at=None)
        return 0
    if not college.settings.mail_notices:
        rows.exclude(SAFETY).update(mail_at=None)
    rows.filter(Q(read_at__isnull=False) & ~SAFETY | Q(happened_at__lt=moment - GIVEN_UP)).update(mail_at=None)
    due = rows.filter(mail_at__lte=moment).exclude(person__email="").order_by("pk")
    found = list(due.values_list("pk", "title", "about", "person__email", "mail_at"))
    went = 0
    for start in range(0, len(found), PORTION):
        part = found[start : start + PORTION]
        mine = [row for row in part if rows.filter(pk=row[0], mail_at=row[4]).update(mail_at=moment + HELD)]
        went += _send(college, rows, mine, moment)
    return went


def _send(
    college: College, rows: QuerySet[Notice], mine: Sequence[tuple[UUID, str, str, str, datetime]], moment: datetime
) -> int:
    inbox = mail.site_address(reverse("notifications:inbox"))
    sent = mail.send(
        mail.Letter(email, _subject(about), _text(_title(about, title), inbox, college.name))
        for _pk, title, about, email, _at in mine
    )
    held = rows.filter(mail_at=moment + HELD)  # what was told anew meanwhile keeps its own moment
    held.filter(pk__in=[row[0] for row, went in zip(mine, sent, strict=True) if went]).update(mail_at=None)
    held.filter(pk__in=[row[0] for row, went in zip(mine, sent, strict=True) if not went]).update(mail_at=moment)
    return sum(sent)


def _subject(about: str) -> str:
    if about.startswith(REPORTS):
        return REPORT_SUBJECT
    return SAFETY_SUBJECT if about.startswith(ABOUTS) else SUBJECT


def _title(about: str, title: str) -> str:
    return REPORT_TITLE if about.startswith(REPORTS) else title


def _text(title: str, inbox: str, college: str) -> str:
    way = f"Подробности — в журнале: {inbox}" if inbox else "Подробности — в журнале, в уведомлениях."
    return f"{title}.\n\n{way}\n\n{college}. Письмо отправлено журналом, отвечать на него не нужно.\n"
