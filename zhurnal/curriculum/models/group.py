"""Groups, subgroups, and who was in them when (A7)."""

from django.db import models

from zhurnal.academic_year.models import AcademicYear
from zhurnal.curriculum.models.plan import Curriculum
from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned, Department
from zhurnal.people.models import Person


class Group(CollegeOwned):
    """A study group in one academic year. From ``closed_on`` on nobody enters it.

    ``modules_viewed_until``: the day up to which a checker has looked through its pages of practice and exams of modules, and
    nothing is written about them any more; pages of lessons have days of their own (``Course.viewed_until``).
    """

    name = models.CharField(max_length=40)
    department = CollegeForeignKey(Department)
    curriculum = CollegeForeignKey(Curriculum, null=True)
    course_year = models.SmallIntegerField(default=1)
    year = CollegeForeignKey(AcademicYear)
    closed_on = models.DateField(null=True)
    modules_viewed_until = models.DateField(null=True)
    outer_key = models.CharField(max_length=120, blank=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "year", "name"], name="group_year_name"),
        ]

    def __str__(self) -> str:
        return self.name


class GroupLeader(CollegeOwned):
    """Руководитель группы (куратор) from a date."""

    group = CollegeForeignKey(Group)
    person = CollegeForeignKey(Person)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta(CollegeOwned.Meta):
        indexes = [
            models.Index(fields=["college", "person"], name="groupleader_person"),
            models.Index(fields=["college", "group"], name="groupleader_group"),
        ]

    def __str__(self) -> str:
        return f"{self.since}"


class Membership(CollegeOwned):
    """A student on a group's list: from ``entered`` to the day before ``left`` (A7.2, A7.3).

    ``recorded_at`` tells whether an earlier roll call («все присутствуют») could have meant him.
    """

    group = CollegeForeignKey(Group)
    student = CollegeForeignKey(Person)
    entered = models.DateField()
    left = models.DateField(null=True)
    order_in = models.CharField(max_length=60, blank=True)
    order_out = models.CharField(max_length=60, blank=True)
    note = models.CharField(max_length=120, blank=True)
    recorded_at = models.DateTimeField()

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "group", "student", "entered"], name="membership_once"),
            models.CheckConstraint(
                condition=models.Q(left__isnull=True) | models.Q(left__gte=models.F("entered")),
                name="membership_forward",
            ),
        ]
        indexes = [models.Index(fields=["college", "student"], name="membership_student")]

    def __str__(self) -> str:
        return f"{self.entered}–{self.left or ''}"


class Subgroup(CollegeOwned):
    """A part of a group with its own teacher and record (3.7, A5.2)."""

    group = CollegeForeignKey(Group)
    name = models.CharField(max_length=60)
    number = models.SmallIntegerField(default=1)
    outer_key = models.CharField(max_length=120, blank=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "group", "name"], name="subgroup_name"),
        ]

    def __str__(self) -> str:
        return self.name


class SubgroupMembership(CollegeOwned):
    """A student in a subgroup from a date."""

    subgroup = CollegeForeignKey(Subgroup)
    student = CollegeForeignKey(Person)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "subgroup", "student", "since"], name="subgroupmembership_once"),
        ]
        indexes = [models.Index(fields=["college", "student"], name="subgroupmembership_student")]

    def __str__(self) -> str:
        return f"{self.since}"
