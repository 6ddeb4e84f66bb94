"""Who sees what came of the years: the leader his group, heads their departments, the office all; families what is published
of their own (1.11 c; 2.6–2.8, 3.3)."""

from django.db.models import Q

from zhurnal.curriculum.models import Group, Membership
from zhurnal.curriculum.reaches import department_groups, led_groups, led_students
from zhurnal.kernel.policy import Action, Policy, everything, register
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.reaches import oneself, own_children
from zhurnal.people.rules.roles import Role

RECORD, OWN, CERTIFICATE = "results.record.read", "results.own.read", "results.certificate.print"
GROUP, EXPORT = "results.group.read", "results.group.export"


def _students_of_departments(actor: PersonActor) -> Q:
    """Everybody who has ever been in a group of this head's departments."""
    rows = Membership.objects.of(actor.college_id).filter(group__department__in=actor.departments)
    return Q(pk__in=rows.values("student_id"))


def _all_students(actor: PersonActor) -> Q:
    """Everybody who has ever been on a group's list."""
    return Q(pk__in=Membership.objects.of(actor.college_id).values("student_id"))


OFFICE = (Role.DEPUTY_ACADEMIC, Role.DEPUTY_PRACTICE, Role.DIRECTOR, Role.ADMINISTRATOR)
GROUPS = {
    Role.GROUP_LEADER: led_groups, Role.DEPARTMENT_HEAD: department_groups,
    **dict.fromkeys((*OFFICE, Role.INSPECTOR), everything),
}  # fmt: skip
GIVERS = {Role.DEPARTMENT_HEAD: _students_of_departments, **dict.fromkeys(OFFICE, _all_students)}


class RecordPolicy(Policy):
    """The record of a student, and papers made of it."""

    model = Person
    actions = (
        Action(
            RECORD,
            {Role.GROUP_LEADER: led_students, Role.INSPECTOR: _all_students, **GIVERS},
            personal="личная карточка успеваемости студента",
        ),
        Action(CERTIFICATE, GIVERS, personal="справка об обучении"),
        Action(
            OWN,
            {Role.STUDENT: oneself, Role.PARENT: own_children},
            personal="личная карточка успеваемости, своя страница или страница родителя",
        ),
    )


class GroupResultsPolicy(Policy):
    """The summary of a group, its marks for diplomas, lists that follow from results."""

    model = Group
    actions = (
        Action(GROUP, GROUPS, personal="сводная ведомость группы"),
        Action(EXPORT, GROUPS, personal="сводная ведомость группы, файл"),
    )


register(RecordPolicy())
register(GroupResultsPolicy())
