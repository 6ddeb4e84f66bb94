"""An academic debt, the time that is not counted, and the tries to settle it (A4.8)."""

from django.db import models

from zhurnal.academic_year.models import Term
from zhurnal.assessment.rules.levels import LEVEL_WORDS, Level
from zhurnal.curriculum.models import Discipline, Group
from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person
from zhurnal.statements.models.statement import Statement
from zhurnal.statements.rules.kinds import (
    ARISEN_WORDS,
    ENDED_WORDS,
    OUTCOME_WORDS,
    PAUSE_WORDS,
    UNCOUNTED,
    Arisen,
    Ended,
    Outcome,
    Pause,
)


class Debt(CollegeOwned):
    """What a student has to settle: a discipline in a term at a level of attestation.

    ``source``: the statement it arose from, null without one (a term mark, a practice, a difference after a transfer).
    ``group``: his group then. ``due_on``: the last day, already moved by its pauses. ``settled``: the statement that closed it.
    ``personal_until``: of who was ill, the end of the personal term to make it up, from which the year runs (A4.6).
    """

    student = CollegeForeignKey(Person)
    discipline = CollegeForeignKey(Discipline)
    term = CollegeForeignKey(Term)
    semester = models.SmallIntegerField()
    group = CollegeForeignKey(Group, null=True)
    level = models.CharField(max_length=10, choices=[(level.value, LEVEL_WORDS[level]) for level in Level])
    form = models.CharField(max_length=20, blank=True)
    arisen = models.CharField(max_length=14, choices=[(one.value, ARISEN_WORDS[one]) for one in Arisen])
    arisen_on = models.DateField()
    personal_until = models.DateField(null=True)
    due_on = models.DateField()
    source = CollegeForeignKey(Statement, null=True)
    closed_on = models.DateField(null=True)
    settled = CollegeForeignKey(Statement, null=True)
    ended = models.CharField(max_length=10, blank=True, choices=[(one.value, ENDED_WORDS[one]) for one in Ended])
    note = models.CharField(max_length=300, blank=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["college", "student", "discipline", "term", "level"],
                condition=models.Q(closed_on__isnull=True),
                name="debt_open_once",
            ),
            models.CheckConstraint(condition=models.Q(due_on__gte=models.F("arisen_on")), name="debt_forward"),
            models.CheckConstraint(
                condition=models.Q(closed_on__isnull=True, ended="")
                | models.Q(closed_on__isnull=False) & ~models.Q(ended=""),
                name="debt_ended",
            ),
        ]
        indexes = [
            models.Index(fields=["college", "student"], name="debt_student"),
            models.Index(fields=["college", "group", "term"], name="debt_group"),
        ]

    def __str__(self) -> str:
        return f"{self.arisen_on}"


class DebtPause(CollegeOwned):
    """Days from ``since`` to ``until``, both included, that are not counted into the year of a debt, and the paper for it."""

    debt = CollegeForeignKey(Debt)
    reason = models.CharField(max_length=10, choices=[(one.value, PAUSE_WORDS[one]) for one in Pause])
    since = models.DateField()
    until = models.DateField()
    ground = models.CharField(max_length=200)
    made_by = CollegeForeignKey(Person, null=True)
    made_at = models.DateTimeField()

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.CheckConstraint(condition=models.Q(until__gte=models.F("since")), name="debtpause_forward"),
        ]
        indexes = [models.Index(fields=["college", "debt"], name="debtpause_debt")]

    def __str__(self) -> str:
        return f"{self.since}–{self.until}"


class DebtTry(CollegeOwned):
    """A retake: planned for a day, later written in a statement; ``number`` 1 is the first, 2 is before a commission.

    A try to which the student did not come for a valid reason, or was not let, stays, and the next one bears its number again.
    """

    debt = CollegeForeignKey(Debt)
    number = models.SmallIntegerField()
    planned_on = models.DateField()
    place = models.CharField(max_length=80, blank=True)
    statement = CollegeForeignKey(Statement, null=True)
    outcome = models.CharField(
        max_length=8, default=Outcome.PLANNED, choices=[(one.value, OUTCOME_WORDS[one]) for one in Outcome]
    )

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["college", "debt", "number"],
                condition=~models.Q(outcome__in=UNCOUNTED),
                name="debttry_number",
            ),
            models.CheckConstraint(condition=models.Q(number__gte=1, number__lte=2), name="debttry_two"),
        ]
        indexes = [models.Index(fields=["college", "planned_on"], name="debttry_planned")]

    def __str__(self) -> str:
        return f"{self.number}: {self.planned_on}"
