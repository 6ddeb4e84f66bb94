"""What the journal tells the floors above, after the commit."""

from django.dispatch import Signal

entries_written = Signal()
"""Sent with ``actor``, ``course`` and ``students``: cells, homework or topics that these students see have changed."""

entries_corrected = Signal()
"""Sent with ``actor``, ``course`` and ``authors`` (author → lessons): values that others had written were replaced."""
