"""What was told lately, so that the same reading is told once. Pure."""

from collections import OrderedDict
from collections.abc import Hashable

WINDOW = 600.0  # seconds in which the same person's same reading is one
MOST = 20_000  # remembered at once; the oldest is forgotten first, and would be told twice


class Lately:
    """Keys with the moment when each was told; bounded."""

    def __init__(self, window: float = WINDOW, most: int = MOST) -> None:
        self._window, self._most = window, most
        self._told: OrderedDict[Hashable, float] = OrderedDict()

    def is_new(self, key: Hashable, now: float) -> bool:
        """Whether it was not told within the window; from now on it was."""
        told = self._told.get(key)
        if told is not None and 0 <= now - told < self._window:
            return False
        self._told[key] = now
        self._told.move_to_end(key)
        if len(self._told) > self._most:
            self._told.popitem(last=False)
        return True

    def __len__(self) -> int:
        return len(self._told)

    def clear(self) -> None:
        """Forget everything."""
        self._told.clear()
