"""What tests of imports stand on."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from tests.exchange.college import Desk
from tests.exchange.study import made
from tests.worlds import PASSWORD, sign_in
from zhurnal.people.models import Account, Person, RoleGrant


@pytest.fixture
def desk(db: None, frozen_time: object, tmp_path: Path) -> Desk:
    """An empty college on 24 November 2026."""
    return Desk(tmp_path)


@pytest.fixture
def office(desk: Desk) -> Client:
    """A browser of the head of ИВЦ."""
    person = Person.objects.create(college=desk.college, surname="Вычислин", given="Игорь", patronymic="Петрович")
    RoleGrant.objects.create(college=desk.college, person=person, role="ivc_head", since="2026-09-01")
    password = make_password(PASSWORD)
    account = Account.objects.create(college=desk.college, person=person, login="ivc", password=password)
    return sign_in(Client(), account)


@pytest.fixture
def study(desk: Desk) -> SimpleNamespace:
    """Its groups, disciplines and plans; ``course`` opens a journal."""
    return made(desk)
