"""Who came on which day (A9: активность пользователей): the only trace that a sign-in leaves once its session is over."""

from django.db import models

from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person


class VisitDay(CollegeOwned):
    """A person signed in at least once on a day; erased when its time is over. No hour, no device, no address."""

    person = CollegeForeignKey(Person)
    day = models.DateField()

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "day", "person"], name="visitday_once"),
        ]

    def __str__(self) -> str:
        return f"{self.day}"
