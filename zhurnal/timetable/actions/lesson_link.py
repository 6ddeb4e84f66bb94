"""The address of one remote lesson, told by the office (A5.15)."""

from django.db.models import Q

from zhurnal.curriculum.models import StreamCourse
from zhurnal.kernel import audit, policy
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.timetable.actions.substitution_desk import office
from zhurnal.timetable.models import Lesson
from zhurnal.timetable.policy import SET
from zhurnal.timetable.rules.arranging import FROZEN

EVENT = "timetable.lesson.link"


def set_link(actor: PersonActor, lesson: Lesson, link: str) -> Refusal | None:
    """Write or take away the address; None when it is done. Groups of one stream sit together: each of their lessons gets it."""
    policy.require(actor, SET, lesson)
    with office(actor) as desk:
        found = desk.lesson(lesson.pk)
        if desk.condition(found).frozen:
            return FROZEN
        together = Lesson.objects.of(desk.college).filter(pk=found.id)
        if found.stream:
            pages = StreamCourse.objects.of(desk.college).filter(stream=found.stream).values("course")
            own = Q(course__in=pages, date=found.date, starts=found.starts, course__frozen_at__isnull=True)
            together = Lesson.objects.of(desk.college).filter(own)
        rows = list(together.exclude(link=link).order_by("course_id").values_list("pk", "course_id", "link"))
        Lesson.objects.of(desk.college).filter(pk__in=[pk for pk, *_rest in rows]).update(link=link)
        for pk, course, before in rows:
            head = audit.lock(desk.college, course)
            audit.append(head, actor, [audit.Event(EVENT, f"lesson:{pk.hex}", before, link)])
    return None
