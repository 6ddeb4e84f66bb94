"""The rules as arithmetic: thresholds, what is ordinary, what undoing does with one cell."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest

from zhurnal.incidents.reading import _Around
from zhurnal.incidents.rules.beside import SHARED, Beside, Known, Use, beside
from zhurnal.incidents.rules.changes import Doubt, Marked, WorkingHours, ending_hour, to_look_at, window
from zhurnal.incidents.rules.patterns import Rule, find
from zhurnal.incidents.rules.undo import Back, Stays, Step, of_cell
from zhurnal.people.devices import bare

TEACHER, PAGE = uuid4(), uuid4()
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
STUDENTS, LESSONS = [uuid4() for _ in range(30)], [uuid4() for _ in range(30)]


def changed(n=0, *, at=NOON, after="5", before="4", student=None, lesson=None, age=7, **more):
    """One change of a mark: the n-th second, student and lesson."""
    return Marked(
        uuid4(), n, more.pop("person", TEACHER), "К. О. С.", at + timedelta(seconds=n), more.pop("device", "Chrome, Windows"),
        PAGE, lesson or LESSONS[n % 30], student or STUDENTS[n % 30], 1, before, after, (at - timedelta(days=age)).date(), **more,
    )  # fmt: skip


def later(n, **more):
    """The n-th of changes ten minutes apart."""
    return changed(n, at=more.pop("at", NOON) + timedelta(minutes=10 * n), **more)


def rules(*changes):
    return {one.rule for one in find(changes)}


def test_old_is_a_written_mark_of_an_earlier_day():
    assert changed().old
    assert not changed(before="").old
    assert not changed(age=0).old
    assert not changed(before="5").old


def filled(n, *, age=4, **more):
    """The n-th mark put into an empty cell, ten minutes apart."""
    return later(n, before="", age=age, **more)


def test_a_mark_in_an_empty_cell_is_late_when_the_lesson_is_long_past():
    assert filled(0).late
    assert filled(0).doubts == (Doubt.LATE,)
    assert not filled(0, age=3).late
    assert not filled(0, after="н").late
    assert not changed(before="4").late


def test_a_work_made_up_and_an_absence_of_an_old_lesson_are_told_and_are_no_signal():
    made_up = [replace(filled(n), slot=-1) for n in range(9)]
    absences = [replace(filled(n, after="н"), slot=0) for n in range(9)]
    assert {one.doubts for one in made_up} == {(Doubt.MAKEUP,)}
    assert {one.doubts for one in absences} == {(Doubt.ABSENCE,)}
    assert rules(*made_up, *absences) == set()
    for fresh in (replace(filled(0, age=3), slot=-1), replace(filled(0, age=3, after="н"), slot=0)):
        assert fresh.doubts == ()
    assert replace(changed(before="н", after="", age=1), slot=0).doubts == (Doubt.OLD,)


def test_fives_put_into_empty_cells_of_old_lessons_are_found():
    fives = [filled(n, student=STUDENTS[n % 2]) for n in range(6)]
    assert {(one.rule, one.student) for one in find(fives)} == {
        (Rule.UPWARD, None), (Rule.STUDENT, STUDENTS[0]), (Rule.STUDENT, STUDENTS[1]),
    }  # fmt: skip
    assert rules(*(changed(n, before="", age=4) for n in range(8))) == {Rule.FAST, Rule.UPWARD, Rule.MANY}
    assert rules(*(filled(n, fresh=True) for n in range(2))) == {Rule.DEVICE}
    assert rules(filled(0, high=True)) == {Rule.ADMINISTRATOR}


def test_a_teacher_who_is_late_with_all_kinds_of_marks_is_honest():
    late = [changed(n, before="", after="345"[n % 3], age=4) for n in range(30)]
    assert rules(*late) == set()
    assert rules(*late, *(later(n, after="5") for n in range(31, 36))) == {Rule.UPWARD, Rule.MANY}, (
        "the old marks beside it count"
    )


def test_the_digest_tells_old_marks_new_devices_and_the_night_and_nothing_else():
    today, night = changed(age=0), changed(age=0, at=NOON.replace(hour=23))
    device = changed(age=0, fresh=True)
    assert to_look_at([today, night, device, changed()])[0] is night
    assert [one.doubts for one in (today, night, device, changed())] == [
        (),
        (Doubt.NIGHT,),
        (Doubt.DEVICE,),
        (Doubt.OLD,),
    ]


@pytest.mark.parametrize(("number", "found"), [(7, set()), (8, {Rule.FAST})])
def test_many_in_a_short_time_over_several_lessons(number, found):
    assert rules(*(changed(n, after="3" if n % 2 else "5") for n in range(number))) == found


def test_one_work_marked_again_is_ordinary_however_many_and_however_fast():
    assert rules(*(changed(n, lesson=LESSONS[0]) for n in range(25))) == set()


def test_slow_corrections_of_a_day_are_ordinary():
    assert rules(*(later(n, after="3" if n % 2 else "5") for n in range(8))) == set()


@pytest.mark.parametrize(("lessons", "found"), [(2, set()), (3, {Rule.STUDENT})])
def test_one_student_made_better_in_several_lessons(lessons, found):
    assert rules(*(later(n, student=STUDENTS[0], person=uuid4()) for n in range(lessons))) == found


@pytest.mark.parametrize(("last", "found"), [("5", {Rule.UPWARD, Rule.MANY}), ("3", set())])
def test_only_upward(last, found):
    assert rules(*(later(n) for n in range(4)), later(4, after=last)) == found


def test_night_device_and_a_hand_that_does_not_lead():
    assert rules(*(later(n, at=NOON.replace(hour=2), after="3") for n in range(3))) == {Rule.NIGHT}
    assert rules(changed(fresh=True, after="3"), changed(1, fresh=True)) == {Rule.DEVICE}
    assert rules(changed(fresh=True)) == set()
    assert rules(changed(high=True)) == {Rule.ADMINISTRATOR}


def test_five_students_within_a_day_whatever_else_is_written():
    improved = [later(n) for n in range(5)]
    assert Rule.MANY in rules(*improved, later(6, after="3"))
    over_midnight = [later(n, at=NOON.replace(hour=21)) for n in range(4)] + [later(5, at=NOON + timedelta(hours=20))]
    assert rules(*over_midnight) == {Rule.MANY}
    assert rules(*over_midnight[:4], later(5, at=NOON + timedelta(hours=34))) == set()
    assert rules(*(later(n, student=STUDENTS[n % 4]) for n in range(8)), later(9, after="3")) == set()
    again = [later(n, lesson=LESSONS[0], student=STUDENTS[n]) for n in range(9)]  # one work marked again
    assert rules(*again, later(9, student=STUDENTS[9])) == set()
    assert rules(*again, *(later(n, lesson=LESSONS[1], student=STUDENTS[n]) for n in (10, 11))) == {Rule.MANY}


def test_an_absent_teacher_and_a_day_without_lessons():
    assert rules(*(later(n, away=True) for n in range(2))) == {Rule.AWAY}
    assert rules(later(0, away=True), later(1, away=True, after="3")) == set()
    assert rules(*(later(n, idle=True) for n in range(3))) == {Rule.IDLE}
    assert rules(*(later(n, idle=True, after="3") for n in range(3)), later(3, idle=True)) == set()
    assert rules(*(later(n, idle=True, lesson=LESSONS[0]) for n in range(3))) == set()


@pytest.mark.parametrize(
    ("first", "last", "inside", "outside"),
    [
        (time(8, 30), time(15, 35), time(6, 30), time(19, 35)),
        (time(8, 30), time(20, 0), time(22, 59), time(23, 0)),
        (time(7, 0), time(12, 0), time(6, 0), time(5, 59)),
        (None, None, time(6, 0), time(23, 0)),
    ],
)
def test_working_hours_are_told_by_the_bells(first, last, inside, outside):
    hours = WorkingHours.of(first, last)
    assert not hours.outside(datetime.combine(NOON, inside))
    assert hours.outside(datetime.combine(NOON, outside))
    assert rules(*(later(n, after="3", outside=True) for n in range(3))) == {Rule.NIGHT}


def came(device="Chrome, Windows (aaaaaa)", network="95.24.10.0/24", hour=11, day=24):
    return Use(NOON.replace(hour=hour, day=day), device, network)


@pytest.mark.parametrize(
    ("author", "student", "known", "found"),
    [
        (came(), came(), Known({}, {}, frozenset()), Beside.BROWSER),
        (came(), came(day=23), Known({}, {}, frozenset()), None),  # not that day
        (came(), came(), Known({came().device: SHARED}, {}, frozenset({came().network})), None),  # the class computer
        (came(), came("Safari, iPhone (bbbbbb)"), Known({}, {}, frozenset()), Beside.NETWORK),
        (came(), came("Safari, iPhone (bbbbbb)"), Known({}, {}, frozenset({came().network})), None),  # the college's
        (
            came(),
            came("Safari, iPhone (bbbbbb)"),
            Known({}, {came().network: SHARED}, frozenset()),
            None,
        ),  # a provider's
        (came(network=""), came("Safari, iPhone (bbbbbb)", ""), Known({}, {}, frozenset()), None),
        (
            came("Chrome, Windows"),
            came("Chrome, Windows", "10.0.0.0/24"),
            Known({}, {}, frozenset()),
            None,
        ),  # a mere name
    ],
)
def test_where_the_student_himself_was_that_day(author, student, known, found):
    change = changed(device=author.device, age=0)
    assert beside(change, [author], [student], known) is found


def test_of_a_student_one_better_mark_or_one_absence_struck_out_is_enough():
    struck = replace(changed(before="н", after="", age=0, beside=True), slot=0)
    assert rules(struck) == {Rule.BESIDE}
    assert {one.student for one in find([changed(beside=True, age=0), changed(1, beside=True)])} == set(STUDENTS[:2])
    assert rules(changed(after="3", beside=True), changed(before="", after="5", age=0, beside=True)) == set()


def test_a_rule_switched_off_is_silent_and_the_same_anomaly_has_the_same_key():
    meant = [changed(n) for n in range(10)]
    assert {one.rule for one in find(meant, without=frozenset({Rule.FAST}))} == {Rule.UPWARD, Rule.MANY}
    assert [one.key for one in find(meant)] == [one.key for one in find(meant)]


def test_the_evening_divides_the_days():
    assert window(NOON, 18) == (NOON.replace(day=22, hour=18), NOON.replace(day=23, hour=18))
    assert window(NOON.replace(hour=18), 18) == (NOON.replace(day=23, hour=18), NOON.replace(hour=18))
    assert (ending_hour(0), ending_hour(20)) == (18, 20)


def story(*said):
    """Steps (before, after, foreign) and the ids of the foreign ones."""
    steps = [Step(uuid4(), before, after, "кто-то", NOON) for before, after, _foreign in said]
    return steps, {step.id for step, (_b, _a, foreign) in zip(steps, said, strict=True) if foreign}


@pytest.mark.parametrize(
    ("said", "fate"),
    [
        ([("", "4", False), ("4", "5", True)], Back("5", "4", None)),
        ([("4", "3", True), ("3", "5", True)], Back("5", "4", None)),
        ([("", "5", True)], Back("5", "", None)),
        ([("4", "5", True), ("5", "3", False)], Stays("3", "кто-то", NOON)),
        ([("4", "5", True), ("5", "3", False), ("3", "5", True)], Back("5", "3", None)),
        ([("4", "5", True), ("5", "4", True)], None),
        ([({"value": "4", "on": "2026-11-20"}, "", True)], Back("", "4", date(2026, 11, 20))),
    ],
)
def test_a_cell_returns_to_what_the_last_honest_hand_wrote(said, fate):
    assert of_cell(*story(*said)) == fate


def test_two_browsers_of_one_name_are_two_devices():
    """A thief's «Chrome, Windows» is not the teacher's; what was written before they were told apart stays known by its name."""
    own, foreign, old = "Chrome, Windows (aaaaaa)", "Chrome, Windows (bbbbbb)", NOON - timedelta(days=20)
    around = _Around({}, {}, set(), {(TEACHER, own): old, (TEACHER, foreign): NOON})
    assert [around.fresh(TEACHER, one, NOON) for one in (own, foreign)] == [False, True]
    before = _Around({}, {}, set(), {(TEACHER, bare(own)): old, (TEACHER, own): NOON})
    assert not before.fresh(TEACHER, own, NOON)
