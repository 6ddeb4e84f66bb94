"""Competences of a module (ОК, ПК) and who has mastered them."""

from django.db import models

from zhurnal.curriculum.models import PlanItem
from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person


class Competence(CollegeOwned):
    """A competence that a module of a plan forms: «ПК 1.1» with its words."""

    module = CollegeForeignKey(PlanItem)
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=400)
    position = models.SmallIntegerField(default=0)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "module", "code"], name="competence_code"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class CompetenceMastery(CollegeOwned):
    """Whether a student has mastered a competence; without a row nobody has judged yet."""

    competence = CollegeForeignKey(Competence)
    student = CollegeForeignKey(Person)
    mastered = models.BooleanField()
    set_by = CollegeForeignKey(Person, null=True)
    set_at = models.DateTimeField()

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "competence", "student"], name="competencemastery_once"),
        ]
        indexes = [models.Index(fields=["college", "student"], name="competencemastery_student")]

    def __str__(self) -> str:
        return "освоена" if self.mastered else "не освоена"
