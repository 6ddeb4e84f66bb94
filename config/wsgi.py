"""The WSGI application."""

import os

from django.core.wsgi import get_wsgi_application
from django.db import connection

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
whole = get_wsgi_application()

from config.polls import TAGS  # noqa: E402  (models need the applications ready)
from zhurnal.kernel.turnstile import Turnstile, behind_turnstile  # noqa: E402
from zhurnal.people.polls import answered_first  # noqa: E402
from zhurnal.privacy import drainer  # noqa: E402

# SQLite computes in this process; while PostgreSQL works, another request may.
application = behind_turnstile(answered_first(whole, TAGS), Turnstile(width=1 if connection.vendor == "sqlite" else 2))
drainer.start()
