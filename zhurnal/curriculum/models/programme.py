"""Work programmes: the topics offered to the teacher lesson by lesson (1.11 b, A5.13)."""

from django.db import models

from zhurnal.curriculum.models.plan import Discipline
from zhurnal.curriculum.rules.kinds import TopicKind
from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person


class WorkProgramme(CollegeOwned):
    """Рабочая программа / КТП of a discipline, shared by parallel groups.

    ``version`` counts the copies of one programme, ``copied_from`` is the one before; ``revision`` counts savings, so that
    two editors never overwrite one another.
    """

    discipline = CollegeForeignKey(Discipline)
    title = models.CharField(max_length=250)
    version = models.SmallIntegerField(default=1)
    copied_from = CollegeForeignKey("self", null=True)
    made_by = CollegeForeignKey(Person, null=True)
    revision = models.IntegerField(default=0)

    class Meta(CollegeOwned.Meta):
        indexes = [models.Index(fields=["college", "discipline"], name="workprogramme_discipline")]

    def __str__(self) -> str:
        return self.title


class ProgrammeTopic(CollegeOwned):
    """One class of the programme: its topic, hours and homework."""

    programme = CollegeForeignKey(WorkProgramme)
    number = models.SmallIntegerField()
    title = models.CharField(max_length=500)
    hours = models.SmallIntegerField(default=2)
    kind = models.CharField(max_length=15, default=TopicKind.LECTURE, choices=[(k.value, k.value) for k in TopicKind])
    homework = models.CharField(max_length=1000, blank=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "programme", "number"], name="programmetopic_number"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"
