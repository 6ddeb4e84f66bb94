"""What this room says to the floors above."""

from django.dispatch import Signal

login_told = Signal()
"""``actor``, ``news`` (``rules.news.LoginNews``): something happened with the data by which a person signs in (checklist 51)."""

secrets_void = Signal()
"""``actor``, ``person`` (id): whoever held his secrets is a stranger from now on (a new slip, «это не я»): what opens without a sign-in
ends too. Sent inside the transaction that ends his sessions."""
