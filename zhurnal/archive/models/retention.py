"""How long documents are kept, and acts by which they are destroyed (A12.5)."""

from django.db import models

from zhurnal.academic_year.models import AcademicYear
from zhurnal.archive.models.acts import ActOfTwo
from zhurnal.archive.rules.retention import TITLES, Document
from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned

DOCUMENTS = [(one.value, TITLES[one]) for one in Document]


class RetentionRule(CollegeOwned):
    """A line of «вид документа → срок → статья перечня → место» as the college changed it; without a row the usual one holds."""

    document = models.CharField(max_length=20, choices=DOCUMENTS)
    years = models.SmallIntegerField()
    article = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=120, blank=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "document"], name="retentionrule_once"),
            models.CheckConstraint(condition=models.Q(years__gte=1, years__lte=100), name="retentionrule_years"),
        ]

    def __str__(self) -> str:
        return self.document


class DestructionAct(ActOfTwo):
    """Акт о выделении к уничтожению: which documents of which years are meant stands in its lines."""

    def __str__(self) -> str:
        return f"№ {self.number}"


class ActLine(CollegeOwned):
    """Documents of one kind and year that an act names: how many, and the term and article that held when it was drawn up."""

    act = CollegeForeignKey(DestructionAct)
    document = models.CharField(max_length=20, choices=DOCUMENTS)
    year = CollegeForeignKey(AcademicYear)
    units = models.IntegerField()
    years = models.SmallIntegerField()
    article = models.CharField(max_length=120, blank=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "act", "document", "year"], name="actline_once"),
        ]

    def __str__(self) -> str:
        return f"{self.document}: {self.units}"
