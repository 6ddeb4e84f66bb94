"""How complete a register is: cells filled of cells demanded."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

LOW = 75  # percent; below it the overview warns
STALE = timedelta(days=30)  # since the last change, while something is missing


@dataclass(frozen=True, slots=True)
class Filled:
    """``done`` cells of ``of``."""

    done: int = 0
    of: int = 0

    def __add__(self, other: Self) -> "Filled":
        return Filled(self.done + other.done, self.of + other.of)

    @property
    def percent(self) -> int | None:
        """Whole percents, rounded down: 100 means that nothing is missing. None where nothing is demanded."""
        return 100 * self.done // self.of if self.of else None

    @property
    def missing(self) -> int:
        """Cells without a value."""
        return self.of - self.done

    @property
    def tone(self) -> str:
        """How the overview draws it: ``soft`` when complete, ``bad`` when below ``LOW``, else ``done``."""
        percent = self.percent
        if percent is None or percent == 100:
            return "soft"
        return "bad" if percent < LOW else "done"


def is_stale(changed: date | None, filled: Filled, today: date) -> bool:
    """Whether nothing has been written for long though something is missing."""
    return bool(filled.missing) and (changed is None or today - changed > STALE)
