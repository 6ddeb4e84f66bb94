"""Where a lesson may be moved. Pure."""

from datetime import date

from zhurnal.kernel.dates import day_month, weekday_day_month
from zhurnal.kernel.refusal import Refusal

SAME_PLACE = Refusal("same_place", "Занятие уже стоит на этом месте. Выберите другой день, пару или аудиторию.")
NOWHERE = Refusal("taken", "На этом месте в журнале уже стоит занятие этой дисциплины. Выберите другой день или пару.")


def place_refusal(day: date, term_starts: date, term_ends: date, holiday: str) -> Refusal | None:
    """Why no lesson can stand on the day: outside of the term, or a day off."""
    if not term_starts <= day <= term_ends:
        text = "%(day)s не в этом семестре: он идёт с %(since)s по %(until)s."
        return Refusal(
            "out_of_term", text,
            {"day": day_month(day), "since": day_month(term_starts), "until": day_month(term_ends)},
        )  # fmt: skip
    if holiday:
        return Refusal(
            "holiday", "%(day)s — выходной: %(name)s. Выберите другой день.", {"day": day_month(day), "name": holiday}
        )
    return None


def no_bell(day: date, pair: int) -> Refusal:
    """No bell rings for the pair on that weekday."""
    text = "В день «%(day)s» %(pair)s-й пары нет в расписании звонков. Выберите другую."
    return Refusal("no_bell", text, {"day": weekday_day_month(day), "pair": pair})
