"""How much is written about lessons: the timetable asks before it changes them."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from zhurnal.journal.models import Entry, LessonRecord, OpenRequest, PersonalHomework, Work
from zhurnal.timetable.burdens import Burden

_PREPARED = (
    (LessonRecord, ~Q(topic="") | ~Q(homework="")),
    (Work, Q(removed=False)),
    (PersonalHomework, Q(removed=False)),
    (OpenRequest, Q()),
)
_HELD = ((LessonRecord, Q(roll_called_at__isnull=False)), (Entry, ~Q(value="")))


def burdens_of(college_id: UUID, lessons: Collection[UUID]) -> dict[UUID, Burden]:
    """lesson → what is written about it. Six statements, however many lessons."""
    found: dict[UUID, Burden] = {}
    for burden, places in ((Burden.PREPARED, _PREPARED), (Burden.HELD, _HELD)):
        for model, written in places:
            rows = model.objects.of(college_id).filter(written, lesson__in=list(lessons))
            found.update(dict.fromkeys(rows.values_list("lesson_id", flat=True).distinct(), burden))
    return found


def traces_of(college_id: UUID, lessons: Collection[UUID]) -> set[UUID]:
    """Lessons that any row of the journal names, struck out ones too: such a lesson is never deleted."""
    models = (LessonRecord, Work, PersonalHomework, OpenRequest, Entry)
    return {
        pk
        for model in models
        for pk in model.objects.of(college_id).filter(lesson__in=list(lessons)).values_list("lesson_id", flat=True)
    }
