"""The WSGI application."""

import os

from django.core.wsgi import get_wsgi_application

from zhurnal.kernel.turnstile import behind_turnstile

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = behind_turnstile(get_wsgi_application())
