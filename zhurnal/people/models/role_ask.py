"""High roles that one person has asked for and another must give."""

from django.db import models

from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned, Department
from zhurnal.people.models.person import Person
from zhurnal.people.rules.roles import ROLE_NAMES, Role


class RoleAsk(CollegeOwned):
    """A role that waits for a second person: who asked, who settled it and how. Until then it is in force nowhere."""

    person = CollegeForeignKey(Person)
    role = models.CharField(max_length=30, choices=[(role.value, ROLE_NAMES[role]) for role in Role])
    department = CollegeForeignKey(Department, null=True)
    since = models.DateField()
    until = models.DateField(null=True)
    asked_by = CollegeForeignKey(Person)
    asked_at = models.DateTimeField()
    settled_by = CollegeForeignKey(Person, null=True)
    settled_at = models.DateTimeField(null=True)
    given = models.BooleanField(default=False)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["college", "person", "role"], name="roleask_one_open", condition=models.Q(settled_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.since}"
