"""Acts by which personal data are destroyed or made nameless (ст. 21 152-ФЗ, приказ Роскомнадзора № 179)."""

from django.db import models

from zhurnal.archive.rules.retention import ACT_WORDS, ActState
from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person


class PersonalAct(CollegeOwned):
    """Акт об уничтожении персональных данных, numbered within the college: drawn up by one person, carried out by another, once."""

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
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "number"], name="personalact_number"),
            models.CheckConstraint(
                condition=models.Q(done_by__isnull=True) | ~models.Q(done_by=models.F("made_by")),
                name="personalact_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"№ ПД-{self.number}"


class PersonalActLine(CollegeOwned):
    """Whose data an act names and which ``parts`` of them (``rules.personal``), apart by spaces; never the data. ``rows``: how many
    rows of the database were destroyed or emptied."""

    act = CollegeForeignKey(PersonalAct)
    person = CollegeForeignKey(Person)
    parts = models.CharField(max_length=120)
    rows = models.IntegerField(default=0)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "act", "person"], name="personalactline_once"),
        ]
        indexes = [models.Index(fields=["college", "person"], name="personalactline_person")]

    def __str__(self) -> str:
        return self.parts
