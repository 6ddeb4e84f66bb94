"""From a timetable of aSc to journals and dated lessons."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.exchange.college import SINCE, UNTIL, changes_of, codes_of, timetable
from zhurnal.academic_year.models import AcademicYear, Holiday, Term
from zhurnal.curriculum.models import Group, PracticePeriod
from zhurnal.exchange.imports.plan.hours import Ring, halved
from zhurnal.exchange.imports.readers import timetable as asc
from zhurnal.exchange.imports.readers.kinds import Kind
from zhurnal.exchange.queries.runs import load_preview
from zhurnal.exchange.rules.changes import What, stays
from zhurnal.journal.models import LessonRecord
from zhurnal.organisation.models import Department
from zhurnal.people.models import Person, RoleGrant
from zhurnal.people.rules.roles import Role
from zhurnal.timetable.models import MovedDay, Room

MONDAY, WEDNESDAY = 0, 2
BEFORE = "2026-11-15T12:00:00+03:00"  # the day before the first lesson
TWICE = [(0, MONDAY, 1), (0, WEDNESDAY, 2), (1, MONDAY, 2)]


def load(desk, text, **window):
    return desk.load(Kind.TIMETABLE, {"t.xml": text}, **window)


def lessons_of(run, what):
    return [change for change in changes_of(run, what) if change.entity == "lesson"]


def lessons(desk, subject="Физика", state="planned"):
    rows = desk.rows("lesson").filter(course__discipline__name=subject, state=state).order_by("date", "pair")
    return list(rows.values_list("date", "pair"))


def test_empty_college_gets_all_that_a_lesson_needs(desk):
    run = load(desk, timetable(TWICE))
    counts = {
        name: desk.rows(name).count() for name in ("year", "term", "group", "discipline", "course", "person", "role")
    }
    assert counts == {"year": 1, "term": 1, "group": 2, "discipline": 3, "course": 2, "person": 3, "role": 3}
    assert run.state == "applied"
    assert bytes(run.reading) == b""
    days = [dt.date(2026, 11, 16) + dt.timedelta(weeks=n) for n in range(4)]
    assert lessons(desk) == sorted([*((day, 1) for day in days), *((day + dt.timedelta(days=2), 2) for day in days)])
    first = desk.rows("lesson").select_related("room", "teacher").filter(pair=1).order_by("date").first()
    assert (str(first.teacher), str(first.room), first.hours, first.starts) == (
        "Кравцова Ольга Сергеевна", "304", 1, dt.time(9),
    )  # fmt: skip
    assert set(desk.rows("role").values_list("role", flat=True)) == {"teacher"}


def test_same_file_again_changes_nothing(desk):
    load(desk, timetable(TWICE))
    before = desk.everything()
    run = desk.prepare(Kind.TIMETABLE, {"t.xml": timetable(TWICE)})
    assert changes_of(run) == []
    load(desk, timetable(TWICE))
    assert desk.everything() == before


def test_days_off_are_skipped_and_the_window_holds(desk):
    year = AcademicYear.objects.create(
        college=desk.college, name="2026/27", starts=dt.date(2026, 9, 1), ends=dt.date(2027, 6, 30)
    )
    Term.objects.create(
        college=desk.college, year=year, number=1, starts=dt.date(2026, 9, 1), ends=dt.date(2026, 12, 8)
    )
    Holiday.objects.create(college=desk.college, date=dt.date(2026, 11, 30), name="День колледжа")
    load(desk, timetable([(0, MONDAY, 1)]), since=None, until=None)
    # From this week's Monday to the end of the term, without the day off.
    assert lessons(desk) == [(dt.date(2026, 11, 23), 1), (dt.date(2026, 12, 7), 1)]


def test_a_group_in_practice_is_out_and_a_saturday_works_by_its_monday(desk):
    own = desk.college
    year = AcademicYear.objects.create(
        college=own, name="2026/27", starts=dt.date(2026, 9, 1), ends=dt.date(2027, 6, 30)
    )
    Term.objects.create(college=own, year=year, number=1, starts=dt.date(2026, 9, 1), ends=dt.date(2026, 12, 8))
    department = Department.objects.create(college=own, name="Отделение", short_name="О")
    group = Group.objects.create(college=own, year=year, department=department, name="Э-21", course_year=2)
    PracticePeriod.objects.create(
        college=own, group=group, kind="educational", starts=dt.date(2026, 11, 24), ends=dt.date(2026, 12, 1), weekdays="1234567"
    )  # fmt: skip
    Holiday.objects.create(college=own, date=dt.date(2026, 12, 7), name="Перенос")
    MovedDay.objects.create(college=own, date=dt.date(2026, 12, 5), weekday=1)
    load(desk, timetable([(0, MONDAY, 1)]), since=None, until=None)
    assert lessons(desk) == [(dt.date(2026, 11, 23), 1), (dt.date(2026, 12, 5), 1)]


def test_alternating_weeks_count_from_the_term(desk):
    cards = [(0, MONDAY, 1), (1, MONDAY, 1)]
    load(desk, timetable(cards, weeks={0: "10", 1: "01"}))
    assert lessons(desk) == [(dt.date(2026, 11, 16), 1), (dt.date(2026, 11, 30), 1)]
    assert lessons(desk, "Химия") == [(dt.date(2026, 11, 23), 1), (dt.date(2026, 12, 7), 1)]


def test_without_a_term_days_are_asked_for(desk):
    run = desk.prepare(Kind.TIMETABLE, {"t.xml": timetable(TWICE)}, since=None, until=None)
    assert "needs_dates" in codes_of(run)
    assert changes_of(run) == []


def test_changed_timetable_moves_creates_and_cancels(desk, frozen_time):
    frozen_time.move_to(BEFORE)
    load(desk, timetable(TWICE))
    run = load(desk, timetable([(0, MONDAY, 1), (0, 3, 4), (1, MONDAY, 2), (1, 4, 1)]))
    found = {what: len(lessons_of(run, what)) for what in (What.CREATE, What.CHANGE, What.CLOSE)}
    assert found == {What.CREATE: 4, What.CHANGE: 4, What.CLOSE: 0}
    assert {(day.weekday(), pair) for day, pair in lessons(desk)} == {(0, 1), (3, 4)}
    run = load(desk, timetable([(0, MONDAY, 1), (1, MONDAY, 2)]))
    assert len(changes_of(run, What.CLOSE)) == 8
    assert {(day.weekday(), pair) for day, pair in lessons(desk)} == {(0, 1)}
    # And back: the cancelled lessons come to life, none is made twice.
    run = load(desk, timetable([(0, MONDAY, 1), (0, 3, 4), (1, MONDAY, 2), (1, 4, 1)]))
    assert (len(lessons_of(run, What.CHANGE)), len(lessons_of(run, What.CREATE))) == (8, 0)
    assert lessons(desk, state="cancelled") == []


def test_lesson_with_entries_is_asked_about_and_stays(desk, frozen_time):
    frozen_time.move_to(BEFORE)
    load(desk, timetable(TWICE))
    lesson = desk.rows("lesson").get(date=dt.date(2026, 11, 16), pair=1)
    LessonRecord.objects.create(college=desk.college, lesson=lesson, course_id=lesson.course_id, topic="Сила")
    run = load(desk, timetable([(0, 4, 4), (0, WEDNESDAY, 2), (1, MONDAY, 2)]))
    asked = changes_of(run, What.ASK)
    assert [(change.pk, "записи" in change.note) for change in asked] == [(lesson.pk.hex, True)]
    week = [(day, pair) for day, pair in lessons(desk) if day < dt.date(2026, 11, 23)]
    assert week == [(dt.date(2026, 11, 16), 1), (dt.date(2026, 11, 18), 2)]
    run = load(desk, timetable([(1, MONDAY, 2)]))
    assert [change.pk for change in changes_of(run, What.ASK)] == [lesson.pk.hex]
    assert lessons(desk) == [(dt.date(2026, 11, 16), 1)]


def test_a_lesson_laid_in_the_journal_itself_is_named_where_the_file_differs(desk):
    load(desk, timetable(TWICE))
    mine = desk.rows("lesson").get(date=dt.date(2026, 11, 30), pair=1)
    room = Room.objects.create(college=desk.college, name="Свой кабинет")
    desk.rows("lesson").filter(pk=mine.pk).update(origin="timetable", outer_key="slot:1", hours=1, room=room)
    run = desk.prepare(Kind.TIMETABLE, {"t.xml": timetable(TWICE)})
    [told] = changes_of(run)
    viewer = replace(desk.actor, roles=frozenset({Role.ADMINISTRATOR.value}))
    shown = {name: [line.fate for line in load_preview(viewer, run, name).lines] for name in ("kept", "asked")}
    assert shown == {"kept": ["останется"], "asked": []}
    assert (told.what, told.pk, stays(told)) == (What.ASK, mine.pk.hex, True)
    assert told.note == "Занятие поставлено в самом журнале, а в файле оно другое. Оно останется, как стояло."
    load(desk, timetable(TWICE))
    assert desk.rows("lesson").get(pk=mine.pk).hours == 1


def test_two_lessons_in_one_pair_of_a_sheet_are_an_hour_each():
    def content(program: str, *lessons: asc.Lesson) -> asc.Timetable:
        cards = tuple(asc.Card(row.outer_id, 1, 1, 1, (), (), (), 1) for row in lessons)
        return asc.Timetable(program=program, lessons=lessons, cards=cards, blocks=cards)

    def lesson(key: str, *groups: str) -> asc.Lesson:
        return asc.Lesson(key, key, ("э-21",), groups, (), (), 1, Decimal(0), (), (), 1)

    assert halved(content("sheet", lesson("физика"), lesson("история"))) == {0: 0, 1: 1}
    assert halved(content("sheet", lesson("физика", "1"), lesson("история", "2"))) == {}
    assert halved(content("asc", lesson("физика"), lesson("история"))) == {}
    pair = Ring(dt.time(8, 30), dt.time(10, 5), 2)
    assert pair.half(0) == Ring(dt.time(8, 30), dt.time(9, 15), 1)
    assert pair.half(1) == Ring(dt.time(9, 20), dt.time(10, 5), 1)


def test_a_lesson_that_has_begun_is_asked_about_and_stays(desk, frozen_time):
    load(desk, timetable(TWICE))
    frozen_time.move_to("2026-11-25T10:10:00+03:00")  # Wednesday, its second pair has just begun
    before = lessons(desk)
    run = load(desk, timetable([(0, 3, 4), (0, 4, 4), (1, MONDAY, 2)]))
    now = lessons(desk)
    begun = [(dt.date(2026, 11, day), pair) for day, pair in ((16, 1), (18, 2), (23, 1), (25, 2))]
    assert [place for place in now if place in before] == begun
    notes = {change.note for change in changes_of(run, What.ASK) if change.entity == "lesson"}
    assert all("уже прошло или идёт" in note for note in notes)
    assert len(notes) == len(begun)


def test_what_a_person_cancelled_stays_so(desk):
    load(desk, timetable(TWICE))
    two = desk.rows("lesson").filter(pair=1).order_by("date")[1]
    desk.rows("lesson").filter(pk=two.pk).update(state="cancelled")
    run = desk.prepare(Kind.TIMETABLE, {"t.xml": timetable(TWICE)})
    assert changes_of(run) == []


def test_joined_lesson_stands_in_both_journals(desk):
    extra = (
        '<lesson id="J" subjectid="S2" classids="C1,C2" groupids="G1,G2" teacherids="T2" periodspercard="1" periodsperweek="1.0"/>'
        '|<card lessonid="J" period="3" days="10000" weeks="11" terms="1" classroomids="R2"/>'
    )
    load(desk, timetable(TWICE, extra))
    rows = desk.rows("lesson").filter(course__discipline__name="История", date=SINCE)
    assert sorted(rows.values_list("course__group__name", "teacher__surname")) == [
        ("Э-21", "Жукова"),
        ("Э-22", "Жукова"),
    ]


def test_parts_of_a_class_have_a_teacher_each(desk):
    extra = (
        '<lesson id="J" subjectid="S2" classids="C1" groupids="P1,P2" teacherids="T1,T2" periodspercard="1" periodsperweek="1.0"/>'
        '|<card lessonid="J" period="3" days="10000" weeks="11" terms="1" classroomids="R1,R2"/>'
    )
    load(desk, timetable(TWICE, extra))
    rows = desk.rows("lesson").filter(course__discipline__name="История", date=SINCE)
    assert sorted(rows.values_list("course__subgroup__name", "teacher__surname", "room__name")) == [
        ("1 группа", "Лосев", "304"), ("2 группа", "Жукова", "305"),
    ]  # fmt: skip


def test_second_teacher_leads_the_journal_too(desk):
    extra = (
        '<lesson id="J" subjectid="S2" classids="C1" groupids="G1" teacherids="T1,T2" periodspercard="1" periodsperweek="1.0"/>'
        '|<card lessonid="J" period="3" days="10000" weeks="11" terms="1" classroomids=""/>'
    )
    load(desk, timetable(TWICE, extra))
    assert desk.rows("lesson").filter(course__discipline__name="История", date=SINCE).get().room_id is None
    rows = desk.rows("courseteacher").filter(course__discipline__name="История")
    assert sorted(rows.values_list("teacher__surname", flat=True)) == ["Жукова", "Лосев"]


def test_lesson_without_a_teacher_is_refused_with_its_line(desk):
    extra = (
        '<lesson id="J" subjectid="S2" classids="C1" groupids="G1" teacherids="" periodspercard="1" periodsperweek="1.0"/>'
        '|<card lessonid="J" period="3" days="10000" weeks="11" terms="1" classroomids=""/>'
    )
    run = load(desk, timetable(TWICE, extra))
    refused = changes_of(run, What.REFUSE)
    assert [("преподавателя" in change.note, change.line > 0) for change in refused] == [(True, True)]
    assert lessons(desk, "История") == []


def test_teacher_is_known_again_by_initials_and_gets_no_second_role(desk):
    person = Person.objects.create(college=desk.college, surname="Жукова", given="Алла", patronymic="Борисовна")
    RoleGrant.objects.create(college=desk.college, person=person, role="teacher", since=dt.date(2026, 9, 1))
    load(desk, timetable(TWICE))
    assert desk.rows("person").filter(surname="Жукова").count() == 1
    assert desk.rows("role").filter(person=person).count() == 1
    assert desk.rows("person").get(surname="Жукова").given == "Алла"


@pytest.mark.parametrize(("role", "until"), [("director", None), ("teacher", dt.date(2026, 10, 1))])
def test_no_role_is_raised_and_no_ended_one_comes_back(desk, role, until):
    person = Person.objects.create(college=desk.college, surname="Лосев", given="Павел", patronymic="Ильич")
    RoleGrant.objects.create(college=desk.college, person=person, role=role, since=dt.date(2026, 9, 1), until=until)
    run = load(desk, timetable(TWICE))
    assert [change.entity for change in changes_of(run, What.ASK)] == ["role"]
    assert list(desk.rows("role").filter(person=person).values_list("role", "until")) == [(role, until)]


def test_own_bells_are_asked_about_and_kept(desk):
    load(desk, timetable(TWICE))
    desk.rows("bell").update(starts=dt.time(8), ends=dt.time(8, 40))
    before = list(desk.rows("bell").order_by("pk").values())
    run = load(desk, timetable(TWICE))
    assert {change.entity for change in changes_of(run, What.ASK)} == {"bell"}
    assert list(desk.rows("bell").order_by("pk").values()) == before


def test_another_teacher_is_added_and_the_old_one_is_asked_about(desk, frozen_time):
    frozen_time.move_to(BEFORE)
    load(desk, timetable(TWICE))
    run = load(desk, timetable(TWICE).replace('teacherids="T0"', 'teacherids="T1"'))
    asked = [change for change in changes_of(run, What.ASK) if change.entity == "courseteacher"]
    assert ["Кравцова" in change.note for change in asked] == [True]
    assert set(
        desk.rows("lesson").filter(course__discipline__name="Физика").values_list("teacher__surname", flat=True)
    ) == {"Лосев"}
    assert UNTIL > SINCE
