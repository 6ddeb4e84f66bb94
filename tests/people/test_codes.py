"""The office gives an account: a slip shown once, the former code cancelled, high roles by two people, own password (3.1, 3.2)."""

import json
from datetime import UTC, datetime, timedelta
from typing import ClassVar

import pytest
import time_machine
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests import worlds
from tests.worlds import TODAY
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.models import Change
from zhurnal.people.actions.codes import confirm_code, give_code, open_with_code
from zhurnal.people.actions.roles import give_role, settle_role
from zhurnal.people.models import Account, Activation, Person, RoleAsk, RoleGrant, Session
from zhurnal.people.queries.accounts import PAGE
from zhurnal.people.rules.granting import Wish
from zhurnal.people.rules.roles import Role

PASSWORD = "зелёный чайник на окне"


@pytest.fixture
def world(db, frozen_time):
    found, _other = worlds.two_colleges()
    return found


@pytest.fixture
def newcomer(world):
    return made(world, "teacher")


def made(world, role, surname="Новикова"):
    person = Person.objects.create(college=world.college, surname=surname, given="Ия", patronymic="Львовна")
    RoleGrant.objects.create(college=world.college, person=person, role=role, since=TODAY)
    return person


def code_of(refused):
    return refused.value.refusal.code


def test_a_new_teacher_gets_a_login_and_chooses_a_password(world, newcomer):
    slip = give_code(world.actor("administrator"), newcomer)
    assert slip.login == "novikova"
    assert slip.expires == TODAY + timedelta(days=14)
    account = Account.objects.of(world.id).get(person=newcomer.pk)
    assert not account.has_usable_password()
    assert slip.code not in json.dumps(list(Activation.objects.of(world.id).values()), default=str)
    opened = open_with_code(world.id, " Novikova ", slip.code.upper().replace("-", " "), PASSWORD)
    assert opened.pk == account.pk
    assert Account.objects.of(world.id).get(pk=account.pk).check_password(PASSWORD)
    with pytest.raises(Refused) as refused:
        open_with_code(world.id, "novikova", slip.code, "другой пароль совсем")
    assert code_of(refused) == "wrong_code"
    told = Change.objects.of(world.id).filter(chain=newcomer.pk).values_list("action", flat=True)
    assert list(told.order_by("seq")) == ["people.account", "people.account.open"]


def test_a_new_code_cancels_the_former_and_ends_what_was_open(world):
    administrator, teacher = world.actor("administrator"), world.people["teacher"]
    world.client("teacher")
    account = Account.objects.of(world.id).get(person=teacher.pk)
    assert Session.objects.filter(account=account.pk).exists()
    first = give_code(administrator, teacher)
    assert not Session.objects.filter(account=account.pk).exists()
    second = give_code(administrator, teacher)
    with pytest.raises(Refused):
        open_with_code(world.id, first.login, first.code, PASSWORD)
    open_with_code(world.id, second.login, second.code, PASSWORD)
    assert Activation.objects.of(world.id).filter(cancelled_at=None).count() == 1


def test_a_code_dies_on_its_day(world, newcomer):
    slip = give_code(world.actor("administrator"), newcomer)
    with time_machine.travel("2026-12-09T06:00:00+00:00", tick=False), pytest.raises(Refused) as refused:
        open_with_code(world.id, slip.login, slip.code, PASSWORD)
    assert code_of(refused) == "wrong_code"
    with time_machine.travel("2026-12-08T20:00:00+00:00", tick=False):
        open_with_code(world.id, slip.login, slip.code, PASSWORD)


@pytest.mark.parametrize("role", ["deputy_academic", "director", "administrator", "ivc_head", "deputy_practice"])
def test_a_high_role_needs_a_second_person(world, role):
    person = made(world, role)
    administrator, other = world.actor("administrator"), world.actor("ivc_head")
    assert give_code(administrator, person) is None
    assert not Account.objects.of(world.id).filter(person=person.pk).exists()
    with pytest.raises(Refused) as refused:
        confirm_code(administrator, person)
    assert code_of(refused) == "second"
    slip = confirm_code(other, person)
    open_with_code(world.id, slip.login, slip.code, PASSWORD)
    with pytest.raises(Refused) as refused:
        confirm_code(other, person)
    assert code_of(refused) == "not_asked"


def test_nothing_changes_for_a_deputy_until_the_second_has_confirmed(world):
    world.client("deputy")
    account = Account.objects.of(world.id).get(person=world.people["deputy"].pk)
    give_code(world.actor("administrator"), world.people["deputy"])
    assert Session.objects.filter(account=account.pk).exists()
    assert Account.objects.of(world.id).get(pk=account.pk).password == account.password


def test_nobody_gives_himself_or_the_roleless_or_students_an_account(world):
    administrator = world.actor("administrator")
    with pytest.raises(Refused) as refused:
        give_code(administrator, world.people["administrator"])
    assert code_of(refused) == "self"
    gone = made(world, "teacher", "Бывшая")
    RoleGrant.objects.of(world.id).filter(person=gone.pk).update(
        since=TODAY - timedelta(days=9), until=TODAY - timedelta(days=1)
    )
    with pytest.raises(Refused) as refused:
        give_code(administrator, gone)
    assert code_of(refused) == "no_role"
    for actor, person in (
        (administrator, "student"),
        (world.actor("deputy"), "teacher"),
        (world.actor("teacher"), "leader"),
    ):
        with pytest.raises(Refused) as refused:
            give_code(actor, world.people[person])
        assert code_of(refused) == "not_yours"


def test_a_slip_that_one_gave_opens_no_account_that_two_must_give(world, newcomer):
    """He prints a teacher's slip, keeps it, asks the role for her, and a colleague gives it in good faith."""
    one, other = world.actor("administrator"), world.actor("ivc_head")
    kept = give_code(one, newcomer)
    give_role(one, newcomer, Wish(Role.DIRECTOR, None, TODAY, None))
    settle_role(other, newcomer, RoleAsk.objects.of(world.id).get().pk, give=True)
    with pytest.raises(Refused) as refused:
        open_with_code(world.id, kept.login, kept.code, PASSWORD)
    assert code_of(refused) == "wrong_code"
    told = Change.objects.of(world.id).filter(chain=newcomer.pk).order_by("-seq").values_list("action", flat=True)
    assert list(told[:2]) == ["people.account.cancel", "people.role.give"]
    assert give_code(one, newcomer) is None
    slip = confirm_code(other, newcomer)
    open_with_code(world.id, slip.login, slip.code, PASSWORD)


def test_the_roles_of_the_day_decide_whether_a_slip_of_one_still_opens(world, newcomer):
    slip = give_code(world.actor("administrator"), newcomer)
    grant = RoleGrant.objects.create(
        college=world.college, person=newcomer, role="director", since=TODAY
    )  # by the console
    with pytest.raises(Refused) as refused:
        open_with_code(world.id, slip.login, slip.code, PASSWORD)
    assert code_of(refused) == "by_one"
    RoleGrant.objects.of(world.id).filter(pk=grant.pk).update(until=TODAY - timedelta(days=1))
    open_with_code(world.id, slip.login, slip.code, PASSWORD)


def test_what_was_begun_long_ago_or_for_whoever_is_gone_is_not_confirmed(world):
    person, page = made(world, "director"), "/credentials/staff/"
    give_code(world.actor("administrator"), person)
    with time_machine.travel("2026-12-09T06:00:00+00:00", tick=False):
        with pytest.raises(Refused) as refused:
            confirm_code(world.actor("ivc_head"), person)
        assert code_of(refused) == "old_ask"
        assert "срок вышел" in world.client("ivc_head").get(f"/access/{person.pk}/").content.decode()
        answer = world.client("ivc_head").post(page, {"person": person.pk.hex})
        begun = Activation.objects.of(world.id).filter(cancelled_at=None).values_list("asked_at", flat=True)
        assert (answer.status_code, [one.date().isoformat() for one in begun]) == (200, ["2026-12-09"]), "begun anew"
    RoleGrant.objects.of(world.id).filter(person=person.pk).update(
        until=TODAY - timedelta(days=1), since=TODAY - timedelta(days=1)
    )
    with pytest.raises(Refused) as refused:
        confirm_code(world.actor("administrator"), person)
    assert code_of(refused) == "no_role"


class Watched(MD5PasswordHasher):
    """Notes how deep in transactions a password is worked on."""

    depths: ClassVar[list[int]] = []

    def encode(self, password, salt):
        """As it is, and noted."""
        self.depths.append(len(connection.savepoint_ids))
        return super().encode(password, salt)


def test_a_password_is_worked_on_while_nobody_waits_to_write(world, newcomer, settings):
    slip = give_code(world.actor("administrator"), newcomer)
    settings.PASSWORD_HASHERS = [f"{__name__}.Watched"]
    Watched.depths.clear()
    open_with_code(world.id, slip.login, slip.code, PASSWORD)
    assert Watched.depths == [len(connection.savepoint_ids)]


def test_from_the_persons_page_to_his_first_sign_in(world, newcomer):
    office, page = world.client("administrator"), reverse("people:access", args=[newcomer.pk])
    assert page in office.get(reverse("dictionaries:staff-row", args=[newcomer.pk])).content.decode()
    assert "ещё нет" in office.get(page).content.decode()
    assert 'action="/credentials/staff/"' in office.get(page).content.decode()
    code = worlds.slip_code(office.post("/credentials/staff/", {"person": newcomer.pk.hex}))
    told = Change.objects.of(world.id).filter(chain=newcomer.pk).order_by("seq").values_list("action", flat=True)
    assert list(told) == ["people.account", "credentials.print"]
    shown = office.get(page).content.decode()
    assert (code in shown, "Отметить вручённым" in shown) == (False, True)
    office.post("/credentials/staff/", {"person": newcomer.pk.hex, "handed": "1"})
    assert "Отметить вручённым" not in office.get(page).content.decode()
    assert "ждёт первого входа" in office.get(reverse("people:issued")).content.decode()
    person, address = Client(), reverse("people:first", args=[world.college.code])
    said = {"login": "novikova", "code": code, "password": PASSWORD, "again": PASSWORD}
    for wrong, words in (
        ({"code": "aaaa-2222-bbbb"}, "Логин или код не подходит"),
        ({"again": "другое"}, "Пароли разные"),
        ({"password": "novikova-2026", "again": "novikova-2026"}, "имя, логин"),
    ):
        answer = person.post(address, {**said, **wrong})
        assert (answer.status_code, words in answer.content.decode()) == (422, True)
    answer = person.post(address, said)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert person.get("/today/").status_code == 200
    assert "пароль придуман" in office.get(reverse("people:issued")).content.decode()


def test_the_second_persons_button_stands_on_the_page_of_whoever_comes_next(world):
    page, whom = reverse("people:access", args=[world.people["deputy"].pk]), {"person": world.people["deputy"].pk.hex}
    office, other = world.client("administrator"), world.client("ivc_head")
    assert office.post("/credentials/staff/", whom).status_code == 200  # the first only begins it
    assert "Нужен второй человек" in office.get(page).content.decode()
    assert office.post("/credentials/staff/", whom).status_code == 200
    assert not Activation.objects.of(world.id).exclude(issued_at=None).exists()
    assert "Подтвердить и напечатать листок" in other.get(page).content.decode()
    assert worlds.slip_code(other.post("/credentials/staff/", whom))


def test_nobody_prints_his_own_slip_or_one_for_whoever_has_no_role(world):
    office, gone = world.client("administrator"), made(world, "teacher", "Бывшая")
    RoleGrant.objects.of(world.id).filter(person=gone.pk).update(until=TODAY - timedelta(days=1))
    for person, words in ((world.people["administrator"], "Себе доступ не выдают"), (gone, "нет роли")):
        answer = office.post("/credentials/staff/", {"person": person.pk.hex})
        assert (answer.status_code, words in answer.content.decode()) == (409, True)


def test_the_register_has_pages_and_is_searched(world):
    """Who was printed a slip, who handed it over; names come in the body."""
    office, head = world.client("administrator"), world.client("department_head")
    parent, sister = world.people["parent"], world.people["sister"]
    Activation.objects.bulk_create(
        Activation(
            college=world.college, person=world.people["teacher"], asked_at=datetime(2026, 9, 1, 9, tzinfo=UTC) + timedelta(hours=n),
            cancelled_at=datetime(2026, 9, 30, 9, tzinfo=UTC),
        )
        for n in range(PAGE)
    )  # fmt: skip
    for person in (parent, sister):
        Activation.objects.create(
            college=world.college, person=person, asked_by=world.people["other_head"], asked_at=datetime.now(UTC),
            issued_by=world.people["other_head"], issued_at=datetime.now(UTC), expires_on=TODAY,
            handed_by=world.people["leader"], handed_at=datetime.now(UTC),
        )  # fmt: skip
    first = office.get("/access/").content.decode()
    assert (parent.surname in first, "страница 1 из 2" in first, "Вручён" in first) == (True, True, True)
    assert world.people["teacher"].surname in office.post("/access/", {"page": "2"}).content.decode()
    found = office.post("/access/", {"words": parent.surname[:4].upper()}).content.decode()
    assert (parent.surname in found, world.people["teacher"].surname in found) == (True, False)
    assert found.count(world.people["leader"].listed) == 2  # who handed it over: of mother and daughter, of one surname
    own = head.get("/credentials/issued/").content.decode()  # of Э-21; nobody of the staff or of the other department
    assert (parent.listed in own, sister.listed in own, world.people["teacher"].surname in own) == (True, False, False)
