"""What movement tells the floors above."""

from django.dispatch import Signal

order_changed = Signal()
"""Sent inside the transaction with ``actor`` and ``order`` (its id): an order was carried out, or something of it undone."""
