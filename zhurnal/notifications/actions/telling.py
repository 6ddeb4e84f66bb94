"""Writing notices: a fixed number of statements for any number of them, one notice for one event and person."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from zhurnal.kernel import sql
from zhurnal.kernel.ids import uuid7
from zhurnal.notifications.actions.counting import count_unread, lock_inboxes
from zhurnal.notifications.models import Notice
from zhurnal.notifications.rules.items import KEEP_ALL, KEEP_READ, Item, Told, fold, title_of, together

CHUNK = 300  # rows of one statement
ASK = 5000  # ids of one question
TITLE = 200  # characters of a title


def tell(college_id: UUID, told: Iterable[Told], at: datetime) -> list[UUID]:
    """Put notices into the inboxes of those who can sign in; ids of the notices that are new or fuller.

    What is not read yet about the same event is folded in; old notices of the same people go.
    """
    wanted = together(told)
    people = sorted({one.person for one in wanted})
    found: list[UUID] = []
    for start in range(0, len(people), ASK):
        part = set(people[start : start + ASK])
        found += _tell(college_id, [one for one in wanted if one.person in part], at)
    return found


def _tell(college_id: UUID, wanted: Sequence[Told], at: datetime) -> list[UUID]:
    with transaction.atomic():
        people = lock_inboxes(college_id, {one.person for one in wanted})
        rows = Notice.objects.of(college_id).filter(person__in=people)
        rows.filter(
            Q(read_at__lt=at - timedelta(days=KEEP_READ)) | Q(happened_at__lt=at - timedelta(days=KEEP_ALL))
        ).delete()
        unread = rows.filter(read_at__isnull=True, about__in={one.about for one in wanted})
        standing = {(row.person_id, row.about): row for row in unread}
        notices = [
            _notice(college_id, one, standing.get((one.person, one.about)), at)
            for one in wanted
            if one.person in people
        ]
        for start in range(0, len(notices), CHUNK):
            part = notices[start : start + CHUNK]
            sql.insert(Notice, part, ("id",), ("title", "items", "url", "happened_at"))
        count_unread(college_id, people)
    return [notice.pk for notice in notices]


def _notice(college_id: UUID, told: Told, standing: Notice | None, at: datetime) -> Notice:
    items = fold([Item(*row) for row in standing.items] if standing else (), told.items)
    return Notice(
        id=standing.pk if standing else uuid7(), college_id=college_id, person_id=told.person, kind=told.kind,
        about=told.about, title=title_of(told.kind, items)[:TITLE], url=told.url, happened_at=told.at or at,
        items=[[item.key, item.order, item.head, item.line] for item in items],
    )  # fmt: skip
