"""Subscriptions to a timetable: make, revoke."""

import secrets
from datetime import UTC
from typing import Any
from uuid import UUID

from django.db import transaction

from zhurnal.kernel import audit
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.refusal import Refusal
from zhurnal.organisation.models import College
from zhurnal.people.actor import PersonActor
from zhurnal.timetable.feed_subjects import Subject, subjects_of
from zhurnal.timetable.models import CalendarFeed
from zhurnal.timetable.rules.feed import FeedKind, digest

NOT_YOURS = Refusal("not_yours", "Этого расписания в вашем списке нет. Обновите страницу и выберите из списка.")
MOST = 20
TOO_MANY = Refusal("too_many", "У вас уже 20 подписок. Отключите ненужные и повторите.")


def make_feed(actor: PersonActor, key: str) -> tuple[str, str]:
    """A new subscription: the college's code and the secret, which is told once and kept nowhere. Raises ``Refused``."""
    subject: Subject | None = next((item for item in subjects_of(actor) if item.key == key), None)
    if subject is None:
        raise Refused(NOT_YOURS)
    secret = secrets.token_urlsafe(24)
    own = CalendarFeed.objects.of(actor.college_id).filter(owner=actor.person_id, revoked_at__isnull=True)
    with transaction.atomic():
        if own.count() >= MOST:
            raise Refused(TOO_MANY)
        feed = CalendarFeed.objects.create(
            college_id=actor.college_id, owner_id=actor.person_id, kind=subject.kind, secret=digest(secret),
            subject_id=None if subject.kind is FeedKind.GROUP else subject.id,
            group_id=subject.id if subject.kind is FeedKind.GROUP else None, made_at=actor.now.astimezone(UTC),
        )  # fmt: skip
        _record(actor, feed, "timetable.feed.made")
    return College.objects.values_list("code", flat=True).get(pk=actor.college_id), secret


def revoke_feed(actor: PersonActor, feed: CalendarFeed) -> None:
    """End a subscription; doing it again changes nothing."""
    with transaction.atomic():
        rows = CalendarFeed.objects.of(actor.college_id).filter(pk=feed.pk, revoked_at__isnull=True)
        if rows.update(revoked_at=actor.now.astimezone(UTC)):
            _record(actor, feed, "timetable.feed.revoked")


def revoke_all(actor: PersonActor, owner: UUID) -> None:
    """End every subscription of a person: an address of his may be in other hands. Called inside the caller's transaction."""
    rows = CalendarFeed.objects.of(actor.college_id).filter(owner=owner, revoked_at__isnull=True).order_by("pk")
    for feed in list(rows):
        revoke_feed(actor, feed)


def hear_secrets(sender: object, actor: PersonActor, person: UUID, **_more: Any) -> None:
    """The person's secrets are void (``people.signals``)."""
    revoke_all(actor, person)


def _record(actor: PersonActor, feed: CalendarFeed, what: str) -> None:
    head = audit.lock(actor.college_id, feed.owner_id)
    audit.append(head, actor, [audit.Event(what, feed.pk.hex, None, {"kind": feed.kind})])
