"""What movement tells the floors above."""

from django.dispatch import Signal

order_changed = Signal()
"""Sent inside the transaction with ``actor``, ``order`` and ``movements`` (ids): these of the order were carried out or undone."""
order_effective = Signal()
"""Sent inside the transaction with ``actor``, ``order`` and ``movements`` (ids): the day of what was written ahead has come."""

credit_recorded = Signal()
"""Sent inside the transaction with ``actor``, ``credit`` and ``place`` (``rules.places.Place``): a brought result is to count there.

Who hears it may raise ``Refused``: then nothing is written.
"""

credit_undone = Signal()
"""Sent inside the transaction with ``actor`` and ``credit``, which counted somewhere: it is to count there no more.

Who hears it may raise ``Refused``: then nothing is written.
"""
