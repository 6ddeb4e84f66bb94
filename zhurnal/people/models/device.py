"""Browsers in which an account has been opened."""

from django.db import models

from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models.account import Account


class Device(CollegeOwned):
    """A browser in which a person has signed in: known by a cookie of the college, of which ``mark`` is the digest (64 hexadecimal digits).

    Every sign-in in the browser gives it another cookie; ``former`` is the digest of the one before, which holds until the next
    sign-in, for an answer may be lost on the way.
    """

    account = CollegeForeignKey(Account)
    mark = models.CharField(max_length=64)
    former = models.CharField(max_length=64, blank=True, default="", db_default="")
    name = models.CharField(max_length=80, blank=True)
    network = models.CharField(max_length=50, blank=True)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "account", "mark"], name="device_once"),
        ]
        indexes = [  # a browser is looked for before it is known whose it is
            models.Index(fields=["college", "mark"], name="device_mark"),
            models.Index(fields=["college", "former"], name="device_former"),
        ]

    def __str__(self) -> str:
        return self.name
