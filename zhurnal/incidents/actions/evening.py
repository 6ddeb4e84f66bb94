"""Every evening: each teacher hears what was changed under his name, a responsible person what the rules found (2.9)."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

from django.db import transaction

from zhurnal.incidents.models import Anomaly, Incident
from zhurnal.incidents.policy import OFFICERS
from zhurnal.incidents.reading import columns, holders, marked
from zhurnal.incidents.rules.changes import Column, Marked, ending_hour, to_look_at, window
from zhurnal.incidents.rules.news import Event, SafetyNews
from zhurnal.incidents.rules.patterns import Found, find
from zhurnal.incidents.signals import safety_told
from zhurnal.incidents.trace import incidents_chain
from zhurnal.incidents.watching import watched
from zhurnal.kernel import audit
from zhurnal.kernel.ids import uuid7
from zhurnal.kernel.wording import plural
from zhurnal.organisation.models import College
from zhurnal.people.actor import PersonActor

WHY = "вечерняя сводка изменений"
BACK = timedelta(days=2)
TEACHERS = ("преподаватель", "преподавателя", "преподавателей")
SIGNALS = ("сигнал", "сигнала", "сигналов")


def watch_at_night(college: College, _today: date) -> str:
    """Where no clock called in the evening, the night does it."""
    return watch_college(college)


def watch_college(college: College, now: datetime | None = None) -> str:
    """Look over what was written, again and again without harm; tells in words what was found."""
    actor = PersonActor.system(college, WHY, now=now)
    return f"{_digest(actor)}, {_look_over(actor)}"


def _digest(actor: PersonActor) -> str:
    since, until = window(actor.now, ending_hour(actor.parameters.evening_hour))
    ends = until - timedelta(microseconds=1)
    rows: list[Marked | Column] = [*to_look_at(marked(actor, since, ends)), *columns(actor, since, ends)]
    rows.sort(key=lambda one: (one.at, one.seq))
    counts, last = Counter(one.person for one in rows), {one.person: one.at for one in rows}
    news = [
        SafetyNews(Event.DIGEST, frozenset({person}), until.date(), last[person], count)
        for person, count in sorted(counts.items())
    ]
    if news:
        with transaction.atomic():
            safety_told.send(Incident, actor=actor, news=news)
    return f"сводка изменений: {plural(len(news), TEACHERS)}"


def _look_over(actor: PersonActor) -> str:
    """Write down what the rules find in the last two days and nobody was told of."""
    found = find(watched(actor, actor.now - BACK, actor.now))
    with transaction.atomic():
        audit.lock(actor.college_id, incidents_chain(actor.college_id))
        rows = Anomaly.objects.of(actor.college_id).filter(key__in=[one.key for one in found])
        known = set(rows.values_list("key", flat=True))
        fresh = [one for one in found if one.key not in known]
        Anomaly.objects.bulk_create(_row(actor, one) for one in fresh)
        if fresh:
            told = frozenset(holders(actor, OFFICERS))
            news = SafetyNews(Event.ANOMALIES, told, actor.today, actor.now, len(fresh))
            safety_told.send(Anomaly, actor=actor, news=[news])
    return f"новых сигналов: {plural(len(fresh), SIGNALS)}"


def _row(actor: PersonActor, found: Found) -> Anomaly:
    facts = {"changes": found.changes, "students": found.students, "devices": list(found.devices)}
    return Anomaly(
        id=uuid7(), college_id=actor.college_id, key=found.key, rule=found.rule, person_id=found.person,
        student_id=found.student, first_at=found.first.astimezone(UTC), last_at=found.last.astimezone(UTC), facts=facts,
        found_at=actor.now.astimezone(UTC),
    )  # fmt: skip
