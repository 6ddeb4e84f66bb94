"""Checkpoints of a college, and how far the term of a group is closed (A4.1)."""

from django.db import models

from zhurnal.academic_year.models import Term
from zhurnal.assessment.rules.levels import STATE_WORDS, State
from zhurnal.curriculum.models import Group
from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person

STATES = [(state.value, STATE_WORDS[state]) for state in State]


class Checkpoint(CollegeOwned):
    """Рубежная (ежемесячная) аттестация of the whole college: marks count from ``since`` to ``until``, both days included."""

    term = CollegeForeignKey(Term)
    name = models.CharField(max_length=80)
    since = models.DateField()
    until = models.DateField()
    published_at = models.DateTimeField(null=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "term", "name"], name="checkpoint_name"),
            models.CheckConstraint(condition=models.Q(until__gte=models.F("since")), name="checkpoint_forward"),
        ]

    def __str__(self) -> str:
        return self.name


class TermClosing(CollegeOwned):
    """The term of a group: where it stands between open and closed. Without a row it is open."""

    group = CollegeForeignKey(Group)
    term = CollegeForeignKey(Term)
    state = models.CharField(max_length=10, default=State.OPEN, choices=STATES)
    council_number = models.CharField(max_length=40, blank=True)
    council_date = models.DateField(null=True)
    changed_at = models.DateTimeField()

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "group", "term"], name="termclosing_once"),
        ]
        indexes = [models.Index(fields=["college", "term", "state"], name="termclosing_state")]

    def __str__(self) -> str:
        return self.state


class TermStep(CollegeOwned):
    """One step of a closing, forward or back. A request to reopen waits until it is answered, once: ``seconded_by`` agreed, or
    ``dropped_by`` declined it (``dropped_why``); whoever asked takes it back himself.
    """

    closing = CollegeForeignKey(TermClosing)
    before = models.CharField(max_length=10, choices=STATES)
    after = models.CharField(max_length=10, choices=STATES)
    made_by = CollegeForeignKey(Person, null=True)
    made_at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True)
    order_number = models.CharField(max_length=60, blank=True)
    seconded_by = CollegeForeignKey(Person, null=True)
    seconded_at = models.DateTimeField(null=True)
    dropped_by = CollegeForeignKey(Person, null=True)
    dropped_at = models.DateTimeField(null=True)
    dropped_why = models.CharField(max_length=300, blank=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(seconded_at__isnull=True) | models.Q(dropped_at__isnull=True),
                name="termstep_answered_once",
            ),
        ]
        indexes = [models.Index(fields=["college", "closing", "made_at"], name="termstep_closing")]

    def __str__(self) -> str:
        return f"{self.before}–{self.after}"

    @property
    def waits(self) -> bool:
        """Whether this is a request to reopen that nobody has answered."""
        return self.before == State.CLOSED and self.seconded_at is None and self.dropped_at is None
