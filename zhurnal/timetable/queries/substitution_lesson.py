"""One lesson at the office's desk: how it stands, and what could be done with it."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from zhurnal.curriculum.relations import open_on
from zhurnal.people.actor import PersonActor
from zhurnal.timetable.models import Lesson, LessonChange, Room, Substitution
from zhurnal.timetable.queries.substitution_day import MODE_WORDS
from zhurnal.timetable.queries.substitution_offers import Offers, offers_for
from zhurnal.timetable.rules.lesson import SubstitutionMode
from zhurnal.timetable.standing import Standing, standings


@dataclass(frozen=True, slots=True)
class LessonDesk:
    """``changed``: what was done with it, in words; then it can be taken back, and nothing else."""

    lesson: Standing
    changed: str
    moved: bool
    offers: Offers | None


def load_desk(actor: PersonActor, lesson: Lesson) -> LessonDesk:
    """The lesson, which a door has given."""
    own = actor.college_id
    found = standings(own, Q(pk=lesson.pk))[0]
    made = Substitution.objects.of(own).filter(Q(lesson=lesson.pk) | Q(missed=lesson.pk)).first()
    changes = LessonChange.objects.of(own).filter(lesson=lesson.pk).values_list("kind", "reason")
    kinds = dict(changes)
    changed = ""
    if made is not None:
        changed = f"{MODE_WORDS[SubstitutionMode(made.mode)]}: {made.reason}"
    elif found.cancelled:
        changed = f"отменено: {kinds['cancelled']}" if "cancelled" in kinds else "отменено"
    offers = None if changed else offers_for(actor, [found])[found.id]
    return LessonDesk(found, changed, "moved" in kinds, offers)


def room_choices(actor: PersonActor) -> list[tuple[UUID, str]]:
    """The college's rooms by name, without closed ones."""
    return list(
        Room.objects.of(actor.college_id)
        .filter(open_on(actor.today))
        .order_by("building", "name")
        .values_list("pk", "name")
    )
