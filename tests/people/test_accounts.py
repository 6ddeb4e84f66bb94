"""``python -m zhurnal account``: an account from the console, its password told once."""

import random
import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests import worlds
from zhurnal.kernel import audit
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.models import Change
from zhurnal.people.actions.accounts import issue_account
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Account, Person, RoleGrant
from zhurnal.people.rules.logins import free_login, latin, one_time_password


@pytest.fixture
def world(db, frozen_time):
    return worlds.make_college("vek", "А", students=1)


def issue(who, college="vek"):
    out = StringIO()
    call_command("account", college=college, person=who, stdout=out)
    return re.search(r"логин\s+(\S+)\s+пароль\s+(\S+)", out.getvalue()).groups()


def test_new_person_gets_an_account_that_works(world):
    person = Person.objects.create(college=world.college, surname="Ёжикова", given="Щука", patronymic="")
    login, password = issue(str(person.pk))
    account = Account.objects.of(world.id).get(person=person)
    assert (login, account.login, account.check_password(password)) == ("ezhikova", "ezhikova", True)
    assert Change.objects.of(world.id).filter(action="people.account").count() == 1
    assert password not in str(list(Change.objects.of(world.id).values()))
    assert list(audit.verify(world.id)) == []


def test_second_time_the_old_password_ends(world):
    account = world.accounts["teacher"]
    login, password = issue(str(world.people["teacher"].pk))
    account = Account.objects.of(world.id).get(pk=account.pk)
    assert (login, account.check_password(password), account.check_password(worlds.PASSWORD)) == (
        "teacher",
        True,
        False,
    )


def test_person_is_found_by_name(world):
    assert issue("Кравцова-А Ольга")[0] == "teacher"


@pytest.mark.parametrize(("who", "why"), [("Заведуева-А", "несколько"), ("Никто", "нет")])
def test_doubtful_person_is_refused(world, who, why):
    with pytest.raises(CommandError, match=why):
        issue(who)


def test_college_must_exist(world):
    with pytest.raises(CommandError, match="«nowhere» нет"):
        issue("Кравцова-А", "nowhere")


def test_nobody_issues_accounts_from_a_page(world):
    with pytest.raises(Refused):
        issue_account(world.actor("administrator"), world.people["teacher"])


def test_logins_are_latin_and_free():
    assert latin("Щербаков-Ёлкин") == "shcherbakovelkin"
    assert free_login("Петров", "Иван", set()) == "petrov"
    assert free_login("Петров", "Иван", {"petrov"}) == "petrov.i"
    assert free_login("Петров", "Иван", {"petrov", "petrov.i"}) == "petrov.i2"
    assert free_login("王", "", set()) == "person"


def test_password_has_no_signs_that_are_taken_for_one_another():
    chance = random.Random(1)
    for _time in range(50):
        password = one_time_password(chance.choice)
        assert re.fullmatch(r"[a-z]{4}-\d{4}-[a-z]{4}", password)
        assert not set(password) & set("0o1il")


def test_a_renewed_password_ends_what_the_old_one_opened(world):
    client, other = world.client("teacher"), world.client("student")
    assert client.get("/today/").status_code == 200
    issue_account(PersonActor.system(world.college, "консоль", door="console"), world.people["teacher"])
    assert client.get("/today/").status_code == 302
    assert other.get(f"/diary/{world.people['student'].pk}/").status_code == 200


def test_only_departments_that_are_headed_count(world):
    head = world.people["department_head"]
    RoleGrant.objects.create(
        college=world.college,
        person=head,
        role="teacher",
        department=world.departments["general"],
        since=worlds.SEPTEMBER,
    )
    assert world.actor("department_head").departments == (world.departments["energy"].pk,)
