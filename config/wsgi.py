"""The WSGI application."""

from django.db import connection

from config.program import whole  # first: what follows names tables, and here they are declared

# isort: split
from config.polls import TAGS
from zhurnal.kernel.turnstile import Turnstile, behind_turnstile
from zhurnal.people.polls import answered_first
from zhurnal.privacy import drainer

# SQLite computes in this process; while PostgreSQL works, another request may.
application = behind_turnstile(answered_first(whole, TAGS), Turnstile(width=1 if connection.vendor == "sqlite" else 2))

drainer.start()
