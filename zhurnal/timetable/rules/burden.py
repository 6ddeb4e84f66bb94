"""How much is written about a lesson."""

from enum import IntEnum


class Burden(IntEnum):
    """Nothing; a topic, a task, a planned work; attendance or marks, so that the lesson was held."""

    NOTHING = 0
    PREPARED = 1
    HELD = 2
