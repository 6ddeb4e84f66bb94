"""The trace of a task: what was done and said, never changed; and the documents beside it."""

from django.db import models

from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person
from zhurnal.tasks.models.task import Assignment, Task
from zhurnal.tasks.rules.states import MOVE_WORDS, Move


class TaskWord(CollegeOwned):
    """One line of a task's trace. ``assignment``: with whom, where it is about one of the assignees; ``person``: None for the night."""

    task = CollegeForeignKey(Task)
    assignment = CollegeForeignKey(Assignment, null=True)
    person = CollegeForeignKey(Person, null=True)
    at = models.DateTimeField()
    move = models.CharField(max_length=10, choices=[(one.value, MOVE_WORDS[one]) for one in Move])
    text = models.CharField(max_length=2000, blank=True)

    class Meta(CollegeOwned.Meta):
        indexes = [models.Index(fields=["college", "task", "at"], name="taskword_task")]

    def __str__(self) -> str:
        return f"{self.move}"


class TaskFile(CollegeOwned):
    """A document beside a word; kept in the database, given out through the door only."""

    task = CollegeForeignKey(Task)
    word = CollegeForeignKey(TaskWord)
    name = models.CharField(max_length=100)
    media = models.CharField(max_length=80)
    ending = models.CharField(max_length=4)
    size = models.IntegerField()
    content = models.BinaryField()

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.CheckConstraint(condition=models.Q(size__gte=0), name="taskfile_size"),
        ]
        indexes = [models.Index(fields=["college", "task"], name="taskfile_task")]

    def __str__(self) -> str:
        return f"{self.name}.{self.ending}"
