"""What oversight tells the floors above."""

from django.dispatch import Signal

request_decided = Signal()
"""Sent inside the transaction with ``actor`` and ``decided`` (``rules.opening.Decided``)."""
