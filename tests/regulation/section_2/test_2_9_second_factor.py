"""2.9: nobody else writes under one's name. The second step of signing in, and a fresh proof before what weighs (rows 49, 54–57, 61, 63)."""

import json
import re
from base64 import b32decode
from dataclasses import replace

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests import worlds
from tests.regulation.browser import Person
from zhurnal.exchange.actions.decide import apply_import
from zhurnal.exchange.models import ImportRun
from zhurnal.kernel import policy
from zhurnal.kernel.errors import Unconfirmed
from zhurnal.kernel.models import Change
from zhurnal.opening.models import Deed
from zhurnal.organisation.models import College
from zhurnal.people.actions.factors import add_application, new_key
from zhurnal.people.models import Account, Activation, Factor, RoleGrant, Session
from zhurnal.people.rules.factors import code_at

PAGES = ("/today/", "/journals/", "/notices/", "/search/?q=a", "/timetable/")

SLIPS = "/credentials/staff/"


@pytest.fixture
def world(db, frozen_time):
    found, _other = worlds.two_colleges()
    return found


def demand(world):
    College.objects.filter(pk=world.id).update(parameters={"staff_second_factor": True})


def guard(world, name):
    """The person has an application: its key, and his recovery codes."""
    actor = world.actor(name)
    key, sealed = new_key(actor.account_id)
    step = int(actor.now.timestamp()) // 30 - 1
    done_in = world.client(name)  # the others end by it (61), and this one is over with it
    codes = add_application(actor, sealed, code_at(key, step), done_in.cookies[settings.SESSION_COOKIE_NAME].value)
    done_in.post("/sign-out/")
    return key, codes


def password_only(world, name):
    return Person(world, name).client


def now_code(world, key):
    return code_at(key, int(world.actor("teacher").now.timestamp()) // 30)


def test_a_password_alone_reaches_nothing_but_the_page_of_the_second_step(world):
    key, _codes = guard(world, "teacher")
    client = password_only(world, "teacher")
    for address in PAGES:
        answer = client.get(address)
        assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/confirm/"), address
    answer = client.get("/today/", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (401, "second_step")
    sent = client.post(
        f"/journals/{world.courses['electro'].pk}/commands/", '{"commands": []}', content_type="application/json"
    )
    assert sent.status_code == 401
    assert client.get("/protection/")["Location"].startswith("/confirm/"), "no other factor is set up on the way"
    before = client.cookies[settings.SESSION_COOKIE_NAME].value
    answer = client.post("/confirm/", {"proof-code": now_code(world, key), "next": "/today/"})
    assert (answer.status_code, answer["Location"]) == (302, "/today/")
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != before, "another key after the step (57)"
    assert client.get("/today/").status_code == 200
    old = Client()
    old.cookies[settings.SESSION_COOKIE_NAME] = before
    assert old.get("/today/").status_code == 302


def test_staff_who_must_have_one_set_it_up_first_and_families_need_not(world):
    demand(world)
    client = password_only(world, "teacher")
    for address in (*PAGES, "/confirm/"):
        assert client.get(address)["Location"].startswith("/protection/"), address
    page = client.get("/protection/").content.decode()
    sealed, key = re.search(r'name="sealed" value="([^"]+)"', page)[1], re.search(r'protection__key">([^<]+)<', page)[1]
    secret = b32decode(key.replace(" ", ""))
    wrong = client.post("/protection/", {"do": "application", "sealed": sealed, "code": "000000"})
    assert wrong.status_code == 422
    assert key in wrong.content.decode(), "the key that stands in the telephone already stays"
    shown = client.post("/protection/", {"do": "application", "sealed": sealed, "code": now_code(world, secret)})
    codes = re.findall(r'codes__one">([^<]+)<', shown.content.decode())
    assert len(set(codes)) == 10
    assert client.get("/today/").status_code == 200
    kept = json.dumps(list(Factor.objects.of(world.id).values()), default=str)
    assert not any(code in kept for code in codes), "recovery codes are kept as digests (55)"
    assert key.replace(" ", "") not in kept
    assert not password_only(world, "parent").get("/")["Location"].startswith(("/protection/", "/confirm/"))


def test_a_code_lets_in_once_and_a_recovery_code_once(world):
    key, codes = guard(world, "teacher")
    code = now_code(world, key)
    assert password_only(world, "teacher").post("/confirm/", {"proof-code": code}).status_code == 302
    assert password_only(world, "teacher").post("/confirm/", {"proof-code": code}).status_code == 422
    assert password_only(world, "teacher").post("/confirm/", {"proof-code": codes[0].upper()}).status_code == 302
    assert password_only(world, "teacher").post("/confirm/", {"proof-code": codes[0]}).status_code == 422
    assert password_only(world, "teacher").post("/confirm/", {"proof-password": worlds.PASSWORD}).status_code == 422


def test_five_wrong_codes_end_the_session_and_void_the_application(world):
    key, codes = guard(world, "teacher")
    client = password_only(world, "teacher")
    right = now_code(world, key)
    wrong = [f"{number:06}" for number in range(100) if f"{number:06}" != right]
    answers = [client.post("/confirm/", {"proof-code": code}).status_code for code in wrong[:7]]
    assert answers[:5] == [422, 422, 422, 422, 403]
    assert not Session.objects.filter(account=world.accounts["teacher"].pk).exists()
    again = password_only(world, "teacher")
    assert again.post("/confirm/", {"proof-code": right}).status_code == 422, "void, not only delayed (56)"
    assert again.post("/confirm/", {"proof-code": codes[1]}).status_code == 302
    assert "не действует" in again.get("/protection/").content.decode()


def test_wrong_codes_at_an_open_screen_end_that_session_only(world):
    key, _codes = guard(world, "teacher")
    client = stale(world, "teacher")
    Session.objects.filter(account=world.accounts["teacher"].pk).update(passed=True)
    for _try in range(5):
        client.post("/confirm/", {"proof-code": "000000"})
    assert client.get("/today/").status_code == 302
    assert password_only(world, "teacher").post("/confirm/", {"proof-code": now_code(world, key)}).status_code == 302


def test_a_new_password_leaves_the_second_step_and_the_office_resets_it_with_a_trace(world):
    guard(world, "teacher")
    office, person = world.client("administrator"), world.people["teacher"]
    code = worlds.slip_code(office.post(SLIPS, {"person": person.pk.hex}))
    own = "зелёный чайник на окне"
    client = Client()
    said = {"login": "teacher", "code": code, "password": own, "again": own}
    client.post(reverse("people:first", args=[world.college.code]), said)
    assert client.get("/today/")["Location"].startswith("/confirm/"), "a reset password does not pass the step (54)"
    lost = reverse("people:lost-factor", args=[person.pk])
    assert office.post(lost, {"ground": " "}).status_code == 409
    assert office.post(lost, {"ground": "лично, по паспорту"}).status_code == 302
    assert client.get("/today/")["Location"].startswith("/sign-in/"), "its sessions end"
    told = Change.objects.of(world.id).filter(chain=person.pk, action="people.factor.drop").get()
    assert (told.actor_id, told.reason) == (world.people["administrator"].pk, "лично, по паспорту")
    assert not Account.objects.of(world.id).get(person=person.pk).guarded


def test_another_factor_ends_the_other_sessions(world):
    other = world.client("teacher")
    guard(world, "teacher")
    # whoever had only not taken the step would be led to it
    assert other.get("/today/")["Location"].startswith("/sign-in/")


def stale(world, name):
    """A browser in which the person signed in some time ago."""
    client = world.client(name)
    Session.objects.filter(account=world.accounts[name].pk).update(confirmed=0)
    return client


def test_slips_ask_who_is_there_and_keep_what_was_typed(world):
    office, person = stale(world, "administrator"), world.people["teacher"]
    page = SLIPS
    assert office.get(page).status_code == 200, "looking asks nothing"
    asked = office.post(page, {"person": person.pk.hex, "anything": "набранное"})
    assert asked.status_code == 403
    text = asked.content.decode()
    assert "Подтвердите, что это вы" in text
    assert 'name="anything" value="набранное"' in text
    assert not Activation.objects.of(world.id).exists()
    said = {"person": person.pk.hex, "proof-asked": "1"}
    assert office.post(page, {**said, "proof-password": "не тот"}).status_code == 422
    assert not Activation.objects.of(world.id).exists()
    before = office.cookies[settings.SESSION_COOKIE_NAME].value
    assert worlds.slip_code(office.post(page, {**said, "proof-password": worlds.PASSWORD}))
    assert office.cookies[settings.SESSION_COOKIE_NAME].value != before
    assert worlds.slip_code(office.post(page, {"person": person.pk.hex})), "not asked again for a quarter of an hour"


def test_the_password_of_whoever_has_a_second_step_proves_nothing_more(world):
    """Who saw it typed at an open screen adds no key of his own with it: neither at a question nor by opening a closed screen."""
    key, codes = guard(world, "administrator")
    office, page = password_only(world, "administrator"), SLIPS
    whom = {"person": world.people["teacher"].pk.hex}
    assert office.post("/confirm/", {"proof-code": codes[0]}).status_code == 302
    office.post("/lock/")
    assert office.post("/locked/", {"password": worlds.PASSWORD, "next": "/today/"})["Location"] == "/today/"
    asked = office.post(page, whom)
    text = asked.content.decode()
    assert (asked.status_code, "proof-password" in text, 'name="proof-code"' in text) == (403, False, True)
    assert "proof-password" not in office.get("/confirm/").content.decode()
    for address, said in (
        (page, {**whom, "proof-asked": "1"}),
        ("/confirm/", {}),
        (reverse("people:protection"), {"proof-asked": "1"}),
    ):
        for _try in range(3):  # no try is counted, for nothing was tried
            refused = office.post(address, {**said, "do": "codes", "proof-password": worlds.PASSWORD})
            assert (refused.status_code, "второй шаг" in refused.content.decode()) == (422, True), address
    assert not Activation.objects.of(world.id).exists()
    assert worlds.slip_code(office.post(page, {**whom, "proof-asked": "1", "proof-code": now_code(world, key)}))


def test_every_weighty_address_asks(world):
    group = world.groups["Э-21"]
    addresses = [
        ("department_head", "post", reverse("credentials:slips", args=[group.pk]), {}),
        ("department_head", "post", reverse("credentials:lost-factor", args=[group.pk]), {}),
        ("administrator", "post", reverse("people:lost-factor", args=[world.people["teacher"].pk]), {"ground": "x"}),
        ("ivc_head", "post", SLIPS, {"person": world.people["teacher"].pk.hex}),
        ("administrator", "post", reverse("exchange:list-file"), {"list": "students"}),
        ("administrator", "get", reverse("printing:group-paper", args=[group.pk]), {}),
        ("administrator", "post", reverse("people:protection"), {"do": "codes"}),
    ]
    before = Change.objects.of(world.id).count()
    for name, method, address, data in addresses:
        answer = getattr(stale(world, name), method)(address, data)
        assert (answer.status_code, "proof-password" in answer.content.decode()) == (403, True), address
    assert Change.objects.of(world.id).count() == before


def test_roles_and_closed_periods_ask_where_the_deed_is_done(world):
    steps = {action.name for action in policy.all_actions() if action.step_up}
    assert steps == {
        "people.account.issue", "assessment.group.reopen", "assessment.group.second", "statements.statement.second",
        "archive.year.agree", "archive.act.destroy", "archive.personal.destroy", "people.role.give", "incidents.incident.undo", "incidents.incident.release", "privacy.held.take",
        "incidents.breach.list",
        "people.step.demand", "bylaws.guard.set",
    }  # fmt: skip
    deputy, head = (replace(world.actor(name), fresh=False) for name in ("deputy", "department_head"))
    with pytest.raises(Unconfirmed):
        policy.require(deputy, "assessment.group.second", world.groups["Э-21"])
    with pytest.raises(Unconfirmed):
        policy.require(head, "assessment.group.reopen", world.groups["Э-21"])
    policy.require(world.actor("deputy"), "assessment.group.second", world.groups["Э-21"])
    with pytest.raises(Unconfirmed):
        apply_import(replace(world.actor("administrator"), fresh=False), ImportRun(kind="staff"))


def test_roles_given_by_a_table_of_the_year_ask_and_what_was_typed_goes_on(world):
    office, staff = (
        stale(world, "administrator"),
        RoleGrant.objects.of(world.id).exclude(role__in=("student", "parent")),
    )
    group, subject = world.groups["Э-21"].name, world.courses["electro"].discipline.name
    before = staff.count()
    for step, text in (
        ("leaders", f"{group}; Осипова Марина Игоревна"),
        ("load", f"{group};1;{subject};;Лосева Анна Ильинична"),
    ):
        page = reverse("opening:step", args=[world.year.pk, step])
        asked = office.post(page, {"text": text})
        assert (asked.status_code, f'name="text" value="{text}"' in asked.content.decode()) == (403, True), step
        assert (staff.count(), Deed.objects.of(world.id).exists()) == (before, False)
    assert office.post(page, {"text": text, "proof-asked": "1", "proof-password": worlds.PASSWORD}).status_code == 302
    Session.objects.filter(account=world.accounts["administrator"].pk).update(confirmed=0)
    assert office.post(page, {"text": text}).status_code == 302, "no role is given, nothing is asked"
    assert staff.count() == before + 1


def test_the_way_on_leads_to_no_other_site(world):
    guard(world, "teacher")
    client = world.client("teacher")
    Session.objects.filter(account=world.accounts["teacher"].pk).update(passed=True)
    for target, link in (
        ("https://example.org/", "/"),
        ("//example.org", "/"),
        ("javascript:alert(1)", "/"),
        ("today", "/"),
        ("/search/?q=" + "a" * 500, "/"),
        ("", "/"),
        ("/today/", "/today/"),
    ):
        page = client.post("/protection/", {"do": "codes", "next": target}).content.decode()
        assert re.findall(r'button--main" href="([^"]*)"', page) == [link], target
        assert client.get("/confirm/", {"next": target})["Location"] == link, target


def test_an_old_mark_waits_for_the_proof_and_then_goes(world):
    teacher = Person(world, "teacher")
    lesson, student = str(world.lessons["old"].pk), str(world.people["student"].pk)
    entry = {"do": "entry", "lesson": lesson, "student": student, "slot": 1, "reason": "опечатка"}
    made = teacher.send(
        "electro",
        {"do": "work", "lesson": lesson, "slot": 0, "value": {"kind": "oral", "title": ""}},
        {**entry, "value": "3"},
    )
    assert [one["state"] for one in made] == ["saved", "saved"], "the first mark is no change"
    Session.objects.filter(account=world.accounts["teacher"].pk).update(confirmed=0)
    held, fresh = teacher.send(
        "electro",
        {**entry, "version": 1, "value": "5"},
        {**entry, "lesson": str(world.lessons["yesterday"].pk), "slot": 0, "value": "н"},
    )
    assert (held["state"], held["code"], held["needs"], held["value"]) == ("refused", "step_up", "proof", "3")
    assert fresh["state"] == "saved", "the others of the batch go on"
    assert teacher.client.post("/confirm/", {"proof-password": worlds.PASSWORD, "next": "/today/"}).status_code == 302
    (gone,) = teacher.send("electro", {**entry, "version": 1, "value": "5"})
    assert (gone["state"], gone["value"]) == ("saved", "5")
