"""The curriculum (учебный план) and its disciplines."""

from django.db import models

from zhurnal.curriculum.rules.kinds import ItemKind, JournalKind
from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned


class Curriculum(CollegeOwned):
    """A plan of one specialty for those who begin in ``start_year``.

    ``graphic``: its weeks of practice, session and holidays, as ``rules/graphic.py`` writes them; "" where its file has none.
    """

    specialty_code = models.CharField(max_length=20)
    specialty_name = models.CharField(max_length=250)
    qualification = models.CharField(max_length=250, blank=True)
    title = models.CharField(max_length=250)
    base = models.CharField(max_length=120, blank=True)
    form = models.CharField(max_length=60, blank=True)
    start_year = models.SmallIntegerField(null=True)
    graphic = models.TextField(blank=True)
    outer_key = models.CharField(max_length=160, blank=True)

    class Meta(CollegeOwned.Meta):
        indexes = [models.Index(fields=["college", "specialty_code"], name="curriculum_specialty")]

    def __str__(self) -> str:
        return self.title


class PlanItem(CollegeOwned):
    """A row of the plan: cycle, discipline, module, МДК, practice, exam."""

    curriculum = CollegeForeignKey(Curriculum)
    parent = CollegeForeignKey("self", null=True)
    index = models.CharField(max_length=30)
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in ItemKind])
    position = models.SmallIntegerField(default=0)
    outer_key = models.CharField(max_length=120, blank=True)

    class Meta(CollegeOwned.Meta):
        indexes = [models.Index(fields=["college", "curriculum", "position"], name="planitem_order")]

    def __str__(self) -> str:
        return f"{self.index} {self.name}"


class PlanLoad(CollegeOwned):
    """Hours (academic) of a plan row in a semester, by kind, and its forms of attestation: «ДЗ», «Э, КП» (``rules/attestation.py``).

    ``joint``: the name of the attestation that several rows of the semester share (комплексный); "" for one of its own.
    """

    item = CollegeForeignKey(PlanItem)
    semester = models.SmallIntegerField()
    hours_total = models.SmallIntegerField(default=0)
    lectures = models.SmallIntegerField(default=0)
    practicals = models.SmallIntegerField(default=0)
    labs = models.SmallIntegerField(default=0)
    course_project = models.SmallIntegerField(default=0)
    self_study = models.SmallIntegerField(default=0)
    consultations = models.SmallIntegerField(default=0)
    exam_hours = models.SmallIntegerField(default=0)
    attestation = models.CharField(max_length=20, blank=True)
    joint = models.CharField(max_length=160, blank=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "item", "semester"], name="planload_semester"),
        ]

    def __str__(self) -> str:
        return f"{self.semester}: {self.hours_total}"


class Discipline(CollegeOwned):
    """What is taught, by index and full name as in the plan; МДК and practices belong to the journal of modules.

    From ``closed_on`` on it is not offered; its journals stay.
    """

    index = models.CharField(max_length=30, blank=True)
    name = models.CharField(max_length=300)
    short_name = models.CharField(max_length=80)
    kind = models.CharField(
        max_length=10, default=JournalKind.THEORY, choices=[(k.value, k.value) for k in JournalKind]
    )
    plan_item = CollegeForeignKey(PlanItem, null=True)
    closed_on = models.DateField(null=True)
    outer_key = models.CharField(max_length=120, blank=True)

    class Meta(CollegeOwned.Meta):
        indexes = [models.Index(fields=["college", "name"], name="discipline_name")]

    def __str__(self) -> str:
        return f"{self.index} {self.name}".strip()
