"""Who gives parents and students their way in: the head of their department, nobody else (2.3)."""

from zhurnal.curriculum.models import Group
from zhurnal.curriculum.reaches import department_groups
from zhurnal.kernel.policy import Action, Policy, register
from zhurnal.people.rules.roles import Role

ISSUE = "credentials.group.issue"


class FamilyAccessPolicy(Policy):
    """Groups whose families are given their slips."""

    model = Group
    actions = (Action(ISSUE, {Role.DEPARTMENT_HEAD: department_groups}, personal="листки доступа для семей группы"),)


register(FamilyAccessPolicy())
