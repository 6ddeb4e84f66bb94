"""The personal term of a student who was ill (A4.6): how near its end is."""

from datetime import date

from zhurnal.kernel.wording import plural

NEAR = 7  # days
DAYS = ("день", "дня", "дней")


def left_words(until: date, today: date) -> tuple[str, str]:
    """(what to say, how loudly): «срок прошёл» bad, «осталось 3 дня» warn from a week before, "" while there is time."""
    left = (until - today).days
    if left < 0:
        return "срок прошёл", "bad"
    if left == 0:
        return "последний день", "warn"
    return f"осталось: {plural(left, DAYS)}", "warn" if left <= NEAR else ""
