"""A line of a statement: one student and what became of him (A4.12)."""

from django.db import models

from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person
from zhurnal.statements.models.debt import Debt
from zhurnal.statements.models.statement import Statement
from zhurnal.statements.rules.kinds import NO_SHOW_WORDS, NoShow


class StatementLine(CollegeOwned):
    """A student in a statement. ``ticket``: № билета. ``barred``: why he is not admitted, empty when he is (A4.2).

    ``value`` and ``mastery`` as in ``assessment.models.Result``; ``debt``: the debt that this line tries to settle. ``expelled``:
    since when and by which order, of who was expelled by the statement's day; written at its closing.
    """

    statement = CollegeForeignKey(Statement)
    student = CollegeForeignKey(Person)
    ticket = models.CharField(max_length=10, blank=True)
    barred = models.CharField(max_length=300, blank=True)
    value = models.CharField(max_length=8, blank=True)
    mastery = models.CharField(max_length=10, blank=True)
    no_show = models.CharField(max_length=8, blank=True, choices=[(one.value, NO_SHOW_WORDS[one]) for one in NoShow])
    remark = models.CharField(max_length=200, blank=True)
    expelled = models.CharField(max_length=120, blank=True)
    debt = CollegeForeignKey(Debt, null=True)
    set_by = CollegeForeignKey(Person, null=True)
    set_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "statement", "student"], name="statementline_once"),
            models.CheckConstraint(
                condition=models.Q(value="") | models.Q(no_show="", barred=""), name="statementline_one_answer"
            ),
            models.CheckConstraint(condition=models.Q(version__gte=1), name="statementline_version"),
        ]
        indexes = [models.Index(fields=["college", "student"], name="statementline_student")]

    def __str__(self) -> str:
        return self.value
