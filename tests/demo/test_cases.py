"""Cases 1–4, 11 and 12 of domain C5: the demonstration college holds each, and what each of them proves can be seen."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.demo.colleges import NOW, TODAY, small_college, vek
from zhurnal.curriculum.models import Course, CourseTeacher, Group, GroupLeader, PracticePeriod, StreamCourse
from zhurnal.demo import specs
from zhurnal.demo.college import build_college
from zhurnal.demo.load import load
from zhurnal.demo.load_joined import practice_periods
from zhurnal.demo.papers import drawn_paper
from zhurnal.demo.progress import Progress
from zhurnal.journal.models import Entry, Excuse, PersonalHomework, PersonalHomeworkStudent
from zhurnal.kernel.papers import cleaned
from zhurnal.movement.models import Credit, Movement
from zhurnal.oversight.queries.excuses import load_excuses
from zhurnal.oversight.queries.hours import load_group
from zhurnal.oversight.queries.ledger import ledger
from zhurnal.oversight.queries.own_hours import load_own
from zhurnal.oversight.rules.hours import of_students
from zhurnal.people.actor import actor_of
from zhurnal.people.models import Account, FormerName, RoleGrant
from zhurnal.timetable.models import Lesson
from zhurnal.timetable.queries.substitution_debts import debts_of

pytestmark = pytest.mark.once  # the college is loaded on both by test_load


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
    facts = ledger(college.id, pages.first().term_id, TODAY, list(halves))
    given = {fact.course: fact.hours.given for fact in facts}
    # Six labs of one half and four of the other (two were cancelled), two hours each: a student sits through the hours of his
    # half alone, and the teacher gives both.
    held = [
        sum(row.course == part.key and row.state == "planned" and row.date <= TODAY for row in made.lessons)
        for part in parts
    ]
    assert held == [6, 4]
    assert sorted(given.values()) == [8, 12]
    assert (
        of_students(("ОП.02", fact.hours) for fact in facts).given == 8
    )  # the group's: single, the half furthest behind
    own = actor_of(Account.objects.of(college.id).select_related("person", "college").get(person=teacher_of(pages)))
    lines = [one for one in load_own(own).by_month if "Э-23" in one.groups and "ОП.02" in one.title]
    theory = sum(
        fact.hours.given
        for fact in ledger(
            college.id, pages.first().term_id, TODAY, list(pages.filter(subgroup=None).values_list("pk", flat=True))
        )
    )
    assert sum(one.total for one in lines) - theory == 20


def teacher_of(pages):
    """Who leads the halves."""
    rows = CourseTeacher.objects.of(pages.first().college_id).filter(course__in=pages.exclude(subgroup=None))
    return rows.values_list("teacher_id", flat=True).first()


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


@pytest.mark.django_db
def test_cases_4_11_and_12_are_seen_in_the_demonstration_itself(frozen_time):
    """The illness and the parents' papers before the leader's eyes, the practice that owes nothing, the joined hours counted once."""
    made = build_college(
        replace(specs.VEK, groups=groups_of(("Э-21", None), ("ТЭ-41", 8), ("Б-11", 8), ("ИС-11", 8)), parents=60),
        TODAY,
        NOW,
    )
    college = load(made, Progress(0))

    def actor(role):
        grant = RoleGrant.objects.of(college.id).filter(role=role).order_by("since", "pk").first()
        return actor_of(Account.objects.of(college.id).select_related("person", "college").get(person=grant.person_id))

    # 4: twelve days of illness over «н» already entered, a request with its paper, one refused
    causes = Excuse.objects.of(college.id).filter(kind="б", state="approved").order_by("since", "pk")
    ill = next(row for row in causes if (row.until - row.since).days >= 11 and row.until < TODAY)
    missed = Entry.objects.of(college.id).filter(
        student=ill.student_id, slot=0, value="н", lesson__date__range=(ill.since, ill.until)
    )
    assert missed.count() >= 3
    assert missed.filter(changed_at__date__lt=ill.until).exists()
    leaders = GroupLeader.objects.of(college.id).filter(group__name="Э-21")
    leader = actor_of(
        Account.objects.of(college.id).select_related("person", "college").get(person=leaders.get().person_id)
    )
    page = load_excuses(leader)
    assert ill.student_id not in {
        row.id for row in page.absentees if min(row.days) >= ill.since and max(row.days) <= ill.until
    }
    assert [bool(row.papers) for row in page.messages if row.papers] == [True]
    assert Excuse.objects.of(college.id).filter(state="rejected", set_by__isnull=False).exists()
    # 11: the group in practice is out of the timetable for whole weeks, and theory owes nothing for them
    period = PracticePeriod.objects.of(college.id).get(group__name="ТЭ-41")
    within = Lesson.objects.of(college.id).filter(course__group__name="ТЭ-41", date__range=(period.starts, period.ends))
    assert set(within.values_list("course__discipline__index", flat=True)) == {"УП.01.01"}
    deputy = actor("deputy_academic")
    group = load_group(deputy, Group.objects.of(college.id).select_related("department").get(name="ТЭ-41"))
    short = [line for line in group.lines if line.hours.outcome < 0]
    assert any(line.index == "УП.01.01" and line.hours.given for line in group.lines)
    assert all("практик" not in line.causes for line in short)
    # 12: two groups sit together, the teacher's hours count once; consultations one student at a time
    stream = StreamCourse.objects.of(college.id).select_related("course")
    both = [row.course_id for row in stream]
    days = [
        set(
            Lesson.objects.of(college.id)
            .filter(course=pk, state="planned", date__lte=TODAY)
            .values_list("date", "pair")
        )
        for pk in both
    ]
    joined = days[0] & days[1]
    assert len(joined) >= 4
    leads = CourseTeacher.objects.of(college.id).filter(course__in=both).values_list("teacher_id", flat=True).first()
    own = load_own(actor_of(Account.objects.of(college.id).select_related("person", "college").get(person=leads)))
    together = [one for one in own.by_month if "Б-11" in one.groups and "ИС-11" in one.groups]
    assert [one.total for one in together] == [2 * len(joined)]
    tasks = PersonalHomework.objects.of(college.id).filter(text__startswith="Курсовой проект: консультация")
    assert tasks.count() >= 8
    assert PersonalHomeworkStudent.objects.of(college.id).filter(homework__in=tasks).count() == tasks.count()


def groups_of(*asked):
    """Groups of the big college, each with so many students (None: as many as it has)."""
    by_name = {group.name: group for group in specs.VEK_GROUPS}
    return tuple(replace(by_name[name], size=size or by_name[name].size) for name, size in asked)
