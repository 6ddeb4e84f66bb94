"""«Настройки колледжа»: whatever a college decides is changed on a page, by those who may, and holds at once (1.2, 3.1, 3.7)."""

import datetime as dt
import re
from dataclasses import fields

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import worlds
from tests.regulation.browser import Person, states
from zhurnal.bylaws.queries import typed_values
from zhurnal.bylaws.rules.catalogue import BY_KEY, BY_NAME, ELSEWHERE, SECTIONS
from zhurnal.bylaws.rules.kinds import Choice
from zhurnal.kernel.models import Change
from zhurnal.organisation.models import College
from zhurnal.organisation.rules.parameters import Parameters
from zhurnal.people.models import Session

MOSCOW = dt.timezone(dt.timedelta(hours=3))
SETTERS = {
    "keeping": {"administrator", "ivc_head"},
    "guard": {"administrator", "ivc_head"},
    "results": {"administrator", "deputy"},
    "hours": {"administrator", "deputy"},
    "findings": {"administrator", "deputy"},
}
WRONG = {
    "grace_days": ("61", "-1", "семь", ""), "month_closes_on": ("29",), "leader_word": ("", "curator", "<b>", "а" * 41), "default_work": ("none",),
    "grace_unlimited": ("maybe",), "readings_days": ("364",), "shared_idle_minutes": ("4",), "findings_exam_gap": ("0,04", "много", "2,01"),
    "practice_day_hours": ("9", "0"),
}  # fmt: skip


@pytest.fixture
def worlds_two(db, frozen_time):
    return worlds.two_colleges()


@pytest.fixture
def world(worlds_two):
    return worlds_two[0]


def own(world):
    return College.objects.get(pk=world.id).settings


def sent(world, key, **changed):
    """The section's form as it is shown now, with what was changed in it."""
    shown = typed_values(BY_KEY[key], own(world))
    return {**shown, **{f"seen-{name}": value for name, value in shown.items()}, "reason": "", **changed}


def press(world, who, key, **changed):
    return world.client(who).post(f"/settings/{key}/", sent(world, key, **changed))


def test_every_parameter_has_its_words_once_and_is_written_on_a_page(world):
    """Not by the list alone: each page is asked to write, and what it wrote is looked at in the college."""
    assert sorted([*BY_NAME, *ELSEWHERE]) == sorted(item.name for item in fields(Parameters))
    office, deputy = world.client("administrator"), world.client("deputy")
    for section in SECTIONS:
        shown = typed_values(section, own(world))
        other = {one.name: _another(one, shown[one.name]) for one in section.settings}
        assert office.post(f"/settings/{section.key}/", sent(world, section.key, **other)).status_code == 302
        assert typed_values(section, own(world)) == other
    assert office.post("/filling/evening/", {"hour": "19"}).status_code == 302
    assert office.post("/access/second-step/", {"do": "demand", "since": "2026-12-10"}).status_code == 302
    assert office.post("/privacy/office/policy/", {"text": "Политика. " * 40, "due": "2026-12-10"}).status_code == 302
    marks = {
        "five_from": "4,6", "four_from": "3.6", "three_from": "2,60", "credit_from": "2,6", "marks_needed": "4", "missed_share": "66",
        "ill_share": "51", "hours_per_mark": "9", "asked_within": "6", "repaired_within": "4", "unattested_when": "both", "page_weights": "no",
        "year_marks": "general", "admission_works": "no",
    }  # fmt: skip
    assert deputy.post("/marks/rules/", marks).status_code == 302
    assert set(College.objects.get(pk=world.id).parameters) == {item.name for item in fields(Parameters)}


def _another(setting, shown):
    """A lawful value that differs from what stands."""
    if isinstance(setting, Choice):
        return next(typed for value, _w in setting.options if (typed := setting.typed(value)) != shown)
    words = {"leader_word": "классный руководитель", "default_work": "lab"}
    return words.get(setting.name) or setting.typed(setting.most)


def test_grace_set_on_the_page_is_what_a_teacher_may(worlds_two, frozen_time):
    world, other = worlds_two
    frozen_time.move_to(dt.datetime(2026, 12, 7, 12, 0, tzinfo=MOSCOW))  # the lesson was on 24 November

    def writes(college):
        person = Person(college, "teacher")
        return states(person.send("electro", person.topic("now", "Тема")))

    assert writes(world) == ["closed"]
    assert press(world, "ivc_head", "keeping", grace_days="14", reason="Приказ № 12").status_code == 302
    assert (writes(world), writes(other)) == (["saved"], ["closed"])
    assert press(world, "ivc_head", "keeping", month_closes_on="5").status_code == 302
    assert writes(world) == ["closed"]
    assert (
        press(world, "ivc_head", "keeping", month_closes_on="0", grace_days="0", grace_unlimited="True").status_code
        == 302
    )
    teacher = Person(world, "teacher")
    assert states(teacher.send("electro", {**teacher.topic("now", "Тема ещё"), "version": 1})) == ["saved"]
    told = Change.objects.of(world.id).filter(target="setting:grace_days").order_by("seq")
    assert [(row.action, row.before, row.after, row.reason) for row in told] == [
        ("bylaws.system.set", 7, 14, "Приказ № 12"), ("bylaws.system.set", 14, 0, ""),
    ]  # fmt: skip
    page = world.client("administrator").get("/settings/keeping/").content.decode()
    assert "Приказ № 12" in page
    assert "<del>7\u00a0дней</del> → <ins>14\u00a0дней</ins>" in page
    assert own(other) == Parameters()
    assert "Приказ № 12" not in other.client("administrator").get("/settings/").content.decode()


@pytest.mark.parametrize("key", SETTERS)
def test_a_wrong_value_is_told_in_a_sentence_and_nothing_is_written(world, key):
    for setting in BY_KEY[key].settings:
        for typed in WRONG.get(setting.name, ()):
            answer = press(world, "administrator", key, **{setting.name: typed})
            page = answer.content.decode()
            assert (answer.status_code, 'class="field__error"' in page) == (422, True), (setting.name, typed)
            if typed and not isinstance(setting, Choice) and setting.name not in {"default_work", "leader_word"}:
                assert f'value="{typed}"' in page, "what was typed stays"
    assert own(world) == Parameters()
    assert not Change.objects.of(world.id).filter(target__startswith="setting:").exists()


def test_each_section_is_changed_by_its_holders_and_is_absent_for_the_others(world):
    for name in ("administrator", "ivc_head", "deputy", "director", "teacher", "student"):
        client, reads = world.client(name), name in {"administrator", "ivc_head", "deputy"}
        page = client.get("/settings/")
        assert (page.status_code == 200) == reads, name
        for key, setters in SETTERS.items():
            may = name in setters
            assert (client.get(f"/settings/{key}/").status_code == 200) == may, (name, key)
            assert (f'href="/settings/{key}/"' in page.content.decode()) == may, (name, key)
            if not may:
                assert client.post(f"/settings/{key}/", sent(world, key)).status_code == 404, (name, key)
    deputy = world.client("deputy").get("/settings/").content.decode()
    assert "Меняет администратор журнала или начальник ИВЦ." in deputy
    assert 'href="/hours/norms/"' in deputy
    assert 'href="/hours/norms/"' not in world.client("administrator").get("/settings/").content.decode(), (
        "not his page"
    )


def test_what_another_changed_meanwhile_is_not_written_over_unseen(world):
    stale = sent(world, "keeping", grace_days="10")
    assert press(world, "ivc_head", "keeping", grace_days="3", month_closes_on="5").status_code == 302
    office = world.client("administrator")
    answer = office.post("/settings/keeping/", stale)
    assert answer.status_code == 422
    assert "Пока вы писали, «Сколько дней после занятия можно писать» изменили." in answer.content.decode()
    assert 'name="seen-grace_days" value="3"' in answer.content.decode()
    assert own(world).grace_days == 3
    fields = dict(re.findall(r'name="(?:seen-)?(month_closes_on)" value="(\d+)"', answer.content.decode()))
    assert fields == {"month_closes_on": "5"}, "what he did not touch is shown as the other set it"
    stale = {**stale, "seen-grace_days": "3", "seen-month_closes_on": "5", "month_closes_on": "5"}
    assert office.post("/settings/keeping/", stale).status_code == 302
    assert (own(world).grace_days, own(world).month_closes_on) == (10, 5), (
        "what he did not touch stays as the other set it"
    )
    assert press(world, "administrator", "keeping").status_code == 302
    assert Change.objects.of(world.id).filter(target__startswith="setting:").count() == 3, (
        "the same again writes nothing"
    )


def test_what_guards_sign_ins_asks_who_is_there(world):
    client = world.client("administrator")
    Session.objects.filter(account=world.accounts["administrator"].pk).update(confirmed=0)
    asked = client.post("/settings/guard/", sent(world, "guard", cards_an_hour_office="0"))
    assert (asked.status_code, "proof-password" in asked.content.decode()) == (403, True)
    assert own(world).cards_an_hour_office == 400
    assert client.post("/settings/keeping/", sent(world, "keeping", grace_days="1")).status_code == 302


def test_the_page_costs_the_same_whatever_was_changed(world):
    client = world.client("administrator")

    def cost():
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/settings/").status_code == 200
        return len(asked)

    before = cost()
    for days in range(1, 6):
        press(world, "administrator", "keeping", grace_days=str(days))
    assert cost() == before
