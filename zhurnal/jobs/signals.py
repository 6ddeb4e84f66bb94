"""What this room tells those above."""

from django.dispatch import Signal

job_ended = Signal()
"""Sent after commit with ``actor`` (of the asker) and ``job`` when a job is done or has failed."""
