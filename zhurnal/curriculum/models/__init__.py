"""Plans, disciplines, groups, courses, work programmes."""

from .correction import HoursCorrection
from .course import Course, CourseTeacher
from .group import Group, GroupLeader, Membership, Subgroup, SubgroupMembership
from .plan import Curriculum, Discipline, PlanItem, PlanLoad
from .practice import PracticePeriod
from .programme import ProgrammeTopic, WorkProgramme
from .stream import Stream, StreamCourse

__all__ = [
    "Course",
    "CourseTeacher",
    "Curriculum",
    "Discipline",
    "Group",
    "GroupLeader",
    "HoursCorrection",
    "Membership",
    "PlanItem",
    "PlanLoad",
    "PracticePeriod",
    "ProgrammeTopic",
    "Stream",
    "StreamCourse",
    "Subgroup",
    "SubgroupMembership",
    "WorkProgramme",
]
