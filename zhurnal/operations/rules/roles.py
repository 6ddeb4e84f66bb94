"""The role under which the application works on PostgreSQL: it writes history and can neither change nor take it away (checklist 77)."""

from collections.abc import Iterable

HISTORY = ("kernel_change",)
"""Tables to which rows are only added."""
NEVER_REMOVED = ("kernel_chainhead",)
"""Rows that move on and never go."""
READ_ONLY = ("django_migrations", "django_content_type")
GUARDED = {
    HISTORY: "UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER",
    NEVER_REMOVED: "DELETE, TRUNCATE, REFERENCES, TRIGGER",
    READ_ONLY: "INSERT, UPDATE, DELETE, TRUNCATE",
}
"""What is taken from the role after it was given everything."""


def quoted(name: str) -> str:
    """An identifier for SQL."""
    return '"' + name.replace('"', '""') + '"'


def role_sql(role: str, database: str, tables: Iterable[str], schema: str = "public") -> str:
    """What the owner of the database runs once, and again after each update that brings tables; running it twice is no harm."""
    name, own = quoted(role), set(tables)
    lines = [
        f"-- Роль «{role}» для работы журнала. Выполняет владелец базы; повторять после каждого обновления и восстановления.",
        f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role.replace(chr(39), chr(39) * 2)}') THEN",
        f"  CREATE ROLE {name} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS; END IF; END $$;",
        f"GRANT CONNECT ON DATABASE {quoted(database)} TO {name};",
        f"REVOKE CREATE ON SCHEMA {quoted(schema)} FROM PUBLIC;",
        f"GRANT USAGE ON SCHEMA {quoted(schema)} TO {name};",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA {quoted(schema)} FROM {name};",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {quoted(schema)} TO {name};",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {quoted(schema)} TO {name};",
    ]
    for guarded, rights in GUARDED.items():
        taken = sorted(own & set(guarded))
        lines += [f"REVOKE {rights} ON {quoted(schema)}.{quoted(table)} FROM {name};" for table in taken]
    return "\n".join([*lines, ""])
