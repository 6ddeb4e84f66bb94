"""The WSGI application."""

import os

from zhurnal.kernel.collector import arriving

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

with arriving():
    from django.core.wsgi import get_wsgi_application

    whole = get_wsgi_application()

    from django.db import connection
    from django.urls import get_resolver

    from config.polls import TAGS
    from zhurnal.kernel.turnstile import Turnstile, behind_turnstile
    from zhurnal.people.polls import answered_first
    from zhurnal.privacy import drainer

    _ = (
        get_resolver().reverse_dict
    )  # the pages and their addresses too: else the first request of each process waits for them

    # SQLite computes in this process; while PostgreSQL works, another request may.
    application = behind_turnstile(
        answered_first(whole, TAGS), Turnstile(width=1 if connection.vendor == "sqlite" else 2)
    )

drainer.start()
