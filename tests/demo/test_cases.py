"""Cases 1–4, 11 and 12 of domain C5: the demonstration college holds each, and what each of them proves can be seen."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.demo.colleges import NOW, TODAY, small_college, vek
from zhurnal.curriculum.models import Course
from zhurnal.demo import specs
from zhurnal.demo.college import build_college
from zhurnal.demo.load import load
from zhurnal.demo.load_joined import practice_periods
from zhurnal.demo.papers import drawn_paper
from zhurnal.demo.progress import Progress
from zhurnal.journal.rules.papers import cleaned
from zhurnal.movement.models import Credit, Movement
from zhurnal.oversight.queries.ledger import ledger
from zhurnal.people.models import Account, FormerName
from zhurnal.timetable.queries.substitution_debts import debts_of


def only(*names):
    """A college of some groups of the big one, loaded."""
    chosen = tuple(replace(group, size=8) for group in specs.VEK_GROUPS if group.name in names)
    made = build_college(replace(specs.VEK, groups=chosen, parents=16), TODAY, NOW)
    return made, load(made, Progress(0))


@pytest.mark.django_db
def test_case_1_and_2_subgroups_one_after_the_other_and_hours_that_are_owed(frozen_time):
    """English in two subgroups, one teacher ill, hours owed; labs by subgroups in different weeks, hours single and double."""
    made, college = only("Э-21", "Э-23")
    courses = {row.key: row for row in made.courses}
    lessons = {row.key: row for row in made.lessons}
    missed = [lessons[row.missed] for row in made.substitutions if row.mode == "other" and row.missed]
    english = [row for row in missed if row.course == "Э-21/ОГСЭ.03/2"]
    assert english
    parallel = {(row.date, row.pair): row for row in made.lessons if row.course == "Э-21/ОГСЭ.03/1"}
    assert any((row.date, row.pair) in parallel for row in english)  # the other half had English at that time
    page = Course.objects.of(college.id).get(group__name="Э-21", discipline__index="ОГСЭ.03", subgroup__number=2)
    assert debts_of(college.id)[page.pk].owed >= 2
    labs = [{row.date.isocalendar()[1] for row in made.lessons if row.course == f"Э-23/ОП.02/{n}"} for n in (1, 2)]
    assert (bool(labs[0]), bool(labs[1]), labs[0] & labs[1]) == (True, True, set())  # case 2: in different weeks
    parts = [courses[f"Э-23/ОП.02/{n}"] for n in (1, 2)]
    assert parts[0].teacher == parts[1].teacher
    pages = Course.objects.of(college.id).filter(group__name="Э-23", discipline__index="ОП.02")
    halves = dict(pages.exclude(subgroup=None).values_list("pk", "hours_planned"))
    given = Counter()
    for fact in ledger(college.id, pages.first().term_id, TODAY, list(halves)):
        given[fact.course] += fact.hours.given
    # A student sits through one half's hours, the teacher gives both.
    assert min(given.values()) > 0
    assert sum(given.values()) > max(given.values())


@pytest.mark.django_db
def test_case_3_students_come_go_rest_and_change_their_names_by_orders(frozen_time):
    college = small_college()
    found = Movement.objects.of(college.id).order_by("effective").values_list(
        "order__kind", "student__surname", "effective", "awaits"
    )  # fmt: skip
    kinds = {kind: (surname, day.isoformat(), awaits) for kind, surname, day, awaits in found}
    assert kinds["transfer_in"] == ("Панкратов", "2026-10-14", False)
    assert kinds["leave"] == ("Жданов", "2026-11-10", False)
    assert kinds["rename"][0] == "Акимова"
    assert kinds["expulsion"][1:] == ("2026-12-03", True)  # dated ahead
    assert FormerName.objects.of(college.id).get().surname == "Гурьева"
    assert Credit.objects.of(college.id).filter(student__surname="Панкратов").count() == 3
    gone = Movement.objects.of(college.id).get(order__kind="expulsion").student_id
    assert Account.objects.of(college.id).get(person=gone).is_active
    assert [row.kind for row in vek().orders].count("transfer") == 1  # between groups: in the big college


def test_case_4_an_illness_of_twelve_days_and_causes_told_by_parents():
    college = vek()
    days = {row.key: row.date for row in college.lessons}
    absent = defaultdict(set)
    for row in college.entries:
        if row.slot == 0 and row.value == "н":
            absent[row.student].add(days[row.lesson])
    ill = [row for row in college.excuses if row.kind == "б" and (row.until - row.since).days >= 11]
    assert any(len([day for day in absent[row.student] if row.since <= day <= row.until]) >= 3 for row in ill)
    parents = {row.parent for row in college.guardians}
    told = [row for row in college.excuses if row.set_by in parents]
    assert {row.state for row in told} == {"open", "rejected"}
    assert [row.state for row in told if row.paper] == ["open"]
    assert cleaned(drawn_paper()).content == drawn_paper()


def test_case_11_a_group_in_practice_is_out_of_the_timetable_and_owes_nothing():
    college, courses = vek(), {row.key: row for row in vek().courses}
    planned = Counter(row.course for row in college.lessons if row.state == "planned")
    for group, discipline, starts, ends in practice_periods(college):
        within = [row for row in college.lessons if courses[row.course].group == group and starts <= row.date <= ends]
        assert {courses[row.course].discipline for row in within} == {discipline}
        practice = next(row for row in college.courses if (row.group, row.discipline) == (group, discipline))
        assert planned[practice.key] == practice.pairs  # the practice gets all its hours
    weeks = {
        week for group, _d, starts, ends in practice_periods(college) if group == "Э-41" for week in (starts, ends)
    }
    assert max(weeks) - min(weeks) >= timedelta(days=7)


def test_case_12_joined_groups_the_released_and_consultations_by_student():
    college = vek()
    held = [row for row in college.lessons if row.state == "planned"]
    stream = college.streams[0]
    own = [{(row.date, row.pair) for row in held if row.course == course} for course in stream.courses]
    assert len(own[0] & own[1]) >= 4
    sport = {row.key for row in college.courses if "Физическая культура" in row.discipline}
    assert any(row.value == "осв" and row.course in sport for row in college.entries)
    single = [row for row in college.personal_homework if row.text.startswith("Курсовой проект: консультация")]
    assert len({row.students for row in single}) >= 10
    assert all(len(row.students) == 1 for row in single)
