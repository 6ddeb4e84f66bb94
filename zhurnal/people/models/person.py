"""A person, his roles with dates, and who is whose parent."""

from django.db import models

from zhurnal.kernel.search import FoldedStart
from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned, Department
from zhurnal.people.rules import names
from zhurnal.people.rules.roles import ROLE_NAMES, Role


class Person(CollegeOwned):
    """Somebody of the college: staff, student or parent. One person, one row, several roles.

    ``nameless_on``: since then nobody knows who it was; the name is one without a meaning (``rules.names.meaningless``).
    """

    surname = models.CharField(max_length=80)
    given = models.CharField(max_length=80)
    patronymic = models.CharField(max_length=80, blank=True)
    birth_date = models.DateField(null=True)
    sex = models.CharField(max_length=1, blank=True)
    email = models.CharField(max_length=254, blank=True)
    outer_key = models.CharField(max_length=120, blank=True)
    nameless_on = models.DateField(null=True)

    class Meta(CollegeOwned.Meta):
        indexes = [
            models.Index(fields=["college", "surname", "given"], name="person_college_name"),
            models.Index(fields=["college", "outer_key"], name="person_college_outer"),
            models.Index("college", FoldedStart("surname"), name="person_by_surname"),
            models.Index("college", FoldedStart("given"), name="person_by_given"),
            models.Index("college", FoldedStart("patronymic"), name="person_by_patronymic"),
        ]

    def __str__(self) -> str:
        return names.full_name(self.surname, self.given, self.patronymic)

    @property
    def short(self) -> str:
        """«О. С. Кравцова»."""
        return names.short_name(self.surname, self.given, self.patronymic)

    @property
    def listed(self) -> str:
        """«Кравцова Ольга»."""
        return names.list_name(self.surname, self.given)


class FormerName(CollegeOwned):
    """How a person was called until a day, and by which order that changed (A7.1: смена ФИО)."""

    person = CollegeForeignKey(Person)
    surname = models.CharField(max_length=80)
    given = models.CharField(max_length=80)
    patronymic = models.CharField(max_length=80, blank=True)
    until = models.DateField()
    order_words = models.CharField(max_length=60, blank=True)

    class Meta(CollegeOwned.Meta):
        indexes = [models.Index(fields=["college", "person", "until"], name="formername_person")]

    def __str__(self) -> str:
        return names.full_name(self.surname, self.given, self.patronymic)


class RoleGrant(CollegeOwned):
    """A role given to a person from a date, perhaps until a date, perhaps within one department."""

    person = CollegeForeignKey(Person)
    role = models.CharField(max_length=30, choices=[(role.value, ROLE_NAMES[role]) for role in Role])
    department = CollegeForeignKey(Department, null=True)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.CheckConstraint(
                condition=~models.Q(role=Role.INSPECTOR.value) | models.Q(until__isnull=False),
                name="rolegrant_check_ends",
            ),
        ]
        indexes = [
            models.Index(fields=["college", "person"], name="rolegrant_college_person"),
            models.Index(fields=["college", "role", "person"], name="rolegrant_college_role"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.since}"


class Guardianship(CollegeOwned):
    """A parent's right to see one student's journal, with its ground and dates (2.8, A11.3)."""

    parent = CollegeForeignKey(Person)
    student = CollegeForeignKey(Person)
    since = models.DateField()
    until = models.DateField(null=True)
    basis = models.CharField(max_length=120)
    consent = models.BooleanField(default=False)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "parent", "student", "since"], name="guardianship_once"),
        ]
        indexes = [models.Index(fields=["college", "student"], name="guardianship_student")]

    def __str__(self) -> str:
        return f"{self.basis} {self.since}"
