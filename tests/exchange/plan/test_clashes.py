"""What the lessons of a file would meet is named in the preview; groups that sit together are joined, and meet nothing."""

import datetime as dt

import pytest

from tests.exchange.college import SINCE, changes_of, codes_of, timetable
from zhurnal.curriculum.models import Discipline, PracticePeriod, StreamCourse
from zhurnal.curriculum.rules.streams import Taught, teacher_hours
from zhurnal.exchange.actions.decide import apply_import
from zhurnal.exchange.imports.packing import unpack_plan
from zhurnal.exchange.imports.readers.kinds import Kind
from zhurnal.kernel.errors import Refused
from zhurnal.timetable.actions.substitution import arrange
from zhurnal.timetable.models import Substitution
from zhurnal.timetable.rules.arranging import Way, WayKind
from zhurnal.timetable.rules.ground import Cause, Ground

BEFORE = "2026-11-15T12:00:00+03:00"
ONCE = ' periodspercard="1" periodsperweek="1.0"'
TWICE = [(0, 0, 1), (1, 0, 2)]


def placed(key, subject, group, teacher, room, period=1, weeks="11"):
    """One more lesson of the file on Mondays."""
    classes = {"G1": "C1", "G2": "C2", "P1": "C1", "P2": "C1"}
    owners = ",".join(dict.fromkeys(classes[name] for name in group.split(",")))
    return (
        f'<lesson id="{key}" subjectid="{subject}" classids="{owners}" groupids="{group}" teacherids="{teacher}"{ONCE}/>',
        f'<card lessonid="{key}" period="{period}" days="10000" weeks="{weeks}" terms="1" classroomids="{room}"/>',
    )


def file(*more, cards=TWICE):
    lessons, places = zip(*more, strict=True) if more else ((), ())
    return {"t.xml": timetable(cards, f"{''.join(lessons)}|{''.join(places)}")}


def clashes(run):
    return [problem.reason for problem in unpack_plan(run.plan)[1] if problem.code == "met"]


@pytest.fixture
def early(desk, frozen_time):
    frozen_time.move_to(BEFORE)
    return desk


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (placed("J", "S2", "G2", "T0", "R2"), "у преподавателя О.\u00a0С.\u00a0Кравцова: «Э-21, Физ» и «Э-22, Ист»"),
        (placed("J", "S2", "G2", "T2", "R1"), "в аудитории 304"),
        (placed("J", "S2", "G1", "T2", "R2"), "у группы Э-21: «Э-21, Ист» и «Э-21, Физ»"),
        (placed("J", "S2", "P1", "T2", "R2"), "у группы Э-21: «Э-21, 1 группа, Ист» и «Э-21, Физ»"),
    ],
)
def test_clashes_within_a_file_are_named_once_for_all_weeks(early, more, words):
    run = early.prepare(Kind.TIMETABLE, file(more))
    assert len(clashes(run)) == 1, clashes(run)
    [said] = clashes(run)
    assert words in said
    assert "16.11, в понедельник, 1 пара, всего 4\u00a0занятия" in said


def test_subgroups_of_one_pair_meet_each_other_only_where_it_is_one(early):
    apart = [placed("A", "S2", "P1", "T2", "R1", 3), placed("B", "S1", "P2", "T1", "R2", 3)]
    assert clashes(early.prepare(Kind.TIMETABLE, file(*apart))) == []
    same = [placed("A", "S2", "P1", "T2", "R1", 3), placed("B", "S1", "P1", "T1", "R2", 3)]
    [said] = clashes(early.prepare(Kind.TIMETABLE, file(*same)))
    assert "у подгруппы «1 группа» группы Э-21" in said


def test_what_stands_already_is_met_and_what_the_file_takes_away_is_not(early):
    early.load(Kind.TIMETABLE, file(placed("J", "S2", "G2", "T2", "R2", 3)))
    taken = file(placed("K", "S0", "G2", "T2", "R1", 1), cards=[(1, 0, 2)])  # Э-21 has no physics there any more
    assert clashes(early.prepare(Kind.TIMETABLE, taken)) == []
    own = early.rows("lesson").get(course__discipline__name="Химия", date=SINCE)
    early.rows("lesson").filter(pk=own.pk).update(
        origin="manual", outer_key="", pair=4, starts=dt.time(12), ends=dt.time(12, 45)
    )
    [said] = clashes(early.prepare(Kind.TIMETABLE, file(placed("K", "S2", "G2", "T1", "R2", 4), cards=[(0, 0, 1)])))
    assert "у преподавателя П.\u00a0И.\u00a0Лосев" in said


def test_a_clash_that_came_up_meanwhile_is_looked_at_before_anything_is_written(early):
    early.load(Kind.TIMETABLE, file())
    run = early.prepare(Kind.TIMETABLE, file(placed("K", "S2", "G2", "T2", "R2", 4)))
    assert clashes(run) == []
    other = early.rows("lesson").get(course__discipline__name="Химия", date=SINCE)
    early.rows("lesson").filter(pk=other.pk).update(
        pair=4, starts=dt.time(12), ends=dt.time(12, 45), teacher_id=early.rows("person").get(surname="Жукова").pk,
        outer_key="", origin="manual",
    )  # fmt: skip
    with pytest.raises(Refused):
        apply_import(early.actor, run)
    assert len(clashes(early.again(run))) == 1


def test_a_group_in_practice_is_named(early):
    early.load(Kind.TIMETABLE, file())
    group = early.rows("group").get(name="Э-21")
    PracticePeriod.objects.create(
        college=early.college, group=group, kind="educational", starts=dt.date(2026, 11, 23), ends=dt.date(2026, 11, 29),
        weekdays="1234567",
    )  # fmt: skip
    run = early.prepare(Kind.TIMETABLE, file())
    assert clashes(run) == ["Накладка: группа Э-21 23.11 на практике, занятия на эти дни не ставятся."]
    assert codes_of(run) == ["met"]
    assert Discipline.objects.of(early.college.id).count() == 3


def test_groups_that_sit_together_become_a_stream_and_the_hours_count_once(early):
    both = file(placed("J", "S2", "G1,G2", "T2", "R2", 3))
    run = early.load(Kind.TIMETABLE, both)
    assert clashes(run) == []
    assert [stream.name for stream in early.rows("stream")] == ["История: Э-21, Э-22"]
    links = dict(StreamCourse.objects.of(early.college.id).values_list("course_id", "stream_id"))
    lessons = early.rows("lesson").filter(course__discipline__name="История", date=SINCE)
    taught = [Taught(x.course_id, links.get(x.course_id), x.teacher_id, x.date, x.pair, x.hours) for x in lessons]
    assert (len(taught), teacher_hours(taught, once=True)) == (2, 1)
    # The same file again changes nothing, a third group joins them, and all of it can be taken back.
    before = early.everything()
    assert changes_of(early.load(Kind.TIMETABLE, both)) == []
    assert early.everything() == before
    early.undo(run)
    assert not early.rows("stream").exists()


def test_a_lesson_with_guests_is_neither_moved_nor_are_they(early):
    apart = file(placed("J", "S2", "G1", "T2", "R1", 3), placed("K", "S2", "G2", "T1", "R2", 3), cards=TWICE[:1])
    early.load(Kind.TIMETABLE, apart)
    host, guest = (
        early.rows("lesson").get(course__discipline__name="История", date=SINCE, course__group__name=name)
        for name in ("Э-21", "Э-22")
    )
    assert arrange(early.office, guest, Way(WayKind.JOINT, host.pk), Ground(Cause.ILLNESS)) is None
    before = early.everything()
    assert changes_of(early.load(Kind.TIMETABLE, apart)) == []
    assert early.everything() == before
    moved = file(placed("J", "S2", "G1", "T2", "R1", 4), placed("K", "S2", "G2", "T1", "R2", 4), cards=TWICE[:1])
    run = early.load(Kind.TIMETABLE, moved)
    notes = {change.pk: change.note for change in changes_of(run) if change.pk in (host.pk.hex, guest.pk.hex)}
    assert "присоединена другая группа" in notes[host.pk.hex]
    assert "поставлена замена" in notes[guest.pk.hex]
    assert {row.pair for row in early.rows("lesson").filter(pk__in=[host.pk, guest.pk])} == {3}
    assert Substitution.objects.of(early.college.id).get().host_id == host.pk
