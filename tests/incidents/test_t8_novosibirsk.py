"""T8: a stolen teacher's password changes ten old marks, a stolen administrator's would change forty-one in a month."""

import json
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from uuid import uuid4

import pytest
from django.urls import reverse

from tests.incidents.novosibirsk import DAYS, STUDENTS, Month
from zhurnal.incidents.models import Anomaly
from zhurnal.incidents.rules.patterns import Rule, find
from zhurnal.incidents.signals import safety_told
from zhurnal.journal.models import Entry

DAY = timedelta(hours=24)


@pytest.fixture
def month(db, frozen_time):
    made = Month(frozen_time)
    safety_told.connect(made.hear)
    yield made
    safety_told.disconnect(made.hear)


def test_ten_marks_by_a_stolen_password_and_each_of_the_controls_alone(month):
    """Two controls stop it and two of the three that tell do so within a day; each is asked while the others are switched off."""
    for day in range(12):
        month.live(day)
        month.evening(day)
    ten = [(back, student) for back in (3, 4, 5) for student in STUDENTS[:4]][:10]
    # 1. The second factor: the password alone reaches no journal.
    assert month.by_password(ten, guarded=True) == 0
    # 2. The step-up: at the teacher's own open screen no old mark changes without a proof.
    assert month.by_open_screen(ten, asks_after=3) == 0
    # Both off: the marks are changed, and everything else must tell.
    assert month.by_open_screen(ten, asks_after=0) == 10
    month.evening(12)
    first = min(month.foreign)
    # 3. The digest, whatever the rules say. 4. The rules, whatever the teacher reads.
    for caught in (month.caught_by_digest(), month.caught_by_rules()):
        assert caught is not None
        assert caught - first <= DAY
    changes = month.written(first)
    for rule in Rule:  # any single rule may be switched off as well
        assert find(changes, without=frozenset({rule})), rule
    assert find(changes, without=frozenset(Rule)) == []  # the negative control: without rules nothing is found


def test_the_notice_of_a_new_device_tells_of_it_while_the_other_four_are_off(month, django_capture_on_commit_callbacks):
    """5. No second factor, no step-up, no evening with its digest and rules: whoever came in is told of in the same minute."""
    for day in range(6):
        month.live(day)
    month.ask_after(0)
    ten = [(back, student) for back in (0, 2, 3) for student in STUDENTS[:4]][:10]
    month.open_at_home()
    assert month.told_of_devices() == []
    with django_capture_on_commit_callbacks(execute=True):
        assert month.by_password(ten, guarded=False) == 10
    assert month.told_of_devices() == [datetime.now(UTC)]
    assert (month.heard, month.caught_by_rules()) == ([], None)
    with django_capture_on_commit_callbacks(execute=True):  # the negative control: at home nobody is told
        month.open_at_home()
    assert len(month.told_of_devices()) == 1


def test_forty_one_marks_of_eight_students_in_a_month_are_known_on_the_first_day(month):
    pupils = islice(cycle(STUDENTS), 41)
    for day in range(8):
        month.live(day)
        month.evening(day)
    assert not Anomaly.objects.of(month.world.id).exists()  # the honest days, with their corrections
    for day in range(8, 8 + DAYS):
        month.live(day)
        month.evening(day)
        if datetime.now(UTC).weekday() < 5:
            month.steal(day, [(1 + number, pupil) for number, pupil in enumerate(islice(pupils, 2))])
    assert len(month.foreign) == 41
    first = min(month.foreign)
    for caught in (month.caught_by_digest(), month.caught_by_rules()):  # each alone
        assert caught is not None
        assert caught - first <= DAY


def test_the_administrator_writes_no_mark_anywhere(month):
    month.live(0)
    month.live(1)
    browser = month.world.client("administrator")
    cell = Entry.objects.of(month.world.id).filter(lesson=month.lessons[0], slot=1).first()
    command = {
        "key": str(uuid4()), "do": "entry", "lesson": month.lessons[0].hex, "version": cell.version, "value": "5",
        "student": cell.student_id.hex, "slot": 1, "reason": "сдал",
    }  # fmt: skip
    for course in month.world.courses.values():
        address = reverse("journal:commands", args=[course.pk])
        answer = browser.post(address, json.dumps({"commands": [command]}), content_type="application/json")
        assert answer.status_code == 404
    cell.refresh_from_db(from_queryset=Entry.objects.of(month.world.id))
    assert cell.value == "3"
