"""What the timetable tells the floors above."""

from django.dispatch import Signal

lessons_changed = Signal()
"""Sent inside the transaction with ``actor`` and ``news`` (``rules.news.News``): lessons stand otherwise than before."""
