"""Acts by which personal data are destroyed or made nameless (ст. 21 152-ФЗ, приказ Роскомнадзора № 179)."""

from django.db import models

from zhurnal.archive.models.acts import ActOfTwo
from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person


class PersonalAct(ActOfTwo):
    """Акт об уничтожении персональных данных: who is named stands in its lines, by parts of the data."""

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
