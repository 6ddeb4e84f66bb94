"""A term result with a personal term, as an ill student has it (A4.6)."""

from datetime import UTC, date, datetime

from tests.worlds import World
from zhurnal.assessment.models import Result
from zhurnal.assessment.rules.levels import Level


def give_personal(
    world: World, student: str, until: date | None, value: str = "на", level: Level = Level.TERM, **more: object
) -> Result:
    """In the third semester, in the course «electro»; ``more``: other columns of the result."""
    course = world.courses["electro"]
    made: Result = Result.objects.create(
        college=world.college, student=world.people[student], discipline=course.discipline, term=world.term, course=course,
        group=course.group, level=level, semester=3, value=value, personal_until=until, set_at=datetime.now(UTC), **more,
    )  # fmt: skip
    return made
