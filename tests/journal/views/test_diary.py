"""The diary's pages: who is let in, what may stand on them, and how an open page hears of a new mark."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from tests import worlds
from tests.journal.written_day import put, write_day
from tests.messages import sent
from tests.worlds import TODAY
from zhurnal.journal.actions.record import record
from zhurnal.journal.models import Entry, Excuse, StudentFeed
from zhurnal.journal.rules.commands import Command
from zhurnal.kernel import audit
from zhurnal.kernel.kept import KeptPages, bodies
from zhurnal.kernel.models import Change
from zhurnal.kernel.pieces import parts_of
from zhurnal.people.models import Guardianship

PAGES = ("", "week/", "marks/")


@pytest.fixture
def world(db, frozen_time):
    bodies.clear()
    found, other = worlds.two_colleges()
    write_day(found)
    write_day(other)
    return found


def get(world, who, student, page="", **headers):
    return world.client(who).get(f"/diary/{world.people[student].pk}/{page}", headers=headers)


def plain(response):
    """The page without what every answer has anew."""
    text = re.sub(r'nonce="[^"]*"', "", response.content.decode())
    return re.sub(r'(name="csrfmiddlewaretoken" value=|name="csrf" content=)"[^"]*"', "", text)


@pytest.mark.parametrize("page", PAGES)
def test_pages_show_only_the_own_child(world, page):
    for who in ("student", "parent"):
        text = plain(get(world, who, "student", page))
        assert "-Ч" not in text
        others = {
            person.surname for name, person in world.people.items() if name not in ("student", "parent", "sister")
        }
        staff = {world.people[name].surname for name in ("leader", "substitute")}
        assert {surname for surname in others if surname in text} <= staff
        assert not re.search(r"\w-Б\b", text)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", ["student", "parent"])
def test_marks_of_others_change_nothing(world, who, page):
    before = plain(get(world, who, "student", page))
    put(world, "classmate", "now", 2, "5")
    put(world, "adult", "now", 1, "2")
    put(world, "newcomer", "earlier", 0, "н")
    Entry.objects.of(world.id).filter(student=world.people["classmate"]).update(value="4")
    Excuse.objects.create(college=world.college, student=world.people["classmate"], since=TODAY, until=TODAY, kind="б")
    bodies.clear()
    assert plain(get(world, who, "student", page)) == before


@pytest.mark.parametrize("page", [*PAGES, "absence/"])
def test_a_foreign_diary_is_absent(world, page):
    for who, student in (
        ("student", "classmate"), ("parent", "classmate"), ("other_parent", "student"), ("ex_parent", "student"),
        ("teacher", "student"), ("leader", "student"), ("deputy", "student"),
    ):  # fmt: skip
        assert get(world, who, student, page).status_code == 404, (who, student)


def test_two_viewers_of_one_diary_get_their_own_pages(world):
    for _again in range(2):
        assert "Дети" in plain(get(world, "parent", "student"))
        own = plain(get(world, "student", "student"))
        assert "Дети" not in own
        assert "Вера" not in own


def test_kept_page_has_nonce_and_token_of_its_answer(world):
    client = world.client("parent")
    nonces = set()
    for _again in range(3):
        response = client.get(f"/diary/{world.people['student'].pk}/")
        (nonce,) = re.findall(r"'nonce-([^']+)'", response.headers["Content-Security-Policy"])
        assert f'nonce="{nonce}"' in response.content.decode()
        assert "\x00" not in response.content.decode()
        nonces.add(nonce)
    assert len(nonces) == 3


def test_unchanged_diary_is_304_until_a_mark_comes(world):
    first = get(world, "student", "student")
    tag = first.headers["ETag"]
    assert get(world, "student", "student", **{"If-None-Match": tag}).status_code == 304
    assert get(world, "student", "student", **{"If-None-Match": f"W/{tag}"}).status_code == 304
    write(world, "classmate", "4", slot=2)
    assert get(world, "student", "student", **{"If-None-Match": tag}).status_code == 304
    write(world, "student", "5", slot=1, lesson="earlier", absent=True)
    changed = get(world, "student", "student", **{"If-None-Match": tag})
    assert (changed.status_code, changed.headers["ETag"] == tag) == (200, False)


def write(world, student, value, slot, lesson="now", absent=False):
    """What a teacher's screen sends."""
    if absent:
        slot, value = 0, ""
    version = (
        Entry.objects.of(world.id)
        .filter(student=world.people[student], lesson=world.lessons[lesson], slot=slot)
        .values_list("version", flat=True)
        .first()
    )
    command = Command(
        uuid4(), "entry", world.lessons[lesson].pk, version or 0, value, world.people[student].pk, slot, reason="ошибка"
    )
    (outcome,), _seq = record(world.actor("teacher"), world.courses["electro"], [command])
    assert outcome.state == "saved", outcome


def test_open_page_asks_for_its_body_alone(world):
    write(world, "classmate", "5", slot=2)
    body = get(world, "student", "student", **{"X-Live": "1"})
    text = body.content.decode()
    assert text.startswith("<main data-live>")
    assert "csrf" not in text
    assert "data-live" in plain(get(world, "student", "student"))
    tag = body.headers["ETag"]
    assert tag != get(world, "student", "student").headers["ETag"]
    assert get(world, "student", "student", **{"X-Live": "1", "If-None-Match": tag}).status_code == 304


def test_tomorrow_the_tag_is_another(world, frozen_time):
    tag = get(world, "student", "student").headers["ETag"]
    frozen_time.shift(timedelta(hours=8))  # the session holds, the day does not change
    assert get(world, "student", "student", **{"If-None-Match": tag}).status_code == 304
    frozen_time.shift(timedelta(hours=5, minutes=30))
    fresh = world.client("student").get(f"/diary/{world.people['student'].pk}/", headers={"If-None-Match": tag})
    assert fresh.status_code == 200


def test_a_student_without_a_feed_is_never_kept(world):
    StudentFeed.objects.of(world.id).filter(student=world.people["student"]).delete()
    tag = get(world, "student", "student").headers["ETag"]
    put(world, "student", "yesterday", -1, "5")
    assert get(world, "student", "student", "marks/", **{"If-None-Match": tag}).status_code == 200
    assert "Отработка" in plain(get(world, "student", "student", "marks/"))


def test_closed_diary_is_a_sentence_for_parents(world):
    page = get(world, "adults_parent", "adult")
    assert page.status_code == 403
    text = plain(page)
    assert "Илья — совершеннолетний" in text
    assert "Электротехника" not in text
    assert (
        world.client("adults_parent").get("/diary/").headers["Location"].endswith(f"/diary/{world.people['adult'].pk}/")
    )
    Guardianship.objects.of(world.id).filter(student=world.people["adult"]).update(consent=True)
    assert get(world, "adults_parent", "adult").status_code == 200


def test_home_of_the_diary(world):
    assert world.client("student").get("/diary/").headers["Location"] == f"/diary/{world.people['student'].pk}/"
    assert "Дневника пока нет" in world.client("ex_parent").get("/diary/").content.decode()
    assert world.client("teacher").get("/diary/").status_code == 404


@pytest.mark.parametrize("day", ["2026-02-30", "0001-01-01", "завтра", "2026-11-24T10:00", "9999-12-31"])
def test_impossible_day_is_told(world, day):
    assert get(world, "student", "student", f"?day={day}").status_code == 400


@pytest.mark.parametrize("day", ["2026-11-01", "2000-01-01", "2099-12-31"])
def test_any_other_day_opens(world, day):
    for page in PAGES:
        assert get(world, "parent", "student", f"{page}?day={day}").status_code == 200


def tell(world, who="parent", student="student", **more):
    fields = {"since": "2026-11-24", "until": "2026-11-26", "cause": "illness", "comment": "справку принесёт"} | more
    return world.client(who).post(f"/diary/{world.people[student].pk}/absence/", fields)


def test_parent_tells_the_cause_and_it_waits(world):
    feed = StudentFeed.objects.of(world.id).filter(student=world.people["student"]).values_list("version", flat=True)
    before = feed.get()
    assert tell(world).status_code == 302
    assert tell(world).status_code == 302  # pressed twice
    (row,) = Excuse.objects.of(world.id).filter(student=world.people["student"])
    assert (row.state, row.kind, row.note, row.set_by_id) == (
        "open", "б", "справку принесёт", world.people["parent"].pk,
    )  # fmt: skip
    assert feed.get() == before + 1
    text = plain(get(world, "parent", "student"))
    assert "куратор ещё не ответил" in text
    change = Change.objects.of(world.id).get(chain=world.people["student"].pk)
    assert (change.action, change.actor_name) == ("journal.absence.tell", world.people["parent"].short)
    assert list(audit.verify(world.id)) == []


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"until": "2026-11-23"}, "Последний день раньше первого."),
        ({"since": "2026-01-01"}, "не дальше двух месяцев"),
        ({"cause": "flu"}, "Такого варианта здесь нет."),
        ({"since": "", "until": ""}, "Заполните это поле."),
    ],
)
def test_unreadable_cause_is_told_and_kept(world, fields, words):
    response = tell(world, **fields)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert "справку принесёт" in response.content.decode()
    assert not Excuse.objects.of(world.id).exists()


def test_a_student_of_age_tells_for_himself_and_a_minor_does_not(world):
    assert tell(world, "adult", "adult").status_code == 302
    assert tell(world, "student", "student").status_code == 404
    assert tell(world, "adults_parent", "adult").status_code == 404


def test_sheet_without_script(world):
    response = get(world, "parent", "student", "absence/?day=2026-11-23")
    assert 'value="2026-11-23"' in response.content.decode()


@pytest.mark.parametrize(("who", "count"), [("student", (7, 3, 4, 2)), ("parent", (8, 4, 5, 3))])
def test_a_page_costs_few_statements(world, who, count, django_assert_num_queries):
    client = world.client(who)
    fresh, kept, fresh_together, kept_together = count
    for page in PAGES:
        bodies.clear()
        with django_assert_num_queries(sent(fresh, fresh_together)):
            client.get(f"/diary/{world.people['student'].pk}/{page}")
        with django_assert_num_queries(sent(kept, kept_together)):
            client.get(f"/diary/{world.people['student'].pk}/{page}")


def test_kept_pages_are_bounded_by_size_and_age(monkeypatch):
    one = len(parts_of("12345")[0].packed) + 300
    pages, made = KeptPages(largest=2 * one, oldest=100), []

    def make(text):
        return lambda: made.append(text) or text

    assert pages.get("a", make("12345")) == pages.get("a", make("12345")) == parts_of("12345")
    pages.get("b", make("67890"))
    pages.get("a", make("12345"))
    pages.get("c", make("c"))  # over the size: the least recently used, b, goes
    pages.get("a", make("12345"))
    assert made == ["12345", "67890", "c"]
    pages.get("b", make("67890"))
    assert made[-1] == "67890"
    old = KeptPages(largest=10_000, oldest=0)
    old.get("a", make("1"))
    old.get("a", make("2"))
    assert made[-1] == "2"
