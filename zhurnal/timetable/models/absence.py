"""Days on which a teacher is away: told by the office, or asked for by himself (A5.6)."""

from django.db import models

from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person
from zhurnal.timetable.rules.ground import AbsenceState, Cause


class TeacherAbsence(CollegeOwned):
    """A teacher away from ``since`` to ``until``, both included; ``pair``: only that pair of a single day.

    ``state`` begins as asked when he asks himself, suggesting perhaps a colleague; the office accepts or refuses with an answer.
    """

    teacher = CollegeForeignKey(Person)
    since = models.DateField()
    until = models.DateField()
    pair = models.SmallIntegerField(null=True)
    cause = models.CharField(max_length=12, choices=[(c.value, c.value) for c in Cause])
    reason = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in AbsenceState])
    suggested = CollegeForeignKey(Person, null=True)
    recorded_by = CollegeForeignKey(Person, null=True)
    recorded_at = models.DateTimeField()
    decided_by = CollegeForeignKey(Person, null=True)
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=300, blank=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.CheckConstraint(condition=models.Q(until__gte=models.F("since")), name="teacherabsence_forward"),
        ]
        indexes = [
            models.Index(fields=["college", "teacher", "since"], name="teacherabsence_teacher"),
            models.Index(fields=["college", "until"], name="teacherabsence_until"),
        ]

    def __str__(self) -> str:
        return f"{self.since}–{self.until}"
