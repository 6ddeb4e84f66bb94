"""Those whose timetable an import changed hear of it; what it changed in a register stands in each student's own record."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db.models import Q

from zhurnal.exchange.imports.plan.lessons import BY_FILE
from zhurnal.exchange.models import ImportRun
from zhurnal.exchange.rules.changes import WRITTEN, Change, What
from zhurnal.kernel import audit
from zhurnal.people.actor import PersonActor
from zhurnal.registers.actions.dated import Ended, forget_ended, keep_ended
from zhurnal.registers.changes import WRITTEN as VALUE_WRITTEN
from zhurnal.registers.rules.fields import BY_KEY
from zhurnal.registers.rules.reading import change_words
from zhurnal.timetable.actions.substitution_desk import told
from zhurnal.timetable.actions.substitution_move import EVENT as MOVED
from zhurnal.timetable.models import Lesson
from zhurnal.timetable.rules.news import Doing, Rewritten
from zhurnal.timetable.signals import lessons_changed, timetable_rewritten
from zhurnal.timetable.standing import standings

ASK = 5000  # ids of one question
SINGLY = 60  # moved lessons of which people hear one by one
PLACE = frozenset({"date", "pair"})
ZERO = "0" * 32


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


def tell_moves(actor: PersonActor, changes: Sequence[Change]) -> list[Change]:
    """Lessons that a file moved are told one by one, as the office's moves are, if they are few; returns the rest of the changes.

    A timetable that moves more than ``SINGLY`` of them is a new one, of which everybody hears once.
    """
    moves = {UUID(change.pk): change for change in moved(changes)}
    if not moves or len(moves) > SINGLY:
        return list(changes)
    news = []
    for row in standings(actor.college_id, Q(pk__in=list(moves), date__gte=actor.today)):
        before = moves[row.id].before
        stays = not before.keys() & PLACE
        date, pair = dt.date.fromisoformat(before.get("date", row.date.isoformat())), before.get("pair", row.pair)
        planned = UUID(str(before.get("teacher_id") or row.teacher.hex))
        told_of = told(Doing.ROOM if stays else Doing.MOVED, row, planned, row.teacher, BY_FILE)
        news.append(replace(told_of, was_date=date, was_pair=pair))
    if news:
        lessons_changed.send(ImportRun, actor=actor, news=tuple(news), settled=None)
    return [change for change in changes if change.entity != "lesson" or UUID(change.pk or ZERO) not in moves]


def moved(changes: Iterable[Change]) -> list[Change]:
    """The lessons that stand elsewhere, in time or in another room."""
    rows = [change for change in changes if change.entity == "lesson" and change.what is What.CHANGE]
    return [change for change in rows if change.before.keys() & PLACE or change.before.get("room_id")]


def move_events(changes: Iterable[Change]) -> list[audit.Event]:
    """A record of each lesson that was moved, under the name that the office's moves have."""
    names = (*sorted(PLACE), "room_id")
    found = []
    for change in moved(changes):
        before, after = ({name: side[name] for name in names if name in side} for side in (change.before, change.after))
        found.append(audit.Event(MOVED, f"lesson:{change.pk}", before, after, BY_FILE))
    return found


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
