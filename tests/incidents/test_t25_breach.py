"""T25: «учётную запись украли, с … по …»: whose data and what was read, both notices with their terms, the archive of evidence."""

import io
import re
import time
from datetime import timedelta
from zipfile import ZipFile

import pytest
from django.urls import reverse

from tests import worlds
from tests.incidents.stolen import disown
from zhurnal.incidents.models import Breach, Incident
from zhurnal.incidents.rules.breach import span
from zhurnal.kernel import audit
from zhurnal.kernel.models import Change
from zhurnal.kernel.readings import personal_data_opened
from zhurnal.notifications.models import Notice
from zhurnal.people.models import Person
from zhurnal.privacy import keeping
from zhurnal.privacy.queries.log import period_of, seen_log

THEFT = worlds.datetime(2026, 11, 24, 8, 0, tzinfo=worlds.UTC)  # 11:00 by the college's clock
MINUTES = 300.0  # seconds: from the question to list, counts and drafts


@pytest.fixture
def college(db, frozen_time, settings, tmp_path):
    settings.READINGS_DIR = tmp_path / "readings"
    keeping.forget()
    frozen_time.move_to(THEFT)
    yield worlds.make_college("vek", "А")
    keeping.forget()


def opened_by_thief(college):
    """What the thief opens under a teacher's name, and the people whose names stood on those pages."""
    client, course = college.client("teacher"), college.courses["electro"]
    shown = set()
    for address in (f"/journals/{course.pk}/", f"/lessons/{college.lessons['now'].pk}/"):
        answer = client.get(address)
        assert answer.status_code == 200, address
        text = answer.content.decode()
        shown |= {
            one.pk
            for one in Person.objects.of(college.id)
            if one.pk != college.people["teacher"].pk and re.search(rf"{one.surname}\W+{one.given}", text)
        }
    assert len(shown) > 5
    return shown


def opened(college, who="deputy", **more):
    form = {
        "login": "teacher", "since": "2026-11-24T10:55", "until": "2026-11-24T11:20", "discovered": "2026-11-24T11:30",
        "happened": "Пароль увидели на уроке", **more,
    }  # fmt: skip
    return college.client(who).post(reverse("incidents:new-breach"), form)


def the_breach(college):
    return Breach.objects.of(college.id).get()


def seen_in(college, person):
    """The same question from the other side: did this person's own log show the teacher within those minutes?"""
    day = college.actor("deputy").today
    log = seen_log(college.actor("deputy"), person, period_of(college.actor("deputy"), day, day), 10_000)
    return any(
        line.reader == college.people["teacher"].pk and line.at < THEFT + timedelta(minutes=21) for line in log.lines
    )


def test_everybody_whom_the_account_has_read_is_listed_and_nobody_else(college, frozen_time):
    frozen_time.move_to(THEFT - timedelta(hours=2))
    college.client("teacher").get(f"/journals/{college.courses['history'].pk}/")
    frozen_time.move_to(THEFT)
    shown = opened_by_thief(college)
    college.client("administrator").get(
        f"/lists/students/{college.people['adult'].pk}/"
    )  # another account, the same minutes
    frozen_time.move_to(THEFT + timedelta(minutes=30))
    college.client("teacher").get("/timetable/")
    begun = time.monotonic()
    assert opened(college).status_code == 302
    breach = the_breach(college)
    assert time.monotonic() - begun < MINUTES
    counted = set(breach.counted["people"])
    assert {one.hex for one in shown} <= counted
    teacher = college.people["teacher"].pk
    everybody = set(Person.objects.of(college.id).values_list("pk", flat=True)) - {teacher}
    assert counted == {one.hex for one in everybody if seen_in(college, one)} | {teacher.hex}
    assert counted < {one.hex for one in everybody | {teacher}}
    assert breach.counted["readable"] >= len(counted)
    assert breach.counted["unknown"] == 0
    assert breach.counted["head"] != audit.college_digest(college.id), (
        "the head is of the moment, before the file itself"
    )
    words = {one[0] for one in breach.counted["opened"]}
    assert "journal.page.read" in words


def test_control_one_unlogged_page_and_the_list_is_not_whole(college, frozen_time):
    """The negative control of T25: a page whose readings nobody keeps is missed, and the comparison above sees it."""
    assert personal_data_opened.disconnect(dispatch_uid="privacy")
    try:
        shown = opened_by_thief(college)
    finally:
        personal_data_opened.connect(keeping.keep, dispatch_uid="privacy")
    frozen_time.move_to(THEFT + timedelta(minutes=30))
    assert opened(college).status_code == 302
    assert not {one.hex for one in shown} <= set(the_breach(college).counted["people"])


def test_both_clocks_run_from_discovery_and_turn_red(college, frozen_time):
    frozen_time.move_to(THEFT + timedelta(hours=1))
    assert opened(college).status_code == 302
    url = reverse("incidents:breach", args=[the_breach(college).pk])

    def tags(address):
        text = college.client("deputy").get(address).content.decode().replace("\u00a0", " ")
        return re.findall(r'tag tag--(\w+)">([^<]+)<', text)

    assert tags(url)[:2] == [("warn", "осталось 23 часа 30 минут"), ("warn", "осталось 71 час 30 минут")]
    frozen_time.move_to(THEFT + timedelta(hours=25))
    assert tags(url)[:2] == [("bad", "просрочено на 30 минут"), ("warn", "осталось 47 часов 30 минут")]
    board = tags(reverse("incidents:board"))
    assert ("bad", "24 ч: просрочено на 30 минут") in board
    frozen_time.move_to(THEFT + timedelta(days=9))
    assert tags(url)[1] == ("bad", "просрочено на 5 дней")
    assert span(timedelta(minutes=1)).replace("\u00a0", " ") == "1 минуту"


PARTS = {
    "happened": "Пароль увидели на уроке", "categories": "Имена, отметки", "cause": "Пароль набран при студентах", "harm": "Отметки узнал посторонний",
    "measures": "Сеансы завершены, выдан новый код", "contact": "Директоров П. И., +7 000 000-00-00", "result": "Установлено устройство", "culprits": "",
}  # fmt: skip


def test_notices_are_typeset_marked_as_sent_and_stay_as_they_left(college, frozen_time):
    opened_by_thief(college)
    frozen_time.move_to(THEFT + timedelta(hours=1))
    assert opened(college).status_code == 302
    breach, client = the_breach(college), college.client("ivc_head")
    url = reverse("incidents:breach", args=[breach.pk])
    sent = {"step": "sent", "which": "first", "at": "2026-11-24T12:00", "number": "1234"}
    answer = client.post(url, sent)
    assert (answer.status_code, "предполагаемые причины" in answer.content.decode()) == (422, True)
    assert client.post(url, {"step": "parts", **PARTS}).status_code == 302
    for which, code in (("result", "Сначала отправьте первое"), ("first", "")):
        answer = client.post(url, {**sent, "which": which})
        assert answer.status_code == (422 if code else 302)
        assert code in answer.content.decode()
    for wrong in ({**sent, "at": "2026-11-24T11:00"}, {**sent, "number": " "}, sent):
        assert client.post(url, wrong).status_code == 422
    assert client.post(url, {"step": "parts", **PARTS, "cause": "Другая причина"}).status_code == 302
    breach = the_breach(college)
    assert (breach.first_number, breach.cause) == ("1234", "Другая причина")
    assert ["Предполагаемые причины", "Пароль набран при студентах"] in breach.first_text
    for name in ("breach-first", "breach-result"):
        paper = client.get(reverse(f"incidents:{name}", args=[breach.pk]))
        assert (paper.status_code, paper.content[:5]) == (200, b"%PDF-")
    assert client.post(url, {**sent, "which": "result", "number": "1235"}).status_code == 302
    assert client.post(url, {"step": "parts", **PARTS}).status_code == 403
    steps = Change.objects.of(college.id).filter(target=f"breach:{breach.pk.hex}").order_by("seq")
    assert list(steps.values_list("action", flat=True)) == [
        f"incidents.breach.{one}" for one in ("open", "describe", "sent", "describe", "sent")
    ]
    assert list(audit.verify(college.id)) == []


def test_the_archive_holds_the_people_and_the_readings_and_is_written_down(college, frozen_time):
    shown = opened_by_thief(college)
    frozen_time.move_to(THEFT + timedelta(hours=1))
    opened(college)
    breach = the_breach(college)
    answer = college.client("director").post(reverse("incidents:breach-list", args=[breach.pk]))
    assert answer.status_code == 200
    with ZipFile(io.BytesIO(answer.content)) as archive:
        names = set(archive.namelist())
        with ZipFile(io.BytesIO(archive.read("субъекты.xlsx"))) as book:
            text = "".join(book.read(one).decode() for one in book.namelist() if one.startswith("xl/"))
        with ZipFile(io.BytesIO(archive.read("журнал доступа.xlsx"))) as book:
            log = "".join(book.read(one).decode() for one in book.namelist() if one.startswith("xl/"))
        head = archive.read("голова истории.txt").decode()
    assert {"журнал доступа.xlsx", "уведомление первичное.txt", "уведомление дополнительное.txt"} < names
    assert all(Person.objects.of(college.id).get(pk=one).surname in text for one in shown)
    assert breach.counted["head"] in head
    assert any(f"вся группа {one.name}<" in log for one in college.groups.values()), "which group it was, by name"
    assert Change.objects.of(college.id).filter(action="incidents.breach.list").count() == 1


def test_a_file_of_an_incident_knows_it_and_the_officers_hear(college, frozen_time, django_capture_on_commit_callbacks):
    _browser, incident = disown(college, words="видела студента")
    form = college.client("deputy").get(reverse("incidents:new-breach"), {"incident": incident.pk.hex}).content.decode()
    assert 'value="teacher"' in form
    frozen_time.move_to(THEFT + timedelta(hours=1))
    with django_capture_on_commit_callbacks(execute=True):
        assert opened(college, incident=incident.pk.hex, discovered="2026-11-24T11:00").status_code == 302
    breach = the_breach(college)
    assert breach.incident_id == incident.pk
    assert "сеансы учётной записи завершены" in breach.measures
    told = Notice.objects.of(college.id).filter(about=f"incident:breach:{breach.pk.hex}")
    assert set(told.values_list("person_id", flat=True)) == {college.people[one].pk for one in ("ivc_head", "director")}
    assert (
        reverse("incidents:breach", args=[breach.pk])
        in college.client("deputy").get(reverse("incidents:incident", args=[incident.pk])).content.decode()
    )


def test_bad_words_get_a_sentence_and_nobody_keeps_a_file_about_himself(college):
    for wrong, said in (
        ({"login": "nobody"}, "Такого логина"), ({"discovered": "2027-01-01T10:00"}, "позже, чем сейчас"),
        ({"until": "2026-11-23T10:00", "discovered": "2026-11-24T10:00"}, "раньше, чем начался"), ({"since": "вчера"}, "Такого времени нет"),
        ({"login": "deputy", "discovered": "2026-11-24T10:00"}, "ведёт другой"),
    ):  # fmt: skip
        answer = opened(college, **wrong)
        assert (answer.status_code, said in answer.content.decode()) == (422, True), wrong
    assert not Breach.objects.of(college.id).exists()


def test_where_it_was_no_account_the_whole_college_is_counted(college):
    assert opened(college, login="", discovered="2026-11-24T10:59").status_code == 302
    assert len(the_breach(college).counted["people"]) == Person.objects.of(college.id).count()


def about(college, who):
    """An incident under that person's name, opened by another."""
    return Incident.objects.create(
        college=college.college, number=7, person=college.people[who], opened_by=college.people["director"], opened_at=THEFT,
        since=THEFT, until=THEFT,
    )  # fmt: skip


def test_a_file_of_an_incident_is_about_its_person_whatever_login_is_written(college, frozen_time):
    frozen_time.move_to(THEFT + timedelta(hours=1))
    incident = about(college, "deputy").pk.hex
    for who, login, said in (
        ("deputy", "", "ведёт другой"), ("deputy", "teacher", "ведёт другой"), ("deputy", "deputy", "ведёт другой"),
        ("director", "teacher", "о другой учётной записи"),
    ):  # fmt: skip
        answer = opened(college, who, login=login, incident=incident)
        assert (answer.status_code, said in answer.content.decode()) == (422, True), (who, login)
    assert not Breach.objects.of(college.id).exists()
    assert opened(college, "director", login="Deputy", incident=incident).status_code == 302
    assert the_breach(college).person_id == college.people["deputy"].pk


@pytest.mark.parametrize("login", ["deputy", ""])
def test_nobody_reads_or_keeps_the_file_about_his_own_account(
    college, frozen_time, login, django_capture_on_commit_callbacks
):
    frozen_time.move_to(THEFT + timedelta(hours=1))
    incident = about(college, "deputy")
    with django_capture_on_commit_callbacks(execute=True):
        assert opened(college, "director", login=login, incident=incident.pk.hex).status_code == 302
    pk = the_breach(college).pk
    told = Notice.objects.of(college.id).filter(about=f"incident:breach:{pk.hex}")
    assert set(told.values_list("person_id", flat=True)) == {college.people["ivc_head"].pk}
    url, page = reverse("incidents:breach", args=[pk]), reverse("incidents:incident", args=[incident.pk])
    himself, another = college.client("deputy"), college.client("ivc_head")
    for name in ("breach", "breach-first", "breach-result"):
        asked = reverse(f"incidents:{name}", args=[pk])
        assert (himself.get(asked).status_code, another.get(asked).status_code) == (403, 200), name
    for step in ({"step": "count"}, {"step": "parts", **PARTS}):
        assert (himself.post(url, step).status_code, another.post(url, step).status_code) == (403, 302), step
    assert himself.post(reverse("incidents:breach-list", args=[pk])).status_code == 403
    assert "ведёт другой" in himself.get(url).content.decode()
    for place in (reverse("incidents:board"), page):
        assert (url in himself.get(place).content.decode(), url in another.get(place).content.decode()) == (False, True)
    kept = Change.objects.of(college.id).filter(target=f"breach:{pk.hex}").values_list("actor_name", flat=True)
    assert college.actor("deputy").name not in set(kept)


def test_a_students_own_data_are_counted_where_his_account_was_stolen(college, frozen_time):
    student = college.people["student"]
    assert college.client("student").get(reverse("journal:diary-marks", args=[student.pk])).status_code == 200
    frozen_time.move_to(THEFT + timedelta(hours=1))
    assert opened(college, login="student").status_code == 302
    counted = the_breach(college).counted
    assert counted["people"][student.pk.hex], "his diary was opened: the list says which pages"
    assert all(people == 1 for _action, people, _times, _files in counted["opened"])
    assert counted["readable"] >= len(counted["people"]) == 1


def test_a_parent_is_counted_with_the_child_whose_diary_was_opened(college, frozen_time):
    parent, child = college.people["parent"], college.people["student"]
    assert college.client("parent").get(reverse("journal:diary-marks", args=[child.pk])).status_code == 200
    frozen_time.move_to(THEFT + timedelta(hours=1))
    assert opened(college, login="parent").status_code == 302
    breach = the_breach(college)
    assert set(breach.counted["people"]) == {parent.pk.hex, child.pk.hex}
    assert breach.counted["readable"] >= 3, "and the sister, whom nobody opened, was within reach"
    answer = college.client("director").post(reverse("incidents:breach-list", args=[breach.pk]))
    with ZipFile(io.BytesIO(answer.content)) as archive, ZipFile(io.BytesIO(archive.read("субъекты.xlsx"))) as book:
        text = "".join(book.read(one).decode() for one in book.namelist() if one.startswith("xl/"))
    assert all(word in text for word in (parent.surname, child.surname, "сама учётная запись"))


def test_the_holder_is_counted_even_where_nothing_was_told(college, frozen_time):
    frozen_time.move_to(THEFT + timedelta(hours=1))
    assert opened(college, login="student").status_code == 302
    assert the_breach(college).counted["people"] == {college.people["student"].pk.hex: []}
