"""The program as it stands before anybody asks: every page with its address, no connection and no thread yet."""

import os

from zhurnal.kernel.collector import arriving

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

with arriving():
    from django.core.wsgi import get_wsgi_application

    whole = get_wsgi_application()

    from django.urls import get_resolver

    _ = (
        get_resolver().reverse_dict
    )  # the pages and their addresses too: else the first request of each process waits for them
