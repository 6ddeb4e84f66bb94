"""Who gets the academic stipend after an interim attestation (A4.15)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhurnal.assessment.rules.indicators import Judged

FULL_TIME, BUDGET = "full", "budget"


@dataclass(frozen=True, slots=True)
class Applicant:
    """``form``, ``funding``: keys of the register, "" where nobody wrote them down; ``results``: of the last attestation."""

    form: str
    funding: str
    debts: int
    results: Sequence[Judged]
    first_semester: bool


def refusal(one: Applicant) -> str:
    """Why he gets none, "" when he does. First-semester freshmen get it up to their first attestation."""
    if one.form != FULL_TIME:
        return "не очная форма" if one.form else "не указана форма обучения"
    if one.funding != BUDGET:
        return "учится по договору" if one.funding else "не указана основа обучения"
    if one.debts or any(row.unfit for row in one.results):
        return "есть долг"
    if any(row.value == "3" for row in one.results):
        return "есть «3»"
    if not one.results and not one.first_semester:
        return "нет итогов сессии"
    return ""


def paid_from(ends: date) -> date:
    """The first day of the month after the one in which the attestation ended."""
    return date(ends.year + ends.month // 12, ends.month % 12 + 1, 1)
