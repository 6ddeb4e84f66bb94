"""Roles with dates, high ones by two; access that ends by date; a student's word about his parents (A11.3, checklist 21, 60)."""

import io
import random
from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test import Client
from pypdf import PdfReader

from tests import tiers, worlds
from tests.worlds import TODAY
from zhurnal.kernel import audit, policy
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.models import Change
from zhurnal.notifications.actions.adults import warn_at_night
from zhurnal.notifications.models import Notice
from zhurnal.people.actions.closing import close_at_night
from zhurnal.people.actions.roles import end_role, give_role, settle_role
from zhurnal.people.models import Account, Guardianship, Person, RoleAsk, RoleGrant
from zhurnal.people.relations import children_of
from zhurnal.people.rules.age import adult_since, comes_of_age
from zhurnal.people.rules.granting import Wish
from zhurnal.people.rules.roles import Role

YESTERDAY = TODAY - timedelta(days=1)
pytestmark = pytest.mark.usefixtures("frozen_time")


@pytest.fixture
def world(db):
    return worlds.make_college("vek", "А", students=1)


def roles(world, name):
    return set(world.actor(name).roles)


def code_of(refused):
    return refused.value.refusal.code


def test_a_role_is_given_with_dates_and_counts_in_them_only(world):
    assert give_role(world.actor("administrator"), world.people["leader"], Wish(Role.TEACHER, None, TODAY, TODAY))
    assert roles(world, "leader") == {"group_leader", "teacher"}
    with time_machine.travel("2026-11-24T21:01:00+00:00", tick=False):  # one minute of the next day in Moscow
        assert roles(world, "leader") == {"group_leader"}
    with pytest.raises(Refused) as refused:
        give_role(world.actor("administrator"), world.people["leader"], Wish(Role.TEACHER, None, TODAY, None))
    assert code_of(refused) == "has_it"


def test_a_high_role_is_given_by_two(world):
    person, first, second = world.people["teacher"], world.actor("administrator"), world.actor("ivc_head")
    assert not give_role(first, person, Wish(Role.ADMINISTRATOR, None, TODAY, None))
    assert roles(world, "teacher") == {"teacher"}
    page = f"/access/{person.pk}/"
    assert 'name="confirm"' not in world.client("administrator").get(page).content.decode()  # who asked does not give
    assert 'name="confirm"' in world.client("ivc_head").get(page).content.decode()
    ask = RoleAsk.objects.of(world.id).get()
    with pytest.raises(Refused) as refused:
        settle_role(first, person, ask.pk, give=True)
    assert code_of(refused) == "second"
    with time_machine.travel("2026-12-09T09:00:00+00:00", tick=False), pytest.raises(Refused) as refused:
        settle_role(world.actor("ivc_head"), person, ask.pk, give=True)
    assert code_of(refused) == "too_old"
    settle_role(second, person, ask.pk, give=True)
    assert roles(world, "teacher") == {"teacher", "administrator"}
    with pytest.raises(Refused) as refused:
        settle_role(second, person, ask.pk, give=True)
    assert code_of(refused) == "settled"
    assert list(audit.verify(world.id)) == []


def test_a_role_that_would_be_over_is_not_given_and_the_record_tells_the_day_it_began(world):
    person, first = world.people["teacher"], world.actor("administrator")
    give_role(first, person, Wish(Role.DIRECTOR, None, TODAY, TODAY))
    give_role(first, person, Wish(Role.DEPUTY_ACADEMIC, None, TODAY, None))
    over, standing = (RoleAsk.objects.of(world.id).get(role=role) for role in ("director", "deputy_academic"))
    with time_machine.travel("2026-11-29T09:00:00+00:00", tick=False):
        second = world.actor("ivc_head")
        with pytest.raises(Refused) as refused:
            settle_role(second, person, over.pk, give=True)
        assert code_of(refused) == "passed"
        settle_role(second, person, standing.pk, give=True)
        settle_role(second, person, over.pk, give=False)
    assert (
        RoleGrant.objects.of(world.id).get(person=person.pk, role="deputy_academic").since.isoformat() == "2026-11-29"
    )
    told = Change.objects.of(world.id).filter(chain=person.pk).order_by("seq").values_list("action", "after")
    assert [(action, after["since"]) for action, after in told] == [
        ("people.role.ask", "2026-11-24"), ("people.role.ask", "2026-11-24"),
        ("people.role.give", "2026-11-29"), ("people.role.refuse", "2026-11-24"),
    ]  # fmt: skip


def test_nobody_changes_his_own_roles_and_others_not_at_all(world):
    administrator = world.actor("administrator")
    grant = RoleGrant.objects.of(world.id).get(person=administrator.person_id)
    for actor, person, code in (
        (administrator, "administrator", "own_role"),
        (world.actor("deputy"), "teacher", "not_yours"),
        (world.actor("department_head"), "teacher", "not_yours"),
    ):
        with pytest.raises(Refused) as refused:
            give_role(actor, world.people[person], Wish(Role.TEACHER, None, TODAY, None))
        assert code_of(refused) == code
    with pytest.raises(Refused) as refused:
        end_role(world.actor("ivc_head"), world.people["administrator"], grant.pk, TODAY)
    assert code_of(refused) == "last_one"


def test_who_is_dismissed_is_out_with_the_next_request_and_closed_at_night(world):
    client, office = world.client("teacher"), world.client("administrator")
    page = f"/access/{world.people['teacher'].pk}/"
    grant = RoleGrant.objects.of(world.id).get(person=world.people["teacher"].pk)
    assert client.get("/today/").status_code == 200
    answer = office.post(f"{page}roles/", {"end": grant.pk.hex, "last": YESTERDAY.isoformat()})
    assert answer.status_code == 302
    assert client.get("/today/").status_code == 302
    assert "закончилась" in office.get(page).content.decode()
    assert "1\u00a0запись" in close_at_night(world.college, TODAY)
    account = Account.objects.of(world.id).get(pk=world.accounts["teacher"].pk)
    assert not account.is_active
    assert "0\u00a0записей" in close_at_night(world.college, TODAY)


def test_the_page_gives_refuses_and_confirms(world):
    page, office = f"/access/{world.people['leader'].pk}/", world.client("administrator")
    wrong = office.post(f"{page}roles/", {"give": "1", "role": "department_head", "since": TODAY.isoformat()})
    assert (wrong.status_code, "Заведующему нужно отделение" in wrong.content.decode()) == (409, True)
    office.post(f"{page}roles/", {"give": "1", "role": "director", "since": TODAY.isoformat()})
    assert "Роль ждёт второго человека" in office.get(page).content.decode()
    ask = RoleAsk.objects.of(world.id).get().pk.hex
    assert office.post(f"{page}roles/", {"confirm": ask}).status_code == 409
    assert world.client("ivc_head").post(f"{page}roles/", {"confirm": ask}).status_code == 302
    assert "director" in roles(world, "leader")


def test_staff_slips_are_printed_together_and_high_roles_by_the_second(world):
    office, other = world.client("administrator"), world.client("ivc_head")
    ticked = {"person": [world.people[name].pk.hex for name in ("teacher", "leader", "deputy")]}
    answer = office.post("/credentials/staff/", ticked)
    said = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    assert [world.people[name].surname in said for name in ("teacher", "leader", "deputy")] == [True, True, False]
    assert "преподаватель" in said
    assert "Администратор журнала или начальник ИВЦ" in said
    assert "ждёт второго человека" in office.get("/credentials/staff/").content.decode()
    answer = other.post("/credentials/staff/", {"person": world.people["deputy"].pk.hex})
    assert answer["Content-Type"] == "application/pdf"
    assert other.post("/credentials/staff/", {"handed": "1", **ticked}).status_code == 302
    assert other.get("/credentials/staff/").content.decode().count("вручён, ждёт первого входа") == 3
    assert office.post("/credentials/staff/", {}).status_code == 409


def test_a_student_of_age_decides_and_changes_his_mind(world, django_capture_on_commit_callbacks):
    bond = Guardianship.objects.of(world.id).get(student=world.people["adult"].pk)
    student, parent = world.client("adult"), world.client("adults_parent")
    diary = f"/diary/{world.people['adult'].pk}/"
    assert parent.get(diary).status_code == 403
    assert "не видит журнал" in student.get("/consent/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        student.post("/consent/", {"allow": bond.pk.hex})
    assert parent.get(diary).status_code == 200
    student.post("/consent/", {"refuse": bond.pk.hex})
    assert parent.get(diary).status_code == 403
    title = Notice.objects.of(world.id).get(person=world.people["adults_parent"].pk).title
    assert title == "Студент разрешил вам видеть журнал"
    assert world.client("student").post("/consent/", {"allow": bond.pk.hex}).status_code == 404
    assert list(audit.verify(world.id)) == []


def test_thirty_days_before_the_birthday_the_family_hears_once(world):
    Person.objects.of(world.id).filter(pk=world.people["student"].pk).update(birth_date=date(2008, 12, 24))
    Person.objects.of(world.id).filter(pk=world.people["sister"].pk).update(birth_date=date(2008, 12, 25))
    warn_at_night(world.college, TODAY)
    warn_at_night(world.college, TODAY)
    told = Notice.objects.of(world.id).filter(about=f"adult:{world.people['student'].pk.hex}")
    assert {one.person_id for one in told} == {world.people["student"].pk, world.people["parent"].pk}
    assert "24.12.2026" in told[0].items[0][3]
    assert Notice.objects.of(world.id).filter(about__startswith="adult:").count() == 2


@pytest.mark.once
def test_random_families_see_what_the_oracle_says_on_every_day(world):
    """T19: histories asked around the moments that matter; one day off and the oracle no longer agrees."""
    chance, parent = random.Random(19), world.people["parent"].pk
    Guardianship.objects.of(world.id).filter(parent=parent).delete()
    students, bonds = [], []
    # The same condition asks both databases; the length of the night is asked of the quicker one.
    many = tiers.FAMILIES.now if connection.vendor == "sqlite" else tiers.FAMILIES.day
    for _history in range(many):
        born = date(2008, 2, 29) if chance.random() < 0.05 else date(2008, 1, 1) + timedelta(days=chance.randrange(730))
        student = Person(college=world.college, surname="Б", given="В", birth_date=born)
        since = date(2025, 9, 1) + timedelta(days=chance.randrange(600))
        until = None if chance.random() < 0.4 else since + timedelta(days=chance.randrange(500))
        students.append(student)
        bonds.append(
            Guardianship(
                college=world.college,
                parent_id=parent,
                student=student,
                since=since,
                until=until,
                basis="опека",
                consent=chance.random() < 0.3,
            )
        )
    Person.objects.bulk_create(students, batch_size=1000)
    Guardianship.objects.bulk_create(bonds, batch_size=1000)

    def sees(bond, day):
        held = bond.since <= day and (bond.until is None or day <= bond.until)
        return held and (bond.consent or day < comes_of_age(bond.student.birth_date))

    days = sorted(
        {chance.choice(bonds).student.birth_date.replace(year=2026, day=28) + timedelta(days=n) for n in (-1, 0, 1) for _ in range(4)}
        | {comes_of_age(one.student.birth_date) + timedelta(days=n) for one in chance.sample(bonds, 8) for n in (-1, 0, 1)}
        | {date(2026, 2, 28), date(2026, 3, 1)}
    )  # fmt: skip
    apart = 0
    for day in days:
        rows = Person.objects.of(world.id).filter(children_of(world.id, parent, day, adult_since(day)))
        found = set(rows.values_list("pk", flat=True))
        assert found == {bond.student_id for bond in bonds if sees(bond, day)}, day
        apart += found != {bond.student_id for bond in bonds if sees(bond, day + timedelta(days=1))}
    assert apart > len(days) / 2


@pytest.mark.parametrize(
    ("zone", "moment", "sees"),
    [
        ("Europe/Moscow", "2026-12-23T20:59:59+00:00", True),
        ("Europe/Moscow", "2026-12-23T21:00:00+00:00", False),
        ("Asia/Yekaterinburg", "2026-12-23T18:59:59+00:00", True),
        ("Asia/Yekaterinburg", "2026-12-23T19:00:00+00:00", False),
    ],
)
def test_the_right_ends_at_midnight_of_the_college(world, zone, moment, sees):
    Person.objects.of(world.id).filter(pk=world.people["student"].pk).update(birth_date=date(2008, 12, 24))
    type(world.college).objects.filter(pk=world.id).update(timezone=zone)
    with time_machine.travel(moment, tick=False):
        parent = worlds.sign_in(Client(), world.accounts["parent"])
        assert (parent.get(f"/diary/{world.people['student'].pk}/").status_code == 200) is sees


CHECKED = {
    "archive.journal.read", "assessment.group.read", "assessment.page.read", "curriculum.plan.read", "curriculum.programme.read",
    "journal.lesson.view", "journal.page.read", "modules.admission.read", "modules.journal.read", "modules.practice.read",
    "modules.practice.whole", "modules.project.read", "printing.group.print", "printing.group.whole", "reports.college.read",
    "reports.course.read", "reports.department.read", "reports.group.read", "reports.hours.read", "reports.report.read",
    "results.group.export", "results.group.read", "results.record.read", "statements.statement.read",
}  # fmt: skip


def test_a_checker_from_outside_reads_and_writes_nothing():
    """A13: what he may do with anything that is not his own, named one by one; what is new is added here or not given."""
    known = {one.name: one for one in policy.all_actions() if Role.INSPECTOR in one.reach}
    own = {name for name, one in known.items() if Role.STUDENT in one.reach and Role.TEACHER in one.reach}
    assert set(known) - own == CHECKED
    assert {name.partition(".")[0] for name in own} == {"jobs", "notifications", "people", "privacy"}


def test_a_refused_checker_keeps_his_page_and_a_students_namesake_is_another_person(client, world):
    browser, student = worlds.sign_in(client, world.accounts["administrator"]), world.people["student"]
    told = {"surname": "Проверкин", "given": "Семён", "patronymic": "Ильич", "until": "2026-12-04"}
    browser.post("/access/check/", told)
    person = Person.objects.of(world.id).get(surname="Проверкин")
    settle_role(world.actor("ivc_head"), person, RoleAsk.objects.of(world.id).get().pk, give=False)
    assert browser.get(f"/access/{person.pk}/").status_code == 200  # where he is asked for anew
    named = {"surname": student.surname, "given": student.given, "patronymic": student.patronymic}
    assert browser.post("/access/check/", {**told, **named}).status_code == 302
    assert Person.objects.of(world.id).filter(**named).count() == 2


def test_a_checker_is_let_in_by_two_and_to_a_last_day(client, world):
    browser, second = worlds.sign_in(client, world.accounts["administrator"]), world.actor("ivc_head")
    told = {"surname": "Проверкин", "given": "Семён", "patronymic": "Ильич"}
    for until, said in (("", "последний день"), ("2027-03-01", "не дольше")):
        answer = browser.post("/access/check/", {**told, "until": until})
        assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert not Person.objects.of(world.id).filter(surname="Проверкин").exists()
    answer = browser.post("/access/check/", {**told, "until": "2026-12-04"})
    person = Person.objects.of(world.id).get(surname="Проверкин")
    assert answer["Location"] == f"/access/{person.pk}/"
    assert "Проверкин" in browser.get("/credentials/staff/").content.decode()  # the second one finds it there
    assert browser.post("/access/check/", {**told, "until": "2026-12-04"}).status_code == 422  # not twice
    ask = RoleAsk.objects.of(world.id).get()
    settle_role(second, person, ask.pk, give=True)
    grant = RoleGrant.objects.of(world.id).get(person=person)
    assert (grant.role, grant.until) == (Role.INSPECTOR, date(2026, 12, 4))
    with pytest.raises(Refused) as refused:  # one alone does not lengthen it
        end_role(second, person, grant.pk, date(2027, 1, 1))
    assert code_of(refused) == "not_longer"
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.of(world.id).filter(pk=grant.pk).update(until=None)
