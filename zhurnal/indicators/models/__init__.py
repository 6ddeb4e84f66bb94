"""Figures counted ahead, without persons who study."""

from .figures import CourseCount, LessonFigures

__all__ = ["CourseCount", "LessonFigures"]
