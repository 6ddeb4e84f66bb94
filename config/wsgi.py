"""The WSGI application."""

import os

from django.core.wsgi import get_wsgi_application
from django.db import connection

from zhurnal.kernel.turnstile import Turnstile, behind_turnstile

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

# SQLite computes in this process; while PostgreSQL works, another request may.
application = behind_turnstile(get_wsgi_application(), Turnstile(width=1 if connection.vendor == "sqlite" else 2))
