"""Plans, disciplines, groups, courses, work programmes."""

from .course import Course, CourseTeacher
from .group import Group, GroupLeader, Membership, Subgroup, SubgroupMembership
from .plan import Curriculum, Discipline, PlanItem, PlanLoad
from .programme import ProgrammeTopic, WorkProgramme

__all__ = [
    "Course",
    "CourseTeacher",
    "Curriculum",
    "Discipline",
    "Group",
    "GroupLeader",
    "Membership",
    "PlanItem",
    "PlanLoad",
    "ProgrammeTopic",
    "Subgroup",
    "SubgroupMembership",
    "WorkProgramme",
]
