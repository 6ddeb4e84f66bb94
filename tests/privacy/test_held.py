"""All that is held about one person in one archive: complete by the declarations, and nobody else's."""

import io
import json
from datetime import UTC, datetime, timedelta
from zipfile import ZipFile

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests import worlds
from tests.access.filled import fill
from tests.demo.colleges import small_college
from tests.statements.papers import line_of
from zhurnal.assessment.actions import writing
from zhurnal.assessment.models import Result
from zhurnal.curriculum.models import Course, Membership
from zhurnal.journal.models import Entry
from zhurnal.kernel import audit, told
from zhurnal.kernel.held import holdings
from zhurnal.kernel.models import Change
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.privacy.queries import held, log
from zhurnal.statements.actions.filling import set_admission
from zhurnal.statements.models import Statement

OF_STUDENT = {
    "people.Person", "people.RoleGrant", "people.Guardianship", "people.Account", "people.Session", "curriculum.Membership",
    "curriculum.SubgroupMembership", "journal.Entry", "journal.StudentFeed", "journal.PersonalHomeworkStudent",
    "privacy.SubjectRequest", "notifications.Notice", "timetable.CalendarFeed",
}  # fmt: skip


@pytest.fixture
def college(db, frozen_time, settings, tmp_path):
    settings.STATE_DIR = tmp_path
    one, other = worlds.two_colleges()
    fill(one), fill(other)
    return one


def taken(college, who, subject):
    answer = college.client(who).post(f"/privacy/{college.people[subject].pk}/held/")
    assert answer.status_code == 200
    with ZipFile(io.BytesIO(answer.content)) as archive:
        return json.loads(archive.read("данные.json")), archive.read("данные.html").decode()


def parts_of(college, name):
    return {one.table: one for one in held.held_about(college.actor(name), college.people[name])}


def test_a_parent_takes_all_of_his_child_and_nothing_of_others(college):
    college.client("teacher").get(f"/journals/{college.courses['electro'].pk}/")
    data, page = taken(college, "parent", "student")
    whole = json.dumps(data, ensure_ascii=False) + page
    assert "Калугин" in whole
    assert "Отметки и явка" in page
    assert "преподаватель" in page  # who sees it by role
    readers = next(one for one in data["сведения"] if one["таблица"] == held.READERS)["строки"]
    assert [row["кто"] for row in readers] == [str(college.people["teacher"])]  # who really did
    for stranger in ("Удальцов", "Зимин", "Панкратов", "Студент00"):
        assert stranger not in whole
    for secret in ("argon2", college.accounts["student"].password):
        assert secret not in whole
    assert Change.objects.of(college.id).filter(action="privacy.held.taken").count() == 1
    assert list(audit.verify(college.id)) == []


def test_every_declared_table_is_asked_and_each_row_of_his_is_there(college):
    parts = parts_of(college, "student")
    assert set(parts) == {one.label for one in holdings() if one.table.subjects}
    filled = {label for label, one in parts.items() if one.rows}
    assert OF_STUDENT - {"people.Session"} <= filled
    entries = Entry.objects.of(college.id).filter(student=college.people["student"]).order_by("pk")
    assert [row["значение"] for row in parts["journal.Entry"].rows] == list(entries.values_list("value", flat=True))
    assert all(row["страница журнала"] and row["кто записал"] for row in parts["journal.Entry"].rows)


def test_a_staff_member_gets_what_is_held_of_him_and_not_of_his_students(college):
    parts = parts_of(college, "teacher")
    named = {label for label, one in parts.items() for who in ("Калугин", "Удальцов", "Зимин") if who in str(one.rows)}
    assert named == set()
    assert {"timetable.Lesson", "curriculum.CourseTeacher", "people.RoleGrant"} <= {
        label for label, one in parts.items() if one.rows
    }


def test_what_is_given_out_follows_the_declarations_alone(college, monkeypatch):
    """The control: a table whose declaration is lost is forgotten, which the first test of the ledger forbids."""
    assert parts_of(college, "student")["journal.Entry"].rows
    monkeypatch.setattr(held, "holdings", lambda: tuple(one for one in holdings() if one.label != "journal.Entry"))
    assert "journal.Entry" not in parts_of(college, "student")


def test_the_number_of_statements_does_not_grow_with_rows(college):
    """One number for few rows and for many; a literal would change with each new table of the house."""
    actor, student = college.actor("student"), college.people["student"]
    counts = []
    for number in range(30):
        worlds.add_lesson(college, f"more{number}", "electro", "teacher", worlds.TODAY - timedelta(days=40 + number), 2)
        Entry.objects.create(
            college=college.college, course=college.courses["electro"], lesson=college.lessons[f"more{number}"], student=student, slot=1,
            value="5", author=college.people["teacher"], changed_at=actor.now,
        )  # fmt: skip
        if number in (0, 29):
            with CaptureQueriesContext(connection) as asked:
                held.held_about(actor, student)
            counts.append(len(asked))
    assert counts[0] == counts[1] < 100


def test_reasons_and_whom_he_has_read_stay_in_the_house_and_a_long_table_says_how_many_rows_more(college, monkeypatch):
    teacher = college.actor("teacher")
    with transaction.atomic():
        head = audit.lock(college.id, teacher.person_id)
        for number in range(4):
            audit.append(head, teacher, [audit.Event("test.change", "cell:a", None, None, f"Калугин болел {number}")])
    monkeypatch.setattr(held, "LONGEST", 3)
    told, page = taken(college, "teacher", "teacher")
    assert "Калугин болел" not in page
    tables = {one["таблица"]: one for one in told["сведения"]}
    history = tables["История изменений: кто, когда и что изменил"]
    mine = (
        Change.objects.of(college.id).filter(actor_id=teacher.person_id).count() - 1
    )  # taking the archive comes after it
    assert (len(history["строки"]), history["не вошло более старых строк"]) == (3, mine - 3)
    assert f"которые не вошли: {mine - 3}" in page
    readings = held.holdings()
    assert [
        c.category.value
        for one in readings
        if one.label == "privacy.Reading"
        for c in one.table.columns
        if c.name == "key"
    ] == ["mixed"]


def test_of_many_readers_the_rest_is_counted(college, monkeypatch):
    for who in ("teacher", "leader", "deputy", "department_head", "director"):
        assert college.client(who).get(f"/diary/{college.people['student'].pk}/").status_code in (200, 404)
        college.client(who).get(f"/journals/{college.courses['electro'].pk}/")
    whole = parts_of(college, "student")["privacy.Reading"]
    assert (len(whole.rows) >= 4, whole.more) == (True, 0)
    monkeypatch.setattr(log, "MOST", 3)
    cut = parts_of(college, "student")["privacy.Reading"]
    assert len(cut.rows) <= 3
    assert cut.more >= 1


def kinds_told_of(college_id, people):
    """Which kinds of records bear these people's keys; a walk through all records finds no others than the exact names do."""
    own, kinds = Change.objects.of(college_id), set()
    every = list(own.values_list("pk", "target"))
    for person in people:
        found = set(own.filter(target__in=told.names_told(college_id, [person])).values_list("pk", flat=True))
        mine = {pk: target.partition(":")[0] for pk, target in every if person.hex in target}
        assert found == set(mine), sorted(set(mine.values()))
        kinds |= set(mine.values())
    return kinds


@pytest.mark.once
def test_history_about_a_person_is_found_by_exact_names_and_nothing_of_it_is_missed(db, frozen_time):
    """Of the demonstration, in which marks were given for a term, and of a result that was set today."""
    college = small_college()
    course = Course.objects.of(college.pk).select_related("group", "term").first()
    student = (
        Membership.objects.of(college.pk).filter(group=course.group_id).values_list("student_id", flat=True).first()
    )
    result = Result.objects.create(
        college=college, student_id=student, discipline_id=course.discipline_id, term=course.term, group=course.group,
        course=course, level="term", value="4", semester=course.term.number, set_at=datetime.now(UTC),
    )  # fmt: skip
    with transaction.atomic():
        writing.write(PersonActor.system(college, "проверка"), audit.lock(college.pk, course.pk), [(None, result)])
    people = Person.objects.of(college.pk).values_list("pk", flat=True)[:6]
    assert kinds_told_of(college.pk, {student, *people}) >= {"cell", "result"}


def test_a_result_told_of_before_its_name_had_the_discipline_is_found_by_whose_it_is(db, frozen_time):
    """Such a record names the student, the level and the term alone: one for all disciplines, and all of them are his."""
    world = worlds.make_college("vek", "А")
    own = {"college": world.college, "term": world.term, "level": "term", "semester": 3, "value": "4"}
    page = world.courses["electro"]
    for name in ("student", "classmate"):
        Result.objects.create(
            student=world.people[name], discipline=page.discipline, group=page.group, set_at=worlds.RECORDED, **own
        )
        place = f"result:{world.people[name].pk.hex}:term:{world.term.pk.hex}"
        with transaction.atomic():
            event = audit.Event(writing.EVENT, place, None, {"value": "4"}, "")
            audit.append(audit.lock(world.id, page.pk), world.actor("teacher"), [event])
    for name in ("student", "classmate"):
        assert kinds_told_of(world.id, [world.people[name].pk]) == {"result"}
        history = held.held_about(world.actor(name if name == "student" else "deputy"), world.people[name])[-2]
        assert [row["что"] for row in history.rows] == ["assessment.result, result"]


def test_so_are_a_line_of_a_statement_and_whoever_was_written_of_here(college):
    statement = Statement.objects.of(college.id).filter(state="open").first()
    line = line_of(college, statement, "classmate")
    assert set_admission(college.actor("department_head"), statement, line.pk, "нет зачёта по МДК") is None
    people = {line.student_id, *(college.people[who].pk for who in ("student", "teacher", "classmate", "parent"))}
    assert kinds_told_of(college.id, people) >= {"statement"}
    assert held.held_about(college.actor("student"), college.people["student"])[-2].rows
