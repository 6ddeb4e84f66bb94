"""Django's database sessions, each row knowing its college and account."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils.functional import cached_property

from zhurnal.people.models import Session


class SessionStore(DatabaseStore):
    """Sessions exist only for people who signed in: whose they are, where and until when stands in columns."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    @cached_property
    def model(self) -> type[Session]:
        return Session

    def cycle_key(self) -> None:
        """Another key for the same data. The row is written at the end of the request, when it is known whose it is."""
        data, old = dict(self.items()), self.session_key
        self._session_key, self._session_cache, self.modified = None, data, True
        if old:
            self.delete(old)

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row: Any = super().create_model_instance(data)
        now = datetime.now(UTC)
        row.college_id = UUID(data["college"])
        row.account_id = UUID(data["_auth_user_id"])
        row.device = str(data.get("device", ""))[:80]
        row.passed, row.confirmed = bool(data.get("passed")), int(data.get("confirmed", 0))
        row.network = str(data.get("network", ""))[:50]
        row.own = bool(data.get("own"))
        row.shown = UUID(data["shown"]) if "shown" in data else None
        row.started = _moment(data, "started") or now
        row.seen_at, row.ends_at, row.locked_at = now, _moment(data, "ends"), _moment(data, "locked")
        row.idle = int(data.get("idle", settings.SESSION_COOKIE_AGE))
        row.expire_date = now + timedelta(seconds=row.idle)
        if row.ends_at is not None:
            row.expire_date = min(row.expire_date, row.ends_at)
        return row


def _moment(data: dict[str, Any], name: str) -> datetime | None:
    return datetime.fromisoformat(data[name]) if data.get(name) else None
