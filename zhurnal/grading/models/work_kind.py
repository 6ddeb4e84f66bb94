"""Kinds of work and what they weigh (clause 2.4; A2.11)."""

from django.db import models

from zhurnal.organisation.models import CollegeOwned


class WorkKind(CollegeOwned):
    """«Устный опрос», «лабораторная работа»…; ``weight`` in hundredths (100 = weight 1).

    ``marks_everyone``: every present student must get a mark (A2.6). ``closed_on``: the first day of whose lessons the kind is offered no
    more; columns that stand keep it. A kind is never deleted.
    """

    code = models.CharField(max_length=20)
    name = models.CharField(max_length=80)
    short = models.CharField(max_length=6)
    weight = models.SmallIntegerField(default=100)
    marks_everyone = models.BooleanField(default=False)
    position = models.SmallIntegerField(default=0)
    closed_on = models.DateField(null=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "code"], name="workkind_college_code"),
            models.UniqueConstraint(
                fields=["college", "short"], condition=models.Q(closed_on__isnull=True), name="workkind_short"
            ),
            models.CheckConstraint(condition=models.Q(weight__gte=0, weight__lte=1000), name="workkind_weight"),
        ]

    def __str__(self) -> str:
        return self.name
