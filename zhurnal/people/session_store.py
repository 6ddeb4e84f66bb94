"""Django's database sessions, each row knowing its college and account."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils.functional import cached_property

from zhurnal.people.models import Session


class SessionStore(DatabaseStore):
    """Sessions exist only for people who signed in: ``college``, ``account`` and ``device`` are kept in columns."""

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
        row.college_id = UUID(data["college"])
        row.account_id = UUID(data["_auth_user_id"])
        row.device = str(data.get("device", ""))[:80]
        row.passed, row.confirmed = bool(data.get("passed")), int(data.get("confirmed", 0))
        row.started = datetime.fromisoformat(data["started"]) if "started" in data else datetime.now(UTC)
        return row
