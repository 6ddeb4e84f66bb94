"""For which lesson a task was set."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Task:
    """Homework set in a lesson of ``given``, perhaps with a day; ``personal``: set to this student alone."""

    given: date
    text: str
    due: date | None = None
    personal: bool = False


def falls_on(task: Task, previous: date | None, lesson: date) -> bool:
    """Whether the task is for the lesson of that day; ``previous`` is the course's lesson before it.

    A task without a day is for the next lesson. A task for a day without a lesson is for the first lesson after it.
    """
    if task.given >= lesson:
        return False
    if task.due is None:
        return task.given == previous
    return task.due <= lesson and (previous is None or task.due > previous)


def tasks_for(lesson: date, days: Iterable[date], tasks: Iterable[Task]) -> list[Task]:
    """The tasks of one course for its lesson of that day; ``days``: when the course has lessons."""
    previous = max((day for day in days if day < lesson), default=None)
    found = [task for task in tasks if falls_on(task, previous, lesson)]
    return sorted(found, key=lambda task: (task.personal, task.given))
