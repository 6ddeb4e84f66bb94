"""Dated lessons, what was changed in them, and absent teachers."""

from .absence import TeacherAbsence
from .lesson import Lesson, Room, Substitution
from .lesson_change import LessonChange

__all__ = ["Lesson", "LessonChange", "Room", "Substitution", "TeacherAbsence"]
