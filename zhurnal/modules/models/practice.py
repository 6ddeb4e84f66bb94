"""The pages of practice in the journal of modules (A1.8): places, days, papers."""

from django.db import models

from zhurnal.academic_year.models import Term
from zhurnal.curriculum.models import Discipline, Group
from zhurnal.curriculum.rules.practice import EVERY_DAY, PracticeKind
from zhurnal.modules.rules.practice import MOST_HOURS
from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person


class Enterprise(CollegeOwned):
    """Where students have their practice; a workshop of the college too."""

    name = models.CharField(max_length=200)
    address = models.CharField(max_length=250, blank=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "name"], name="enterprise_name"),
        ]

    def __str__(self) -> str:
        return self.name


class PracticePage(CollegeOwned):
    """A page of practice: a group × a practice of its plan × the days from ``starts`` to ``ends``.

    The days are copied from the calendar when the page is opened: the timetable may be laid anew without touching what was
    written here. ``leader``: from the college; a student's own one stands at his place.
    """

    group = CollegeForeignKey(Group)
    discipline = CollegeForeignKey(Discipline)
    term = CollegeForeignKey(Term)
    kind = models.CharField(
        max_length=12, default=PracticeKind.EDUCATIONAL, choices=[(k.value, k.value) for k in PracticeKind]
    )
    starts = models.DateField()
    ends = models.DateField()
    weekdays = models.CharField(max_length=7, default=EVERY_DAY)
    hours_planned = models.SmallIntegerField(default=0)
    hours_per_day = models.SmallIntegerField(default=6)
    leader = CollegeForeignKey(Person, null=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "group", "discipline", "starts"], name="practicepage_once"),
            models.CheckConstraint(condition=models.Q(ends__gte=models.F("starts")), name="practicepage_forward"),
            models.CheckConstraint(
                condition=models.Q(hours_per_day__gte=1, hours_per_day__lte=MOST_HOURS), name="practicepage_hours"
            ),
        ]
        indexes = [models.Index(fields=["college", "leader"], name="practicepage_leader")]

    def __str__(self) -> str:
        return f"{self.kind} {self.starts}–{self.ends}"


class PracticePlace(CollegeOwned):
    """A student's place of practice, his papers, and what differs from the page: his leader and his days.

    Papers (A4.11): the day on which each came, null while it is missing.
    """

    page = CollegeForeignKey(PracticePage)
    student = CollegeForeignKey(Person)
    enterprise = CollegeForeignKey(Enterprise, null=True)
    mentor = models.CharField(max_length=160, blank=True)
    leader = CollegeForeignKey(Person, null=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    attestation_sheet = models.DateField(null=True)
    characterisation = models.DateField(null=True)
    diary = models.DateField(null=True)
    report = models.DateField(null=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "page", "student"], name="practiceplace_once"),
            models.CheckConstraint(
                condition=models.Q(since__isnull=True)
                | models.Q(until__isnull=True)
                | models.Q(until__gte=models.F("since")),
                name="practiceplace_forward",
            ),
        ]
        indexes = [
            models.Index(fields=["college", "student"], name="practiceplace_student"),
            models.Index(fields=["college", "leader"], name="practiceplace_leader"),
        ]

    def __str__(self) -> str:
        return self.mentor


class PracticeDay(CollegeOwned):
    """What a student did on a day of practice: kinds of work and hours; 0 hours is that he was not there.

    ``led_by``: the page's leader when the day was first written, to whom its hours go whoever leads later; null without one.
    """

    page = CollegeForeignKey(PracticePage)
    student = CollegeForeignKey(Person)
    date = models.DateField()
    hours = models.SmallIntegerField()
    work = models.CharField(max_length=500, blank=True)
    written_by = CollegeForeignKey(Person, null=True)
    written_at = models.DateTimeField()
    led_by = CollegeForeignKey(Person, null=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "page", "student", "date"], name="practiceday_once"),
            models.CheckConstraint(condition=models.Q(hours__gte=0, hours__lte=MOST_HOURS), name="practiceday_hours"),
        ]
        indexes = [models.Index(fields=["college", "student", "date"], name="practiceday_student")]

    def __str__(self) -> str:
        return f"{self.date}: {self.hours}"
