"""Every night: forecasts of the week are stored, and the past is learnt from anew when it has grown."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256
from math import ceil
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Sum

from zhurnal.academic_year.models import Term
from zhurnal.assessment.models import Result
from zhurnal.assessment.rules import values
from zhurnal.assessment.rules.levels import Level
from zhurnal.curriculum.models import Course, Group
from zhurnal.forecast.gather import credits_of, forecasts, learnt_of, mean_of, read, standing_of
from zhurnal.forecast.models import Learning, StoredForecast
from zhurnal.forecast.rules.learnt import CENTRE, PRECISION, Lesson, learn_from
from zhurnal.forecast.rules.outlook import ENOUGH_TERM, outlook
from zhurnal.forecast.rules.record import record
from zhurnal.journal.models import Entry
from zhurnal.kernel import audit, sql
from zhurnal.organisation.models import College
from zhurnal.people.actor import PersonActor

MOMENTS = (ENOUGH_TERM, 0.5, 0.75, 0.9)  # of a term: at which it is learnt what was known and what came
PAST_TERMS = 2
OUTCOMES = {values.NOT_ATTESTED: 0, "2": 0, "3": 1, "4": 2, "5": 3}
SEEN = "seen"
RELATED = ("term", "group", "discipline")


def at_night(college: College, today: dt.date) -> str:
    """Store and learn; running it twice on a day does nothing more."""
    learnt = learn(college, today)
    stored = store(college, today)
    return f"прогнозов сохранено: {stored}" + (", прогноз подогнан по своим итогам" if learnt else "")


def store(college: College, today: dt.date) -> int:
    """What is said today of every open journal, once a week; how many students it is about."""
    monday = today - dt.timedelta(days=today.weekday())
    terms = list(Term.objects.of(college.pk).filter(starts__lt=today, ends__gte=today))
    done = set(StoredForecast.objects.of(college.pk).filter(day__gte=monday).values_list("course_id", flat=True))
    learnt, _ = learnt_of(college.pk)
    rows: list[StoredForecast] = []
    courses = Course.objects.of(college.pk).filter(term__in=terms, frozen_at=None).select_related(*RELATED)
    for group, own in _by_group(course for course in courses if course.pk not in done):
        for journal in forecasts(college.pk, own, group, today, college.settings, learnt):
            said = {one.id.hex: [round(c, 3) for c in one.chances] for one in journal.students if not one.early}
            if said:
                rows.append(StoredForecast(college=college, course=journal.course, day=today, said=said))
    StoredForecast.objects.bulk_create(rows, batch_size=500)
    return sum(len(row.said) for row in rows)


def learn(college: College, today: dt.date) -> bool:
    """Fit anew on published term results of the last terms, when they or the marks behind them are not those of the last fit."""
    past = list(Term.objects.of(college.pk).filter(ends__lt=today).order_by("-ends")[:PAST_TERMS])
    results = Result.objects.of(college.pk).filter(
        level=Level.TERM, term__in=past, course__isnull=False, published_at__isnull=False, value__in=OUTCOMES
    )
    rows = list(results.values_list("course_id", "student_id", "value"))
    known, count = Learning.objects.of(college.pk).first(), len(rows)
    seen = _seen(college, past, rows)
    if (known is None and not count) or (known is not None and known.coefficients.get(SEEN) == seen):
        return False
    came = {(course, student): OUTCOMES[value] for course, student, value in rows}
    lessons = _lessons(college, past, came)
    fresh = Learning(
        college=college, day=today, results=count, coefficients=learn_from(lessons).as_json() | {SEEN: seen},
        record=_record(college.pk, came),
    )  # fmt: skip
    with transaction.atomic():
        head = audit.lock(college.pk, college.pk)
        sql.insert(Learning, [fresh], ("college_id",), ("day", "results", "coefficients", "record"))
        event = audit.Event("forecast.learnt", f"learning:{college.pk.hex}", known and known.results, count)
        audit.append(head, PersonActor.system(college, "ночная работа"), [event])
    return True


def _seen(college: College, past: list[Term], rows: list[tuple[UUID, UUID, str]]) -> str:
    """What the fit would rest on, as a digest: the results, the cells of their terms (each counts its changes), thresholds of the college, the signs."""
    told = sha256(repr(sorted((course.hex, student.hex, value) for course, student, value in rows)).encode())
    cells = Entry.objects.of(college.pk).filter(
        course__term__in=past
    )  # a page of a subgroup speaks for the whole group's too
    counted = cells.values("course_id").annotate(cells=Count("lesson_id"), changes=Sum("version")).order_by("course_id")
    for one in counted.values_list("course_id", "cells", "changes"):
        told.update(repr(one).encode())
    told.update(repr((sorted(college.parameters.items()), CENTRE, PRECISION)).encode())
    return told.hexdigest()


def _lessons(college: College, past: list[Term], came: dict[tuple[UUID, UUID], int]) -> list[Lesson]:
    """What was known at some moments of past terms, and what came."""
    wanted = {course for course, _ in came}
    courses = Course.objects.of(college.pk).filter(pk__in=wanted, term__in=past).select_related(*RELATED)
    found: list[Lesson] = []
    for group, own in _by_group(courses):
        term = own[0].term
        credited = credits_of(college.pk, own, group, term)
        for course, students in read(college.pk, own, term, term.ends + dt.timedelta(days=1)):
            if course.discipline_id in credited:
                continue
            for moment in MOMENTS:
                day = term.starts + dt.timedelta(days=ceil((term.ends - term.starts).days * moment))
                standings = [(one.id, standing_of(one, term, day)) for one in students]
                mean = mean_of(standing for _, standing in standings)
                for student, standing in standings:
                    if not standing.early and (course.pk, student) in came:
                        bare = outlook(standing, mean, college.settings)
                        discipline, outcome = str(course.discipline_id), came[course.pk, student]
                        found.append(Lesson(discipline, bare.chances, bare.expected, standing, outcome))
    return found


def _record(college_id: UUID, came: dict[tuple[UUID, UUID], int]) -> dict[str, object]:
    """Stored forecasts of these journals beside what came."""
    wanted = {course for course, _ in came}
    rows = StoredForecast.objects.of(college_id).filter(course__in=wanted).values_list("course_id", "said")
    pairs = [
        (tuple(chances), came[course, UUID(student)])
        for course, said in rows
        for student, chances in said.items()
        if len(chances) == len(set(OUTCOMES.values())) and (course, UUID(student)) in came
    ]
    return record([chances for chances, _ in pairs], [outcome for _, outcome in pairs])


def _by_group(courses: Iterable[Course]) -> list[tuple[Group, list[Course]]]:
    """Courses of the same group and term together."""
    found: dict[tuple[UUID, UUID], list[Course]] = defaultdict(list)
    for course in courses:
        found[course.group_id, course.term_id].append(course)
    return [(own[0].group, own) for own in found.values()]
