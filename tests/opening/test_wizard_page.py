"""The page of a step: where the person is, where he goes on, and a table of which some lines cannot be saved (3.2)."""

from datetime import date

import pytest

from tests import worlds
from tests.journal.written_day import write_day
from zhurnal.curriculum.models import Group

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(frozen_time):
    found, _other = worlds.two_colleges()
    return found


def test_home_is_the_step_at_which_the_first_year_was_left(world):
    client = world.client("administrator")
    client.post(f"/year/{world.year.pk}/bells/", {"decision": "settle"})
    assert client.get("/").url == f"/year/{world.year.pk}/year/"
    client.post(f"/year/{world.year.pk}/year/", {"decision": "settle"})
    assert client.get("/").url == f"/year/{world.year.pk}/holidays/"
    assert world.client("teacher").get("/").url == "/today/"

    write_day(world)

    assert client.get("/").url == "/filling/"


def test_a_new_year_is_offered_the_days_of_the_first_that_is_not_there(world):
    """Those of the running year had stood in the form and were refused."""
    client = world.client("administrator")
    offered = client.get("/year/new/").context["form"].initial
    assert offered["starts"] == date(2027, 9, 1)
    assert client.post("/year/new/", {name: day.isoformat() for name, day in offered.items()}).status_code == 302
    assert client.get("/year/new/").context["form"].initial["starts"] == date(2028, 9, 1)


def test_steps_that_are_done_are_counted(world):
    client = world.client("administrator")
    client.post(f"/year/{world.year.pk}/bells/", {"decision": "settle"})
    assert "Готово 1 из 14." in client.get(f"/year/{world.year.pk}/groups/").content.decode()


def test_lines_that_cannot_be_saved_leave_the_table_by_one_button_and_are_named(world):
    client, address = world.client("administrator"), f"/year/{world.year.pk}/groups/"
    typed = (
        "Э-17; Энергетическое отделение; 1\nЭ-18; Энергетическое отделение; первый\nЭ-19; Энергетическое отделение; 1"
    )
    refused = client.post(address, {"text": typed})
    assert refused.status_code == 422
    assert refused.context["wrong_lines"] == [2]
    page = client.post(address, {"text": typed, "without": "2"})
    assert page.context["text"] == "Э-17; Энергетическое отделение; 1\nЭ-19; Энергетическое отделение; 1"
    assert "Э-18; Энергетическое отделение; первый" in page.content.decode()
    assert not Group.objects.of(world.id).filter(name__in=("Э-17", "Э-19")).exists(), "nothing is saved yet"
    assert client.post(address, {"text": page.context["text"]}).status_code == 302
    assert set(Group.objects.of(world.id).filter(name__in=("Э-17", "Э-18", "Э-19")).values_list("name", flat=True)) == {
        "Э-17",
        "Э-19",
    }


def test_what_a_step_saved_last_is_taken_back_on_the_step_itself(world):
    """It had been offered on the last step alone, and led away to the list of years."""
    client, address = world.client("administrator"), f"/year/{world.year.pk}/groups/"
    assert "Отменить этот шаг" not in client.get(address).content.decode()
    saved = client.post(address, {"text": "Э-19; Энергетическое отделение; 1"})
    assert saved.status_code == 302
    page = client.get(address)
    assert "Отменить этот шаг" in page.content.decode()
    assert "Отменить этот шаг" not in client.get(f"/year/{world.year.pk}/bells/").content.decode()
    answer = client.post(f"/year/{world.year.pk}/undo/", {"deed": str(page.context["last"].pk)})
    assert answer.url == address
    assert not Group.objects.of(world.id).filter(name="Э-19").exists()
    assert "Отменить этот шаг" not in client.get(address).content.decode()
    client.post(address, {"text": "Э-19; Энергетическое отделение; 1"})
    write_day(world)
    assert "Отменить этот шаг" not in client.get(address).content.decode(), "a lesson is recorded"
