"""From when something is a finding: the college's own numbers, with defaults that leave usual work alone."""

from dataclasses import dataclass
from typing import Self

from zhurnal.organisation.rules.parameters import Parameters


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Numbers that decide.

    ``students``, ``marks``: the fewest of them in a journal of which anything is said. ``raised_share``: the share of term marks above
    the proposed ones that is still usual. ``end_days``: days before the end of a period that count as its end. ``end_share``,
    ``sitting_share``: the part of all marks that makes a heap. ``old_days``: from how many days after its lesson a mark is an old one.
    ``improved``: how many improvements make a finding. ``exam_gap``, ``strictness``: differences, in marks.
    """

    students: int = 8
    marks: int = 20
    raised_share: float = 0.10
    end_days: int = 14
    end_share: float = 0.50
    sitting_share: float = 0.30
    old_days: int = 7
    improved: int = 5
    exam_gap: float = 0.30
    strictness: float = 0.30

    @classmethod
    def of(cls, own: Parameters) -> Self:
        """The numbers of a college; per cent and hundredths become parts of one."""
        return cls(
            students=own.findings_students,
            marks=own.findings_marks,
            raised_share=own.findings_raised_percent / 100,
            end_days=own.findings_end_days,
            end_share=own.findings_end_percent / 100,
            sitting_share=own.findings_sitting_percent / 100,
            old_days=own.findings_old_days,
            improved=own.findings_improved,
            exam_gap=own.findings_exam_gap / 100,
            strictness=own.findings_strictness / 100,
        )
