"""The month of Novosibirsk (2016), lived again: an honest teacher, a stolen password, a stolen administrator (T8)."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from tests import worlds
from zhurnal.incidents.actions.evening import watch_college
from zhurnal.incidents.models import Anomaly
from zhurnal.incidents.reading import marked
from zhurnal.incidents.rules.news import Event
from zhurnal.journal.actions.record import record
from zhurnal.journal.models import Entry
from zhurnal.journal.rules.commands import Command
from zhurnal.notifications.models import Notice
from zhurnal.organisation.models import College
from zhurnal.people.actor import actor_of
from zhurnal.people.models import Account, Session

HOME, THIEF = "Chrome, Windows", "Firefox, Linux"
FIRST = datetime(2026, 10, 12, 7, 0, tzinfo=UTC)  # Monday, ten in the morning
STUDENTS = [f"student{number}" for number in range(8)]
DAYS = 30


class Month:
    """Thirty days of one journal: a lesson with marks for eight students on each working day."""

    def __init__(self, clock):
        self.clock, self.world = clock, worlds.make_college("vek", "А", students=len(STUDENTS))
        self.home = Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0"})
        self.lessons, self.heard, self.foreign, self.proved = [], [], [], True

    def hear(self, sender, actor, news, **_more):
        self.heard += [(actor.now, one) for one in news]

    def teacher(self, device):
        return replace(actor_of(self.world.accounts["teacher"], device=device), fresh=self.proved)

    def put(self, device, lesson, student, value, reason="", extra=()):
        """A mark for the first work of a lesson, on whatever stands there."""
        pk = self.world.people[student].pk
        cell = Entry.objects.of(self.world.id).filter(lesson=lesson, student=pk, slot=1).first()
        command = Command(uuid4(), "entry", lesson, cell.version if cell else 0, value, pk, 1, reason=reason)
        return record(self.teacher(device), self.world.courses["electro"], [*extra, command])[0][-1]

    def live(self, day):
        """An honest day: a lesson, its marks, now and then one correction of last week's."""
        self.clock.move_to(FIRST + timedelta(days=day))
        if datetime.now(UTC).weekday() > 4:
            return
        lesson = worlds.add_lesson(
            self.world, f"day{day}", "electro", "teacher", (FIRST + timedelta(days=day)).date(), pair=1
        )
        work = Command(uuid4(), "work", lesson.pk, 0, {"kind": "control", "title": ""}, slot=0)
        marks = [Command(uuid4(), "entry", lesson.pk, 0, "3", self.world.people[student].pk, 1) for student in STUDENTS]
        outcomes, _seq = record(self.teacher(HOME), self.world.courses["electro"], [work, *marks])
        assert {one.state for one in outcomes} == {"saved"}
        if self.lessons and day % 4 == 0:
            assert self.put(HOME, self.lessons[-1], STUDENTS[day % 8], "4", "сдал исправленную работу").state == "saved"
        self.lessons.append(lesson.pk)

    def evening(self, day):
        """What a clock calls in the evening."""
        self.clock.move_to((FIRST + timedelta(days=day)).replace(hour=15, minute=5))
        watch_college(self.world.college)

    def steal(self, day, marks, hour=19, minute=10):
        """After school somebody improves marks of the last days: (lesson back from the last, student)."""
        self.clock.move_to((FIRST + timedelta(days=day)).replace(hour=hour, minute=minute))
        for back, student in marks:
            self.clock.shift(timedelta(seconds=9))
            outcome = self.put(THIEF, self.lessons[-1 - back], student, "5", "сдал")
            if outcome.state == "saved":
                self.foreign.append(datetime.now(UTC))

    def open_at_home(self):
        """The teacher opens the journal in the browser that she always uses."""
        signed = {"login": "teacher", "password": worlds.PASSWORD, "next": ""}
        assert self.home.post(reverse("people:sign-in", args=["vek"]), signed).status_code == 302

    def told_of_devices(self):
        """When the teacher was told that her journal was opened from a new device."""
        rows = Notice.objects.of(self.world.id).filter(
            person=self.world.people["teacher"].pk, title="Вход с нового устройства"
        )
        return list(rows.order_by("happened_at").values_list("happened_at", flat=True))

    def by_password(self, marks, *, guarded):
        """Somebody signs in with the teacher's password from another browser and sends the marks; how many were saved."""
        Account.objects.of(self.world.id).filter(login="teacher").update(guarded=guarded)
        browser = Client(
            headers={"user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"}
        )
        signed = {"login": "teacher", "password": worlds.PASSWORD, "next": ""}
        assert browser.post(reverse("people:sign-in", args=["vek"]), signed).status_code == 302
        commands = [
            {
                "key": str(uuid4()), "do": "entry", "lesson": self.lessons[-1 - back].hex, "version": 1, "value": "5",
                "student": self.world.people[student].pk.hex, "slot": 1, "reason": "сдал",
            }
            for back, student in marks
        ]  # fmt: skip
        address = reverse("journal:commands", args=[self.world.courses["electro"].pk])
        answer = browser.post(address, json.dumps({"commands": commands}), content_type="application/json")
        Account.objects.of(self.world.id).filter(login="teacher").update(guarded=False)
        if answer.status_code != 200:
            return 0
        return sum(one["state"] == "saved" for one in answer.json()["results"])

    def ask_after(self, days):
        """From which age of the lesson a changed mark asks who is there; 0 for never."""
        College.objects.filter(pk=self.world.id).update(parameters={"confirm_after_days": days})

    def by_open_screen(self, marks, *, asks_after):
        """Somebody sits down at the session that the teacher left open an hour ago; how many marks were saved."""
        self.ask_after(asks_after)
        saved, (self.proved, before) = len(self.foreign), (False, self.proved)
        self.steal(11, marks)
        self.proved = before
        return len(self.foreign) - saved

    def written(self, since):
        """The changes since a moment as the rules read them."""
        actor = self.world.actor("deputy")
        return marked(actor, since, actor.now)

    def caught_by_digest(self):
        """When the teacher first heard of foreign changes."""
        first = min(self.foreign)
        return min((at for at, one in self.heard if one.event is Event.DIGEST and one.at >= first), default=None)

    def caught_by_rules(self):
        """When a rule first spoke."""
        return min((one.found_at for one in Anomaly.objects.of(self.world.id)), default=None)

    def signals(self):
        """What the rules have found: rule → whose marks, None where it is about no single student."""
        return {(one.rule, one.student_id) for one in Anomaly.objects.of(self.world.id)}

    def enter(self, browser, login, place):
        """Somebody comes in; tells by which name the record calls the browser."""
        signed = {"login": login, "password": worlds.PASSWORD, "next": ""}
        answer = browser.post(reverse("people:sign-in", args=["vek"]), signed, REMOTE_ADDR=place)
        assert answer.status_code == 302
        account = self.world.accounts[login].pk
        return Session.objects.filter(account=account).order_by("-started").values_list("device", flat=True)[0]

    def improve(self, device, marks, value="4"):
        """Marks of lessons back from the last become better, ten minutes apart."""
        for back, student in marks:
            self.clock.shift(timedelta(minutes=10))
            assert self.put(device, self.lessons[-1 - back], student, value, "сдал").state == "saved"
