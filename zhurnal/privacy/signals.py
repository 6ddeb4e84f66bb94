"""What the record of readings tells the floors above."""

from django.dispatch import Signal

limit_exceeded = Signal()
"""Sent inside the transaction that writes the record, with ``actor`` (the college's) and ``people`` (person → moment)."""
