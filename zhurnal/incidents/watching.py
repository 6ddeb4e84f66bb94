"""The record as the watch reads it: the changes of marks with what the rules ask besides – hours, leave, lessons, where the student was."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from ipaddress import ip_network
from uuid import UUID

from django.db.models import Count, Max, Min

from zhurnal.academic_year.models import Bell
from zhurnal.incidents.reading import KNOWN_DAYS, lowest_id, marked
from zhurnal.incidents.rules.beside import Known, Use, beside, persons
from zhurnal.incidents.rules.changes import Marked, WorkingHours
from zhurnal.kernel.models import Change
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Device, Session
from zhurnal.timetable.models import Lesson, TeacherAbsence
from zhurnal.timetable.rules.ground import AbsenceState
from zhurnal.timetable.rules.lesson import State

ENTER = "people.enter"
NETWORK_DAYS = 60


def watched(actor: PersonActor, since: datetime, until: datetime) -> list[Marked]:
    """Changes of marks between two moments, with everything that the rules ask of them. A constant number of statements."""
    rows = marked(actor, since, until)
    if not rows:
        return []
    hours = _hours(actor)
    away, busy = _away(actor, rows), _busy(actor, rows)
    near = _beside(actor, rows)
    return [
        replace(
            one, outside=hours.outside(one.at), away=(one.person, one.at.date()) in away,
            idle=(one.person, one.at.date()) not in busy, beside=one.id in near,
        )
        for one in rows
    ]  # fmt: skip


def _hours(actor: PersonActor) -> WorkingHours:
    told = Bell.objects.of(actor.college_id).aggregate(first=Min("starts"), last=Max("ends"))
    return WorkingHours.of(told["first"], told["last"])


def _away(actor: PersonActor, rows: Sequence[Marked]) -> set[tuple[UUID, date]]:
    """(person, day) of whole days of absence that the office knows of."""
    days = {one.at.date() for one in rows}
    known = TeacherAbsence.objects.of(actor.college_id).filter(
        state=AbsenceState.KNOWN, pair=None, teacher__in={one.person for one in rows}, since__lte=max(days), until__gte=min(days)
    )  # fmt: skip
    told = list(known.values_list("teacher_id", "since", "until"))
    return {(teacher, day) for teacher, since, until in told for day in days if since <= day <= until}


def _busy(actor: PersonActor, rows: Sequence[Marked]) -> set[tuple[UUID, date]]:
    """(person, day) with a lesson."""
    given = Lesson.objects.of(actor.college_id).filter(
        teacher__in={one.person for one in rows}, date__in={one.at.date() for one in rows}
    )
    return set(given.exclude(state=State.CANCELLED).values_list("teacher_id", "date"))


def _beside(actor: PersonActor, rows: Sequence[Marked]) -> set[UUID]:
    """The changes that were written where their student was that day."""
    authors, students = persons(rows)
    if not students:
        return set()
    uses = _uses(actor, authors | students, rows[0].at)
    meant = [one for one in rows if one.kind and one.person != one.student and uses.get(one.student)]
    known = _known(actor, {one.device for one in meant}, {use.network for one in meant for use in uses[one.student]})
    return {one.id for one in meant if beside(one, uses.get(one.person, ()), uses[one.student], known) is not None}


def _uses(actor: PersonActor, people: set[UUID], first: datetime) -> dict[UUID, list[Use]]:
    """How people came in within the days before, and when their open sessions were last touched, in the order of time. Two statements."""
    zone, begins = actor.now.tzinfo, first - timedelta(days=KNOWN_DAYS)
    found: dict[UUID, list[Use]] = defaultdict(list)
    entries = Change.objects.of(actor.college_id).filter(pk__gte=lowest_id(begins), action=ENTER, actor_id__in=people)
    for person, at, device, told in entries.values_list("actor_id", "at", "device", "after"):
        if person is not None:
            found[person].append(Use(at.astimezone(zone), device, str((told or {}).get("network", ""))))
    midnight = datetime.combine(first.date(), time(), zone)
    held = Session.objects.filter(college=actor.college_id, account__person__in=people, seen_at__gte=midnight)
    for person, seen, device, network in held.values_list("account__person_id", "seen_at", "device", "network"):
        if seen is not None:
            found[person].append(Use(seen.astimezone(zone), device, network))
    return {person: sorted(told, key=lambda use: use.at) for person, told in found.items()}


def _known(actor: PersonActor, devices: set[str], networks: set[str]) -> Known:
    """Whose the browsers and networks are. Two statements."""
    entries = Change.objects.of(actor.college_id).filter(
        pk__gte=lowest_id(actor.now - timedelta(days=KNOWN_DAYS)), action=ENTER, device__in=devices
    )
    browsers = entries.values("device").annotate(many=Count("actor_id", distinct=True)).values_list("device", "many")
    seen = Device.objects.of(actor.college_id).filter(
        network__in=networks, last_at__gte=actor.now - timedelta(days=NETWORK_DAYS)
    )
    crowds = seen.values("network").annotate(many=Count("account", distinct=True)).values_list("network", "many")
    return Known(dict(browsers), dict(crowds), frozenset(_inside(networks)))


def _inside(networks: Iterable[str]) -> list[str]:
    return [one for one in networks if one and (ip_network(one).is_private or ip_network(one).is_loopback)]
