"""Those whose timetable an import changed hear of it; what it changed in a register stands in each student's own record."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from zhurnal.exchange.models import ImportRun
from zhurnal.exchange.rules.changes import WRITTEN, Change
from zhurnal.kernel import audit
from zhurnal.people.actor import PersonActor
from zhurnal.registers.actions.dated import Ended, forget_ended, keep_ended
from zhurnal.registers.actions.values import WRITTEN as VALUE_WRITTEN
from zhurnal.registers.rules.fields import BY_KEY
from zhurnal.registers.rules.reading import change_words
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


def record_registers(actor: PersonActor, changes: Iterable[Change], how: str, written_on: date | None = None) -> None:
    """One event for each value, in the chain of its student, as if it had been typed.

    ``written_on``: the day of an import that is taken back now.
    """
    back = written_on is not None
    by_student: dict[str, list[audit.Event]] = {}
    ended: list[Ended] = []
    for change in changes:
        if change.entity == "registervalue" and change.what in WRITTEN:
            student, _bar, key = change.key.partition("|")
            was, became = (str(side.get("value") or "") for side in (change.before, change.after))
            ended.append(Ended(UUID(student), key, was))
            if back:
                was, became = became, was
            words = f"{change_words(BY_KEY[key], was, became)}; {how}"
            event = audit.Event(
                VALUE_WRITTEN, f"register:{student}:{key}", {"filled": bool(was)}, {"filled": bool(became)}, words
            )
            by_student.setdefault(student, []).append(event)
    if written_on is not None:
        forget_ended(actor, ended, written_on)
    else:
        keep_ended(actor, ended)
    for student in sorted(by_student):
        audit.append(audit.lock(actor.college_id, UUID(student)), actor, by_student[student])
