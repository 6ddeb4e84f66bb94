"""What this room says to the floors above."""

from django.dispatch import Signal

login_told = Signal()
"""``actor``, ``news`` (``rules.news.LoginNews``): something happened with the data by which a person signs in (checklist 51)."""
