"""The application's role on PostgreSQL tries what it must not (checklist 77)."""

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.utils import DatabaseError

from tests import worlds
from zhurnal.kernel import audit
from zhurnal.kernel.forgetting import forget_names, forget_reasons
from zhurnal.kernel.models import Change
from zhurnal.operations.queries.state import may_rewrite
from zhurnal.operations.rules.roles import role_sql

ROLE = "zhurnal_app_of_the_test"
FORBIDDEN = (
    "UPDATE kernel_change SET after = '5'",
    "UPDATE kernel_change SET hash = hash",
    "DELETE FROM kernel_change",
    "TRUNCATE kernel_change",
    "TRUNCATE kernel_change CASCADE",
    "DELETE FROM kernel_chainhead",
    "TRUNCATE kernel_chainhead",
    "ALTER TABLE kernel_change DISABLE TRIGGER ALL",
    "ALTER TABLE kernel_change ADD COLUMN x int",
    "DROP TABLE kernel_change",
    "ALTER TABLE kernel_change OWNER TO zhurnal_app_of_the_test",
    "CREATE TRIGGER t BEFORE INSERT ON kernel_change FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    "CREATE RULE r AS ON INSERT TO kernel_change DO INSTEAD NOTHING",
    "INSERT INTO kernel_change SELECT * FROM kernel_change ON CONFLICT (id) DO UPDATE SET after = '5'",
    "DELETE FROM django_migrations",
    "CREATE TABLE mine (x int)",
    "SET session_replication_role = replica",
)


@pytest.mark.django_db
def test_the_role_writes_history_and_cannot_alter_it(frozen_time):
    if connection.vendor != "postgresql":
        with pytest.raises(CommandError, match="У SQLite нет ролей"):
            call_command("roles")
        return
    college, _other = worlds.two_colleges()
    tables = connection.introspection.table_names()
    assert may_rewrite() is True  # the owner could
    for _time in range(2):  # twice is no harm
        connection.connection.execute(role_sql(ROLE, str(connection.settings_dict["NAME"]), tables))
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {ROLE}")
        for statement in FORBIDDEN:
            with pytest.raises(DatabaseError) as refused, transaction.atomic():
                cursor.execute(statement)
            assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege), statement
        cursor.execute(f"GRANT ALL ON kernel_change TO {ROLE}")  # PostgreSQL warns and grants nothing
        assert may_rewrite() is False
        actor = college.actor("teacher")
        head = audit.lock(college.id, college.courses["electro"].pk)
        audit.append(head, actor, [audit.Event("test", "cell", None, {"mark": "5"})])  # the work of every day goes on
        _forgets(college, cursor)
        cursor.execute("RESET ROLE")
    assert list(audit.verify(college.id)) == []


def _forgets(college, cursor):
    """All that the role may do to history: put a meaningless name and a digest there, by the owner's functions."""
    actor, own = college.actor("teacher"), Change.objects.of(college.id)
    head = audit.lock(college.id, college.courses["electro"].pk)
    audit.append(head, actor, [audit.Event("test", "cell:spoken", None, {"mark": "4"}, "Иванов проспал")])
    for called in ("Петров", "Студент 1", "Студент 0123ABCD; Петров"):
        with pytest.raises(DatabaseError, match="not a name without a person"), transaction.atomic():
            forget_names(college.id, {actor.person_id: called})
    assert (
        forget_names(college.id, {actor.person_id: "Сотрудник 0123ABCD"})
        == own.filter(actor_id=actor.person_id).count()
    )
    assert set(own.filter(actor_id=actor.person_id).values_list("actor_name", "device")) == {("Сотрудник 0123ABCD", "")}
    assert forget_reasons(college.id, ["cell:spoken"]) == 1
    assert [
        bytes(salt) != b"" for salt in own.filter(target="cell:spoken", reason="").values_list("salt", flat=True)
    ] == [True]
    assert list(audit.verify(college.id)) == []
    cursor.execute("SELECT count(*) FROM kernel_change WHERE reason = 'Иванов проспал'")
    assert cursor.fetchone()[0] == 0
