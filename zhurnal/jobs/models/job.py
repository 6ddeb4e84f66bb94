"""A job: what somebody asked to have done while he goes on working."""

from django.db import models

from zhurnal.jobs.rules.states import STATE_NAMES, State, share
from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person


class Job(CollegeOwned):
    """``kind`` names the work (``jobs.works``), ``arguments`` are its JSON; ``done`` of ``total`` units are made.

    ``said``: what is being made now, or the sentence why it stopped; ``fault``: the number in the log of an unexpected error.
    ``units``: keys of what the result holds; whoever takes it must reach all of it still.
    The pieces and the result lie in the folder ``jobs/<id>`` of the state folder until ``keep_until``.
    """

    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    arguments = models.JSONField(default=dict)
    asked_by = CollegeForeignKey(Person)
    asked_at = models.DateTimeField()
    state = models.CharField(
        max_length=9, choices=[(state.value, state.value) for state in State], default=State.WAITING
    )
    done = models.IntegerField(default=0)
    total = models.IntegerField(default=0)
    said = models.CharField(max_length=300, blank=True)
    attempts = models.SmallIntegerField(default=0)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=8, blank=True)
    units = models.JSONField(default=list)
    file_name = models.CharField(max_length=150, blank=True)
    file_bytes = models.BigIntegerField(default=0)
    keep_until = models.DateField(null=True)

    class Meta(CollegeOwned.Meta):
        indexes = [
            models.Index(fields=["college", "asked_by", "asked_at"], name="job_asked_by"),
            models.Index(fields=["college", "state", "asked_at"], name="job_state"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def state_name(self) -> str:
        """The state in words."""
        return STATE_NAMES[State(self.state)]

    @property
    def share(self) -> int:
        """How far it is, in thousandths."""
        return share(self.done, self.total)
