"""A request does not wait for a database that stands still (reliability T15)."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse


class PatienceMiddleware:
    """No statement of a request is waited for longer than ``ZHURNAL_DATABASE_PATIENCE``. SQLite has nobody to wait for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.DATABASE_PATIENCE or not str(settings.DATABASES["default"]["ENGINE"]).endswith("postgresql"):
            raise MiddlewareNotUsed
        from zhurnal.kernel.db.postgresql.patience import within

        self.get_response, self.within = get_response, within

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with self.within(settings.DATABASE_PATIENCE):
            return self.get_response(request)
