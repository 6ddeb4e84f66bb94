"""How journals are filled: lessons that are over, those recorded, those recorded late, marks set (2.5, A5.12)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from django.db.models import Count

from zhurnal.assessment.rules.indicators import rounded, share
from zhurnal.curriculum.models import Membership
from zhurnal.curriculum.relations import on_list
from zhurnal.journal.models import Entry, LessonRecord
from zhurnal.journal.queries.then import cells_then, places_of, topics_then
from zhurnal.journal.rules.signs import CREDITS, MARKS, is_mark
from zhurnal.people.actor import PersonActor
from zhurnal.reports.queries.absences import moment_of
from zhurnal.reports.queries.groups import GroupFacts
from zhurnal.reports.rules.asked import Asked
from zhurnal.timetable.models import Lesson
from zhurnal.timetable.rules.lesson import State


@dataclass(frozen=True, slots=True)
class Filled:
    """Lessons and marks of some journals; ``students``: on the lists of the day."""

    due: int = 0
    recorded: int = 0
    late: int = 0
    marks: int = 0
    students: int = 0

    def __add__(self, other: "Filled") -> "Filled":
        return Filled(
            self.due + other.due, self.recorded + other.recorded, self.late + other.late, self.marks + other.marks,
            self.students + other.students,
        )  # fmt: skip

    @property
    def cells(self) -> tuple[int | Decimal | None, ...]:
        """Over, recorded, missing, per cent, late, marks, marks for a student."""
        each = Fraction(self.marks, self.students) if self.students else None
        return (
            self.due, self.recorded, self.due - self.recorded or None, rounded(share(self.recorded, self.due), 1),
            self.late or None, self.marks or None, rounded(each, 1),
        )  # fmt: skip


def filled_of(actor: PersonActor, groups: Iterable[GroupFacts], asked: Asked) -> dict[UUID, Filled]:
    """group → its journals in the period; a lesson counts from the day after it (before that it may still be written). Five statements."""
    own, wanted = actor.college_id, [group.id for group in groups]
    days = (asked.period.since, min(asked.until, actor.today))
    lessons = Lesson.objects.of(own).filter(
        course__group__in=wanted, date__gte=days[0], date__lte=days[1], date__lt=actor.today, state=State.PLANNED
    )
    records = LessonRecord.objects.of(own).filter(lesson__in=lessons.values("pk"))
    done = records.exclude(topic="").filter(roll_called_at__isnull=False)
    moment = moment_of(actor, asked)
    if moment is not None:
        bare = [lesson for lesson, topic in topics_then(own, wanted, days[1], moment).items() if not topic]
        done = done.filter(roll_called_at__lt=moment).exclude(lesson__in=bare)
    entries = Entry.objects.of(own).filter(
        course__group__in=wanted, lesson__date__gte=days[0], lesson__date__lte=days[1], lesson__date__lt=actor.today,
        lesson__state=State.PLANNED, value__in=(*MARKS, *CREDITS),
    )  # fmt: skip
    group = "course__group_id"
    counts = [
        dict(rows.order_by().values(group).annotate(number=Count(what)).values_list(group, "number"))
        for rows, what in (
            (lessons, "pk"), (done, "pk"), (records.filter(late_entries__gt=0), "pk"), (entries, "value"),
        )
    ]  # fmt: skip
    for place, more in _marks_then(own, wanted, days, moment).items():
        counts[-1][place] = counts[-1].get(place, 0) + more
    people = Membership.objects.of(own).filter(on_list(asked.until), group__in=wanted)
    counts.append(dict(people.order_by().values("group_id").annotate(n=Count("pk")).values_list("group_id", "n")))
    return {pk: Filled(*(count.get(pk, 0) for count in counts)) for pk in wanted}


def _marks_then(own: UUID, groups: list[UUID], days: tuple[date, date], moment: datetime | None) -> dict[UUID, int]:
    """group → how many marks more (or fewer) stood there at the moment. Three statements, none of today."""
    changed = [one for one in cells_then(own, groups, days[1], moment) if one.slot]
    places, found = places_of(own, changed), Counter[UUID]()
    for one in changed:
        place = places.get(one.lesson)
        if place is not None and place.date >= days[0]:
            found[place.group] += is_mark(one.value) - is_mark(one.now)
    return found
