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
FORGETTING = (
    """CREATE OR REPLACE FUNCTION {schema}.zhurnal_forget_names(owner uuid, act uuid, who uuid, called text) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
DECLARE gone integer;
BEGIN
  IF called !~ '^(Студент|Родитель|Сотрудник) [0-9A-F]{{8}}$' THEN RAISE EXCEPTION 'not a name without a person'; END IF;
  IF NOT EXISTS (
    SELECT FROM archive_personalact a JOIN archive_personalactline l ON l.college_id = a.college_id AND l.act_id = a.id
    WHERE a.college_id = owner AND a.id = act AND a.state = 'done' AND a.made_by_id <> a.done_by_id
      AND l.person_id = who AND 'name' = ANY (string_to_array(l.parts, ' '))
  ) THEN RAISE EXCEPTION 'no act of two people takes this name'; END IF;
  UPDATE kernel_change SET actor_name = called, device = '' WHERE college_id = owner AND actor_id = who;
  GET DIAGNOSTICS gone = ROW_COUNT; RETURN gone;
END $$;""",
    """CREATE OR REPLACE FUNCTION {schema}.zhurnal_forget_reasons(owner uuid, act uuid, which uuid[]) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
DECLARE gone integer;
BEGIN
  IF EXISTS (
    SELECT FROM kernel_change c WHERE c.college_id = owner AND c.id = ANY (which) AND NOT EXISTS (
      SELECT FROM archive_personalact a JOIN archive_personalactline l ON l.college_id = a.college_id AND l.act_id = a.id
      WHERE a.college_id = owner AND a.id = act AND a.state = 'done' AND a.made_by_id <> a.done_by_id
        AND (c.chain = l.person_id OR strpos(c.target, replace(l.person_id::text, '-', '')) > 0)
    )
  ) THEN RAISE EXCEPTION 'no act of two people is about this record'; END IF;
  UPDATE kernel_change SET salt = sha256(salt || convert_to(reason, 'UTF8')), reason = ''
    WHERE college_id = owner AND id = ANY(which) AND reason <> '';
  GET DIAGNOSTICS gone = ROW_COUNT; RETURN gone;
END $$;""",
    "REVOKE ALL ON FUNCTION {schema}.zhurnal_forget_names(uuid, uuid, uuid, text), {schema}.zhurnal_forget_reasons(uuid, uuid, uuid[]) FROM PUBLIC;",
    "GRANT EXECUTE ON FUNCTION {schema}.zhurnal_forget_names(uuid, uuid, uuid, text), {schema}.zhurnal_forget_reasons(uuid, uuid, uuid[]) TO {role};",
)
"""All that the role may do to history: put a meaningless name in the place of a person's, destroy a reason and keep its digest. It can
write no words of its own there (``kernel.forgetting``), and both ask for an act that one person drew up and another carried out."""


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
    if own & set(HISTORY):
        lines += [one.format(schema=quoted(schema), role=name) for one in FORGETTING]
    return "\n".join([*lines, ""])
