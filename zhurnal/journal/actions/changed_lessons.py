"""Diaries hear of changed lessons (decision 8: whatever changes what a diary shows moves its number)."""

from collections.abc import Iterable
from typing import Any

from zhurnal.curriculum.models import Course
from zhurnal.journal.actions.record.store import move_feeds
from zhurnal.people.actor import PersonActor
from zhurnal.timetable.rules.news import News, Rewritten


def tell_diaries(sender: object, actor: PersonActor, news: Iterable[News], **_more: Any) -> None:
    """Move the feeds of the groups; inside the transaction that changed the lessons."""
    for group in sorted({item.group for item in news}):
        move_feeds(actor.college_id, (), group, actor.today)


def tell_diaries_of_groups(sender: object, actor: PersonActor, news: Rewritten, **_more: Any) -> None:
    """The same for a timetable that was laid anew."""
    courses = Course.objects.of(actor.college_id).filter(pk__in=list(news.courses))
    for group in sorted(set(courses.values_list("group_id", flat=True))):
        move_feeds(actor.college_id, (), group, actor.today)
