"""A statement (ведомость): the numbered document that decides final marks (A4.12)."""

from django.db import models

from zhurnal.academic_year.models import AcademicYear, Term
from zhurnal.assessment.rules.levels import LEVEL_WORDS
from zhurnal.curriculum.models import Discipline, Group
from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person
from zhurnal.statements.rules.kinds import KIND_WORDS, LEVELS, PART_WORDS, STATE_WORDS, Kind, Part, State


class Statement(CollegeOwned):
    """One statement of a group in a discipline and term; ``number`` is given when it is opened, without gaps in a year.

    ``semester``: of the plan. ``form``: as the plan names it (З, ДЗ, Э, КП …). ``hours``: of the discipline in the term.
    ``previous``: the statement whose debts it settles, or which it corrects. ``version`` counts changes of the document.
    """

    year = CollegeForeignKey(AcademicYear)
    number = models.IntegerField(null=True)
    kind = models.CharField(max_length=12, default=Kind.MAIN, choices=[(one.value, KIND_WORDS[one]) for one in Kind])
    group = CollegeForeignKey(Group)
    discipline = CollegeForeignKey(Discipline)
    term = CollegeForeignKey(Term)
    semester = models.SmallIntegerField()
    level = models.CharField(max_length=10, choices=[(level.value, LEVEL_WORDS[level]) for level in LEVELS])
    form = models.CharField(max_length=20)
    hours = models.SmallIntegerField(default=0)
    dated = models.DateField()
    state = models.CharField(
        max_length=10, default=State.DRAFT, choices=[(one.value, STATE_WORDS[one]) for one in State]
    )
    previous = CollegeForeignKey("self", null=True)
    opened_by = CollegeForeignKey(Person, null=True)
    opened_at = models.DateTimeField(null=True)
    closed_by = CollegeForeignKey(Person, null=True)
    closed_at = models.DateTimeField(null=True)
    cancelled_why = models.CharField(max_length=300, blank=True)
    version = models.IntegerField(default=1)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "year", "number"], name="statement_number"),
            models.UniqueConstraint(
                fields=["college", "group", "discipline", "term", "level"],
                condition=models.Q(kind=Kind.MAIN) & ~models.Q(state=State.CANCELLED),
                name="statement_main_once",
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=1)
                | models.Q(number__isnull=True, state__in=[State.DRAFT, State.CANCELLED]),
                name="statement_numbered",
            ),
            models.CheckConstraint(condition=models.Q(semester__gte=1, semester__lte=12), name="statement_semester"),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=False) | ~models.Q(state=State.CLOSED), name="statement_closed"
            ),
        ]
        indexes = [
            models.Index(fields=["college", "term", "group"], name="statement_group"),
            models.Index(fields=["college", "dated"], name="statement_dated"),
        ]

    def __str__(self) -> str:
        return f"№ {self.number}" if self.number else "без номера"


class StatementDiscipline(CollegeOwned):
    """A further discipline to which the same mark goes: комплексный экзамен или зачёт."""

    statement = CollegeForeignKey(Statement)
    discipline = CollegeForeignKey(Discipline)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "statement", "discipline"], name="statementdiscipline_once"),
        ]

    def __str__(self) -> str:
        return f"{self.discipline_id}"


class Examiner(CollegeOwned):
    """Who takes the examination and fills the statement in; a commission has a chair and members (A4.8)."""

    statement = CollegeForeignKey(Statement)
    person = CollegeForeignKey(Person)
    part = models.CharField(
        max_length=10, default=Part.EXAMINER, choices=[(one.value, PART_WORDS[one]) for one in Part]
    )

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "statement", "person"], name="examiner_once"),
            models.UniqueConstraint(
                fields=["college", "statement"], condition=models.Q(part=Part.CHAIR), name="examiner_one_chair"
            ),
        ]
        indexes = [models.Index(fields=["college", "person"], name="examiner_person")]

    def __str__(self) -> str:
        return self.part


class Reopening(CollegeOwned):
    """A closed statement is opened again by two people: one asks with a reason, another one answers."""

    statement = CollegeForeignKey(Statement)
    reason = models.CharField(max_length=300)
    asked_by = CollegeForeignKey(Person, null=True)
    asked_at = models.DateTimeField()
    answered_by = CollegeForeignKey(Person, null=True)
    answered_at = models.DateTimeField(null=True)
    declined = models.BooleanField(default=False)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["college", "statement"],
                condition=models.Q(answered_at__isnull=True),
                name="reopening_one_waits",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_by__isnull=True) | ~models.Q(answered_by=models.F("asked_by")),
                name="reopening_two_people",
            ),
        ]

    def __str__(self) -> str:
        return self.reason
