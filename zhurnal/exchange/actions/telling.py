"""Those whose timetable an import changed hear of it."""

from collections.abc import Iterable
from uuid import UUID

from zhurnal.exchange.models import ImportRun
from zhurnal.exchange.rules.changes import WRITTEN, Change
from zhurnal.people.actor import PersonActor
from zhurnal.timetable.models import Lesson
from zhurnal.timetable.rules.news import Rewritten
from zhurnal.timetable.signals import timetable_rewritten

ASK = 5000  # ids of one question


def tell_timetable(actor: PersonActor, changes: Iterable[Change]) -> None:
    """Tell the floors above whose lessons from today on are written or taken back; while the lessons still stand."""
    written = {UUID(change.pk): change for change in changes if change.entity == "lesson" and change.what in WRITTEN}
    courses: set[UUID] = set()
    teachers: set[UUID] = set()
    first, pks = None, sorted(written)
    for start in range(0, len(pks), ASK):
        rows = Lesson.objects.of(actor.college_id).filter(pk__in=pks[start : start + ASK], date__gte=actor.today)
        for pk, course, teacher, day in rows.values_list("pk", "course_id", "teacher_id", "date"):
            courses.add(course)
            teachers.add(teacher)
            former = written[pk].before.get("teacher_id")
            if isinstance(former, str) and former:
                teachers.add(UUID(former))
            first = min(first or day, day)
    if first is not None:
        news = Rewritten(frozenset(courses), frozenset(teachers), first, actor.today)
        timetable_rewritten.send(ImportRun, actor=actor, news=news)
