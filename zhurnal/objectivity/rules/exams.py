"""Term marks beside the exams and statements of the same students (A4.9)."""

from collections.abc import Iterable
from dataclasses import dataclass

from zhurnal.assessment.rules.values import MARKS
from zhurnal.objectivity.rules.intervals import Estimate, mean
from zhurnal.objectivity.rules.thresholds import Thresholds


@dataclass(frozen=True, slots=True)
class Gap:
    """By how much the term marks stand above the exam's. ``above``, ``below``: students to whom that applies."""

    students: int
    above: int
    below: int
    difference: Estimate

    def is_found(self, limits: Thresholds) -> bool:
        """Enough students, and the difference is surely above the usual."""
        return self.students >= limits.students and self.difference.low > limits.exam_gap


def gap(pairs: Iterable[tuple[str, str]]) -> Gap:
    """(term mark, exam mark) of the students who have both; «зач.», «н/а» and «осв.» take no part."""
    steps = [int(term) - int(exam) for term, exam in pairs if term in MARKS and exam in MARKS]
    return Gap(len(steps), sum(step > 0 for step in steps), sum(step < 0 for step in steps), mean(steps))
