"""The mark of the year (годовая): which disciplines have one, and what the marks of the terms propose (A4.1, A4.5)."""

from collections.abc import Sequence

from zhurnal.assessment.rules import values
from zhurnal.assessment.rules.explaining import rounded
from zhurnal.assessment.rules.proposing import Proposal, Scale, mark_of
from zhurnal.journal.rules.average import shown
from zhurnal.organisation.rules.parameters import Parameters

NEVER, GENERAL, BOTH = "never", "general", "both"
WAYS = (
    (NEVER, "не ставятся"),
    (GENERAL, "в общеобразовательном цикле плана"),
    (BOTH, "по всем дисциплинам, которые идут оба семестра"),
)
_GENERAL = ("общеобразоват", "среднее общее", "среднего общего")


def is_general(cycles: Sequence[str]) -> bool:
    """Whether one of the cycles above a row of the plan is that of general education."""
    return any(stem in (name or "").casefold() for name in cycles for stem in _GENERAL)


def propose_year(terms: Sequence[tuple[int, str]], scale: Scale, parameters: Parameters) -> Proposal:
    """What the marks of the terms propose; ``terms``: (number of the term, its mark or "" where none stands) in order.

    The mean of the terms by the college's own thresholds. Nothing while a term has no mark; an unfit term is not evened out by a
    good one: it is a debt until a retake mends it. Terms from which he was released are left out (A2.12).
    """
    for number, value in terms:
        if not value:
            return Proposal("", None, f"За {number} семестр отметки нет: предложить нечего.", lacks=number)
    counted = [(number, value) for number, value in terms if value != values.RELEASED]
    if not counted:
        return Proposal(values.RELEASED if terms else "", None, "Освобождён в обоих семестрах.")
    for number, value in counted:
        if value == values.NOT_ATTESTED:
            return Proposal(values.NOT_ATTESTED, None, f"Не аттестован за {number} семестр.")
    unfit = next((number for number, value in counted if values.is_unfit(value)), None)
    if scale is Scale.CREDIT:
        if unfit is not None:
            return Proposal(values.NOT_CREDITED, None, f"Не сдан {unfit} семестр.")
        return Proposal(values.CREDITED, None, f"{_said(counted)}.")
    if unfit is not None:
        return Proposal("2", None, f"Не сдан {unfit} семестр.")
    marks = [int(value) for _number, value in counted if value in values.MARKS]
    average = rounded(sum(marks), len(marks))
    if average is None:
        return Proposal("", None, f"{_said(counted)}. Отметку решает преподаватель.")
    mark, limit = mark_of(average, parameters)
    return Proposal(mark, average, f"{_said(counted)}: среднее {shown(average)}, «{mark}» с {shown(limit)}.")


def _said(terms: Sequence[tuple[int, str]]) -> str:
    said = ", ".join(f"за {number} семестр «{values.printed(value)}»" for number, value in terms)
    return said[:1].upper() + said[1:]
