"""A progress bar for a terminal."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

WIDTH = 30


@dataclass(slots=True)
class Progress:
    """Counts rows up to a total and shows how far it got; ``show`` writes to a terminal, None where there is none."""

    total: int
    show: Callable[[str], object] | None = None
    name: str = ""
    count: int = 0
    shown_at: float = 0.0

    def stage(self, name: str) -> None:
        """Begin a part of the work."""
        self.name = name
        self._show(always=True)

    def step(self, rows: int) -> None:
        """So many rows are written."""
        self.count += rows
        self._show()

    def done(self) -> None:
        """Everything is written."""
        self.count, self.name = self.total, "Готово"
        self._show(always=True)
        if self.show is not None:
            self.show("\n")

    def _show(self, *, always: bool = False) -> None:
        now = monotonic()
        if self.show is None or (not always and now - self.shown_at < 0.1):
            return
        self.shown_at = now
        share = min(1.0, self.count / max(1, self.total))
        bar = "█" * round(share * WIDTH)
        self.show(f"\r  {bar:░<{WIDTH}} {share:4.0%}  {self.name:<28}")
