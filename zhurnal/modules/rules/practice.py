"""Practice: its days, hours given and left, what may be written, and on which papers a mark rests (A1.8, A4.11)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from zhurnal.assessment.rules.values import MARKS, is_positive
from zhurnal.curriculum.rules.practice import Practice, PracticeKind
from zhurnal.kernel.dates import days_between
from zhurnal.kernel.refusal import Refusal

MOST_HOURS = 8  # of one day, whatever the college sets
SUNDAY = 7
WRITE, STRIKE = "modules.day.write", "modules.day.strike"  # what the history calls a day that was written, struck out
PAPERS = ("attestation_sheet", "characterisation", "diary", "report")
PAPER_WORDS = {
    "attestation_sheet": "аттестационный лист",
    "characterisation": "характеристика",
    "diary": "дневник",
    "report": "отчёт",
}
NEEDED = {
    PracticeKind.EDUCATIONAL: ("attestation_sheet",),
    PracticeKind.PRODUCTION: ("attestation_sheet", "diary"),
    PracticeKind.PRE_DIPLOMA: ("attestation_sheet", "diary"),
}


def days_of(practice: Practice, free: Iterable[date] = ()) -> tuple[date, ...]:
    """Days on which work is expected: those of the practice without Sundays and holidays (``free``)."""
    off = set(free)
    days = days_between(practice.starts, practice.ends)
    return tuple(day for day in days if practice.holds(day) and day.isoweekday() != SUNDAY and day not in off)


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours of a student's practice. ``days``: on which he was there; ``missed``: on which he was not."""

    planned: int
    given: int
    days: int
    missed: int

    @property
    def left(self) -> int:
        """Hours that are still to be given; never below nothing."""
        return max(0, self.planned - self.given)


def hours_of(planned: int, written: Iterable[int]) -> Hours:
    """Hours of the days that were written; their order never matters."""
    rows = list(written)
    present = sum(1 for hours in rows if hours)
    return Hours(planned, sum(rows), present, len(rows) - present)


def day_refusal(practice: Practice, day: date, today: date) -> Refusal | None:
    """Why nothing is written for this day (A3.12)."""
    if day > today:
        return Refusal("future", "Этот день ещё не наступил. Практику записывают в её день или позже.")
    if not practice.starts <= day <= practice.ends:
        return Refusal(
            "outside",
            "Практика идёт с %(starts)s по %(ends)s. Выберите день внутри этих дат.",
            {"starts": f"{practice.starts:%d.%m.%Y}", "ends": f"{practice.ends:%d.%m.%Y}"},
        )
    return None


def hours_trouble(hours: int, per_day: int) -> str:
    """Why these hours cannot stand on a day; empty when they can."""
    if hours < 0 or hours > per_day:
        return f"Часов в день — от 0 до {per_day}: столько назначено этой практике. 0 — не был."
    return ""


def missing_papers(kind: PracticeKind, received: Iterable[str]) -> tuple[str, ...]:
    """Papers without which no positive mark is set, in words and in the order of the page."""
    have = set(received)
    return tuple(PAPER_WORDS[name] for name in NEEDED[kind] if name not in have)


def day_seen(hours: int | None, work: str) -> str:
    """A student's row of a day as a page remembers it while somebody types; "" for none."""
    return "" if hours is None else f"{hours}:{work}"


def papers_seen(papers: Iterable[str], mark: str) -> str:
    """A student's papers and mark as a page remembers them."""
    return f"{','.join(sorted(papers))}:{mark}"


def mark_refusal(kind: PracticeKind, received: Iterable[str], value: str) -> Refusal | None:
    """Why this mark is not set for the practice (A4.11)."""
    if value and value not in MARKS:
        return Refusal("not_a_mark", "За практику ставят 5, 4, 3 или 2.")
    missing = missing_papers(kind, received)
    if is_positive(value) and missing:
        return Refusal(
            "papers",
            "Положительную отметку за практику ставят по документам. Не хватает: %(papers)s. Отметьте, что документ получен.",
            {"papers": ", ".join(missing)},
        )
    return None
