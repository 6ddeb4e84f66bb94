"""The second step of staff is demanded from a day on: until it nothing changes, from it nothing opens without (2.9, row 49)."""

from datetime import date, timedelta

import pytest

from tests import worlds
from tests.regulation.browser import Person
from tests.regulation.section_2.test_2_9_second_factor import guard
from zhurnal.kernel.models import Change
from zhurnal.notifications.models import Notice
from zhurnal.organisation.models import College
from zhurnal.people.models import Session
from zhurnal.people.rules.factors import demanded_of_staff

ADDRESS = "/access/second-step/"
DAY = worlds.TODAY + timedelta(days=14)


@pytest.fixture
def world(db, frozen_time):
    return worlds.make_college("vek", "А", students=1)


def demand(world, day=DAY, who="administrator"):
    return world.client(who).post(ADDRESS, {"do": "demand", "since": day.isoformat()})


def own(world):
    found = College.objects.get(pk=world.id).settings
    return found.staff_second_factor, found.staff_second_factor_from


def test_until_the_day_nothing_changes_and_from_it_nothing_opens_without(world, frozen_time):
    assert demand(world).status_code == 302
    teacher = Person(world, "teacher").client
    assert teacher.get("/today/").status_code == 200
    frozen_time.shift(timedelta(days=14))
    for name in ("teacher", "administrator"):
        assert Person(world, name).client.get("/today/")["Location"].startswith("/protection/"), name
    assert not Person(world, "parent").client.get("/")["Location"].startswith("/protection/")


def test_a_session_that_is_open_when_the_day_comes_is_led_to_it_too(world, frozen_time):
    demand(world, worlds.TODAY + timedelta(days=1))
    teacher = world.client("teacher")
    assert teacher.get("/today/").status_code == 200
    demand(world, worlds.TODAY, "ivc_head")
    assert teacher.get("/today/")["Location"].startswith("/protection/")


def test_who_has_none_hears_of_the_day_and_stands_on_the_page(world, django_capture_on_commit_callbacks):
    guard(world, "teacher")
    with django_capture_on_commit_callbacks(execute=True):
        demand(world)
    titles = Notice.objects.of(world.id).filter(title__contains="в два шага")
    told = set(titles.values_list("person_id", flat=True))
    people = world.people
    assert people["other_teacher"].pk in told
    assert not told & {people["teacher"].pk, people["student"].pk, people["parent"].pk}
    page = world.client("administrator").get(ADDRESS).content.decode()
    assert str(people["other_teacher"]) in page
    assert str(people["teacher"]) not in page
    assert "заведён у 1," in page


def test_it_is_recorded_and_taken_back(world):
    demand(world)
    assert own(world) == (True, DAY.isoformat())
    rows = Change.objects.of(world.id).filter(action="people.step.demand")
    assert {row.target for row in rows} == {"setting:staff_second_factor", "setting:staff_second_factor_from"}
    demand(world)
    assert rows.all().count() == 2, "the same again writes nothing"
    assert world.client("administrator").post(ADDRESS, {"do": "spare"}).status_code == 302
    assert own(world) == (False, "at once")
    assert rows.all().count() == 4


def test_it_asks_who_is_there(world):
    client = world.client("administrator")
    Session.objects.filter(account=world.accounts["administrator"].pk).update(confirmed=0)
    answer = client.post(ADDRESS, {"do": "demand", "since": DAY.isoformat()})
    assert (answer.status_code, own(world)[0]) == (403, False)
    said = {"do": "demand", "since": DAY.isoformat(), "proof-asked": "1", "proof-password": worlds.PASSWORD}
    assert client.post(ADDRESS, said).status_code == 302
    assert own(world)[0] is True


@pytest.mark.parametrize(
    ("since", "words"),
    [
        ("", "Назначьте день."),
        ("31.02.2026", "Это не дата."),
        ("2026-01-01", "уже прошёл"),
        ("2030-01-01", "Слишком далеко"),
    ],
)
def test_a_day_that_will_not_do_is_told(world, since, words):
    answer = world.client("administrator").post(ADDRESS, {"do": "demand", "since": since})
    assert (answer.status_code, words in answer.content.decode(), own(world)[0]) == (422, True, False)


@pytest.mark.parametrize(
    ("on", "since", "demanded"),
    [
        (False, "at once", False), (False, "2026-01-01", False), (True, "at once", True), (True, "2026-11-24", True),
        (True, "2026-11-25", False), (True, "2026-11-23", True), (True, "nonsense", True), (True, "", True),
    ],
)  # fmt: skip
def test_what_is_no_date_demands_it_at_once(on, since, demanded):
    assert demanded_of_staff(on=on, since=since, today=date(2026, 11, 24)) is demanded
