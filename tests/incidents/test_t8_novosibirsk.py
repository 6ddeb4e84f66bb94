"""T8: a stolen teacher's password changes ten old marks, a stolen administrator's would change forty-one in a month."""

import json
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.incidents.novosibirsk import DAYS, FIRST, HOME, STUDENTS, Month
from zhurnal.incidents.actions.evening import watch_college
from zhurnal.incidents.models import Anomaly
from zhurnal.incidents.rules.patterns import Rule, find
from zhurnal.incidents.signals import safety_told
from zhurnal.journal.models import Entry
from zhurnal.timetable.models import TeacherAbsence
from zhurnal.timetable.rules.ground import AbsenceState, Cause

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


@pytest.fixture
def week(month):
    """Five honest days; the next is a Saturday."""
    for day in range(5):
        month.live(day)
        assert month.put(HOME, month.lessons[-1], "student", "3").state == "saved"
    return month


def test_improved_from_the_students_own_browser_and_from_his_home(week):
    """The signature of Novosibirsk: one mark is enough, though the device is known, the hour usual and the teacher at work."""
    world, student = week.world, week.world.people["student"].pk
    phone, laptop = (
        Client(headers={"user-agent": "Chrome/140.0 Android"}),
        Client(headers={"user-agent": "Firefox/130.0"}),
    )
    flat = "95.24.10.7"
    for name in ("student", "teacher"):
        device = week.enter(phone, name, flat)
    week.improve(device, [(1, "student0"), (2, "student")])
    watch_college(world.college)
    assert week.signals() == {(Rule.BESIDE, student)}
    # Another browser of the same home, on the next day.
    week.clock.shift(timedelta(days=3))
    Anomaly.objects.of(world.id).delete()
    week.enter(phone, "student", flat)
    week.improve(week.enter(laptop, "teacher", "95.24.10.9"), [(3, "student")])
    watch_college(world.college)
    assert (Rule.BESIDE, student) in week.signals()


def test_a_class_computer_and_the_network_of_the_college_are_no_signature(week):
    computer, phone = (
        Client(headers={"user-agent": "Chrome/140.0 Windows"}),
        Client(headers={"user-agent": "Firefox/130.0"}),
    )
    for name in ("student", "classmate", "adult", "other_teacher", "teacher"):
        device = week.enter(computer, name, "95.24.10.7")  # a college behind one address of its provider
    week.improve(device, [(2, "student")])
    week.enter(phone, "student", "10.0.3.9")
    week.improve(
        week.enter(Client(headers={"user-agent": "Safari/605 Macintosh"}), "teacher", "10.0.3.8"), [(3, "student")]
    )
    watch_college(week.world.college)
    assert week.signals() == set()


def test_improved_while_the_teacher_is_ill_on_a_day_off_and_after_hours(week):
    world, teacher = week.world, week.world.people["teacher"]
    two, three = [(0, "student0"), (1, "student1")], [(0, "student2"), (1, "student3"), (2, "student4")]
    day = FIRST.date() + timedelta(days=4)
    ill = TeacherAbsence.objects.create(
        college=world.college, teacher=teacher, since=day, until=day, cause=Cause.ILLNESS, reason="больничный",
        state=AbsenceState.ASKED, recorded_at=datetime.now(UTC),
    )  # fmt: skip
    week.improve(HOME, [(1, student) for _back, student in two])
    watch_college(world.college)
    assert week.signals() == set()  # only asked for
    TeacherAbsence.objects.of(world.id).filter(pk=ill.pk).update(state=AbsenceState.KNOWN)
    watch_college(world.college)
    assert week.signals() == {(Rule.AWAY, None)}
    week.clock.move_to((FIRST + timedelta(days=5)).replace(hour=5))
    week.improve(HOME, three)
    watch_college(world.college)
    assert week.signals() == {
        (Rule.AWAY, None),
        (Rule.IDLE, None),
        (Rule.MANY, None),
    }  # with Friday's two they are five
    Anomaly.objects.of(world.id).delete()
    week.clock.move_to(
        (FIRST + timedelta(days=7)).replace(hour=15)
    )  # at six, four hours after this college's last bell
    week.improve(HOME, [(0, "student5"), (1, "student5"), (1, "student6")], "2")
    watch_college(world.college)
    assert week.signals() == {(Rule.NIGHT, None)}


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
