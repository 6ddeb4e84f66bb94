"""A day in an address."""

from datetime import date


class DayConverter:
    """«2026-11-24»."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        """The day; what is none is not found."""
        return date.fromisoformat(value)

    def to_url(self, value: date | str) -> str:
        """As it stands in the address."""
        return value if isinstance(value, str) else value.isoformat()
