"""Which pages a journal of a term needs, by the plan of its group (1.6)."""

import re

from zhurnal.curriculum.rules.kinds import ItemKind, JournalKind

TAUGHT = frozenset({ItemKind.DISCIPLINE, ItemKind.MDK, ItemKind.PRACTICE_EDU, ItemKind.PRACTICE_PROD})
MODULE_INDEX = re.compile(r"^(ПМ|МДК|УП|ПП|ПДП)\b")


def semester_of(course: int, term: int) -> int:
    """The plan's semester: the second term of the third course is the sixth."""
    return 2 * (course - 1) + term


def journal_kind(index: str, kind: str) -> JournalKind:
    """The journal of professional modules for МДК and practice, by the kind of the row or, failing that, its index."""
    if kind in (ItemKind.MDK, ItemKind.PRACTICE_EDU, ItemKind.PRACTICE_PROD) or MODULE_INDEX.match(index.upper()):
        return JournalKind.MODULE
    return JournalKind.THEORY


def taught_hours(total: int, self_study: int, exam: int) -> int:
    """Hours of the timetable in a semester of the plan: lessons and consultations (A5.14).

    Self-study has no lessons; hours of the exam («Часы на контроль») lie in session days (A4.3).
    """
    return max(total - self_study - exam, 0)
