"""An incident from «это не я» to its end: sessions, held marks, the page, undo, two people."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from tests import worlds
from tests.incidents.novosibirsk import HOME, THIEF
from tests.incidents.stolen import disown, put, step, values
from zhurnal.incidents.actions.evening import watch_college
from zhurnal.incidents.actions.opening import answer_anomaly
from zhurnal.incidents.models import Anomaly, Incident
from zhurnal.incidents.queries.incident import incident_page
from zhurnal.incidents.reading import marked
from zhurnal.journal.actions.record import record
from zhurnal.journal.queries.history import cell_history
from zhurnal.journal.rules.commands import Command
from zhurnal.kernel import audit
from zhurnal.kernel.errors import Refused
from zhurnal.notifications.actions.letters import send_letters
from zhurnal.notifications.models import Notice
from zhurnal.people.actor import actor_of
from zhurnal.people.models import Session

pytestmark = pytest.mark.django_db


def test_it_was_not_me_ends_sessions_holds_old_marks_and_tells(world, django_capture_on_commit_callbacks):
    assert put(world, "student", "5", THIEF) == "saved"
    other = world.client("teacher")
    with django_capture_on_commit_callbacks(execute=True):
        browser, incident = disown(world, words="видела студента за моим компьютером")
    for one in (browser, other):
        assert one.get(reverse("incidents:own")).status_code == 302
    assert not Session.objects.filter(college=world.id, account=world.accounts["teacher"].pk).exists()
    assert len(incident.sessions) == 2
    assert put(world, "student", "2", HOME) == "marks_frozen"
    assert (
        put(world, "student", "4", HOME, lesson="now") == "no_work"
    )  # today's lesson is not held: only a work is missing
    told = Notice.objects.of(world.id).filter(about__startswith="incident:opened")
    people = {world.people[name].pk for name in ("deputy", "ivc_head", "teacher")}
    assert set(told.values_list("person_id", flat=True)) == people
    assert not any("Калугин" in row.title + str(row.items) for row in told)


def test_undo_returns_every_mark_and_what_honest_people_wrote_stays(world):
    before = values(world)
    assert put(world, "student", "4", THIEF) == "saved"
    assert put(world, "student", "5", THIEF) == "saved"
    assert put(world, "classmate", "5", THIEF) == "saved"
    own = marked(world.actor("teacher"), world.actor("teacher").now - timedelta(hours=1), world.actor("teacher").now)
    assert put(world, "newcomer", "4", HOME) == "saved"
    _browser, incident = disown(world)
    page = world.client("deputy").get(reverse("incidents:incident", args=[incident.pk])).content.decode()
    assert "Отменить 3" in page.replace("\u00a0", " ")
    assert THIEF in page
    mine = [
        one.id
        for one in marked(world.actor("teacher"), incident.since, incident.until)
        if one.id not in {row.id for row in own}
    ]
    assert step(world, "deputy", incident, "undo", mine=mine).status_code == 302
    returned = values(world)
    assert {key: returned[key] for key in before} == before
    assert returned[world.people["newcomer"].pk, 1] == "4"
    changes = cell_history(
        world.actor("deputy"), world.courses["electro"].pk, world.lessons["old"].pk, world.people["student"].pk, 1
    )
    assert (changes[0]["reason"], changes[0]["author"], changes[0]["after"]) == (
        "отмена инцидента № 1", world.actor("deputy").name, "3",
    )  # fmt: skip
    assert list(audit.verify(world.id)) == []
    again = step(world, "deputy", incident, "undo", mine=mine)
    assert again.status_code == 422
    assert values(world) == returned


def test_what_another_wrote_afterwards_stays_and_is_listed(world):
    assert put(world, "student", "5", THIEF) == "saved"
    _browser, incident = disown(world)
    other = world.people["other_teacher"]
    course = world.courses["electro"]
    worlds.CourseTeacher.objects.create(college=world.college, course=course, teacher=other, since=worlds.SEPTEMBER)
    Incident.objects.of(world.id).filter(pk=incident.pk).update(released_at=incident.opened_at)
    assert put(world, "student", "4", HOME, who="other_teacher") == "saved"
    Incident.objects.of(world.id).filter(pk=incident.pk).update(released_at=None)
    page = incident_page(world.actor("deputy"), Incident.objects.of(world.id).select_related("person").get())
    assert (page.back, [one.value for one in page.kept]) == (0, ["4"])
    assert step(world, "deputy", incident, "undo").status_code == 422
    assert values(world)[world.people["student"].pk, 1] == "4"


def test_two_people_release_and_neither_is_the_one_it_is_about(world):
    _browser, incident = disown(world)
    assert step(world, "deputy", incident, "release").status_code == 302
    assert step(world, "deputy", incident, "release").status_code == 422
    assert put(world, "student", "5", HOME) == "marks_frozen"
    assert step(world, "administrator", incident, "release").status_code == 404
    assert step(world, "ivc_head", incident, "release").status_code == 302
    assert put(world, "student", "5", HOME) == "saved"
    worlds.RoleGrant.objects.create(
        college=world.college, person=world.people["teacher"], role=worlds.Role.IVC_HEAD, since=worlds.SEPTEMBER
    )
    _browser, second = world.client("teacher"), Incident.objects.of(world.id).get()
    Incident.objects.of(world.id).filter(pk=second.pk).update(released_at=None, released_by=None)
    assert step(world, "teacher", second, "release").status_code == 403


def test_the_digest_goes_by_mail_even_if_whoever_sits_at_the_session_read_it_away(
    world, frozen_time, settings, mailoutbox, django_capture_on_commit_callbacks
):
    settings.MAIL, settings.SITE = "smtp://mail.example", "https://journal.example"
    worlds.Person.objects.of(world.id).filter(pk=world.people["teacher"].pk).update(email="teacher@college.example")
    assert put(world, "student", "5", THIEF) == "saved"
    frozen_time.move_to(worlds.datetime(2026, 11, 24, 15, 30, tzinfo=worlds.UTC))
    with django_capture_on_commit_callbacks(execute=True):
        watch_college(world.college)
    Notice.objects.of(world.id).update(read_at=world.actor("teacher").now)
    send_letters(world.college)
    assert [letter.to for letter in mailoutbox] == [["teacher@college.example"]]
    assert "изменено" in mailoutbox[0].subject + mailoutbox[0].body
    assert "Калугин" not in mailoutbox[0].subject + mailoutbox[0].body


def test_the_evening_tells_of_an_old_column_that_weighs_otherwise(
    world, frozen_time, django_capture_on_commit_callbacks
):
    """Whoever came in by the password has proved it for a quarter of an hour: then the digest must tell (2.9)."""
    old, fresh = world.lessons["old"].pk, world.lessons["yesterday"].pk
    for lesson, slot, kind in ((old, 1, "control"), (fresh, 0, "oral"), (fresh, 1, "control")):
        change = Command(uuid4(), "work", lesson, int(slot > 0), {"kind": kind, "title": ""}, slot=slot)
        [outcome], _seq = record(actor_of(world.accounts["teacher"], device=THIEF), world.courses["electro"], [change])
        assert outcome.state == "saved"
    frozen_time.move_to(worlds.datetime(2026, 11, 24, 15, 30, tzinfo=worlds.UTC))
    with django_capture_on_commit_callbacks(execute=True):
        watch_college(world.college)
    digest = Notice.objects.of(world.id).get(about="digest:2026-11-24")
    assert (digest.person_id, digest.title) == (
        world.people["teacher"].pk,
        "От вашего имени изменено: 1\u00a0изменение",
    )
    page = world.client("teacher").get(digest.url).content.decode()
    assert "устный опрос, вес 1 → <b>контрольная работа, вес 3</b>" in page
    assert (page.count("→ <b>"), THIEF in page) == (1, True)


def test_the_evening_tells_each_teacher_once_and_an_anomaly_becomes_an_incident(
    world, frozen_time, django_capture_on_commit_callbacks
):
    assert put(world, "student", "5", THIEF) == "saved"
    assert put(world, "classmate", "5", THIEF) == "saved"
    frozen_time.move_to(worlds.datetime(2026, 11, 24, 15, 30, tzinfo=worlds.UTC))
    for _time in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            watch_college(world.college)
        Notice.objects.of(world.id).update(read_at=world.actor("deputy").now)
    digest = Notice.objects.of(world.id).filter(about="digest:2026-11-24")
    assert [(row.person_id, row.title) for row in digest] == [
        (world.people["teacher"].pk, "От вашего имени изменено: 2\u00a0изменения")
    ]
    page = world.client("teacher").get(digest[0].url).content.decode()
    assert page.count("новое устройство") >= 1
    assert THIEF in page
    anomaly = Anomaly.objects.of(world.id).get()
    assert anomaly.rule == "device"
    assert put(world, "student", "4", THIEF) == "saved"  # a rule tells and never blocks
    assert answer_anomaly(world.actor("deputy"), anomaly, " ", opens=False).code == "no_words"
    made = answer_anomaly(world.actor("deputy"), anomaly, "студенты", opens=True)
    assert Anomaly.objects.of(world.id).get().incident_id == made.pk
    with pytest.raises(Refused):
        answer_anomaly(world.actor("deputy"), Anomaly.objects.of(world.id).get(), "ещё раз", opens=True)
    assert put(world, "student", "5", THIEF) == "marks_frozen"
