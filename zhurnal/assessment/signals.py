"""What results tell the floors above, after the commit."""

from django.dispatch import Signal

results_published = Signal()
"""Sent with ``actor``, ``students``, ``term``: results of these students became visible to them and their parents."""

reopening_answered = Signal()
"""Sent inside the transaction with ``actor`` and ``answered`` (``rules.news.ReopeningAnswered``)."""
