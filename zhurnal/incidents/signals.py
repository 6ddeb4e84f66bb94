"""What incidents tell the floors above."""

from django.dispatch import Signal

safety_told = Signal()
"""Sent inside the transaction with ``actor`` and ``news`` (a sequence of ``rules.news.SafetyNews``)."""
