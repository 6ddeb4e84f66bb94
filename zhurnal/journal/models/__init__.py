"""What was written about lessons."""

from .entry import Entry, StudentFeed
from .homework import PersonalHomework, PersonalHomeworkStudent
from .lesson_record import LessonRecord, Work
from .permission import Excuse, ExcusePaper, OpenRequest

__all__ = [
    "Entry",
    "Excuse",
    "ExcusePaper",
    "LessonRecord",
    "OpenRequest",
    "PersonalHomework",
    "PersonalHomeworkStudent",
    "StudentFeed",
    "Work",
]
