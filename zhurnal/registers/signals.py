"""What registers tell the floors above."""

from django.dispatch import Signal

proposal_made = Signal()
"""Sent inside the transaction with ``actor`` and ``news`` (``rules.news.Asked``)."""

proposal_answered = Signal()
"""Sent inside the transaction with ``actor`` and ``news`` (``rules.news.Answered``)."""

leaders_reminded = Signal()
"""Sent inside the transaction with ``actor`` and ``news`` (a list of ``rules.news.Reminded``)."""
