"""What the nights before the demonstration found in its journals (C5.5), and what closed by itself when teachers caught up."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from uuid import UUID

from zhurnal.academic_year.models import Term
from zhurnal.checks.gather import gather, pages_of
from zhurnal.checks.models import Finding, FindingStep
from zhurnal.checks.rules.catalogue import Rule, Settings
from zhurnal.checks.rules.facts import CourseFacts
from zhurnal.checks.rules.judging import judge
from zhurnal.checks.rules.states import State, Step
from zhurnal.checks.stored import settings
from zhurnal.demo.load import Loaded
from zhurnal.journal.models import LessonRecord
from zhurnal.people.rules.roles import Role

NIGHT = time(2, 10)
BY_DAYS = (Rule.NO_RECORD, Rule.NO_TOPIC, Rule.NO_HOMEWORK, Rule.CONTROL_UNMARKED, Rule.PRACTICE_UNRECORDED)
REASON = "Исправления после пересмотра работ, причины записаны у каждой отметки."


def load_checks(loaded: Loaded) -> None:
    """Findings of the running term, each first seen in the night in which its time had come."""
    own, today = loaded.college, loaded.made.today
    term = Term.objects.of(own.pk).filter(starts__lte=today).order_by("-starts").first()
    if term is None:
        return
    rules = settings(own.pk, own.settings)
    facts = gather(own.pk, pages_of(own.pk, term), term, today, own.settings)
    last = _night(loaded, today)
    rows = [row for page in facts for row in _open(loaded, page, rules, last)]
    closed = list(_closed(loaded, last))
    dismissed = next((row for row in rows if row.rule == Rule.CORRECTIONS), None)
    checker = next(
        (loaded.id("person", row.person) for row in loaded.made.roles if row.role == Role.DEPUTY_ACADEMIC), None
    )
    steps = [_step(row, Step.GONE, row.closed_at or last) for row in closed]
    if dismissed is not None and checker is not None:
        dismissed.state, dismissed.closed_at, dismissed.closed_how = State.DISMISSED, last, Step.DISMISSED
        dismissed.reason, dismissed.dismissed_by_id = REASON, checker
        steps.append(_step(dismissed, Step.DISMISSED, last, checker, REASON))
    loaded.add([*rows, *closed])
    loaded.add(steps)


def _open(loaded: Loaded, page: CourseFacts, rules: Settings, last: datetime) -> Iterator[Finding]:
    days = {lesson.id: lesson.day for lesson in page.lessons}
    for one in judge(page, rules):
        ripe = rules[one.rule].number if one.rule in BY_DAYS else 1
        day = days[one.lesson] if one.lesson else one.day
        seen = _night(loaded, day + timedelta(days=ripe)) if day else last
        if seen > last:  # what happened today is found in the night to come
            continue
        yield Finding(
            college=loaded.college, rule=one.rule.value, course_id=one.course, place=one.place, lesson_id=one.lesson, practice_id=one.practice, day=one.day,
            student_id=one.student, work_id=one.work, teacher_id=one.teacher, evidence=one.evidence, first_seen=seen, seen_at=last,
        )  # fmt: skip


def _closed(loaded: Loaded, last: datetime) -> Iterator[Finding]:
    """Lessons that were recorded late had no record in the night before."""
    rows = LessonRecord.objects.of(loaded.college.pk).filter(late_entries__gt=0, recorded_at__isnull=False)
    columns = ("course_id", "lesson_id", "lesson__teacher_id", "lesson__date", "lesson__pair", "recorded_at")
    for course, lesson, teacher, day, pair, recorded in rows.order_by("lesson__date", "pk").values_list(*columns):
        seen, gone = _night(loaded, day + timedelta(days=1)), _night(loaded, _day(loaded, recorded) + timedelta(days=1))
        if seen < recorded and gone <= last:
            yield Finding(
                college=loaded.college, rule=Rule.NO_RECORD.value, course_id=course, place=f"{lesson.hex}::", lesson_id=lesson,
                teacher_id=teacher, evidence=f"Занятие {day.day}.{day:%m}, {pair}-я пара: записи нет.", first_seen=seen,
                seen_at=gone - timedelta(days=1), state=State.CLOSED.value, closed_at=gone, closed_how=Step.GONE.value,
            )  # fmt: skip


def _step(row: Finding, step: Step, at: datetime, who: UUID | None = None, words: str = "") -> FindingStep:
    return FindingStep(
        college_id=row.college_id, finding_id=row.pk, step=step.value, made_at=at, made_by_id=who, words=words
    )


def _night(loaded: Loaded, day: date) -> datetime:
    return loaded.moment(datetime.combine(day, NIGHT))


def _day(loaded: Loaded, moment: datetime) -> date:
    return moment.astimezone(loaded.zone).date()
