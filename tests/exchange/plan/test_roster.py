"""From a OneRoster bundle to people, lists and families."""

import datetime as dt

from tests.exchange.college import changes_of, roster, timetable
from zhurnal.curriculum.models import Group, Membership
from zhurnal.exchange.actions.decide import apply_import
from zhurnal.exchange.imports.readers.kinds import Kind
from zhurnal.exchange.rules.changes import What
from zhurnal.people.models import Account, Person, RoleGrant

SEPTEMBER = dt.date(2026, 9, 1)


def load(desk, files):
    return desk.load(Kind.ROSTER, files)


def test_people_lists_leader_and_family(desk):
    load(desk, roster())
    assert sorted(desk.rows("role").values_list("person__surname", "role")) == [
        ("Абрамов", "parent"), ("Абрамов", "student"), ("Белова", "student"), ("Кравцова", "teacher"),
    ]  # fmt: skip
    lists = desk.rows("membership").select_related("student", "group").order_by("student__surname")
    assert [(row.group.name, row.student.given, row.entered, row.left) for row in lists] == [
        ("Э-21", "Кирилл", SEPTEMBER, None), ("Э-21", "Инна", SEPTEMBER, None),
    ]  # fmt: skip
    assert [row.recorded_at for row in lists] == [desk.actor.now] * 2
    assert desk.rows("person").get(given="Кирилл").birth_date == dt.date(2009, 5, 4)
    assert list(desk.rows("leader").values_list("person__surname", flat=True)) == ["Кравцова"]
    assert list(desk.rows("guardianship").values_list("parent__given", "student__given")) == [("Игорь", "Кирилл")]
    assert desk.rows("feed").count() == 2
    assert not Account.objects.of(desk.college.id).exists()


def test_same_bundle_again_changes_nothing(desk):
    load(desk, roster())
    before = desk.everything()
    assert changes_of(desk.prepare(Kind.ROSTER, roster())) == []
    load(desk, roster())
    assert desk.everything() == before


def test_what_the_bundle_leaves_out_stays(desk):
    load(desk, roster())
    short = roster()
    short["enrollments.csv"] = "\n".join(short["enrollments.csv"].splitlines()[:2]) + "\n"
    short["users.csv"] = "\n".join(short["users.csv"].splitlines()[:2]) + "\n"
    assert changes_of(desk.prepare(Kind.ROSTER, short)) == []


def test_no_role_above_teacher_is_given(desk):
    users = "".join(
        f"a{n},active,,true,org,{role},,,Анна,Главная{n},,,,,,,,\n"
        for n, role in enumerate(("administrator", "principal", "systemAdministrator", "counselor", "aide"))
    )
    run = load(desk, roster(users=users))
    assert {change.entity for change in changes_of(run, What.ASK)} == {"role"}
    assert len(changes_of(run, What.ASK)) == 5
    assert not desk.rows("person").filter(surname__startswith="Главная").exists()
    assert set(desk.rows("role").values_list("role", flat=True)) == {"teacher", "student", "parent"}


def test_student_of_two_groups_is_asked_about(desk):
    files = roster(
        students="e22,active,,Э-22,,,Э-22,homeroom,,org,,,,\n",
        enrolments="n4,active,,e22,org,s1,student,false,2026-09-01,\n",
    )
    run = load(desk, files)
    assert [change.entity for change in changes_of(run, What.ASK)] == ["membership"]
    assert desk.rows("membership").filter(student__given="Кирилл").count() == 1


def test_enrolment_that_ends_closes_the_place_on_the_list(desk):
    load(desk, roster())
    files = roster()
    files["enrollments.csv"] = files["enrollments.csv"].replace(
        "s2,student,false,2026-09-01,", "s2,student,false,2026-09-01,2026-11-20"
    )
    run = load(desk, files)
    assert [change.entity for change in changes_of(run, What.CLOSE)] == ["membership"]
    assert desk.rows("membership").get(student__given="Инна").left == dt.date(2026, 11, 20)


def test_namesake_is_asked_about_and_the_answer_counts(desk):
    known = Person.objects.create(college=desk.college, surname="Белова", given="Инна", patronymic="Олеговна")
    RoleGrant.objects.create(college=desk.college, person=known, role="student", since=SEPTEMBER)
    run = desk.prepare(Kind.ROSTER, roster())
    asked = [change for change in changes_of(run, What.ASK) if change.entity == "person"]
    assert [change.pk for change in asked] == [known.pk.hex]
    apply_import(desk.actor, run, {"person:or:s2": "same"})
    assert desk.rows("person").filter(surname="Белова").count() == 1
    assert desk.rows("membership").filter(student=known.pk).count() == 1


def test_namesake_may_be_somebody_else(desk):
    known = Person.objects.create(college=desk.college, surname="Белова", given="Инна", patronymic="Олеговна")
    RoleGrant.objects.create(college=desk.college, person=known, role="student", since=SEPTEMBER)
    apply_import(desk.actor, desk.prepare(Kind.ROSTER, roster()), {"person:or:s2": "new"})
    assert desk.rows("person").filter(surname="Белова").count() == 2


def test_who_waits_for_an_answer_is_not_on_the_list(desk):
    known = Person.objects.create(college=desk.college, surname="Белова", given="Инна", patronymic="Олеговна")
    RoleGrant.objects.create(college=desk.college, person=known, role="student", since=SEPTEMBER)
    run = load(desk, roster())
    assert [change.entity for change in changes_of(run, What.REFUSE)] == ["membership"]
    assert Membership.objects.of(desk.college.id).count() == 1


def test_roster_and_timetable_speak_of_the_same_group_and_teacher(desk):
    load(desk, roster())
    desk.load(Kind.TIMETABLE, {"t.xml": timetable([(0, 0, 1)])})
    assert Group.objects.of(desk.college.id).filter(name="Э-21").count() == 1
    assert desk.rows("person").filter(surname="Кравцова").count() == 1
    before = desk.everything()
    load(desk, roster())
    desk.load(Kind.TIMETABLE, {"t.xml": timetable([(0, 0, 1)])})
    assert desk.everything() == before


def test_taught_class_of_part_of_a_group_is_a_subgroup(desk):
    files = roster(
        students="phys,active,,Физика,,,,scheduled,,org,,,,\nlang,active,,Английский 1,,,,scheduled,,org,,,,\n",
        enrolments="n5,active,,phys,org,s1,student,,,\nn6,active,,phys,org,s2,student,,,\nn7,active,,phys,org,t1,teacher,,,\n"
        "n8,active,,lang,org,s2,student,,,\n",
    )
    load(desk, files)
    assert sorted(desk.rows("course").values_list("discipline__name", "subgroup__name"), key=str) == [
        ("Английский 1", "Английский 1"), ("Физика", None),
    ]  # fmt: skip
    assert list(desk.rows("submembership").values_list("student__given", flat=True)) == ["Инна"]
    assert list(desk.rows("courseteacher").values_list("teacher__surname", flat=True)) == ["Кравцова"]
    assert changes_of(desk.prepare(Kind.ROSTER, files)) == []


def test_semicolons_and_cp1251_give_the_same(desk):
    files = {name: text.replace(",", ";").encode("cp1251") for name, text in roster().items()}
    run = load(desk, files)
    assert run.counts["errors"] == 0
    assert desk.rows("person").filter(surname="Абрамов").count() == 2


def test_a_corrected_first_day_is_asked_about_and_nobody_stands_twice(desk):
    desk.load(Kind.ROSTER, roster())
    files = roster()
    files["enrollments.csv"] = files["enrollments.csv"].replace(
        "s1,student,false,2026-09-01,", "s1,student,false,2026-08-31,"
    )
    run = desk.load(Kind.ROSTER, files)
    stays = desk.rows("membership").filter(student__given="Кирилл").values_list("entered", "left")
    assert list(stays) == [(dt.date(2026, 9, 1), None)]
    assert [change.what for change in changes_of(run) if change.entity == "membership"] == [What.ASK]


def test_a_transfer_in_one_bundle_closes_one_list_and_opens_the_other(desk):
    desk.load(Kind.ROSTER, roster())
    files = roster(
        students="e22,active,,Э-22,,,Э-22,homeroom,,org,,,,\n",
        enrolments="n4,active,,e22,org,s1,student,false,2026-11-20,\n",
    )
    files["enrollments.csv"] = files["enrollments.csv"].replace(
        "s1,student,false,2026-09-01,", "s1,student,false,2026-09-01,2026-11-20"
    )
    desk.load(Kind.ROSTER, files)
    stays = desk.rows("membership").filter(student__given="Кирилл").order_by("entered")
    assert list(stays.values_list("group__name", "entered", "left")) == [
        ("Э-21", dt.date(2026, 9, 1), dt.date(2026, 11, 20)),
        ("Э-22", dt.date(2026, 11, 20), None),
    ]
