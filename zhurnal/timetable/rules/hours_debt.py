"""What disciplines owe each other after substitutions by another discipline (A5.4): derived, keyed by nobody. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Debt:
    """Academic hours of one course: put off in favour of others, and gone ahead in their place."""

    put_off: int = 0
    ahead: int = 0

    @property
    def owed(self) -> int:
        """Hours that are still to be given back to the discipline."""
        return max(self.put_off - self.ahead, 0)

    @property
    def over(self) -> int:
        """Hours that the discipline has taken from others and not yet given back."""
        return max(self.ahead - self.put_off, 0)
