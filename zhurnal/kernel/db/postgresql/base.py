"""PostgreSQL backend."""

from django.db.backends.postgresql import base as django_base

from .schema import DatabaseSchemaEditor


class DatabaseWrapper(django_base.DatabaseWrapper):
    """Django's PostgreSQL connection with this product's table editor."""

    SchemaEditorClass = DatabaseSchemaEditor
