"""A college and its departments."""

from typing import ClassVar

from django.db import models

from zhurnal.kernel.ids import uuid7
from zhurnal.organisation.models.owned import CollegeOwned
from zhurnal.organisation.rules.parameters import Parameters, read_parameters


class College(models.Model):
    """A college: the owner of every other row. ``code`` stands in its sign-in address.

    ``due_on``: the earliest day on which something that was written ahead takes effect (``organisation.agenda``).
    ``reminded_at``: the beginning of the last evening of which the teachers were reminded.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.SlugField(max_length=20, unique=True)
    name = models.CharField(max_length=250)
    short_name = models.CharField(max_length=60)
    timezone = models.CharField(max_length=40, default="Europe/Moscow")
    parameters = models.JSONField(default=dict)
    due_on = models.DateField(null=True)
    reminded_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager["College"]] = models.Manager()

    def __str__(self) -> str:
        return self.short_name

    @property
    def settings(self) -> Parameters:
        """The college's parameters with defaults filled in."""
        return read_parameters(self.parameters)


class Department(CollegeOwned):
    """Отделение: groups under one head."""

    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=40)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "name"], name="department_college_name"),
        ]

    def __str__(self) -> str:
        return self.name
