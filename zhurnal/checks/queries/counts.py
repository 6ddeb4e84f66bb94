"""Kept findings of a journal, and how many are open by teacher and journal: for the rooms above."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Count, F, QuerySet

from zhurnal.academic_year.models import Term
from zhurnal.checks.models import Finding
from zhurnal.checks.policy import READ, WATCH
from zhurnal.checks.rules.states import State
from zhurnal.curriculum.models import Course
from zhurnal.kernel import policy, prepared
from zhurnal.people.actor import PersonActor

RELATED = ("lesson", "student", "work")
_NEWEST = F("lesson__date").desc(nulls_last=True)


def findings_of(actor: PersonActor, course: Course, *states: State) -> list[Finding]:
    """The findings of a journal within reach, with lesson, student and work, the newest lesson first; of these states (open ones).

    One statement.
    """
    wanted = [state.value for state in states or (State.OPEN,)]
    rows = policy.visible(actor, READ).filter(course=course.pk, state__in=wanted)
    return list(rows.select_related(*RELATED).order_by(_NEWEST, "-lesson__pair", "rule", "first_seen"))


def by_course(actor: PersonActor, courses: Iterable[UUID] | None = None) -> dict[UUID, int]:
    """Course → open findings within a checker's reach (of these courses). One statement."""
    rows = policy.visible(actor, WATCH)
    if courses is not None:
        rows = rows.filter(course__in=list(courses))
    return _counted(rows, "course_id")


def by_teacher(actor: PersonActor, term: Term | None = None) -> dict[UUID, int]:
    """Teacher → open findings that he can repair, within a checker's reach (of a term). One statement."""
    rows = policy.visible(actor, WATCH).filter(teacher__isnull=False)
    return _counted(rows if term is None else rows.filter(course__term=term.pk), "teacher_id")


def own_open(actor: PersonActor) -> int:
    """How many findings of the last check wait for this person. One statement."""
    values = {"college": actor.college_id, "teacher": actor.person_id}
    found: list[tuple[int]] = prepared.run("own findings", _own_open, values)
    return found[0][0] if found else 0


def _own_open(values: prepared.Values) -> QuerySet[Any]:
    rows = Finding.objects.of(values["college"]).filter(
        teacher=values["teacher"], state=State.OPEN.value, course__frozen_at__isnull=True
    )
    found: QuerySet[Any] = rows.values("college_id").annotate(number=Count("pk")).order_by().values_list("number")
    return found


def _counted(rows: QuerySet[Finding], key: str) -> dict[UUID, int]:
    return dict(rows.filter(state=State.OPEN.value).values_list(key).annotate(number=Count("pk")).order_by())
