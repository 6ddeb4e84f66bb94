"""Which groups, students and courses are somebody's today, for the policies of all rooms: one truth (3.4–3.6)."""

from django.db.models import Q

from zhurnal.curriculum.relations import courses_taught, groups_led, students_of_groups
from zhurnal.people.actor import PersonActor


def taught_courses(actor: PersonActor) -> Q:
    """Courses that this teacher leads today."""
    return courses_taught(actor.college_id, actor.person_id, actor.today)


def led_groups(actor: PersonActor) -> Q:
    """Groups that this leader leads today."""
    return groups_led(actor.college_id, actor.person_id, actor.today)


def department_groups(actor: PersonActor) -> Q:
    """Groups of this head's departments."""
    return Q(department__in=actor.departments)


def led_students(actor: PersonActor) -> Q:
    """Students on the list today of the groups that this leader leads."""
    return students_of_groups(actor.college_id, led_groups(actor), actor.today)


def department_students(actor: PersonActor) -> Q:
    """Students on the list today of the groups of this head's departments."""
    return students_of_groups(actor.college_id, department_groups(actor), actor.today)
