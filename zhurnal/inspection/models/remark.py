"""Remarks tied to a place of a journal, and the checker's visa on it (A10.4)."""

from django.db import models

from zhurnal.academic_year.models import AcademicYear
from zhurnal.curriculum.models import Course, Group
from zhurnal.curriculum.rules.kinds import JournalKind
from zhurnal.inspection.models.round import Round
from zhurnal.inspection.rules.states import STATE_WORDS, State
from zhurnal.modules.models import PracticePage
from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person
from zhurnal.timetable.models import Lesson


class Remark(CollegeOwned):
    """A remark (замечание): what was seen where, what to do and by when. Its steps stand in the record of changes.

    ``lesson`` and ``places`` (``journal.rules.places``) name the place, or ``practice`` (a page of practice of this journal) and its
    ``day``; without them it is the whole page. Without ``due`` it is a proposal. ``kind``: of the journal; remarks of theory go to the deputy for studies, of modules to the deputy for practice.
    ``finding``: what the machine found, when it came from that. ``done_at``: when the teacher said «исполнено».
    """

    year = CollegeForeignKey(AcademicYear)
    number = models.IntegerField()
    round = CollegeForeignKey(Round, null=True)
    course = CollegeForeignKey(Course)
    lesson = CollegeForeignKey(Lesson, null=True)
    practice = CollegeForeignKey(PracticePage, null=True)
    day = models.DateField(null=True)
    student = CollegeForeignKey(Person, null=True)
    places = models.TextField(blank=True)
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in JournalKind])
    text = models.CharField(max_length=500)
    demand = models.CharField(max_length=500, blank=True)
    teacher = CollegeForeignKey(Person)
    author = CollegeForeignKey(Person)
    issued_at = models.DateTimeField()
    due = models.DateField(null=True)
    state = models.CharField(
        max_length=10, default=State.WAITING, choices=[(one.value, STATE_WORDS[one]) for one in State]
    )
    done_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    finding = models.UUIDField(null=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "year", "number"], name="remark_number"),
            models.CheckConstraint(
                condition=models.Q(practice__isnull=True, day__isnull=True)
                | models.Q(practice__isnull=False, lesson__isnull=True),
                name="remark_one_place",
            ),
        ]
        indexes = [
            models.Index(fields=["college", "course"], name="remark_course"),
            models.Index(fields=["college", "teacher", "state"], name="remark_teacher"),
            models.Index(fields=["college", "round"], name="remark_round"),
            models.Index(fields=["college", "practice"], name="remark_practice"),
        ]

    def __str__(self) -> str:
        return f"№ {self.number}"


class Visa(CollegeOwned):
    """«Просмотрено»: the checker has looked the page through up to a day; what is dated till then is closed.

    Of a ``course`` its lessons (``Course.viewed_until``), of a ``group`` its pages of practice and exams of modules
    (``Group.modules_viewed_until``), for which nobody can ask to have a single day opened: that visa may be lifted.
    """

    course = CollegeForeignKey(Course, null=True)
    group = CollegeForeignKey(Group, null=True)
    until = models.DateField()
    checker = CollegeForeignKey(Person)
    made_at = models.DateTimeField()
    round = CollegeForeignKey(Round, null=True)
    note = models.CharField(max_length=300, blank=True)
    lifted_at = models.DateTimeField(null=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(course__isnull=False, group__isnull=True)
                | models.Q(course__isnull=True, group__isnull=False),
                name="visa_of_one",
            ),
        ]
        indexes = [
            models.Index(fields=["college", "course", "until"], name="visa_course"),
            models.Index(fields=["college", "group"], name="visa_group"),
        ]

    def __str__(self) -> str:
        return f"{self.until}"
