"""Orders written for a later day take effect on it without anybody; access follows dates even where no job runs (A7.1, A11.4)."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import worlds
from tests.movement.orders import draft, state, write
from tests.worlds import PASSWORD, TODAY
from zhurnal.kernel import audit
from zhurnal.kernel.models import Change
from zhurnal.movement.actions.drafts import NewPerson
from zhurnal.movement.actions.undo import undo_movement
from zhurnal.movement.models import Movement
from zhurnal.movement.rules.kinds import Kind
from zhurnal.organisation.agenda import _jobs, register_job, turn_day
from zhurnal.organisation.models import College
from zhurnal.people.models import Account, FormerName, Guardianship, Person, RoleGrant, Session

FRIDAY = date(2026, 11, 27)
NEW = NewPerson("Калужский-А", "Степан")


@pytest.fixture
def world(db, frozen_time):
    found, _other = worlds.two_colleges()
    return found


def enters(world, name):
    """Whether the password opens the journal."""
    answer = Client().post(f"/sign-in/{world.college.code}/", {"login": name, "password": PASSWORD})
    return answer.status_code == 302


def test_on_his_day_the_expelled_is_a_stranger_though_no_job_has_run(world, frozen_time):
    student, parent = world.client("classmate"), world.client("other_parent")
    diary = f"/diary/{world.people['classmate'].pk}/"
    write(world, draft(world, Kind.EXPULSION, "classmate", effective=FRIDAY))
    for client, name in ((student, "classmate"), (parent, "other_parent")):
        assert (client.get(diary).status_code, enters(world, name)) == (200, True)
    Movement.objects.of(world.id).update(awaits=False)  # nothing will be carried out: dates alone must do
    frozen_time.move_to("2026-11-27 00:30:00+03:00")
    for client, name in ((student, "classmate"), (parent, "other_parent")):
        page = client.get(diary)
        assert (page.status_code, page["Location"].startswith("/sign-in/"), enters(world, name)) == (302, True, False)
    closed = Client().post(f"/sign-in/{world.college.code}/", {"login": "classmate", "password": PASSWORD})
    assert "Доступ закрыт" in closed.content.decode()


def test_the_night_closes_accounts_and_undoing_opens_them(world, frozen_time):
    before = state(world, "classmate")
    [movement] = write(world, draft(world, Kind.EXPULSION, "classmate", effective=FRIDAY))
    world.client("classmate")
    call_command("nightly", stdout=StringIO())
    assert dict(state(world, "classmate")["accounts"])["classmate"] is True
    frozen_time.move_to("2026-11-27 00:30:00+03:00")
    told = StringIO()
    call_command("nightly", stdout=told)
    assert told.getvalue().count("приказы на сегодня исполнены") == 1
    assert dict(state(world, "classmate")["accounts"]) == {"classmate": False, "other_parent": False}
    assert not Session.objects.filter(account=world.accounts["classmate"].pk).exists()
    assert turn_day(world.id, FRIDAY) is False  # once
    undo_movement(world.actor("deputy"), movement)
    assert state(world, "classmate") == before


def test_a_parent_whose_right_had_an_end_of_its_own_reads_no_more(world, frozen_time):
    """It is cut like the others, comes back with its own end, and comes not back once that day is over (A11.4)."""
    summer, own = date(2027, 6, 30), Guardianship.objects.of(world.id)
    parent, pk = world.people["other_parent"], world.people["classmate"].pk
    own.filter(student=pk, parent=parent.pk).update(until=summer)
    RoleGrant.objects.of(world.id).filter(person__in=[parent.pk, pk]).update(until=summer)
    before, diary = state(world, "classmate"), f"/diary/{pk}/"
    client = world.client("other_parent")
    [movement] = write(world, draft(world, Kind.EXPULSION, "classmate"))
    assert client.get(diary).status_code != 200
    assert (enters(world, "other_parent"), enters(world, "classmate")) == (False, False)
    undo_movement(world.actor("deputy"), movement)
    assert state(world, "classmate") == before
    write(world, draft(world, Kind.EXPULSION, "classmate", number="134-с"))
    write(
        world,
        draft(world, Kind.RESTORATION, "classmate", group=world.groups["Э-21"].pk, effective=FRIDAY, number="135-с"),
    )
    bonds = own.filter(student=pk).order_by("since").values_list("since", "until")
    assert list(bonds) == [(worlds.SEPTEMBER, date(2026, 11, 23)), (FRIDAY, summer)]


def test_a_name_changes_on_its_day_by_the_first_request(world, frozen_time):
    write(world, draft(world, Kind.RENAME, "student", effective=FRIDAY, newcomer=NEW))
    assert (state(world, "student")["name"][0], FormerName.objects.of(world.id).count()) == ("Калугин-А", 0)
    frozen_time.move_to("2026-11-27 08:00:00+03:00")
    world.client("teacher").get("/")
    assert (state(world, "student")["name"], str(FormerName.objects.of(world.id).get())) == (
        ("Калужский-А", "Степан"), "Калугин-А Степан Андреевич",
    )  # fmt: skip
    world.college.refresh_from_db()
    assert world.college.due_on is None
    event = Change.objects.of(world.id).get(action="movement.effect")
    assert (event.actor_id, event.actor_name) == (None, "журнал, по дате приказа")
    assert list(audit.verify(world.id)) == []


def test_two_orders_ahead_wait_for_their_own_days(world, frozen_time):
    write(world, draft(world, Kind.RENAME, "student", effective=FRIDAY, newcomer=NEW))
    later = FRIDAY + timedelta(days=5)
    write(world, draft(world, Kind.EXPULSION, "classmate", effective=later, number="133-с"))
    turn_day(world.id, FRIDAY)
    world.college.refresh_from_db()
    assert (world.college.due_on, state(world, "student")["name"][0]) == (later, "Калужский-А")
    assert dict(state(world, "classmate")["accounts"])["classmate"] is True


def test_two_new_names_that_come_due_together_follow_each_other(world):
    saturday = FRIDAY + timedelta(days=1)
    named = NewPerson("Калужский-А", "Степан", "Ильич")
    write(world, draft(world, Kind.RENAME, "student", effective=FRIDAY, newcomer=named))
    again = NewPerson("Калинин-А", "Степан")
    write(world, draft(world, Kind.RENAME, "student", effective=saturday, newcomer=again, number="132-с"))
    turn_day(world.id, saturday)
    formers = FormerName.objects.of(world.id).order_by("until")
    assert [str(row) for row in formers] == ["Калугин-А Степан Андреевич", "Калужский-А Степан Ильич"]
    assert str(Person.objects.of(world.id).get(pk=world.people["student"].pk)) == "Калинин-А Степан Ильич"


def test_what_fails_on_its_day_shuts_nobody_out(world, frozen_time, caplog):
    [movement] = write(world, draft(world, Kind.RENAME, "student", effective=FRIDAY, newcomer=NEW))
    Movement.objects.of(world.id).filter(pk=movement.pk).update(traces={})  # as no order writes it
    frozen_time.move_to("2026-11-27 08:00:00+03:00")
    client, address = world.client("student"), f"/diary/{world.people['student'].pk}/"
    assert client.get(address).status_code == 200
    assert "was not carried out: KeyError at" in caplog.text
    assert "Калугин" not in caplog.text
    caplog.clear()
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200  # not tried at every request
    assert caplog.text == ""
    assert not [one for one in asked if "movement" in one["sql"] and "awaits" in one["sql"]]
    frozen_time.shift(timedelta(hours=1, minutes=1))
    assert client.get(address).status_code == 200
    assert "was not carried out" in caplog.text


def test_a_failing_job_stops_no_other(world, frozen_time):
    [broken] = write(world, draft(world, Kind.RENAME, "student", effective=FRIDAY, newcomer=NEW))
    Movement.objects.of(world.id).filter(pk=broken.pk).update(traces={})
    done = []

    def another(_college, _today):
        done.append(True)

    register_job(another)
    try:
        assert turn_day(world.id, FRIDAY) is True
    finally:
        _jobs.remove(another)
    assert done == [True]
    assert College.objects.get(pk=world.id).due_on == FRIDAY
    assert turn_day(world.id, FRIDAY, patient=True) is False
    Movement.objects.of(world.id).filter(pk=broken.pk).update(undone_at=worlds.RECORDED)
    assert turn_day(world.id, FRIDAY) is True
    assert College.objects.get(pk=world.id).due_on is None


def test_an_undone_return_closes_no_account_of_somebody_with_another_role(world):
    write(world, draft(world, Kind.EXPULSION, "adult", effective=date(2026, 11, 20)))
    group = world.groups["Э-21"].pk
    [movement] = write(world, draft(world, Kind.RESTORATION, "adult", number="132-с", group=group))
    RoleGrant.objects.create(college=world.college, person=world.people["adult"], role="teacher", since=TODAY)
    undo_movement(world.actor("deputy"), movement)
    assert Account.objects.of(world.id).get(login="adult").is_active is True


def test_an_order_undone_before_its_day_does_nothing(world):
    [movement] = write(world, draft(world, Kind.RENAME, "student", effective=FRIDAY, newcomer=NEW))
    undo_movement(world.actor("deputy"), movement)
    turn_day(world.id, FRIDAY)
    assert state(world, "student")["name"][0] == "Калугин-А"


def test_parents_of_the_restored_have_their_rights_again(world, frozen_time):
    write(world, draft(world, Kind.EXPULSION, "classmate", effective=TODAY))
    assert not enters(world, "other_parent")
    group = world.groups["Э-21"].pk
    before = state(world, "classmate")
    [back] = write(world, draft(world, Kind.RESTORATION, "classmate", effective=FRIDAY, number="140-с", group=group))
    assert not enters(world, "other_parent")  # not before the day
    frozen_time.move_to("2026-11-27 08:00:00+03:00")
    assert (enters(world, "other_parent"), enters(world, "classmate")) == (True, True)
    bonds = Guardianship.objects.of(world.id).filter(student=world.people["classmate"].pk).order_by("since")
    assert [(row.since, row.until) for row in bonds] == [(worlds.SEPTEMBER, date(2026, 11, 23)), (FRIDAY, None)]
    diary = f"/diary/{world.people['classmate'].pk}/"
    assert world.client("other_parent").get(diary).status_code == 200
    undo_movement(world.actor("deputy"), back)
    assert (state(world, "classmate"), Account.objects.of(world.id).get(login="other_parent").is_active) == (
        before, False,
    )  # fmt: skip
