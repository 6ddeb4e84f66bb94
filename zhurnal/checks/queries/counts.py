"""How many kept findings wait for a teacher: for the menu."""

from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from zhurnal.checks.models import Finding
from zhurnal.checks.rules.states import State
from zhurnal.curriculum.models import CourseTeacher
from zhurnal.curriculum.relations import valid_on
from zhurnal.kernel import prepared
from zhurnal.people.actor import PersonActor
from zhurnal.timetable.models import Lesson


def own_open(actor: PersonActor) -> int:
    """How many findings of the last check wait for this person on his page: of journals that are not closed and that he leads,
    and of lessons that he gave. One statement.
    """
    values = {"college": actor.college_id, "teacher": actor.person_id, "today": actor.today}
    found: list[tuple[int]] = prepared.run("own findings", _own_open, values)
    return found[0][0] if found else 0


def own_by_term(actor: PersonActor) -> dict[UUID, int]:
    """The same by term. One statement."""
    values = {"college": actor.college_id, "teacher": actor.person_id, "today": actor.today}
    rows = _own(values).values("course__term_id").annotate(number=Count("pk")).order_by()
    return dict(rows.values_list("course__term_id", "number"))


def _own_open(values: prepared.Values) -> QuerySet[Any]:
    rows = _own(values).values("college_id").annotate(number=Count("pk"))
    found: QuerySet[Any] = rows.order_by().values_list("number")
    return found


def _own(values: prepared.Values) -> QuerySet[Any]:
    own, teacher, today = values["college"], values["teacher"], values["today"]
    leads = CourseTeacher.objects.of(own).filter(valid_on(today), teacher=teacher).values("course_id")
    given = Lesson.objects.of(own).filter(teacher=teacher, substituted=True).values("course_id")
    rows: QuerySet[Any] = Finding.objects.of(own).filter(
        Q(course__in=leads) | Q(teacher=teacher) & (Q(course__in=given) | Q(practice__isnull=False)),
        state=State.OPEN.value,
        course__frozen_at__isnull=True,
    )
    return rows
