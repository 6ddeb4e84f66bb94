"""What the timetable tells the floors above, inside its transaction."""

from django.dispatch import Signal

lessons_changed = Signal()
"""Sent with ``actor``, ``news`` (``rules.news.News``) and perhaps ``settled`` (``rules.news.Settled``): lessons stand otherwise."""

timetable_rewritten = Signal()
"""Sent with ``actor`` and ``news`` (``rules.news.Rewritten``): many lessons at once, by a generation or an import."""

absence_answered = Signal()
"""Sent with ``actor`` and ``answer`` (``rules.news.AbsenceAnswer``): a teacher's request was accepted or refused."""
