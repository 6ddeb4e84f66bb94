"""What every act of destruction has: a number, a commission, two people."""

from django.db import models

from zhurnal.archive.rules.retention import ACT_WORDS, ActState
from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person


class ActOfTwo(CollegeOwned):
    """Numbered within the college, drawn up by one person with a commission, carried out by another, once; never changed after that."""

    number = models.IntegerField()
    dated = models.DateField()
    chair = models.CharField(max_length=120)
    members = models.CharField(max_length=400)
    state = models.CharField(
        max_length=8, default=ActState.DRAFT, choices=[(one.value, ACT_WORDS[one]) for one in ActState]
    )
    made_by = CollegeForeignKey(Person, null=True)
    made_at = models.DateTimeField()
    done_by = CollegeForeignKey(Person, null=True)
    done_at = models.DateTimeField(null=True)

    class Meta(CollegeOwned.Meta):
        abstract = True
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "number"], name="%(class)s_number"),
            models.CheckConstraint(
                condition=models.Q(done_by__isnull=True) | ~models.Q(done_by=models.F("made_by")),
                name="%(class)s_two_people",
            ),
        ]
