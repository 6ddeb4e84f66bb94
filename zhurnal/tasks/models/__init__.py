"""Tasks, with whom they are, what was said and attached."""

from .task import Assignment, Task
from .trace import TaskFile, TaskWord

__all__ = ["Assignment", "Task", "TaskFile", "TaskWord"]
