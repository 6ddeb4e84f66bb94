"""What reports tell the floors above."""

from django.dispatch import Signal

report_ready = Signal()
"""Sent inside the transaction with ``actor`` (whose report it is) and ``ready`` (``rules.ready.Ready``)."""
