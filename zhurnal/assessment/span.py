"""The days whose marks decide a result."""

from datetime import date

from zhurnal.assessment.models import Checkpoint
from zhurnal.curriculum.models import Course


def span(course: Course, checkpoint: Checkpoint | None, today: date) -> tuple[date, date]:
    """The days whose marks decide: of the term, or of the checkpoint, up to today; ``course`` comes with its term."""
    if checkpoint is not None:
        return checkpoint.since, min(checkpoint.until, max(today, checkpoint.since))
    return course.term.starts, min(course.term.ends, max(today, course.term.starts))
