"""Old marks and results stand still while an incident is open: of the person himself, and of the journals that he leads."""

from django.db.models import Q

from zhurnal.curriculum.models import Course, CourseTeacher
from zhurnal.curriculum.relations import valid_on
from zhurnal.incidents.models import Incident
from zhurnal.incidents.rules.wording import frozen
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor


def frozen_marks(actor: PersonActor, course: Course) -> Refusal | None:
    """Why earlier days and results are not changed here now. One statement."""
    leading = CourseTeacher.objects.of(actor.college_id).filter(valid_on(actor.today), course=course.pk)
    rows = Incident.objects.of(actor.college_id).filter(released_at__isnull=True)
    meant = rows.filter(Q(person=actor.person_id) | Q(person__in=leading.values("teacher_id")))
    number = meant.order_by("number").values_list("number", flat=True).first()
    return frozen(number) if number is not None else None
