"""PostgreSQL backend."""

from typing import Any

import psycopg
from django.db import OperationalError
from django.db.backends.postgresql import base as django_base

from zhurnal.kernel.errors import CommitUnknown
from zhurnal.kernel.together import Message

from .patience import Connection
from .plans import Cursor
from .schema import DatabaseSchemaEditor


class Driver:
    """psycopg, but for whom it connects."""

    connect = Connection.connect

    def __getattr__(self, name: str) -> Any:
        return getattr(psycopg, name)


class DatabaseOperations(django_base.DatabaseOperations):
    """Django's; who looks at the statements that were sent sees them, not the calls of their plans."""

    def last_executed_query(self, cursor: Any, sql: Any, params: Any) -> Any:
        """The text of the statement with its values."""
        return (
            self.compose_sql(sql, params)
            if isinstance(sql, Message)
            else super().last_executed_query(cursor, sql, params)
        )


class DatabaseWrapper(django_base.DatabaseWrapper):
    """Django's PostgreSQL connection with this product's table editor and patience."""

    ops_class = DatabaseOperations
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
