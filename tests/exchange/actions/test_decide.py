"""Applying in one transaction, undoing as a whole, and the refusals of both."""

import datetime as dt
from dataclasses import replace
from uuid import UUID

import pytest
from django.db import IntegrityError

from tests.exchange.college import Desk, changes_of, roster, timetable
from zhurnal.curriculum.models import Course, Discipline
from zhurnal.exchange.actions.decide import apply_import, undo_import
from zhurnal.exchange.actions.prepare import drop, prepare
from zhurnal.exchange.imports import rows
from zhurnal.exchange.imports.readers.kinds import Kind
from zhurnal.exchange.rules.changes import What
from zhurnal.journal.models import Entry, LessonRecord
from zhurnal.kernel import audit
from zhurnal.kernel.errors import Absent, Refused, Unconfirmed
from zhurnal.kernel.models import Change
from zhurnal.organisation.models import Department
from zhurnal.people.models import Person
from zhurnal.timetable.models import Lesson

FILE = {"t.xml": timetable([(0, 0, 1), (1, 2, 2)])}
OTHER = {"t.xml": timetable([(0, 0, 1), (1, 4, 3)])}


def reason(action, *args):
    with pytest.raises(Refused) as refused:
        action(*args)
    return refused.value.refusal


def nothing_in(desk):
    return {name: found for name, found in desk.everything().items() if found}


def write_topic(desk, lesson):
    return LessonRecord.objects.create(college=desk.college, lesson=lesson, course_id=lesson.course_id, topic="Сила")


def test_undo_leaves_an_empty_college_empty(desk):
    run = desk.load(Kind.TIMETABLE, FILE)
    assert len(nothing_in(desk)) > 10
    assert desk.undo(run).state == "undone"
    assert nothing_in(desk) == {}


def test_undo_gives_former_values_back(desk):
    desk.load(Kind.TIMETABLE, FILE)
    before = desk.everything()
    run = desk.load(Kind.TIMETABLE, OTHER)
    assert desk.everything() != before
    desk.undo(run)
    assert desk.everything() == before


def test_undone_in_the_order_in_which_they_rest_on_each_other(desk):
    first, second = desk.load(Kind.TIMETABLE, FILE), desk.load(Kind.TIMETABLE, OTHER)
    refusal = reason(undo_import, desk.actor, first)
    assert (refusal.code, "занятие" in str(refusal)) == ("rests", True)
    desk.undo(second)
    desk.undo(first)
    assert nothing_in(desk) == {}


def test_both_are_recorded_in_a_chain_of_the_run(desk):
    run = desk.load(Kind.TIMETABLE, FILE)
    desk.undo(run)
    events = Change.objects.of(desk.college.id).filter(chain=run.pk).order_by("seq")
    assert [(event.action, event.actor_name) for event in events] == [
        ("exchange.apply", "проверка"), ("exchange.undo", "проверка"),
    ]  # fmt: skip
    assert events[0].after["rows"]["lesson"] == {"create": 8}
    assert list(audit.verify(desk.college.id)) == []


def test_failure_in_the_middle_writes_nothing(desk, monkeypatch):
    run = desk.prepare(Kind.TIMETABLE, FILE)
    insert, calls = rows.sql.insert, []

    def failing(model, *args, **kwargs):
        calls.append(model.__name__)
        if model.__name__ == "Lesson":
            message = "power is gone"
            raise RuntimeError(message)
        insert(model, *args, **kwargs)

    monkeypatch.setattr(rows.sql, "insert", failing)
    with pytest.raises(RuntimeError):
        apply_import(desk.actor, run)
    assert "Course" in calls
    assert nothing_in(desk) == {}
    assert desk.again(run).state == "preview"


def test_refusal_of_the_database_is_a_sentence(desk, monkeypatch):
    run = desk.prepare(Kind.TIMETABLE, FILE)

    def refusing(*_args, **_kwargs):
        raise IntegrityError

    monkeypatch.setattr(rows.sql, "insert", refusing)
    assert reason(apply_import, desk.actor, run).code == "database"
    assert nothing_in(desk) == {}


def test_college_that_changed_meanwhile_is_looked_at_again(desk):
    run = desk.prepare(Kind.TIMETABLE, FILE)
    Department.objects.create(college=desk.college, name="Энергетическое", short_name="Энергетическое")
    refusal = reason(apply_import, desk.actor, run)
    assert str(refusal).startswith("Пока вы смотрели, данные изменились: посмотрите ещё раз")
    assert not desk.rows("lesson").exists()
    renewed = desk.again(run)
    assert "department" not in {change.entity for change in changes_of(renewed)}
    apply_import(desk.actor, renewed)
    assert desk.rows("lesson").count() == 8


def test_lesson_written_between_preview_and_application_is_not_moved(desk):
    desk.load(Kind.TIMETABLE, FILE)
    run = desk.prepare(Kind.TIMETABLE, OTHER)
    lesson = desk.rows("lesson").filter(course__discipline__name="Химия").order_by("date").first()
    write_topic(desk, lesson)
    assert reason(apply_import, desk.actor, run).code == "stale"
    apply_import(desk.actor, desk.again(run))
    assert desk.rows("lesson").get(pk=lesson.pk).date == lesson.date


@pytest.mark.parametrize("state", ["applied", "undone", "dropped"])
def test_decided_run_is_not_applied_again(desk, state):
    run = desk.prepare(Kind.TIMETABLE, FILE)
    if state == "dropped":
        drop(desk.actor, run)
    else:
        apply_import(desk.actor, run)
    if state == "undone":
        undo_import(desk.actor, run)
    count = desk.rows("lesson").count()
    assert reason(apply_import, desk.actor, run).code == "decided"
    assert desk.rows("lesson").count() == count


def test_preview_is_not_undone(desk):
    assert reason(undo_import, desk.actor, desk.prepare(Kind.TIMETABLE, FILE)).code == "not_applied"


def test_undo_is_refused_where_entries_were_written(desk):
    desk.load(Kind.ROSTER, roster())
    run = desk.load(Kind.TIMETABLE, FILE)
    lesson = desk.rows("lesson").order_by("date").first()
    student = desk.rows("person").get(given="Инна")
    Entry.objects.create(
        college=desk.college, course_id=lesson.course_id, lesson=lesson, student=student, slot=0, value="н",
        changed_at=desk.actor.now,
    )  # fmt: skip
    before = desk.everything()
    refusal = reason(undo_import, desk.actor, run)
    assert "записи о студентах" in str(refusal)
    assert desk.everything() == before
    assert Entry.objects.of(desk.college.id).count() == 1


def test_undo_is_refused_where_a_moved_lesson_was_written(desk):
    desk.load(Kind.TIMETABLE, FILE)
    run = desk.load(Kind.TIMETABLE, OTHER)
    moved = changes_of(run, What.CHANGE)[0].pk
    write_topic(desk, desk.rows("lesson").get(pk=UUID(moved)))
    assert "есть записи" in str(reason(undo_import, desk.actor, run))


def test_undo_is_refused_where_a_row_was_changed_since(desk):
    run = desk.load(Kind.ROSTER, roster())
    desk.rows("person").filter(given="Инна").update(surname="Белова-Орлова")
    refusal = str(reason(undo_import, desk.actor, run))
    assert "потом изменено снова: человек «Белова Инна Олеговна»" in refusal


def test_undo_is_refused_where_an_old_place_is_taken(desk):
    desk.load(Kind.TIMETABLE, FILE)
    run = desk.load(Kind.TIMETABLE, OTHER)
    change = next(change for change in changes_of(run, What.CHANGE) if "date" in change.before)
    lesson = desk.rows("lesson").get(pk=UUID(change.pk))
    desk.rows("lesson").filter(pk=lesson.pk).values()
    values = {
        field.attname: getattr(lesson, field.attname)
        for field in lesson._meta.local_concrete_fields
        if field.attname not in ("id", "date", "pair", "outer_key", "origin")
    }
    type(lesson).objects.create(
        **values, date=dt.date.fromisoformat(change.before["date"]), pair=change.before["pair"], origin="manual"
    )
    assert "местах уже стоят" in str(reason(undo_import, desk.actor, run))
    assert desk.again(run).state == "applied"


def test_old_previews_forget_what_was_read(desk, frozen_time):
    old = desk.prepare(Kind.ROSTER, roster())
    frozen_time.shift(dt.timedelta(days=8))
    desk.prepare(Kind.ROSTER, roster())
    old = desk.again(old)
    assert (old.state, bytes(old.reading), bytes(old.plan)) == ("dropped", b"", b"")


def test_imports_of_one_college_do_not_touch_another(db, frozen_time, tmp_path):
    one, two = Desk(tmp_path, "one"), Desk(tmp_path, "two")
    run = one.load(Kind.TIMETABLE, FILE)
    two.load(Kind.TIMETABLE, FILE)
    before = two.everything()
    one.undo(run)
    assert two.everything() == before
    assert not Person.objects.of(one.college.id).exists()


def test_only_whoever_may_import_imports(desk, frozen_time):
    run = desk.prepare(Kind.TIMETABLE, FILE)
    stranger = replace(desk.actor, roles=frozenset({"teacher", "director"}))
    for action in (apply_import, undo_import, drop):
        with pytest.raises(Refused):
            action(stranger, run)
    with pytest.raises(Absent):
        prepare(stranger, Kind.TIMETABLE, [])
    assert desk.again(run).state == "preview"


def test_a_place_on_a_list_by_which_something_was_written_is_not_taken_back(desk):
    newcomer = "s3,active,,true,org,student,,,Лев,Новиков,Юрьевич,,,,,,,\n"
    desk.load(Kind.ROSTER, roster(users=newcomer))
    listed = "n9,active,,e21,org,s3,student,false,2026-11-01,\n"
    run = desk.load(Kind.ROSTER, roster(users=newcomer, enrolments=listed))
    group, term, teacher = desk.rows("group").get(), desk.rows("term").get(), desk.rows("person").get(given="Ольга")
    subject = Discipline.objects.create(college=desk.college, name="Физика", short_name="Физика")
    own = {"college": desk.college, "term": term}
    course = Course.objects.create(**own, year_id=term.year_id, group=group, discipline=subject)
    lesson = Lesson.objects.create(
        **own, course=course, date=dt.date(2026, 11, 24), pair=1, starts=dt.time(8), ends=dt.time(9), teacher=teacher
    )
    student = desk.rows("person").get(given="Лев")
    entry = Entry(college=desk.college, course=course, lesson=lesson, student=student, slot=0, value="н")
    entry.changed_at = desk.actor.now
    Entry.objects.bulk_create([entry])
    assert "в журнале уже есть записи" in str(reason(undo_import, desk.actor, run))
    assert desk.rows("membership").filter(student=student).count() == 1


def test_a_file_that_gives_roles_of_the_staff_asks_who_is_there_whatever_its_kind(desk):
    nobody = replace(desk.actor, fresh=False)
    run = desk.prepare(Kind.ROSTER, roster())
    with pytest.raises(Unconfirmed):
        apply_import(nobody, run)
    assert (desk.again(run).state, desk.rows("person").count()) == ("preview", 0)
    apply_import(desk.actor, run)
    with pytest.raises(Unconfirmed):
        undo_import(nobody, desk.again(run))
    students = roster(users="s9,active,,true,org,student,,,Вера,Новая,,,,,,,,\n")
    apply_import(nobody, desk.prepare(Kind.ROSTER, students))
    assert desk.rows("role").filter(person__surname="Новая").count() == 1
