"""Inside of a database: do the chains hold, and do a journal and a diary open."""

import json
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from zhurnal.curriculum.models import Course, Membership
from zhurnal.journal.queries.diary import diary_day, diary_marks, open_family
from zhurnal.journal.queries.page import RELATED, load_page, page_rights
from zhurnal.kernel import audit, readings
from zhurnal.kernel.models import ChainHead
from zhurnal.organisation.models import College
from zhurnal.organisation.queries import colleges
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.roles import Role
from zhurnal.timetable.models import Lesson

WHY = "проверка копии"


@dataclass(frozen=True, slots=True)
class Proof:
    """What was walked (chains and records as ``audit.verify`` counted them on its way), what does not hold, which pages opened.

    Due are a journal and a diary of each college that has a group with lessons and students: none of a college that has not.
    ``lessons`` and ``students`` are those that the pages showed, ``…_due`` those that the tables hold by a count of their own.
    """

    colleges: int
    chains: int
    records: int
    broken: tuple[str, ...]
    journals_due: int
    journals: int
    lessons_due: int
    lessons: int
    students_due: int
    students: int
    diaries_due: int
    diaries: int
    page_bytes: int

    def as_json(self) -> dict[str, Any]:
        """For the drill, which asks from another process."""
        return {name: getattr(self, name) for name in self.__slots__}


def prove() -> Proof:
    """Walk all chains; open the fullest journal of each college, and the diary of one of its students on the day of a lesson."""
    found, walk = colleges(), audit.Walk()
    broken = [
        f"{one.short_name}: цепочка {b.chain}, запись {b.seq}: {b.why}"
        for one in found
        for b in audit.verify(one.pk, walk=walk)
    ]
    due = [(one, course) for one in found if (course := _fullest(one))]
    grids = [_grid(college, course) for college, course in due]
    places = [(college, *place) for college, course in due if (place := _place(course))]
    return Proof(
        colleges=len(found),
        chains=walk.chains,
        records=walk.records,
        broken=tuple(broken[:20]),
        journals_due=len(due),
        journals=sum(bool(page["lessons"] and page["students"]) for page in grids),
        lessons_due=sum(_lessons(course).count() for _college, course in due),
        lessons=sum(len(page["lessons"]) for page in grids),
        students_due=sum(_listed(course).values("student").distinct().count() for _college, course in due),
        students=sum(len({one["id"] for one in page["students"]}) for page in grids),
        diaries_due=len(places),
        diaries=sum(_diary(college, student, day) for college, student, day in places),
        page_bytes=sum(len(json.dumps(page, ensure_ascii=False).encode()) for page in grids),
    )


def _fullest(college: College) -> Course | None:
    """The journal of a whole group, with lessons and students, that has most records of history."""
    heads = ChainHead.objects.of(college.pk).filter(chain=OuterRef("pk"))
    lessons = Lesson.objects.of(college.pk).filter(course=OuterRef("pk"))
    listed = Membership.objects.of(college.pk).filter(
        _in_term(OuterRef("term__starts"), OuterRef("term__ends")), group=OuterRef("group")
    )
    found = Course.objects.of(college.pk).filter(Exists(lessons), Exists(listed), subgroup=None)
    found = found.annotate(written=Coalesce(Subquery(heads.values("seq")[:1]), 0))
    fullest: Course | None = found.select_related(*RELATED).order_by(F("written").desc(), "pk").first()
    return fullest


def _in_term(starts: date | OuterRef, ends: date | OuterRef) -> Q:
    return Q(entered__lte=ends) & (Q(left=None) | Q(left__gt=starts))


def _lessons(course: Course) -> QuerySet[Lesson]:
    return Lesson.objects.of(course.college_id).filter(course=course.pk)


def _listed(course: Course) -> QuerySet[Membership]:
    rows = Membership.objects.of(course.college_id).filter(group=course.group_id)
    return rows.filter(_in_term(course.term.starts, course.term.ends))


def _grid(college: College, course: Course) -> dict[str, Any]:
    """The data of the journal's page."""
    actor = PersonActor.system(college, WHY, door="command")
    return load_page(actor, course, page_rights(actor, course), 0)


def _diary(college: College, student: UUID, day: date) -> bool:
    """Whether the student, through the door of his own diary, sees lessons on the day, and his marks. Nobody else sees them by it."""
    system = PersonActor.system(college, WHY, door="command")
    actor = replace(system, person_id=student, roles=frozenset({Role.STUDENT}))
    with readings.collected():
        family = open_family(actor, student)
    diary_marks(actor, family)
    return bool(diary_day(actor, family, day).day.lessons)


def _place(course: Course) -> tuple[UUID, date] | None:
    """A student, and the day of a lesson on which he was on the list."""
    for student, entered, left in _listed(course).order_by("pk").values_list("student", "entered", "left"):
        days = _lessons(course).filter(date__gte=entered)
        days = days.filter(date__lt=left) if left else days
        day = days.order_by("date").values_list("date", flat=True).first()
        if day is not None:
            return student, day
    return None
