"""PostgreSQL backend."""

from typing import Any

import psycopg
from django.db import OperationalError
from django.db.backends.postgresql import base as django_base

from zhurnal.kernel.errors import CommitUnknown

from .patience import Connection
from .plans import Cursor
from .schema import DatabaseSchemaEditor


class Driver:
    """psycopg, but for whom it connects."""

    connect = Connection.connect

    def __getattr__(self, name: str) -> Any:
        return getattr(psycopg, name)


class DatabaseWrapper(django_base.DatabaseWrapper):
    """Django's PostgreSQL connection with this product's table editor and patience."""

    SchemaEditorClass = DatabaseSchemaEditor
    Database = Driver()

    def get_connection_params(self) -> dict[str, Any]:
        """Django's, with the cursor that calls kept plans (unless ``KEEP_PLANS`` says no)."""
        params: dict[str, Any] = super().get_connection_params()
        if self.settings_dict.get("KEEP_PLANS", True):
            params["cursor_factory"] = Cursor
        return params

    def _commit(self) -> None:
        """Whoever loses the connection at this very word does not know what became of his work, and must not be told that nothing did."""
        try:
            super()._commit()
        except OperationalError as lost:
            raise CommitUnknown(*lost.args) from lost
