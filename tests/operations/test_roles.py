"""The application's role on PostgreSQL tries what it must not (checklist 77)."""

from datetime import date

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.utils import DatabaseError

from tests import worlds
from zhurnal.archive.actions.personal import carry_out, draw_up
from zhurnal.archive.models import PersonalAct, PersonalActLine
from zhurnal.curriculum.models import Membership
from zhurnal.kernel import audit
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.forgetting import forget_names, forget_reasons, forgotten, may_forget
from zhurnal.kernel.models import Change
from zhurnal.operations.queries.state import may_rewrite
from zhurnal.operations.rules.roles import role_sql
from zhurnal.people.models import RoleGrant

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


@pytest.mark.django_db
def test_an_act_about_people_is_carried_out_by_the_role_with_no_more_rights_than_it_has(frozen_time):
    college, _other = worlds.two_colleges()
    student, own = college.people["adult"].pk, Change.objects.of(college.id)
    RoleGrant.objects.of(college.id).filter(person=student).update(since=date(1935, 9, 1), until=date(1940, 6, 30))
    Membership.objects.of(college.id).filter(student=student).update(left=worlds.TODAY)
    with transaction.atomic():
        head = audit.lock(college.id, student)
        said = [audit.Event("test", f"person:{student.hex}", None, {}, why) for why in ("Зимин болел", "Зимин уехал")]
        audit.append(head, college.actor("adult"), said)
    act = draw_up(college.actor("administrator"), "А", "Б", [student])
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            tables = connection.introspection.table_names()
            text = role_sql(ROLE, str(connection.settings_dict["NAME"]), tables)
            connection.connection.execute(text)
            cursor.execute(
                "DROP FUNCTION zhurnal_forget_names, zhurnal_forget_reasons"
            )  # as they are before «zhurnal roles» is repeated
            cursor.execute(f"SET LOCAL ROLE {ROLE}")
            assert may_forget() is False
            with pytest.raises(Refused, match="no_functions"), transaction.atomic():
                carry_out(college.actor("director"), act, act.number)
            assert PersonalAct.objects.of(college.id).get(pk=act.pk).state == "draft"
            cursor.execute("RESET ROLE")
            connection.connection.execute(text)
            cursor.execute(f"SET LOCAL ROLE {ROLE}")
        assert may_forget() is True
        assert carry_out(college.actor("director"), act, act.number) is None
        if connection.vendor == "postgresql":
            cursor.execute("RESET ROLE")
    assert not own.filter(chain=student).exclude(reason="").exists()
    assert own.get(action=audit.FORGOTTEN).after["places"] == {student.hex: [1, 2]}
    assert own.filter(actor_id=student).values_list("actor_name", flat=True).distinct().get().startswith("Студент ")
    assert list(audit.verify(college.id)) == []


def _forgets(college, cursor):
    """All that the role may do to history: put a meaningless name and a digest there, by the owner's functions, for an act of two people."""
    actor, own = college.actor("teacher"), Change.objects.of(college.id)
    head, spoken = audit.lock(college.id, college.courses["electro"].pk), f"cell:{actor.person_id.hex}:spoken"
    told = {"cell:another": "Петров проспал", spoken: "Иванов проспал"}
    audit.append(head, actor, [audit.Event("test", said, None, {"mark": "4"}, why) for said, why in told.items()])
    one, two = college.people["administrator"], college.people["director"]
    act = PersonalAct.objects.create(
        college=college.college, number=1, dated=actor.today, chair="А", members="Б", made_by=one, made_at=actor.now
    )
    line = PersonalActLine.objects.create(college=college.college, act=act, person_id=actor.person_id, parts="access")
    rows, lines = PersonalAct.objects.of(college.id).filter(pk=act.pk), PersonalActLine.objects.of(college.id)
    names = {actor.person_id: "Сотрудник 0123ABCD"}

    def refused(words, deed, *said):
        with pytest.raises(DatabaseError, match=words), transaction.atomic():
            deed(college.id, act.pk, *said)

    refused("about this record", forget_reasons, [spoken])  # nobody has carried it out
    rows.update(state="done", done_by=two)
    refused("takes this name", forget_names, names)  # the act is not about his name
    lines.filter(pk=line.pk).update(parts="access name")
    refused("takes this name", forget_names, {two.pk: "Сотрудник 0123ABCD"})  # nor about anybody else
    refused("about this record", forget_reasons, ["cell:another"])
    refused("about this record", forget_reasons, ["cell:another", spoken])
    rows.update(made_by=None)
    refused("takes this name", forget_names, names)  # who drew it up is not known: it is of one person
    rows.update(made_by=one)
    for called in ("Петров", "Студент 1", "Студент 0123ABCD; Петров"):
        refused("not a name without a person", forget_names, {actor.person_id: called})
    assert forget_names(college.id, act.pk, names) == own.filter(actor_id=actor.person_id).count()
    assert set(own.filter(actor_id=actor.person_id).values_list("actor_name", "device")) == {("Сотрудник 0123ABCD", "")}
    places = forget_reasons(college.id, act.pk, [spoken])
    assert places == {head.chain: [head.seq]}
    assert [bytes(salt) != b"" for salt in own.filter(target=spoken, reason="").values_list("salt", flat=True)] == [
        True
    ]
    assert [one.why for one in audit.verify(college.id)] == ["пояснение стёрто без акта"]
    audit.append(audit.lock(college.id, college.id), actor, forgotten("act:1", [places]))
    assert list(audit.verify(college.id)) == []
    cursor.execute("SELECT count(*) FROM kernel_change WHERE reason = 'Иванов проспал'")
    assert cursor.fetchone()[0] == 0
