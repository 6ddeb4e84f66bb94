"""The proposed mark of a term, with the reasons for it (A4.5, A4.6, A2.12)."""

from dataclasses import dataclass, fields
from enum import StrEnum
from fractions import Fraction

from zhurnal.assessment.rules import values
from zhurnal.assessment.rules.explaining import rounded
from zhurnal.assessment.rules.indicators import percent
from zhurnal.journal.rules.average import shown
from zhurnal.kernel.wording import plural
from zhurnal.organisation.rules.parameters import Parameters


class Scale(StrEnum):
    """By what a result is measured: 5–2, зачёт, or attested and not (of a checkpoint)."""

    MARKS = "marks"
    CREDIT = "credit"
    ATTESTED = "attested"


CREDIT_FORM = "З"
ALLOWED = {
    Scale.MARKS: (*values.MARKS, values.NOT_ATTESTED, values.RELEASED),
    Scale.CREDIT: (values.CREDITED, values.NOT_CREDITED, values.NOT_ATTESTED, values.RELEASED),
    Scale.ATTESTED: (*values.MARKS, values.ATTESTED, values.UNATTESTED, values.NOT_ATTESTED, values.RELEASED),
}


def scale_of(form: str) -> Scale:
    """The scale of a form of attestation of the plan: «З» is a зачёт, everything else has marks."""
    return Scale.CREDIT if form == CREDIT_FORM else Scale.MARKS


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the journal says of one student in one course up to a day.

    ``total``: Σ mark · weight and ``weights``: Σ weight, in hundredths of a weight. ``marks``: how many marks and зач/незач he has;
    ``credits``, ``failures``: how many зач and незач among them. Hours are academic: ``held`` while he was on the list, ``missed``,
    of them ``ill``, and ``released`` (осв.).
    """

    total: int = 0
    weights: int = 0
    marks: int = 0
    credits: int = 0
    failures: int = 0
    held: int = 0
    missed: int = 0
    ill: int = 0
    released: int = 0

    @property
    def average(self) -> int | None:
        """In hundredths, rounded once."""
        return rounded(self.total, self.weights)

    def __add__(self, other: "Evidence") -> "Evidence":
        """Of two pages of one discipline: lectures of the whole group and labs of a subgroup, say."""
        return Evidence(*(getattr(self, item.name) + getattr(other, item.name) for item in fields(self)))


@dataclass(frozen=True, slots=True)
class Proposal:
    """``value``: of the closed set, "" where nothing can be proposed. ``why``: one sentence; ``personal``: he was ill, a personal term.

    ``lacks``: of a mark of the year, the number of the term that has no mark yet; 0 where both have one.
    """

    value: str
    average: int | None
    why: str
    personal: bool = False
    lacks: int = 0


def propose(evidence: Evidence, scale: Scale, parameters: Parameters) -> Proposal:
    """What the journal proposes: released left out, «н/а» by the college's rule, else by thresholds."""
    average = evidence.average
    if evidence.held and 2 * evidence.released > evidence.held:
        return Proposal(values.RELEASED, average, "Освобождён больше чем от половины часов.")
    gaps = _gaps(evidence, parameters)
    if gaps:
        ill = bool(evidence.ill) and 100 * evidence.ill >= parameters.ill_share * evidence.missed
        said = " и ".join(gaps)
        value = values.UNATTESTED if scale is Scale.ATTESTED else values.NOT_ATTESTED
        why = f"{said[:1].upper()}{said[1:]}." + (" Болел: можно назначить личный срок." if ill else "")
        return Proposal(value, average, why, personal=ill)
    if average is None:
        return _by_credits(evidence, scale)
    if scale is Scale.CREDIT:
        passed = average >= parameters.credit_from
        why = f"Средний {shown(average)}, зачёт с {shown(parameters.credit_from)}."
        return Proposal(values.CREDITED if passed else values.NOT_CREDITED, average, why)
    mark, limit = mark_of(average, parameters)
    why = f"Средний {shown(average)}" + (
        f", «{mark}» с {shown(limit)}." if limit else f": ниже {shown(parameters.three_from)}."
    )
    if scale is Scale.ATTESTED:
        return Proposal(values.UNATTESTED if mark == "2" else values.ATTESTED, average, why)
    return Proposal(mark, average, why)


def mark_of(average: int, parameters: Parameters) -> tuple[str, int]:
    """The mark of an average in hundredths, and the threshold that it reached (0 for «2»)."""
    steps = (("5", parameters.five_from), ("4", parameters.four_from), ("3", parameters.three_from))
    return next(((mark, limit) for mark, limit in steps if average >= limit), ("2", 0))


def _gaps(evidence: Evidence, parameters: Parameters) -> list[str]:
    """Why «н/а», in words; empty when the college's rule does not hold."""
    few = evidence.marks < parameters.marks_needed
    hours = evidence.held - evidence.released  # who is released is out of the denominator (A2.12)
    missed = hours > 0 and 100 * evidence.missed > parameters.missed_share * hours
    if not (few and missed if parameters.unattested_when == "both" else few or missed):
        return []
    said = []
    if few:
        have = plural(evidence.marks, ("отметка", "отметки", "отметок")) if evidence.marks else "отметок нет"
        said.append(f"{have}, нужно {parameters.marks_needed}")
    if missed:
        part = percent(Fraction(100 * evidence.missed, hours), whole=parameters.whole_percents)
        said.append(f"пропущено {part.removesuffix(',0')} % часов")
    return said


def _by_credits(evidence: Evidence, scale: Scale) -> Proposal:
    """Where only зач and незач stand."""
    if not evidence.credits + evidence.failures:
        return Proposal("", None, "Отметок нет: предложить нечего.")
    passed = evidence.credits > evidence.failures
    why = f"Зач. — {evidence.credits}, незач. — {evidence.failures}."
    if scale is Scale.CREDIT:
        return Proposal(values.CREDITED if passed else values.NOT_CREDITED, None, why)
    if scale is Scale.ATTESTED:
        return Proposal(values.ATTESTED if passed else values.UNATTESTED, None, why)
    return Proposal("", None, why + " Отметку решает преподаватель.")


def departs(proposed: str, value: str) -> bool:
    """Whether a result departs from the proposal so far that a reason is asked: by a mark or more, or in kind (A4.5).

    Nothing proposed and nothing set ask for no reason.
    """
    if not proposed or not value or proposed == value:
        return False
    if proposed in values.MARKS and value in values.MARKS:
        return abs(int(proposed) - int(value)) >= 1
    attested = {values.ATTESTED: True, values.UNATTESTED: False}
    if proposed in attested and value in values.MARKS:  # a mark instead of «атт.» says more, not something else
        return attested[proposed] == values.is_unfit(value)
    return not (
        values.is_unfit(proposed)
        and values.is_unfit(value)
        and {proposed, value} == {values.UNATTESTED, values.NOT_ATTESTED}
    )


_TYPED = {
    "н/а": values.NOT_ATTESTED, "на": values.NOT_ATTESTED, "n/a": values.NOT_ATTESTED,
    "осв": values.RELEASED, "осв.": values.RELEASED,
    "зач": values.CREDITED, "зач.": values.CREDITED, "зачет": values.CREDITED, "зачёт": values.CREDITED,
    "незач": values.NOT_CREDITED, "незач.": values.NOT_CREDITED, "незачет": values.NOT_CREDITED, "незачёт": values.NOT_CREDITED,
    "атт": values.ATTESTED, "атт.": values.ATTESTED,
    "неатт": values.UNATTESTED, "не атт": values.UNATTESTED, "не атт.": values.UNATTESTED,
}  # fmt: skip


def read_value(text: str, scale: Scale) -> str | None:
    """A typed result as it is kept; "" for nothing, None where it is not a result of this scale."""
    said = " ".join(text.split()).lower()
    if not said:
        return ""
    value = said if said in values.MARKS else _TYPED.get(said)
    return value if value in ALLOWED[scale] else None
