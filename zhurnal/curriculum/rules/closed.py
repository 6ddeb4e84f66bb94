"""What is said wherever something of a closed term was to be changed (2.4, A7.5). Pure."""

from datetime import date, timedelta

from zhurnal.kernel.refusal import Refusal


def list_closed(group: str, ends: date) -> Refusal:
    """Why the list of ``group`` stays as it is up to ``ends``, the last day of its last closed term, and what to do instead."""
    text = (
        "Семестр группы %(group)s закрыт, её список по %(ends)s не меняют: "
        "проведите это днём не раньше %(after)s или сначала откройте семестр вдвоём по приказу («Итоги»)."
    )
    after = ends + timedelta(days=1)
    return Refusal("term_closed", text, {"group": group, "ends": f"{ends:%d.%m.%Y}", "after": f"{after:%d.%m.%Y}"})


def page_closed(group: str) -> Refusal:
    """Why journals, lessons and dates of the closed term stay as they are."""
    text = (
        "Семестр группы %(group)s закрыт, его дни, журналы и занятия не меняют и не убирают: "
        "сначала откройте семестр вдвоём по приказу («Итоги»)."
    )
    return Refusal("term_closed", text, {"group": group})
