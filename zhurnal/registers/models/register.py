"""What is known of a person, which fields the college keeps, and corrections that families propose (2.2, 3.5)."""

from django.db import models

from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person
from zhurnal.registers.rules.fields import FIELDS
from zhurnal.registers.rules.proposals import STATE_WORDS, ProposalState

KEYS = [(one.key, one.title) for one in FIELDS]


class RegisterField(CollegeOwned):
    """What a college decided about one field of the catalogue: kept or not, demanded or not."""

    field = models.CharField(max_length=30, choices=KEYS)
    used = models.BooleanField()
    required = models.BooleanField()

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "field"], name="registerfield_once"),
        ]

    def __str__(self) -> str:
        return self.field


class RegisterValue(CollegeOwned):
    """The present value of one field of one person, a student or a parent; an emptied one stays as an empty row."""

    person = CollegeForeignKey(Person)
    field = models.CharField(max_length=30, choices=KEYS)
    value = models.CharField(max_length=200, blank=True)
    changed_at = models.DateTimeField()
    changed_by = CollegeForeignKey(Person, null=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "person", "field"], name="registervalue_once"),
        ]

    def __str__(self) -> str:
        return self.field


class FormerValue(CollegeOwned):
    """What a field said until a day (the first on which it no longer did), and by which order that ended (A5.11)."""

    person = CollegeForeignKey(Person)
    field = models.CharField(max_length=30, choices=KEYS)
    value = models.CharField(max_length=200)
    until = models.DateField()
    order_words = models.CharField(max_length=60, blank=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "person", "field", "until"], name="formervalue_once"),
        ]

    def __str__(self) -> str:
        return f"{self.field} {self.until}"


class Proposal(CollegeOwned):
    """A correction proposed by a student or a parent. ``subject``: whose field it is, the student's or the parent's own."""

    student = CollegeForeignKey(Person)
    subject = CollegeForeignKey(Person)
    field = models.CharField(max_length=30, choices=KEYS)
    was = models.CharField(max_length=200, blank=True)
    value = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=300, blank=True)
    state = models.CharField(
        max_length=10,
        choices=[(state.value, STATE_WORDS[state]) for state in ProposalState],
        default=ProposalState.OPEN,
    )
    made_by = CollegeForeignKey(Person)
    made_at = models.DateTimeField()
    decided_by = CollegeForeignKey(Person, null=True)
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=300, blank=True)

    class Meta(CollegeOwned.Meta):
        indexes = [models.Index(fields=["college", "student", "state"], name="proposal_by_student")]

    def __str__(self) -> str:
        return f"{self.field}: {self.state}"
