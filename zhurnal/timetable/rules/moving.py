"""Where a lesson may be moved. Pure."""

from datetime import date

from zhurnal.curriculum.rules.practice import PRACTICE_NAMES, Practice
from zhurnal.kernel.dates import day_month, weekday_day_month
from zhurnal.kernel.refusal import Refusal
from zhurnal.timetable.rules.pattern_words import SHIFT_OF

SAME_PLACE = Refusal("same_place", "Занятие уже стоит на этом месте. Выберите другой день, пару или аудиторию.")
NOWHERE = Refusal("taken", "На этом месте в журнале уже стоит занятие этой дисциплины. Выберите другой день или пару.")


def place_refusal(
    day: date, term_starts: date, term_ends: date, holiday: str, practice: Practice | None = None
) -> Refusal | None:
    """Why no lesson can stand on the day: outside of the term, a day off that nothing was moved to, the group's practice."""
    if not term_starts <= day <= term_ends:
        text = "%(day)s не в этом семестре: он идёт с %(since)s по %(until)s."
        return Refusal(
            "out_of_term", text,
            {"day": day_month(day), "since": day_month(term_starts), "until": day_month(term_ends)},
        )  # fmt: skip
    if holiday:
        return day_off(day, holiday)
    return practice_refusal(day, practice)


def day_off(day: date, holiday: str) -> Refusal:
    """Nothing is held on a day off."""
    text = "%(day)s — выходной: %(name)s. Выберите другой день или отмените занятие."
    return Refusal("holiday", text, {"day": day_month(day), "name": holiday})


def practice_refusal(day: date, practice: Practice | None) -> Refusal | None:
    """Why no lesson of the timetable can be held on the day: the group is in practice (A5.16)."""
    if practice is None:
        return None
    text = (
        "%(day)s группа на практике: %(practice)s с %(since)s по %(until)s. Выберите другой день или отмените занятие."
    )
    return Refusal(
        "practice", text,
        {
            "day": day_month(day), "practice": PRACTICE_NAMES[practice.kind], "since": day_month(practice.starts),
            "until": day_month(practice.ends),
        },
    )  # fmt: skip


def no_bell(day: date, pair: int, shift: int = 1) -> Refusal:
    """No bell rings for the pair on that weekday; the shift is told where the number alone would lead to another one."""
    text = "В день «%(day)s» %(pair)s-й пары%(shift)s нет в расписании звонков. Выберите другую."
    return Refusal("no_bell", text, {"day": weekday_day_month(day), "pair": pair, "shift": SHIFT_OF[shift]})
