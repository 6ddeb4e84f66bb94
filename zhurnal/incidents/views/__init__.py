"""Pages of incidents."""

from .breaches import breach, breach_list, first_notice, new_breach, result_notice
from .incidents import anomaly, board, incident
from .own import own

__all__ = [
    "anomaly", "board", "breach", "breach_list", "first_notice", "incident", "new_breach", "own", "result_notice",
]  # fmt: skip
