"""The list of passwords that nobody may choose: Django's, and one of the installation's own (checklist 45)."""

import gzip

import pytest

from tests import worlds
from zhurnal.kernel import env
from zhurnal.people.forms import FirstForm
from zhurnal.people.leaked import leaked


def test_the_list_of_twenty_thousand_is_there_and_one_of_ones_own_adds_to_it(tmp_path):
    plain, packed = tmp_path / "own.txt", tmp_path / "own.txt.gz"
    plain.write_text("Синий-Кит-Колледжа\r\n\n  zaq!xsw@cde#  \n", "utf-8")
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    known = leaked(None)
    assert (len(known) > 19_000, {"counterstrike", "yfnfif", "spartak"} <= known, "" in known) == (True, True, False)
    assert leaked(plain) == leaked(packed) == known | {"синий-кит-колледжа", "zaq!xsw@cde#"}


def test_a_list_that_is_not_there_stops_the_start(tmp_path, monkeypatch):
    monkeypatch.setattr(env, "VARIABLES", {})
    monkeypatch.setenv("ZHURNAL_PASSWORD_LIST", str(tmp_path / "none.txt"))
    with pytest.raises(ValueError, match="there is no file"):
        env.file("ZHURNAL_PASSWORD_LIST", "a list")
    monkeypatch.setenv("ZHURNAL_PASSWORD_LIST", " ")
    assert env.file("ZHURNAL_PASSWORD_LIST", "a list") is None


def test_nobody_opens_his_account_with_a_password_that_many_have():
    said = {"login": "kit", "code": "abcd", "password": "cgfhnfr-2026", "again": "cgfhnfr-2026"}
    assert "подбирают первым" in FirstForm(said).errors["password"][0]
    assert FirstForm({**said, "password": "зонт-2026-кактус", "again": "зонт-2026-кактус"}).is_valid()


@pytest.mark.usefixtures("frozen_time")
def test_nobody_changes_his_password_to_one_that_many_have(db, settings, tmp_path):
    world, own = worlds.make_college("vek", "А", students=1), tmp_path / "own.txt"
    own.write_text("зелёный чайник на окне\n", "utf-8")
    client, change = world.client("teacher"), {"former": worlds.PASSWORD}
    settings.PASSWORD_LIST = own
    for password in ("counterstrike", "сщгтеукыекшлу", "Зелёный чайник на окне"):
        answer = client.post("/logins/password/", {**change, "password": password, "again": password})
        assert (answer.status_code, "подбирают первым" in answer.content.decode()) == (422, True), password
    settings.PASSWORD_LIST = None
    fits = "Зелёный чайник на окне"
    assert client.post("/logins/password/", {**change, "password": fits, "again": fits}).status_code == 302
