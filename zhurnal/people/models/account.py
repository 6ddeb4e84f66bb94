"""The account: how a person proves that he is himself."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models

from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models.person import Person


class Account(CollegeOwned, AbstractBaseUser):
    """One account of one person; logins are unique within a college and never reused.

    ``unread``: how many notices wait for him. The floor above keeps it; it stands here because every request reads this row anyway.
    ``guarded``: he has a second factor, and a password alone does not let him in.
    """

    person = CollegeForeignKey(Person)
    login = models.CharField(max_length=60)
    is_active = models.BooleanField(default=True)
    last_login = None  # the sessions tell it
    appearance = models.JSONField(default=dict)
    unread = models.IntegerField(default=0, db_default=0)
    guarded = models.BooleanField(default=False, db_default=False)

    # A login is unique only with its college, and Django wants one unique field here.
    USERNAME_FIELD = "id"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "login"], name="account_college_login"),
            models.UniqueConstraint(fields=["college", "person"], name="account_college_person"),
        ]

    def __str__(self) -> str:
        return self.login
