"""Django's database sessions, each row knowing its college and account."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils.functional import cached_property

from zhurnal.people.models import Session

KEPT = frozenset({"session_key", "tries"})  # wrong proofs are counted in the row alone: no saving forgives them


class SessionStore(DatabaseStore):
    """Sessions exist only for people who signed in: whose they are, where and until when stands in columns."""

    _rekeyed = False

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    @cached_property
    def model(self) -> type[Session]:
        return Session

    def cycle_key(self) -> None:
        """Another key for the same session, from the moment when the request has come off: ``save`` renames its row.

        Until then the former key holds, so a request that fails signs nobody out.
        """
        self._rekeyed = self.modified = True

    def save(self, must_create: bool = False) -> None:
        """Write the session down. A row that is gone stays gone: ``UpdateError``, whatever was changed meanwhile."""
        if must_create:
            super().save(must_create=True)
            self._rekeyed = False
            return
        data = dict(self.items())
        if self.session_key is None:
            if "college" not in data:  # it ended before it was read
                raise UpdateError
            self.create()
            return
        former, row = self.session_key, self.create_model_instance(data)
        key = self._get_new_session_key() if self._rekeyed else former  # type: ignore[attr-defined]
        fields = (field.attname for field in row._meta.concrete_fields if field.name not in KEPT)
        columns = {name: getattr(row, name) for name in fields}
        if not self.model.objects.filter(session_key=former).update(session_key=key, **columns):
            raise UpdateError
        self._session_key, self._rekeyed = key, False

    def settle(self) -> bool:
        """What was changed is written down now, not when the request has come off. False: the row is gone."""
        try:
            self.save(must_create=False)
        except UpdateError:
            return False
        self.modified = False
        return True

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
