"""A subscription: made, shown once, read without sign-in, revoked; it tells no more than is needed."""

import io
import logging
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests import worlds
from zhurnal.incidents.actions.opening import disown
from zhurnal.kernel.logs import Line
from zhurnal.kernel.models import Change
from zhurnal.people.actions.codes import give_code
from zhurnal.people.models import Guardianship
from zhurnal.timetable.models import CalendarFeed, Lesson
from zhurnal.timetable.rules.lesson import State


def subscribe(world, who, subject):
    page = world.client(who).post(reverse("timetable:feeds"), {"subject": subject}).content.decode()
    found = re.search(r'value="http://[^/]+(/calendar/[^"]+)"', page)
    return found.group(1) if found else ""


def events(text):
    """The events of a calendar, unfolded: a list of name → value."""
    lines = text.replace("\r\n ", "").split("\r\n")
    found, current = [], None
    for line in lines:
        name, _colon, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            current = {}
        elif line == "END:VEVENT":
            found.append(current)
            current = None
        elif current is not None:
            current[name] = value
    return found


def test_a_teacher_reads_his_lessons_without_sign_in(world):
    address = subscribe(world, "teacher", f"teacher-{world.people['teacher'].pk.hex}")
    Lesson.objects.of(world.id).filter(pk=world.lessons["future"].pk).update(state=State.CANCELLED)
    answer = Client().get(address)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    told = {event["UID"].partition("@")[0]: event for event in events(answer.content.decode())}
    own = Lesson.objects.of(world.id).filter(teacher=world.people["teacher"].pk)
    assert set(told) == {pk.hex for pk in own.values_list("pk", flat=True)}
    now = told[world.lessons["now"].pk.hex]
    assert (now["SUMMARY"], now["DTSTART"], now["STATUS"]) == ("Э-21: Электротехника", "20261124T072000Z", "CONFIRMED")
    assert told[world.lessons["future"].pk.hex]["STATUS"] == "CANCELLED"


def test_a_student_reads_his_group_and_subgroup_only_and_no_names_of_students(world):
    address = subscribe(world, "student", f"student-{world.people['student'].pk.hex}")
    text = Client().get(address).content.decode()
    told = {event["UID"].partition("@")[0] for event in events(text)}
    assert world.lessons["english1"].pk.hex in told
    assert not {world.lessons["english2"].pk.hex, world.lessons["history"].pk.hex} & told
    assert not any(world.people[name].surname in text for name in ("student", "classmate", "adult"))


def test_unchanged_is_304_and_revoked_or_unknown_is_404(world):
    address = subscribe(world, "teacher", f"teacher-{world.people['teacher'].pk.hex}")
    tag = Client().get(address).headers["ETag"]
    assert Client().get(address, headers={"if-none-match": tag}).status_code == 304
    assert Client().get(address.replace(".ics", "x.ics")).status_code == 404
    feed = CalendarFeed.objects.of(world.id).get()
    assert address.split("/")[-1].removesuffix(".ics") not in feed.secret
    world.client("teacher").post(reverse("timetable:revoke-feed", args=[feed.pk]))
    assert Client().get(address).status_code == 404


def test_a_parent_who_is_no_longer_one_reads_nothing(world):
    child = world.people["student"].pk
    address = subscribe(world, "parent", f"student-{child.hex}")
    assert Client().get(address).status_code == 200
    rows = Guardianship.objects.of(world.id).filter(parent=world.people["parent"].pk, student=child)
    rows.update(until=worlds.TODAY - timedelta(days=1))
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize("subject", ["student-classmate", "teacher-teacher"])
def test_nobody_subscribes_to_a_stranger(world, subject):
    kind, name = subject.split("-")
    answer = world.client("student").post(
        reverse("timetable:feeds"), {"subject": f"{kind}-{world.people[name].pk.hex}"}
    )
    assert (answer.status_code, CalendarFeed.objects.of(world.id).count()) == (403, 0)


def test_a_new_slip_and_an_incident_end_what_was_subscribed_and_nobody_elses(world):
    """Whoever had the person's password may have the addresses as well."""
    key = f"teacher-{world.people['teacher'].pk.hex}"
    kept = subscribe(world, "other_teacher", f"teacher-{world.people['other_teacher'].pk.hex}")
    for void in (
        lambda: give_code(world.actor("administrator"), world.people["teacher"]),
        lambda: disown(world.actor("teacher"), world.actor("teacher").now - timedelta(hours=1), (), ""),
    ):
        address = subscribe(world, "teacher", key)
        assert Client().get(address).status_code == 200
        void()
        assert Client().get(address).status_code == 404
    assert Client().get(kept).status_code == 200
    told = Change.objects.of(world.id).filter(action="timetable.feed.revoked")
    assert list(told.values_list("chain", flat=True)) == [world.people["teacher"].pk] * 2


def test_the_secret_of_an_address_is_in_no_line_of_the_log(world):
    said = Line().format(
        logging.makeLogRecord(
            {"msg": "Not Found: %s", "args": ("/calendar/vek/s3cret-Ab_1.ics",), "name": "django.request"}
        )
    )
    assert said.endswith("django.request Not Found: /calendar/vek/…")
    lines = io.StringIO()
    handler = logging.StreamHandler(lines)
    handler.setFormatter(Line())
    logging.getLogger("django.request").addHandler(handler)
    try:
        assert Client().get("/calendar/vek/s3cret-Ab_1.ics").status_code == 404
    finally:
        logging.getLogger("django.request").removeHandler(handler)
    assert "/calendar/vek/…" in lines.getvalue()
    assert "s3cret" not in lines.getvalue()
