"""What other rooms ask of findings: ``findings_of``, ``open_counts``."""

from .counts import by_course, by_teacher, findings_of

__all__ = ["by_course", "by_teacher", "findings_of"]
