"""Pages of incidents."""

from .incidents import anomaly, board, incident
from .own import own

__all__ = ["anomaly", "board", "incident", "own"]
