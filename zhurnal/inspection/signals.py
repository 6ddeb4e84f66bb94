"""What control tells the floors above."""

from django.dispatch import Signal

remarks_told = Signal()
"""Sent inside the transaction with ``actor`` and ``told``: a tuple of ``rules.news.Moved``, a step of a remark each."""
