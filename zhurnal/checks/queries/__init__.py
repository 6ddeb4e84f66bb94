"""What other rooms ask of findings: those of a journal, and how many are open."""

from .counts import by_course, by_teacher, findings_of, own_open

__all__ = ["by_course", "by_teacher", "findings_of", "own_open"]
