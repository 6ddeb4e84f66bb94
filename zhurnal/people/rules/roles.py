"""Roles of the regulation (1.8, 3.1–3.7) and ``domain.md`` A13."""

from enum import StrEnum


class Role(StrEnum):
    """Who a person is in the college; one person may have several."""

    ADMINISTRATOR = "administrator"
    IVC_HEAD = "ivc_head"
    DIRECTOR = "director"
    DEPUTY_ACADEMIC = "deputy_academic"
    DEPUTY_PRACTICE = "deputy_practice"
    DEPARTMENT_HEAD = "department_head"
    DISPATCHER = "dispatcher"
    GROUP_LEADER = "group_leader"
    TEACHER = "teacher"
    INSPECTOR = "inspector"
    STUDENT = "student"
    PARENT = "parent"


ROLE_NAMES = {
    Role.ADMINISTRATOR: "администратор журнала",
    Role.IVC_HEAD: "начальник ИВЦ",
    Role.DIRECTOR: "директор",
    Role.DEPUTY_ACADEMIC: "заместитель директора по учебной работе",
    Role.DEPUTY_PRACTICE: "заместитель директора по учебно-производственной работе",
    Role.DEPARTMENT_HEAD: "заведующий отделением",
    Role.DISPATCHER: "диспетчер учебной части",
    Role.GROUP_LEADER: "руководитель группы",
    Role.TEACHER: "преподаватель",
    Role.INSPECTOR: "внешний проверяющий",
    Role.STUDENT: "студент",
    Role.PARENT: "родитель",
}

# The order in which a person's main role is chosen for the home page.
PRECEDENCE = (
    *tuple(Role)[:6], Role.DISPATCHER, Role.TEACHER, Role.GROUP_LEADER, Role.INSPECTOR, Role.STUDENT, Role.PARENT,
)  # fmt: skip


def main_role(roles: frozenset[str]) -> Role | None:
    """The role whose home page a person sees first: his daily work goes before his supervision of a group."""
    return next((role for role in PRECEDENCE if role in roles), None)
