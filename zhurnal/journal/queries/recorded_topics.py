"""Topics of work programmes that lessons have recorded: the curriculum asks before it lets one go."""

from uuid import UUID

from zhurnal.curriculum.holders import Held
from zhurnal.journal.models import LessonRecord
from zhurnal.kernel import dates


def recorded_topics(college_id: UUID, programme_id: UUID) -> list[Held]:
    """Recorded topics of a programme with the day and the group of the lesson."""
    rows = LessonRecord.objects.of(college_id).filter(programme_topic__programme=programme_id)
    values = rows.order_by("lesson__date").values_list(
        "programme_topic", "course", "lesson__date", "course__group__name"
    )
    return [Held(topic, course, f"{dates.short(day)}, {group}") for topic, course, day, group in values]
