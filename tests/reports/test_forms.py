"""The forms agree with one another and with a count made here, lesson by lesson, without the product's code (A5.2, A5.11)."""

import io
from collections import defaultdict
from datetime import date, timedelta

import pytest
from python_calamine import CalamineWorkbook

from tests import worlds
from tests.reports.asking import asked, built, lines
from tests.worlds import TODAY, add_lesson
from zhurnal.academic_year.models import Term
from zhurnal.curriculum.models import Course, HoursCorrection, PracticePeriod, Stream, StreamCourse
from zhurnal.journal.models import LessonRecord
from zhurnal.kernel.export import Total
from zhurnal.oversight.queries.hours import load_group
from zhurnal.oversight.rules.hours import Sign
from zhurnal.reports.catalogue import REPORTS, hours
from zhurnal.reports.rules.periods import Span
from zhurnal.timetable.models import Lesson, Substitution
from zhurnal.timetable.rules.lesson import State

NOVEMBER = date(2026, 11, 1)
RECORDED = worlds.RECORDED


@pytest.fixture
def world(db, frozen_time):
    found, _other = worlds.two_colleges()
    return found


def record(world, *names):
    for name in names:
        lesson = world.lessons[name]
        LessonRecord.objects.create(
            college=world.college, lesson=lesson, course=lesson.course, topic="Тема", roll_called_at=RECORDED
        )


def given(world, who="deputy", report="form2"):
    """(teacher, groups) → hours, from the report's own lines."""
    table = REPORTS[report].build(world.actor(who), asked(world.id, NOVEMBER))
    place = [column.key for column in table.columns].index(
        {"form2": "total", "form3": "given", "teachers": "given"}[report]
    )
    found = defaultdict(int)
    for row in table.rows:
        if not isinstance(row, Total):
            found[row[0], row[1]] += row[place] or 0
    return {key: hours for key, hours in found.items() if hours}


def by_hand(world, day=TODAY):
    """The same, by plain counting over raw rows, up to a day."""
    records = {r.lesson_id: r for r in LessonRecord.objects.of(world.id)}
    found = defaultdict(int)
    for lesson in Lesson.objects.of(world.id).select_related("teacher", "course__group"):
        written = records.get(lesson.pk)
        if lesson.state == "planned" and lesson.date <= day and written and written.topic and written.roll_called_at:
            t = lesson.teacher
            found[f"{t.surname} {t.given[0]}. {t.patronymic[0]}.", lesson.course.group.name] += lesson.hours
    return {key: hours for key, hours in found.items() if hours}


def plain(found):
    return {(name.replace("\u00a0", " "), groups): hours for (name, groups), hours in found.items()}


def test_forms_ledger_and_a_count_by_hand_agree(world):
    record(world, "closed", "old", "yesterday", "substituted", "english1", "english2", "history")
    counted = plain(by_hand(world))
    assert sum(counted.values()) == 14
    for report in ("form2", "form3", "teachers"):
        assert plain(given(world, report=report)) == counted


PAST = TODAY - timedelta(days=7)


def corrected(world, day, hours=10):
    """The plan of a course is moved by an order of the day."""
    HoursCorrection.objects.create(
        college=world.college, course=world.courses["electro"], kind="plan", day=day, hours=hours, order_number="41-у",
        order_dated=day, ground="приказ", made_at=RECORDED,
    )  # fmt: skip


def test_hours_of_a_past_day_know_no_later_lesson_and_no_later_order(world):
    """A lesson of before that was written later counts, and the paper says so; what was held or ordered after the day does not."""
    LessonRecord.objects.of(world.id).delete()
    record(world, "old", "yesterday", "substituted", "english1", "history")
    corrected(world, TODAY)
    counted = plain(by_hand(world, PAST))
    record(world, "closed")  # held before the day, written after it
    assert plain(by_hand(world, PAST)) != counted
    counted = plain(by_hand(world, PAST))
    assert sum(counted.values()) < sum(by_hand(world).values())
    asking = {"form2": {"period": "month:2026-11"}}
    for slug, column in (("form2", "total"), ("form3", "given"), ("teachers", "given"), ("load", "given")):
        table = built(world.actor("deputy"), slug, day=PAST.isoformat(), **asking.get(slug, {}))
        told = defaultdict(int)
        for row in lines(table):
            told[row["teacher"].replace("\u00a0", " ")] += row[column] or 0
        whole = defaultdict(int)
        for (name, _groups), hours_ in counted.items():
            whole[name] += hours_
        assert {name: hours_ for name, hours_ in told.items() if hours_} == whole
        assert any("Посчитано на 17.11.2026" in note and "внесёнными позже" in note for note in table.notes)
        assert any("на 17.11.2026" in line for line in table.heading)
    by_day = {
        day: next(row for row in lines(built(world.actor("deputy"), "disciplines", day=day)) if "ОП.02" in row["discipline"])
        for day in (PAST.isoformat(), TODAY.isoformat())
    }  # fmt: skip
    assert [row["plan"] for row in by_day.values()] == [96, 106]
    assert [row["given"] for row in by_day.values()] == [4, 8]
    assert [row["ahead"] for row in by_day.values()] == [10, 6]  # of the same lessons: held later, or still to come


def test_substitutions_of_a_past_day_are_those_up_to_it(world):
    record(world, "substituted")
    for slug in ("substitutions", "substituted"):
        rows = {
            day: len(lines(built(world.actor("deputy"), slug, period="month:2026-11", day=day.isoformat())))
            for day in (PAST, TODAY)
        }
        assert rows == {PAST: 0, TODAY: 1}


def test_hours_of_a_term_are_of_that_term_where_two_meet_in_one_month(world, frozen_time):
    Term.objects.of(world.id).filter(pk=world.term.pk).update(ends=date(2027, 1, 15))
    Term.objects.create(
        college=world.college, year=world.year, number=2, starts=date(2027, 1, 16), ends=date(2027, 6, 28)
    )
    frozen_time.move_to("2027-02-10 12:00:00+03:00")
    table = built(world.actor("deputy"), "teachers", period=f"term:{world.term.pk.hex}")
    assert table.title == "Вычитка часов, 1 семестр 2026/27"


def test_two_subgroups_at_one_time_are_single_for_students_and_double_for_teachers(world):
    """C5.2."""
    record(world, "english1", "english2")
    assert sum(given(world).values()) == 4
    english = Course.objects.of(world.id).filter(pk=world.courses["english2"].pk)
    english.update(discipline=world.courses["english1"].discipline)
    assert load_group(world.actor("deputy"), world.groups["Э-21"]).total.given == 2


def test_joined_groups_give_the_teacher_one_sitting(world):
    """C5.12: each journal holds the lesson, the teacher's hours count once; the setting counts them for each group."""
    add_lesson(world, "a", "module", "other_teacher", TODAY - timedelta(days=3), 1)
    add_lesson(world, "b", "history", "other_teacher", TODAY - timedelta(days=3), 1)
    stream = Stream.objects.create(college=world.college, term=world.term, name="Поток")
    for course in ("module", "history"):
        StreamCourse.objects.create(college=world.college, stream=stream, course=world.courses[course])
    record(world, "a", "b")
    assert [(groups, hours) for (_name, groups), hours in given(world).items()] == [("ТЭ-11, Э-21", 2)]
    table = REPORTS["teachers"].build(world.actor("deputy"), asked(world.id, NOVEMBER))
    assert [row[4] for row in table.rows if row[2].startswith("Совместные")] == [-2]
    assert [row[4] for row in table.rows if isinstance(row, Total)][-1] == sum(given(world).values()) == 2
    world.college.parameters = {"joined_hours_once": False}
    world.college.save()
    assert sum(given(world).values()) == 4


def test_the_substitute_gets_the_hours_and_the_missed_discipline_the_debt(world):
    """C5.1: another discipline went ahead; its teacher has the hours, the missed one is told as displaced."""
    missed = world.lessons["old"]
    Lesson.objects.of(world.id).filter(pk=missed.pk).update(state=State.CANCELLED)
    lesson = add_lesson(world, "instead", "module", "other_teacher", missed.date, 3)
    Substitution.objects.create(
        college=world.college, lesson=lesson, planned_teacher=world.people["teacher"], missed=missed,
        substitute=world.people["other_teacher"], mode="other", reason="больничный",
    )  # fmt: skip
    record(world, "instead", "substituted")
    line = next(
        x for x in load_group(world.actor("deputy"), world.groups["Э-21"]).lines if x.name.startswith("Электро")
    )
    assert (line.missing.displaced, "вместо неё дали другую дисциплину 2\u00a0ч" in line.causes) == (2, True)
    sheet = REPORTS["substitutions"].build(world.actor("deputy"), asked(world.id, NOVEMBER))
    rows = list(sheet.rows)
    assert [(row[2], row[5], row[8], row[9], row[10]) for row in rows[:-1]] == [
        ("Э-21", "больничный", "другая дисциплина", 2, True),
        ("Э-21", "больничный", "та же дисциплина", 2, True),
    ]
    assert rows[-1][9] == 4
    table = REPORTS["teachers"].build(world.actor("deputy"), asked(world.id, NOVEMBER))
    total = [row for row in table.rows if isinstance(row, Total)][-1]
    assert total[10:12] == (4, 4)


def test_weeks_of_practice_show_no_debt(world):
    """C5.11: what the timetable still holds on days of practice is neither owed nor counted as not recorded."""
    Course.objects.of(world.id).filter(pk=world.courses["electro"].pk).update(hours_planned=12)
    record(world, "closed", "yesterday", "earlier", "now")
    before = next(x for x in load_group(world.actor("deputy"), world.groups["Э-21"]).lines if x.index == "ОП.02").hours
    assert (before.unrecorded, before.given) == (2, 8)
    PracticePeriod.objects.create(
        college=world.college,
        group=world.groups["Э-21"],
        starts=TODAY - timedelta(days=8),
        ends=TODAY - timedelta(days=6),
    )
    after = next(x for x in load_group(world.actor("deputy"), world.groups["Э-21"]).lines if x.index == "ОП.02").hours
    assert (after.unrecorded, after.lost, after.given, after.sign) == (0, 0, 8, Sign.ON_TRACK)


def test_each_sees_his_own(world):
    record(world, "closed", "english1", "history")
    seen = {
        who: sorted({groups for _name, groups in given(world, who)})
        for who in ("deputy", "department_head", "other_head", "teacher")
    }
    assert seen == {
        "deputy": ["ТЭ-11", "Э-21"], "department_head": ["Э-21"], "other_head": ["ТЭ-11"], "teacher": ["Э-21"],
    }  # fmt: skip
    assert len(given(world, "teacher")) == 1


@pytest.mark.parametrize("slug", [report.slug for report in hours.REPORTS if report.spans == (Span.MONTH,)])
def test_page_and_file_hold_the_same_numbers(world, slug):
    record(world, "closed", "substituted")
    client = world.client("deputy")
    assert client.get(f"/reports/{slug}/?period=month:2026-11").status_code == 200
    answer = client.get(f"/reports/{slug}/file/xlsx/?period=month:2026-11")
    data = b"".join(answer.streaming_content)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    table = REPORTS[slug].build(world.actor("deputy"), asked(world.id, NOVEMBER))
    head = [column.title for column in table.columns]
    start = rows.index(head) + 1
    for told, row in zip(rows[start:], table.rows, strict=False):
        expected = ["" if v is None else {True: "да", False: "нет"}[v] if isinstance(v, bool) else v for v in row]
        assert told == expected


def test_an_unknown_report_or_kind_of_file_is_absent(world):
    client = world.client("deputy")
    assert [client.get(a).status_code for a in ("/reports/nothing/", "/reports/form2/file/exe/")] == [404, 404]
    assert client.get("/reports/form2/?period=month:99").status_code == 422


def test_hours_by_discipline_are_those_of_the_groups_page_with_what_is_left(world):
    record(world, "closed", "old", "yesterday", "substituted", "english1", "english2", "history")
    actor = world.actor("deputy")
    table = built(actor, "disciplines", period=f"term:{world.term.pk.hex}")
    keys = [column.key for column in table.columns]
    rows = [dict(zip(keys, row, strict=True)) for row in table.rows if row[0] == "Э-21"]
    page = load_group(actor, world.groups["Э-21"])
    assert [
        (row["plan"] or 0, row["given"] or 0, row["left"] or 0, row["ahead"] or 0, row["outcome"] or 0) for row in rows
    ] == [
        (one.plan, one.given, one.left, one.ahead, one.outcome)
        for one in (*(line.hours for line in page.lines), page.total)
    ]
    assert sum(row["left"] or 0 for row in rows) > 0
    assert [isinstance(row, Total) for row in table.rows if row[0] == "Э-21"] == [*[False] * len(page.lines), True]
    assert {row[0] for row in table.rows} == {"Э-21", "ТЭ-11"}
    assert {row[0] for row in built(world.actor("department_head"), "disciplines").rows} == {"Э-21"}
    own = built(world.actor("teacher"), "disciplines").rows  # of a teacher the journals that he leads
    assert own
    assert len(own) < len(table.rows)
