"""Where a remote lesson is held, as its readers are told."""

from uuid import UUID

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from zhurnal.timetable.models import Substitution


def link_shown(college_id: UUID) -> Coalesce:
    """For a statement of lessons: the lesson's own address, of one that joined another lesson that one's."""
    joined = Substitution.objects.of(college_id).filter(lesson=OuterRef("pk"), host__isnull=False)
    return Coalesce(Subquery(joined.values("host__link")[:1]), F("link"))
