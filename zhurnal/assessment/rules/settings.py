"""What a college decides about results: the settings with their words, limits, and what may not stand together (A4.5, A4.6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from zhurnal.kernel.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from ``least`` to ``most``; ``hundredths``: typed and shown as «4,50»."""

    name: str
    words: str
    least: int
    most: int
    hundredths: bool = False


NUMBERS = (
    Whole("five_from", "«5» предлагается с", 200, 500, hundredths=True),
    Whole("four_from", "«4» предлагается с", 200, 500, hundredths=True),
    Whole("three_from", "«3» предлагается с", 200, 500, hundredths=True),
    Whole("credit_from", "Зачёт предлагается с", 200, 500, hundredths=True),
    Whole("marks_needed", "«н/а», если отметок меньше", 0, 20),
    Whole("missed_share", "«н/а», если пропущено больше, % часов", 1, 100),
    Whole("ill_share", "Личный срок, если болезнь — от пропусков, %", 1, 100),
    Whole("hours_per_mark", "Одна отметка на столько часов (0 — нормы нет)", 0, 100),
    Whole("asked_within", "Каждый спрошен за столько занятий", 1, 30),
    Whole("repaired_within", "После «2» отметка за столько занятий", 1, 30),
)
UNATTESTED = (("any", "достаточно одного: мало отметок или много пропусков"), ("both", "нужно и то и другое"))


def settings_refusal(values: Mapping[str, object]) -> Refusal | None:
    """Why these settings may not stand together: a higher mark begins higher."""
    five, four, three = (values.get(name) for name in ("five_from", "four_from", "three_from"))
    if isinstance(five, int) and isinstance(four, int) and isinstance(three, int) and not five > four > three:
        return Refusal("order", "Порог «5» должен быть выше порога «4», а тот — выше порога «3».")
    return None


def checkpoint_refusal(since: date, until: date, starts: date, ends: date) -> Refusal | None:
    """Why a checkpoint may not have these days: they lie inside the term and go forward."""
    if since > until:
        return Refusal("backward", "Последний день аттестации раньше первого. Поменяйте их местами.")
    if since < starts or until > ends:
        return Refusal("outside", "Дни аттестации выходят за семестр. Проверьте их.")
    return None
