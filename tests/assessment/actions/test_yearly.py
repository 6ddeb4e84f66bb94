"""A mark of the year: proposed from the terms, set by the teacher, wanted before the second term closes, shown by the closing."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import worlds
from zhurnal.academic_year.models import Term
from zhurnal.assessment.actions import ResultChange, set_results
from zhurnal.assessment.actions.steps import make_step
from zhurnal.assessment.models import Result
from zhurnal.assessment.queries import results_of_student
from zhurnal.assessment.queries.groups import load_group
from zhurnal.assessment.queries.page import RELATED, load_marks
from zhurnal.assessment.rules.levels import Level, State
from zhurnal.assessment.rules.steps import Step
from zhurnal.curriculum.models import (
    Course,
    CourseTeacher,
    Curriculum,
    Discipline,
    Group,
    Membership,
    PlanItem,
    PlanLoad,
)
from zhurnal.curriculum.relations import on_list
from zhurnal.curriculum.rules.kinds import ItemKind
from zhurnal.organisation.models import College
from zhurnal.results.queries.record import load_record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]
JUNE = datetime(2027, 6, 20, 9, 0, tzinfo=UTC)


def decide(world, way):
    College.objects.filter(pk=world.id).update(parameters={"year_marks": way})


@pytest.fixture
def world():
    """A college in June: electrotechnics was taught in both terms, the other disciplines in the first alone."""
    made = worlds.make_college("vek", "А", students=1)
    decide(made, "both")
    made.second = Term.objects.create(
        college=made.college, year=made.year, number=2, starts=date(2027, 1, 11), ends=date(2027, 6, 30)
    )
    first = made.courses["electro"]
    made.page = Course.objects.create(
        college=made.college,
        group=first.group,
        discipline=first.discipline,
        year=made.year,
        term=made.second,
        kind=first.kind,
    )
    CourseTeacher.objects.create(
        college=made.college, course=made.page, teacher=made.people["teacher"], since=made.second.starts
    )
    for student, marks in {"student": ("4", "5"), "classmate": ("3", "3"), "adult": ("на", "4")}.items():
        for term, course, value in ((made.term, first, marks[0]), (made.second, made.page, marks[1])):
            mark(made, student, term, course, value)
    return made


def mark(world, student, term, course, value, level=Level.TERM, **more):
    return Result.objects.create(
        college=world.college, student=world.people[student], discipline=course.discipline, term=term, course=course,
        group=course.group, level=level, semester=2 + term.number, value=value, set_at=datetime.now(UTC), **more,
    )  # fmt: skip


def page(world, term=2):
    course = world.page if term == 2 else world.courses["electro"]
    return Course.objects.of(world.id).select_related(*RELATED).get(pk=course.pk)


def put(world, student, value, reason="", version=0, term=2):
    change = ResultChange(world.people[student].id, value, version, reason)
    return set_results(world.actor("teacher", JUNE), page(world, term), [change], year=True)[0]


def lines(world):
    found = load_marks(world.actor("teacher", JUNE), page(world), None, year=True)
    return {line.name.split("-")[0]: line for line in found.lines}


def test_the_page_of_the_year_shows_both_terms_and_proposes(world):
    found = lines(world)
    student = next(line for line in found.values() if line.id == world.people["student"].id)
    assert student.terms == ((1, "4"), (2, "5"))
    assert (student.proposal.value, student.proposal.average) == ("5", 450)
    adult = next(line for line in found.values() if line.id == world.people["adult"].id)
    assert adult.proposal.value == "на"


def test_a_retake_of_the_first_term_mends_the_year(world):
    mark(world, "adult", world.term, world.courses["electro"], "3", Level.EXAM)
    adult = next(line for line in lines(world).values() if line.id == world.people["adult"].id)
    assert (adult.terms, adult.proposal.value) == (((1, "3"), (2, "4")), "4")


def test_departing_asks_for_a_reason_and_the_term_mark_stays_what_it_is(world):
    refused = put(world, "student", "4")
    assert (refused.status, refused.refusal.code) == ("refused", "reason_needed")
    assert put(world, "student", "4", "экзаменационная работа на 3").status == "saved"
    row = Result.objects.of(world.id).get(student=world.people["student"].id, level=Level.YEAR)
    assert (row.value, row.proposed, row.average, row.semester, row.term_id) == ("4", "5", 450, 4, world.second.pk)
    assert row.published_at is None
    term = Result.objects.of(world.id).get(
        student=world.people["student"].id, level=Level.TERM, term=world.second
    )  # the same page, another level
    assert term.value == "5"


def test_before_its_second_term_has_a_mark_the_year_asks_why(world):
    Result.objects.of(world.id).filter(student=world.people["student"].id, term=world.second).delete()
    refused = put(world, "student", "5")
    assert (refused.status, refused.refusal.code, refused.refusal.needs) == ("refused", "term_missing", "reason")
    assert "За 2 семестр отметки ещё нет" in str(refused.refusal)
    assert not Result.objects.of(world.id).filter(level=Level.YEAR).exists()
    assert put(world, "student", "5", "по плану второй семестр без отметки").status == "saved"
    assert put(world, "student", "", version=1).status == "saved"  # what was set too early is struck out without a word


def test_where_the_college_sets_none_nothing_is_set(world):
    decide(world, "never")
    assert put(world, "student", "5").refusal.code == "no_year"
    decide(world, "both")
    assert put(world, "student", "5", term=1).refusal.code == "no_year"  # the year goes on
    Course.objects.of(world.id).filter(pk=world.courses["electro"].pk).update(
        discipline=world.courses["history"].discipline
    )
    assert put(world, "student", "5").refusal.code == "no_year"  # taught in one term


def test_in_the_first_term_the_page_says_that_it_is_too_early_and_leads_to_the_second(world):
    first = world.courses["electro"].pk
    client, deputy = world.client("teacher"), world.client("deputy")
    assert "?year=1" in client.get(f"/marks/courses/{first}/").content.decode()
    told = client.get(f"/marks/courses/{first}/?year=1")
    assert "Годовую отметку ставят во 2 семестре" in told.content.decode()
    there = f"/marks/courses/{world.page.pk}/?year=1"
    assert there in deputy.get(f"/marks/courses/{first}/?year=1").content.decode()
    assert there not in told.content.decode()  # the teacher's page only from its term on
    assert client.post(f"/marks/courses/{first}/save/", {"year": "1"}).status_code == 404
    assert not Result.objects.of(world.id).filter(level=Level.YEAR).exists()
    decide(world, "never")
    assert "?year=1" not in client.get(f"/marks/courses/{first}/").content.decode()
    assert client.get(f"/marks/courses/{first}/?year=1").status_code == 404


def planned(world, semesters):
    """The plan of the group names its electrotechnics in these semesters."""
    plan = Curriculum.objects.create(
        college=world.college, specialty_code="13.02.03", specialty_name="Станции", title="План"
    )
    discipline = world.courses["electro"].discipline
    item = PlanItem.objects.create(
        college=world.college, curriculum=plan, index=discipline.index, name=discipline.name, kind="discipline"
    )
    for semester in semesters:
        PlanLoad.objects.create(college=world.college, item=item, semester=semester, hours_total=36, attestation="Э")
    Group.objects.of(world.id).filter(pk=world.groups["Э-21"].pk).update(curriculum=plan)


@pytest.mark.parametrize(("semesters", "code"), [((3, 4), None), ((4,), "no_year"), ((1, 2), "no_year")])
def test_a_college_that_begins_in_winter_sets_the_year_where_its_plan_has_both_terms(world, semesters, code):
    """The first term was kept on paper: its marks were brought without a page of ours."""
    Result.objects.of(world.id).filter(term=world.term).update(course=None)
    Course.objects.of(world.id).filter(pk=world.courses["electro"].pk).update(
        discipline=world.courses["history"].discipline
    )
    planned(world, semesters)
    outcome = put(world, "student", "5")
    assert (outcome.refusal.code if outcome.refusal else None) == code
    if code is None:
        student = next(line for line in lines(world).values() if line.id == world.people["student"].id)
        assert (student.terms, student.proposal.value) == (((1, "4"), (2, "5")), "5")


def test_by_the_plan_the_first_term_knows_of_the_second_before_its_page_is_there(world):
    Result.objects.of(world.id).filter(course=world.page).delete()
    CourseTeacher.objects.of(world.id).filter(course=world.page).delete()
    Course.objects.of(world.id).filter(pk=world.page.pk).delete()
    teacher = world.actor("teacher")
    assert load_marks(teacher, page(world, 1), None).yearly is None
    planned(world, (3, 4))
    later = load_marks(teacher, page(world, 1), None).yearly
    assert (later.why != "", later.page) == (True, None)


def test_general_education_alone(world):
    decide(world, "general")
    assert put(world, "student", "5").refusal.code == "no_year"
    plan = Curriculum.objects.create(
        college=world.college, specialty_code="13.02.03", specialty_name="Станции", title="План"
    )
    above = None
    for name, kind in (
        ("Общеобразовательный цикл", ItemKind.CYCLE),
        ("Базовые", ItemKind.CYCLE),
        ("Физика", "discipline"),
    ):
        above = PlanItem.objects.create(
            college=world.college, curriculum=plan, index="ОУД", name=name, kind=kind, parent=above
        )
    Discipline.objects.of(world.id).filter(pk=world.page.discipline_id).update(plan_item=above)
    assert put(world, "student", "5").status == "saved"


def test_the_second_term_waits_for_the_year_and_shows_it_when_closed(world):
    group = world.groups["Э-21"]
    listed = Membership.objects.of(world.id).filter(on_list(JUNE.date()), group=group)
    people = list(listed.values_list("student_id", flat=True))
    for pk in people:
        if not Result.objects.of(world.id).filter(student=pk, level=Level.TERM, term=world.second).exists():
            Result.objects.create(
                college=world.college, student_id=pk, discipline=world.page.discipline, term=world.second,
                course=world.page, group=group, level=Level.TERM, semester=4, value="4", set_at=datetime.now(UTC),
            )  # fmt: skip
    Result.objects.of(world.id).filter(term=world.second).update(reason="решение совета")
    leader, head, deputy = (world.actor(name, JUNE) for name in ("leader", "department_head", "deputy"))
    refusal = make_step(leader, group, world.second, Step(State.COLLECTED))
    assert (refusal.code, ", год — " in str(refusal)) == ("missing", True)
    for pk in people:
        change = ResultChange(pk, "4", 0, "решение совета")
        assert set_results(world.actor("teacher", JUNE), page(world), [change], year=True)[0].status == "saved"
    assert make_step(leader, group, world.second, Step(State.COLLECTED)) is None
    assert put(world, "student", "3", "поздно", 1).refusal.code == "collected"
    assert make_step(head, group, world.second, Step(State.COUNCIL, number="9", dated=date(2027, 6, 18))) is None
    student = world.people["student"]
    assert not [row for row in results_of_student(world.id, student.pk, published=True) if row.level == Level.YEAR]
    assert make_step(deputy, group, world.second, Step(State.CLOSED)) is None
    shown = [row for row in results_of_student(world.id, student.pk, published=True) if row.level == Level.YEAR]
    assert [(row.value, row.semester) for row in shown] == [("4", 4)]


def test_the_summary_of_the_group_has_a_column_of_the_year(world):
    mark(world, "student", world.second, world.page, "5", Level.YEAR)
    found = load_group(world.actor("deputy", JUNE), world.groups["Э-21"], world.second)
    assert [(column.form, column.year) for column in found.columns] == [("", False), ("год", True)]
    cells = {line.name.split("-")[0]: line.cells for line in found.lines}
    own = cells[world.people["student"].surname.split("-")[0]]
    assert [(cell.value, cell.proposed) for cell in own] == [("5", "на"), ("5", "5")]


def test_the_record_of_all_years_shows_it_beside_the_term(world):
    mark(world, "student", world.second, world.page, "5", Level.YEAR)
    record = load_record(world.actor("deputy", JUNE), world.people["student"], published=False)
    rows = [row for part in record.sections for row in part.rows if row.name == world.page.discipline.name]
    assert [(one.text, one.form) for one in rows[0].cells[3].marks] == [("5", ""), ("5", "год")]
    assert rows[0].diploma.text == "5"


def test_pages_of_the_first_term_cost_no_statement_more(world):
    first = page(world, 1)

    def statements():
        teacher = world.actor("teacher")  # with the college's decision of now
        with CaptureQueriesContext(
            connection,
        ) as told:
            load_marks(teacher, first, None)
        return len(told)

    both = statements()
    decide(world, "never")
    assert statements() == both - 1  # whether the discipline goes on
