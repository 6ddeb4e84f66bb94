"""The weekly pattern, dated lessons, what was changed in them, absent teachers, calendar feeds."""

from .absence import TeacherAbsence
from .feed import CalendarFeed
from .lesson import Lesson, Room, Substitution
from .lesson_change import LessonChange
from .pattern import MovedDay, Slot

__all__ = ["CalendarFeed", "Lesson", "LessonChange", "MovedDay", "Room", "Slot", "Substitution", "TeacherAbsence"]
