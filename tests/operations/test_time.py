"""T17: a whole year in far zones, with summer time, a leap day and a New Year; a session under a clock that jumps."""

import time
from datetime import UTC, date, datetime, timedelta

import pytest

from tests import worlds
from tests.regulation.browser import Person
from zhurnal.journal.rules.locks import LessonTime, is_late, lesson_refusal
from zhurnal.organisation.rules.parameters import Parameters
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.age import adult_since

OWN = Parameters()
GRACE = OWN.grace_days
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
            refusal = lesson_refusal(lesson, actor.now, OWN)
            expected = "future_lesson" if ago < 0 else "closed" if ago > GRACE else None
            assert (refusal.code if refusal else None) == expected, (moment, ago)
        assert actor.adult_since == adult_since(day)
    assert {date(2028, 2, 29), date(2027, 12, 31), date(2028, 1, 1)} <= days
    assert naive, "the control: whoever counts days by UTC is wrong somewhere"


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
