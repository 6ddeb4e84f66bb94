"""What a college sets of a rule."""

from django.db import models

from zhurnal.checks.rules.catalogue import Rule
from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person


class RuleSetting(CollegeOwned):
    """A rule switched on or off, with its number; ``number`` null follows the usual one. The record of changes keeps what was before."""

    rule = models.CharField(max_length=24, choices=[(rule.value, rule.value) for rule in Rule])
    enabled = models.BooleanField(default=True)
    number = models.SmallIntegerField(null=True)
    set_by = CollegeForeignKey(Person, null=True)
    set_at = models.DateTimeField()

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "rule"], name="rulesetting_rule"),
            models.CheckConstraint(
                condition=models.Q(number__isnull=True) | models.Q(number__gte=0, number__lte=100),
                name="rulesetting_number",
            ),
        ]

    def __str__(self) -> str:
        return self.rule
