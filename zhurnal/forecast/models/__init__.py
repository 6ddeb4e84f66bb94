"""What is kept of forecasts."""

from .stored import Learning, StoredForecast

__all__ = ["Learning", "StoredForecast"]
