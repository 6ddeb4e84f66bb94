"""T17: a whole year in far zones, with summer time, a leap day and a New Year; clocks that jump under people who write."""

import time
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine

from tests import worlds
from tests.regulation.browser import Person, states
from zhurnal.journal.models import Entry
from zhurnal.journal.rules.locks import LessonTime, is_late, lesson_refusal
from zhurnal.kernel import audit
from zhurnal.kernel.models import Change
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.age import adult_since

GRACE = 7
# Russia from end to end, the ends of the earth, and summer time on both halves of it.
ZONES = ("Europe/Kaliningrad", "Europe/Moscow", "Asia/Kamchatka", "Pacific/Kiritimati", "Pacific/Pago_Pago",
         "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe")  # fmt: skip
YEAR = [datetime(2027, 9, 1, tzinfo=UTC) + timedelta(hours=hour) for hour in range(366 * 24)]  # 2028 has a 29 February


def by_libc(moment, zone):
    """The day of the zone as the C library of this machine counts it: nothing of the product, nothing of Python's ``zoneinfo``."""
    return date(*time.localtime(moment.timestamp())[:3])


@pytest.fixture
def clock_of(monkeypatch):
    """The C library looks at another wall."""

    def look(zone):
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    yield look
    monkeypatch.delenv("TZ")
    time.tzset()


@pytest.mark.once
@pytest.mark.parametrize("zone", ZONES)
def test_a_year_hour_by_hour_is_that_of_the_colleges_wall(db, clock_of, zone):
    college = worlds.make_college("vek", "А").college
    college.timezone = zone
    clock_of(zone)
    days, naive = set(), 0
    for moment in YEAR:
        day = by_libc(moment, zone)
        actor = PersonActor.system(college, "часы", now=moment)
        days.add(actor.today)
        naive += moment.date() != day
        assert actor.today == day, moment
        assert not is_late(day, actor.today)
        for ago in (0, 1, GRACE, GRACE + 1, -1):
            lesson = LessonTime(day - timedelta(days=ago))
            refusal = lesson_refusal(lesson, actor.now, GRACE)
            expected = "future_lesson" if ago < 0 else "closed" if ago > GRACE else None
            assert (refusal.code if refusal else None) == expected, (moment, ago)
        assert actor.adult_since == adult_since(day)
    assert {date(2028, 2, 29), date(2027, 12, 31), date(2028, 1, 1)} <= days
    assert naive, "the control: whoever counts days by UTC is wrong somewhere"


def at(*moment, zone):
    return datetime(*moment, tzinfo=ZoneInfo(zone))


JUMPS = {
    "back an hour": [at(2026, 11, 24, 10, 42, zone="Europe/Moscow"), at(2026, 11, 24, 9, 41, zone="Europe/Moscow")],
    "a day ahead and back": [
        at(2026, 11, 24, 23, 59, zone="Europe/Moscow"), at(2026, 11, 25, 23, 59, zone="Europe/Moscow"),
        at(2026, 11, 24, 23, 59, 30, zone="Europe/Moscow"),
    ],
    "over midnight by a second": [at(2026, 11, 24, 23, 59, 59, zone="Asia/Kamchatka"), at(2026, 11, 25, 0, 0, 0, zone="Asia/Kamchatka")],
    "an hour that comes twice": [
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)  # 02:30 in Berlin, both
    ],
    "into the first minutes of January": [at(2026, 12, 31, 23, 59, 59, zone="Europe/Moscow"), at(2027, 1, 1, 0, 0, 1, zone="Europe/Moscow")],
}  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("name", JUMPS)
def test_clocks_jump_and_what_is_written_stands_once_in_its_order(name):
    moments = JUMPS[name]
    zone = "Europe/Berlin" if "twice" in name else "Asia/Kamchatka" if "second" in name else "Europe/Moscow"
    world = worlds.make_college("vek", "А")
    type(world.college).objects.filter(pk=world.college.pk).update(timezone=zone)
    type(world.term).objects.of(world.id).filter(pk=world.term.pk).update(ends=date(2027, 1, 20))
    day = moments[0].astimezone(ZoneInfo(zone)).date()
    worlds.add_lesson(world, "jumped", "history", "other_teacher", day, 1)
    version, keys = 0, []
    with time_machine.travel(moments[0], tick=False) as traveller:
        for number, moment in enumerate(moments):
            traveller.move_to(moment)
            teacher = Person(world, "other_teacher")
            if not number:
                assert states(teacher.send("history", teacher.work("jumped", "oral"))) == ["saved"]
            keys.append(str(uuid4()))
            value = "345"[number]
            command = {
                **teacher.mark("jumped", "sister", value, version=version),
                "key": keys[-1],
                "reason": "Опечатка",
            }
            (told,) = teacher.send("history", command)
            assert told["state"] == "saved", (moment, told)
            version = told["version"]
            today = moment.astimezone(ZoneInfo(zone)).date()
            late = next(one for one in teacher.journal("history")["lessons"] if one["id"] == teacher.lesson("jumped"))
            assert bool(late["late"]) == any(
                m.astimezone(ZoneInfo(zone)).date() > day for m in moments[: number + 1]
            ), today
        again = Person(world, "other_teacher")
        command = {**again.mark("jumped", "sister", "345"[len(moments) - 1], version=version - 1), "key": keys[-1]}
        assert states(again.send("history", command)) == ["repeat"]
    assert version == len(moments)
    rows = Change.objects.of(world.id).filter(action="journal.entry").order_by("seq")
    assert [str(one) for one in rows.values_list("key", flat=True)] == keys
    assert Entry.objects.of(world.id).filter(lesson=world.lessons["jumped"].pk, slot=1).count() == 1
    assert list(audit.verify(world.id)) == []


@pytest.mark.django_db
def test_a_session_meets_a_clock_that_jumps(frozen_time):
    world = worlds.make_college("vek", "А")
    start = datetime.now(UTC)
    teacher = Person(world, "teacher")
    opened = []
    for hours in (0, -1, -24, 0, 24 * 400, 0):
        frozen_time.move_to(start + timedelta(hours=hours))
        answer = teacher.client.get("/today/")
        assert answer.status_code in (200, 302), hours
        opened.append(answer.status_code)
    assert opened[0] == 200
    assert opened[4] == 302, "a year later nobody is in"
