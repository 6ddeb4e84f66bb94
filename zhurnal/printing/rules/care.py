"""What of the journal belongs to the pages about care for the group (A1.12, A1.13). Pure."""

import re

_BRIEFING = re.compile(r"\bинструктаж\b", re.IGNORECASE)
_HOURS = re.compile(r"разговоры о важном|россия\s*[-–—:.]?\s*мои горизонты|классн\w+ час|час куратора|кураторск\w+ час", re.IGNORECASE)  # fmt: skip


def is_briefing(topic: str) -> bool:
    """«Вводный инструктаж»; not «Виды инструктажей», which is taught and not held."""
    return bool(_BRIEFING.search(topic))


def is_leaders_hour(discipline: str) -> bool:
    """«Разговоры о важном», «Россия — мои горизонты», «Классный час»."""
    return bool(_HOURS.search(discipline))
