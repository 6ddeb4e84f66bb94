"""How many kept findings wait for a teacher: for the menu."""

from typing import Any

from django.db.models import Count, Q, QuerySet, Subquery

from zhurnal.academic_year.models import Term
from zhurnal.checks.models import Finding
from zhurnal.checks.rules.states import State
from zhurnal.curriculum.models import CourseTeacher
from zhurnal.curriculum.relations import valid_on
from zhurnal.kernel import prepared
from zhurnal.people.actor import PersonActor
from zhurnal.timetable.models import Lesson


def own_open(actor: PersonActor) -> int:
    """How many findings of the last check wait for this person on his page: of the current term, in journals that he leads,
    and of lessons that he gave. One statement.
    """
    values = {"college": actor.college_id, "teacher": actor.person_id, "today": actor.today}
    found: list[tuple[int]] = prepared.run("own findings", _own_open, values)
    return found[0][0] if found else 0


def _own_open(values: prepared.Values) -> QuerySet[Any]:
    own, teacher, today = values["college"], values["teacher"], values["today"]
    begun = Term.objects.of(own).filter(starts__lte=today).order_by("-starts").values("pk")[:1]
    leads = CourseTeacher.objects.of(own).filter(valid_on(today), teacher=teacher).values("course_id")
    given = Lesson.objects.of(own).filter(teacher=teacher, substituted=True).values("course_id")
    rows = Finding.objects.of(own).filter(
        Q(course__in=leads) | Q(course__in=given, teacher=teacher), state=State.OPEN.value, course__frozen_at__isnull=True,
        course__term=Subquery(begun),
    )  # fmt: skip
    found: QuerySet[Any] = rows.values("college_id").annotate(number=Count("pk")).order_by().values_list("number")
    return found
