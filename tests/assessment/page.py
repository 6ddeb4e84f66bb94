"""A page of a journal near the end of its term, for tests of results: four lessons of marks in «electro»."""

from datetime import UTC, datetime, timedelta

from tests.journal.written_day import add_work, put
from tests.worlds import TODAY, World, add_lesson
from zhurnal.assessment.models import Result
from zhurnal.assessment.rules.levels import Level
from zhurnal.curriculum.models import Course, Membership

# student → marks in four lessons («н» stands in attendance); the others have nothing and are «н/а» by the usual rule
MARKS = {
    "student": ("4", "5", "4", "5"),  # 4,50
    "classmate": ("3", "4", "3", "3"),  # 3,25
    "adult": ("н", "н", "н", "5"),
}


def write_marks(world: World, course: str = "electro", teacher: str = "teacher") -> None:
    """Four lessons in the weeks before the world's day, an oral answer in each."""
    for place in range(4):
        key = f"{course}-{place}"
        add_lesson(world, key, course, teacher, TODAY - timedelta(days=35 - 7 * place), 1)
        add_work(world, key, 1, "oral")
        for student, values in MARKS.items():
            slot = 0 if values[place] == "н" else 1
            put(world, student, key, slot, values[place], course=course)


def set_all(world: World, group: str = "Э-21", value: str = "4") -> None:
    """Every student of every page of the group gets a term mark, as if the teachers had set them."""
    own = world.groups[group]
    people = Membership.objects.of(world.id).filter(group=own).values_list("student_id", flat=True)
    Result.objects.bulk_create(
        Result(
            college=world.college, student_id=student, discipline_id=course.discipline_id, term=world.term, course=course,
            group=own, level=Level.TERM, semester=3, value=value, reason="по работам семестра", set_at=datetime.now(UTC),
        )
        for course in Course.objects.of(world.id).filter(group=own)
        for student in people
    )  # fmt: skip
