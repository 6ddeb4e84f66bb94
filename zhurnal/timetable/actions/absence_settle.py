"""All lessons of an absence settled at once: each by its own way, and each refusal beside its lesson."""

from collections.abc import Mapping
from uuid import UUID

from django.db.models import Q

from zhurnal.kernel import policy
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.timetable.actions.substitution import arrange
from zhurnal.timetable.actions.substitution_desk import settlement
from zhurnal.timetable.models import TeacherAbsence
from zhurnal.timetable.policy import ABSENCE, SET
from zhurnal.timetable.rules.arranging import NO_WAY, parse_way
from zhurnal.timetable.rules.ground import Cause, Ground
from zhurnal.timetable.rules.news import Settled


def settle(actor: PersonActor, absence: TeacherAbsence, ways: Mapping[UUID, str]) -> dict[UUID, Refusal]:
    """Do what was chosen for each lesson (lesson → way in text); answers why some could not be done.

    Only lessons of this absence within the actor's reach are touched; the cause is the absence's own.
    """
    policy.require(actor, ABSENCE, absence)
    ground = _ground(absence)
    days = Q(date__gte=absence.since, date__lte=absence.until, teacher=absence.teacher_id)
    refused: dict[UUID, Refusal] = {}
    with settlement(actor, Settled(absence.pk, absence.teacher_id)):
        for lesson in policy.visible(actor, SET).filter(days, pk__in=list(ways)).order_by("date", "pair", "pk"):
            way = parse_way(ways[lesson.pk])
            refusal = arrange(actor, lesson, way, ground) if way else NO_WAY
            if refusal is not None:
                refused[lesson.pk] = refusal
    return refused


def _ground(absence: TeacherAbsence) -> Ground:
    """The ground whose words are the absence's own."""
    plain = Ground(Cause(absence.cause))
    if plain.words == absence.reason:
        return plain
    return Ground(Cause(absence.cause), absence.reason.removeprefix(f"{plain.words}: "))
