"""Which groups graduate: only their students go to ФИС ФРДО."""

from collections.abc import Iterable
from uuid import UUID

from zhurnal.curriculum.models import Group
from zhurnal.opening.crossing import last_courses
from zhurnal.opening.rules.carrying import last_course
from zhurnal.people.actor import PersonActor


def graduating(actor: PersonActor, groups: Iterable[Group]) -> set[UUID]:
    """Those of the groups whose course is the last of their plan. A statement."""
    known = list(groups)
    last = last_courses(actor.college_id, {one.curriculum_id for one in known if one.curriculum_id})
    unknown = last_course(0, attested=False)
    return {one.pk for one in known if one.course_year >= last.get(one.curriculum_id, unknown)}
