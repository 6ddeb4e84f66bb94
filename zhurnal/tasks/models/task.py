"""A management task (поручение) and where it stands with each assignee (1.3)."""

from datetime import date

from django.db import models
from django.db.models.functions import Coalesce

from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person
from zhurnal.tasks.rules.about import LENGTH
from zhurnal.tasks.rules.rhythm import RHYTHM_WORDS, Rhythm
from zhurnal.tasks.rules.states import STATE_WORDS, State


class Task(CollegeOwned):
    """Поручение: what, until when, by whom. ``about``: the place it is about, as ``rules.about``; ``place``: that place in words.

    ``series``: the first of the tasks that came again, which has it as well. ``day``: of the month, on which it is due.
    ``planned``: the deadline before it was first moved, None while it stands; the next of the series is counted from it.
    ``goes_on``: the night makes the next one when this one's deadline has passed.
    """

    text = models.CharField(max_length=2000)
    giver = CollegeForeignKey(Person)
    given_at = models.DateTimeField()
    due = models.DateField()
    planned = models.DateField(null=True)
    about = models.CharField(max_length=LENGTH, blank=True)
    place = models.CharField(max_length=200, blank=True)
    rhythm = models.CharField(
        max_length=8, default=Rhythm.ONCE, choices=[(one.value, RHYTHM_WORDS[one]) for one in Rhythm]
    )
    day = models.SmallIntegerField(default=1)
    series = models.UUIDField(null=True)
    goes_on = models.BooleanField(default=False)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(
                models.F("college"),
                models.F("series"),
                Coalesce("planned", "due"),
                condition=models.Q(series__isnull=False),
                name="task_series_once",
            ),
            models.CheckConstraint(condition=models.Q(day__gte=1, day__lte=31), name="task_day"),
        ]
        indexes = [
            models.Index(fields=["college", "giver", "due"], name="task_giver"),
            models.Index(fields=["college", "due"], name="task_goes_on", condition=models.Q(goes_on=True)),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def place_in_series(self) -> date:
        """The deadline by the rhythm, wherever it was moved."""
        planned: date | None = self.planned
        due: date = self.due
        return planned or due


class Assignment(CollegeOwned):
    """A task with one of its assignees. ``reminded_for``: the deadline of which he was reminded the day before."""

    task = CollegeForeignKey(Task)
    person = CollegeForeignKey(Person)
    state = models.CharField(
        max_length=10, default=State.GIVEN, choices=[(one.value, STATE_WORDS[one]) for one in State]
    )
    reported_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    reminded_for = models.DateField(null=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "task", "person"], name="assignment_once"),
        ]
        indexes = [models.Index(fields=["college", "person", "state"], name="assignment_person")]

    def __str__(self) -> str:
        return f"{self.state}"
