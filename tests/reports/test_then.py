"""A report of a past day reads the cells as they stood that evening: later corrections are in the record of changes, not in it (1.11 e)."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from tests import worlds
from tests.reports.asking import built, lines
from tests.worlds import TODAY
from zhurnal.curriculum.models import Course
from zhurnal.grading.models import WorkKind
from zhurnal.journal.actions.record import record
from zhurnal.journal.models import Entry, LessonRecord, Work
from zhurnal.journal.queries.then import end_of, written_then
from zhurnal.journal.rules.commands import Command

DAY = TODAY - timedelta(days=1)  # a Monday with a lesson
LATER = "срок закончился"


@pytest.fixture
def world(db, frozen_time):
    """On the day: «н» of one, «4» of another. The next day: he was there after all, a third was not, and the mark is a «5»."""
    found, _other = worlds.two_colleges()
    Entry.objects.of(found.id).filter(lesson=found.lessons["yesterday"]).delete()
    frozen_time.move_to(f"{DAY} 12:00:00+03:00")
    write(
        found,
        work(found),
        cell(found, "student", "н", 0),
        cell(found, "classmate", "4", 1),
        topic(found, "Тема"),
        call(found),
    )
    frozen_time.move_to(f"{TODAY} 12:00:00+03:00")
    write(found, cell(found, "student", "", 0, 1), cell(found, "adult", "н", 0), cell(found, "classmate", "5", 1, 1))
    return found


def write(world, *commands):
    page = Course.objects.of(world.id).get(pk=world.courses["electro"].pk)
    outcomes = record(world.actor("teacher"), page, list(commands))[0]
    assert [one.state for one in outcomes] == ["saved"] * len(commands), outcomes


def filled(world, day):
    """How many lessons of the group were recorded that evening, and how many marks stood."""
    table = built(world.actor("department_head"), "department", period=f"term:{world.term.pk.hex}", day=day)
    part = next(one for one in table.more if one.title == "Наполняемость журналов")
    row = next(row for row in lines(part) if row["group"] == "Э-21")
    return row["recorded"] or 0, row["marks"] or 0


def work(world):
    return Command(uuid4(), "work", world.lessons["yesterday"].id, 0, {"kind": "oral", "title": ""}, slot=0)


def topic(world, text):
    return Command(uuid4(), "topic", world.lessons["yesterday"].id, 0, text)


def call(world):
    return Command(uuid4(), "roll_call", world.lessons["yesterday"].id, 0, True)


def cell(world, student, value, slot, version=0):
    more = {"reason": "ошибка"} if version else {}
    return Command(
        uuid4(), "entry", world.lessons["yesterday"].id, version, value, world.people[student].id, slot, **more
    )  # fmt: skip


def name(world, who):
    return f"{world.people[who].surname} {world.people[who].given}"


def hours(world, slug, column, **sent):
    """student → hours on the sheet that were missed at the lesson."""
    table = built(world.actor("leader"), slug, period="month:2026-11", **sent)
    return {row["student"]: row[column] for row in lines(table) if row[column]}, table


def test_attendance_of_the_day_and_of_now(world):
    then, table = hours(world, "attendance", f"d{DAY:%d}", day=DAY)
    assert then == {name(world, "student"): 2}
    assert any("на конец дня 23.11.2026" in note for note in table.notes)
    now, table = hours(world, "attendance", f"d{DAY:%d}")
    assert now == {name(world, "adult"): 2}
    assert not any("на конец дня" in note for note in table.notes)


def test_groups_side_by_side(world):
    def missed(**sent):
        rows = lines(built(world.actor("deputy"), "attendance-groups", period="month:2026-11", **sent))
        return next(row for row in rows if row["group"] == "Э-21")

    before = (
        Entry.objects.of(world.id)
        .filter(slot=0, value="н", lesson__date__lt=DAY, lesson__date__gte="2026-11-01")
        .count()
    )
    assert (missed(day=DAY)["missed"], missed()["missed"]) == (2 * before + 2, 2 * before + 2)
    Entry.objects.of(world.id).filter(student=world.people["adult"], lesson=world.lessons["yesterday"]).delete()
    assert (missed(day=DAY)["missed"], missed()["missed"] or 0) == (2 * before + 2, 2 * before)


def test_running_averages_and_the_summary(world):
    period = f"term:{world.term.pk.hex}"

    def now_of(day=None):
        table = built(world.actor("leader"), "leader", period=period, **({"day": day} if day else {}))
        return next(row["now"] for row in lines(table) if row["student"] == name(world, "classmate"))

    def cells_of(day=None):
        table = built(world.actor("leader"), "summary", period=period, **({"day": day} if day else {}))
        keys = [column.key for column in table.columns if column.key.startswith("d")]
        rows = lines(table)
        row = next(row for row in rows if row["name"] == name(world, "classmate"))
        missed = {row["name"]: row["t6"] for row in rows}
        return [row[key] for key in keys if row[key]], missed

    Entry.objects.of(world.id).exclude(lesson=world.lessons["yesterday"]).delete()
    assert (now_of(DAY), now_of()) == (Decimal("4.00"), Decimal("5.00"))
    (then, missed_then), (now, missed_now) = cells_of(DAY), cells_of()
    assert (then, now) == (["4,00"], ["5,00"])
    assert [missed_then[name(world, who)] for who in ("student", "adult")] == [2, 0]
    assert [missed_now[name(world, who)] for who in ("student", "adult")] == [0, 2]


def test_how_the_journals_were_filled(world, frozen_time):
    """The mark stood then with another value; a lesson whose topic was written anew the next day was recorded."""
    frozen_time.move_to(f"{TODAY + timedelta(days=1)} 12:00:00+03:00")

    recorded, marks = filled(world, DAY)
    write(world, Command(uuid4(), "topic", world.lessons["yesterday"].id, 1, "Тема другая", reason="ошибка"))
    assert filled(world, DAY) == (recorded, marks)
    write(world, cell(world, "adult", "", 0, 1), cell(world, "adult", "3", 1))
    assert filled(world, DAY) == (recorded, marks)
    assert filled(world, TODAY + timedelta(days=1))[1] == marks + 1


def test_a_lesson_whose_topic_or_roll_call_came_the_next_day_was_not_recorded_yet(world, frozen_time):
    """Of the day's evening it stays unrecorded, whatever stands in it since; of the next evening it is recorded."""
    frozen_time.move_to(f"{TODAY + timedelta(days=1)} 12:00:00+03:00")

    lesson = world.lessons["now"]  # of TODAY, whose evening is over
    assert lesson.course_id == world.courses["electro"].pk
    before = filled(world, TODAY)[0]
    for do, value in (("topic", "Тема"), ("roll_call", True)):
        write(world, Command(uuid4(), do, lesson.id, 0, value))
        assert filled(world, TODAY)[0] == before, do
    assert filled(world, TODAY + timedelta(days=1))[0] == before + 1


def test_only_lessons_of_the_days_asked_for_are_looked_at(world):
    """A report of a month leaves alone what was written late into lessons before it."""
    early = world.lessons["closed"]
    assert early.date < DAY
    LessonRecord.objects.create(college=world.college, lesson=early, course=early.course, topic="Тема", late_entries=1)
    LessonRecord.objects.of(world.id).filter(lesson=world.lessons["yesterday"]).update(late_entries=1)
    groups, moment = [world.groups["Э-21"].pk], end_of(world.actor("leader"), DAY)
    assert set(written_then(world.id, groups, (early.date, DAY), moment)) == {early.pk, world.lessons["yesterday"].pk}
    assert set(written_then(world.id, groups, (DAY, DAY), moment)) == {world.lessons["yesterday"].pk}


def test_a_period_that_is_over_says_that_its_records_are_todays(world):
    table = built(world.actor("leader"), "attendance", period="month:2026-10")
    assert any(LATER in note for note in table.notes)


def test_a_notice_of_the_day_and_of_now(world):
    """Marks and hours as that evening left them, the mean with them."""

    def slips(**sent):
        first = built(world.actor("leader"), "notice", period="month:2026-11", **sent)
        found = {}
        for page in (first, *first.more):
            for row in lines(page):
                found.setdefault(page.title, []).append((row["marks"], row["mean"], row["missed"]))
        return found, first.notes

    Entry.objects.of(world.id).exclude(lesson=world.lessons["yesterday"]).delete()
    then, notes = slips(day=DAY)
    assert then == {name(world, "student"): [("", None, 2)], name(world, "classmate"): [("4", Decimal("4.00"), None)]}
    assert any("на конец дня 23.11.2026" in note for note in notes)
    now, notes = slips()
    assert now == {name(world, "adult"): [("", None, 2)], name(world, "classmate"): [("5", Decimal("5.00"), None)]}
    assert len(notes) == 1


def test_a_notice_of_the_day_has_a_mark_that_was_taken_back_with_its_work(world):
    lesson = world.lessons["yesterday"].id
    write(world, cell(world, "classmate", "", 1, 2))
    write(world, Command(uuid4(), "work", lesson, 1, None, slot=1))
    Entry.objects.of(world.id).exclude(lesson=lesson).delete()
    for sent, marks in (({"day": DAY}, ["4"]), ({}, [])):
        first = built(world.actor("leader"), "notice", period="month:2026-11", **sent)
        pages = {page.title: page for page in (first, *first.more)}
        assert [row["marks"] for row in lines(pages[name(world, "classmate")])] == marks, sent


def test_admission_of_the_day_goes_by_the_marks_of_its_evening(world, frozen_time):
    """A work done the next day was owed, one whose mark was struck out since was done (A4.2)."""
    lesson = world.lessons["yesterday"]
    kind = WorkKind.objects.of(world.id).get(code="lab")
    Work.objects.of(world.id).filter(lesson=lesson).update(kind=kind, title="ЛР № 7")
    write(world, cell(world, "adult", "", 0, 1), cell(world, "adult", "3", 1), cell(world, "classmate", "", 1, 2))
    owing = {}
    for day in (DAY, TODAY):
        table = built(
            world.actor("deputy"),
            "admission",
            period=f"term:{world.term.pk.hex}",
            group=world.groups["Э-21"].pk,
            day=day,
        )
        owing[day] = {row["student"].rpartition(" ")[0] for row in lines(table) if "ЛР № 7" in row["reasons"]}
    assert (name(world, "classmate") in owing[DAY], name(world, "adult") in owing[DAY]) == (False, True)
    assert (name(world, "classmate") in owing[TODAY], name(world, "adult") in owing[TODAY]) == (True, False)
