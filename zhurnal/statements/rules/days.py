"""What is unusual about the day of an attestation (A4.3). It is said, not forbidden: the timetable may be wrong, or about to change. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhurnal.kernel.dates import full
from zhurnal.kernel.wording import plural
from zhurnal.statements.rules.kinds import EXAMS

IN_LESSONS = frozenset({"З", "ДЗ", "КДЗ", "К"})  # held in the last lesson of the discipline, inside its hours
LESSONS = ("занятие", "занятия", "занятий")


@dataclass(frozen=True, slots=True)
class Taught:
    """A page of the group in the term: whether it is of what is attested, its last lesson, its lessons on the day."""

    attested: bool
    last: date
    that_day: int


def unusual_day(form: str, dated: date, pages: Sequence[Taught]) -> str:
    """One sentence, "" when the day is as it should be or the timetable does not reach so far."""
    if form in EXAMS:
        busy = sum(page.that_day for page in pages if not page.attested)
        if not busy:
            return ""
        return f"{full(dated)} у группы {plural(busy, LESSONS)} по другим дисциплинам. Экзамен проводят в день, свободный от занятий."
    if form not in IN_LESSONS:
        return ""
    lasts = {page.last for page in pages if page.attested}
    if not lasts or dated in lasts or max(page.last for page in pages) < dated:
        return ""
    return f"По расписанию последнее занятие по дисциплине {full(max(lasts))}. Зачёт проводят на нём, а здесь стоит {full(dated)}."
