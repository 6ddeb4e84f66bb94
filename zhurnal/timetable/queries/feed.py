"""What a subscription tells: the lessons of its subject, and whether it may still be told."""

import datetime as dt
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q

from zhurnal.curriculum.models import Membership, SubgroupMembership
from zhurnal.kernel.errors import Absent
from zhurnal.organisation.models import College
from zhurnal.people.actor import PersonActor, actor_of
from zhurnal.people.models import Account
from zhurnal.timetable.feed_subjects import Subject, subjects_of
from zhurnal.timetable.links import link_shown
from zhurnal.timetable.models import CalendarFeed, Lesson
from zhurnal.timetable.rules.feed import Event, FeedKind, calendar_text, digest
from zhurnal.timetable.rules.lesson import State

BACK, AHEAD = dt.timedelta(days=31), dt.timedelta(days=200)


@dataclass(frozen=True, slots=True)
class Feed:
    """A subscription of one's own page; ``title`` is empty when its subject is no longer within reach."""

    id: UUID
    title: str
    made_at: dt.datetime


def feeds_of(actor: PersonActor) -> list[Feed]:
    """The person's subscriptions that are not revoked, the newest first."""
    titles = {subject.key: subject.title for subject in subjects_of(actor)}
    rows = CalendarFeed.objects.of(actor.college_id).filter(owner=actor.person_id, revoked_at__isnull=True)
    return [Feed(row.pk, titles.get(_key(row), ""), row.made_at) for row in rows.order_by("-made_at")]


def _key(row: CalendarFeed) -> str:
    whose = row.group_id or row.subject_id
    return f"{row.kind}-{whose.hex if whose else ''}"


def read_feed(code: str, secret: str, now: dt.datetime | None = None) -> tuple[str, str]:
    """(text of the calendar, its version) of a secret address.

    Raises ``Absent`` when the address is unknown or revoked, its owner has no account or role any more, or may no longer see the subject.
    """
    college = College.objects.filter(code=code).first()
    if college is None:
        raise Absent
    feeds = CalendarFeed.objects.of(college.pk).filter(secret=digest(secret), revoked_at__isnull=True)
    feed = feeds.first()
    account = Account.objects.of(college.pk).filter(person=feed.owner_id, is_active=True).first() if feed else None
    if feed is None or account is None:
        raise Absent
    actor = actor_of(account, now=now, door="calendar")
    if not actor.roles:
        raise Absent
    subject = next((item for item in subjects_of(actor) if item.key == _key(feed)), None)
    if subject is None:
        raise Absent
    events = _events(college, subject, actor.today)
    version = sha256(repr((subject.title, events)).encode()).hexdigest()[:24]
    return calendar_text(f"{subject.title} · {college.short_name}", college.timezone, events, _stamp(actor)), version


def _stamp(actor: PersonActor) -> dt.datetime:
    """The day's beginning: the same text is told all day while nothing changes."""
    return actor.now.replace(hour=0, minute=0, second=0, microsecond=0)


def _events(college: College, subject: Subject, today: dt.date) -> list[Event]:
    """The lessons of a month back and the term ahead. No names of students; a teacher's feed names the group, others the teacher."""
    zone = ZoneInfo(college.timezone)
    rows = Lesson.objects.of(college.pk).filter(
        _lessons(college.pk, subject), date__gte=today - BACK, date__lte=today + AHEAD
    )
    columns = (
        "pk", "date", "starts", "ends", "state", "course__group__name", "course__discipline__short_name",
        "course__subgroup__name", "room__name", "teacher__surname",
    )  # fmt: skip
    found = []
    for pk, day, starts, ends, state, group, title, subgroup, room, teacher, link in rows.order_by(
        "date", "starts", "pk"
    ).values_list(*columns, link_shown(college.pk)):
        mine = subject.kind is FeedKind.TEACHER
        words = f"{group}: {title}" if mine else title
        note = ", ".join(part for part in (subgroup, "" if mine else teacher) if part)
        found.append(
            Event(
                f"{pk.hex}@{college.code}.zhurnal", dt.datetime.combine(day, starts, zone),
                dt.datetime.combine(day, ends, zone), words, room or "", note, cancelled=state == State.CANCELLED,
                link="" if state == State.CANCELLED else link,
            )
        )  # fmt: skip
    return found


def _lessons(college_id: UUID, subject: Subject) -> Q:
    """The subject's lessons: a student's by his groups and subgroups on the lesson's own day (A7.2)."""
    if subject.kind is FeedKind.TEACHER:
        return Q(teacher=subject.id)
    if subject.kind is FeedKind.GROUP:
        return Q(course__group=subject.id)
    day = OuterRef("date")
    member = Membership.objects.of(college_id).filter(
        Q(left__isnull=True) | Q(left__gt=day), student=subject.id, group=OuterRef("course__group"), entered__lte=day
    )
    part = SubgroupMembership.objects.of(college_id).filter(
        Q(until__isnull=True) | Q(until__gte=day),
        student=subject.id,
        subgroup=OuterRef("course__subgroup"),
        since__lte=day,
    )
    return Q(Exists(member)) & (Q(course__subgroup__isnull=True) | Q(Exists(part)))
