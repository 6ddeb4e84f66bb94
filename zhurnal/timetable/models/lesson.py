"""The dated lesson: one type for all lessons (``architecture.md`` § 1)."""

from django.db import models

from zhurnal.academic_year.models import Term
from zhurnal.curriculum.models import Course
from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person
from zhurnal.timetable.rules.ground import Cause
from zhurnal.timetable.rules.lesson import Origin, State, SubstitutionMode
from zhurnal.timetable.rules.link import LINK_LENGTH


class Room(CollegeOwned):
    """A room by the name on its door. From ``closed_on`` on it is not offered; what was held in it stays."""

    name = models.CharField(max_length=40)
    building = models.CharField(max_length=40, blank=True)
    closed_on = models.DateField(null=True)
    outer_key = models.CharField(max_length=120, blank=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "building", "name"], name="room_college_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Lesson(CollegeOwned):
    """A lesson on a day: which course, when, where, who really teaches. ``hours`` are academic (2 = one pair).

    ``substituted`` is true when ``teacher`` stands in for the course's own; then only he writes it (A5.7). ``link``: the address of
    a remote one (A5.15).
    """

    course = CollegeForeignKey(Course)
    term = CollegeForeignKey(Term)
    date = models.DateField()
    pair = models.SmallIntegerField()
    starts = models.TimeField()
    ends = models.TimeField()
    room = CollegeForeignKey(Room, null=True)
    link = models.CharField(max_length=LINK_LENGTH, blank=True)
    teacher = CollegeForeignKey(Person)
    hours = models.SmallIntegerField(default=2)
    state = models.CharField(max_length=12, default=State.PLANNED, choices=[(s.value, s.value) for s in State])
    origin = models.CharField(max_length=12, default=Origin.TIMETABLE, choices=[(o.value, o.value) for o in Origin])
    substituted = models.BooleanField(default=False)
    outer_key = models.CharField(max_length=160, blank=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "course", "date", "pair"], name="lesson_course_place"),
            models.CheckConstraint(condition=models.Q(hours__gte=0, hours__lte=12), name="lesson_hours"),
            models.CheckConstraint(condition=models.Q(ends__gt=models.F("starts")), name="lesson_forward"),
        ]
        indexes = [
            models.Index(fields=["college", "teacher", "date"], name="lesson_teacher_day"),
            models.Index(fields=["college", "date"], name="lesson_day"),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.pair}"


class Substitution(CollegeOwned):
    """Who stood in for whom, and why (A5.4).

    ``lesson`` is the one that is held. ``missed``: the cancelled lesson whose place another discipline took (mode ``other``).
    ``host``: the lesson that the group joined (mode ``joint``), ``was_room`` where it would have sat. ``reason``: the words shown, ``cause`` their kind.
    """

    lesson = CollegeForeignKey(Lesson)
    planned_teacher = CollegeForeignKey(Person)
    substitute = CollegeForeignKey(Person)
    mode = models.CharField(max_length=10, choices=[(m.value, m.value) for m in SubstitutionMode])
    cause = models.CharField(max_length=12, default=Cause.OTHER, choices=[(c.value, c.value) for c in Cause])
    reason = models.CharField(max_length=120)
    missed = CollegeForeignKey(Lesson, null=True)
    host = CollegeForeignKey(Lesson, null=True)
    was_room = CollegeForeignKey(Room, null=True)
    made_at = models.DateTimeField(null=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "lesson"], name="substitution_lesson"),
            models.UniqueConstraint(fields=["college", "missed"], name="substitution_missed"),
        ]
        indexes = [models.Index(fields=["college", "host"], name="substitution_host")]

    def __str__(self) -> str:
        return f"{self.mode}: {self.reason}"
