"""How a result and the closing of a term are named in the record of changes; ids are hexadecimal.

History hangs on the name: it is not changed again.
Records of results written before the discipline stood in it have one part less (``older``); of which discipline they are is told by
their chain.
"""

from typing import Any

from zhurnal.assessment.rules.levels import LEVEL_WORDS, Level
from zhurnal.assessment.rules.values import printed
from zhurnal.journal.rules.corrections import replaced

PREFIX = "result:"
TERM_MOVED = "assessment.term"
"""The event of a step of a term; pages of the term tell of it when they close («closed») and open again («open»)."""


def result(student: str, level: str, place: str, discipline: str) -> str:
    """``place``: the checkpoint, or the term where there is none."""
    return f"{older(student, level, place)}:{discipline}"


def older(student: str, level: str, place: str) -> str:
    """The name before the discipline stood in it."""
    return f"result:{student}:{level}:{place}"


def term(closing: str) -> str:
    """The closing of a group's term."""
    return f"term:{closing}"


def is_correction(target: str, before: Any, after: Any) -> bool:
    """Whether the change replaced or struck out a result that stood (A3.3)."""
    return target.startswith(PREFIX) and replaced(before, after)


def student_of(target: str) -> str:
    """Whose result a target names."""
    return target.split(":")[1]


def words_of(target: str) -> str:
    """What a target names, for people: «семестровая отметка»."""
    level = target.split(":")[2]
    return LEVEL_WORDS[Level(level)] if level in set(Level) else "итог"


def value_words(told: Any) -> str:
    """A recorded result as papers print it, with its mastery; "" for none."""
    said = told if isinstance(told, dict) else {"value": told}
    return ", ".join(filter(None, (printed(str(said.get("value") or "")), str(said.get("mastery") or ""))))
