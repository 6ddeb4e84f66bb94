"""Orders about students and what they did."""

from .order import Credit, Movement, Order

__all__ = ["Credit", "Movement", "Order"]
