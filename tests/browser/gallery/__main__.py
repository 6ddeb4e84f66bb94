"""``python -m tests.browser.gallery 8931``: the gallery on this machine, under the product's own headers."""

import os
import sys
from wsgiref.simple_server import make_server

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings_test")


def main() -> None:
    """Serve until stopped."""
    import django
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application

    settings.ROOT_URLCONF = "tests.browser.gallery.site"
    settings.DEBUG = False
    settings.MIDDLEWARE = [
        "zhurnal.kernel.headers.HeadersMiddleware",
        "whitenoise.middleware.WhiteNoiseMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
    ]
    django.setup()
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8931
    make_server("127.0.0.1", port, get_wsgi_application()).serve_forever()


if __name__ == "__main__":
    main()
