"""Journals of a new year begin with the work programme that the same semester of the discipline followed before (1.11 b)."""

from datetime import date

import pytest

from tests import worlds
from zhurnal.academic_year.models import AcademicYear, Term
from zhurnal.curriculum.models import Course, Curriculum, Discipline, Group, PlanItem, PlanLoad, WorkProgramme
from zhurnal.opening.actions.deeds import undo
from zhurnal.opening.actions.study import create_journals
from zhurnal.opening.models import Deed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]
SPECIALTY = "13.02.07"


@pytest.fixture
def world():
    return worlds.make_college("vek", "А")


@pytest.fixture
def following(world):
    """The next year of the college, with both its terms."""
    year = AcademicYear.objects.create(
        college=world.college, name="2027/28", starts=date(2027, 9, 1), ends=date(2028, 6, 30)
    )
    for number, starts, ends in ((1, date(2027, 9, 1), date(2027, 12, 28)), (2, date(2028, 1, 12), date(2028, 6, 30))):
        Term.objects.create(college=world.college, year=year, number=number, starts=starts, ends=ends)
    return year


def plan_of(world, start, index, name="Электротехника", semesters=(1, 2)):
    plan = Curriculum.objects.create(
        college=world.college, title=f"План {start}", specialty_code=SPECIALTY, specialty_name="Электроснабжение", start_year=start
    )  # fmt: skip
    item = PlanItem.objects.create(
        college=world.college, curriculum=plan, index=index, name=name, kind="discipline", position=1
    )
    for semester in semesters:
        PlanLoad.objects.create(college=world.college, item=item, semester=semester, hours_total=36, lectures=36)
    return plan, item


def group_of(world, year, plan, name, course_year=1):
    own = {"college": world.college, "year": year, "department": world.departments["energy"]}
    return Group.objects.create(**own, name=name, course_year=course_year, curriculum=plan)


def journal(world, group, discipline, term, programme):
    own = {"college": world.college, "year_id": group.year_id, "term": term, "group": group}
    return Course.objects.create(**own, discipline=discipline, programme=programme)


def programme_of(world, discipline, version=1):
    return WorkProgramme.objects.create(college=world.college, discipline=discipline, title="КТП", version=version)


def followed(world, group):
    rows = Course.objects.of(world.id).filter(group=group).order_by("term__number")
    return dict(rows.values_list("term__number", "programme_id"))


def test_the_next_year_goes_on_with_the_programme_of_the_same_semester(world, following):
    plan, item = plan_of(world, 2026, "ОП.02")
    subject = Discipline.objects.create(college=world.college, index="ОП.02", name="Электротехника", plan_item=item)
    old, new = programme_of(world, subject), programme_of(world, subject, 2)
    journal(world, group_of(world, world.year, plan, "Э-11"), subject, world.term, old)
    journal(world, group_of(world, world.year, plan, "Э-12"), subject, world.term, new)
    group = group_of(world, following, plan, "Э-13")
    create_journals(world.actor("administrator"), following)
    # The newest version of that semester; nobody had the discipline in the second, so its journal begins without one.
    assert followed(world, group) == {1: new.pk, 2: None}
    undo(world.actor("administrator"), following, Deed.objects.of(world.id).get(step="journals").pk, None)
    assert followed(world, group) == {}


def test_a_new_plan_of_the_specialty_keeps_the_programme_though_the_index_is_another(world, following):
    plan, item = plan_of(world, 2026, "ОП.02")
    subject = Discipline.objects.create(college=world.college, index="ОП.02", name="Электротехника", plan_item=item)
    programme = programme_of(world, subject)
    journal(world, group_of(world, world.year, plan, "Э-11"), subject, world.term, programme)
    later, _item = plan_of(world, 2027, "ОП.05", "электротехника")
    group = group_of(world, following, later, "Э-13")
    create_journals(world.actor("administrator"), following)
    assert followed(world, group)[1] == programme.pk


def test_another_semester_and_another_specialty_begin_without(world, following):
    plan, item = plan_of(world, 2026, "ОП.02", semesters=(1, 3))
    subject = Discipline.objects.create(college=world.college, index="ОП.02", name="Электротехника", plan_item=item)
    journal(world, group_of(world, world.year, plan, "Э-11"), subject, world.term, programme_of(world, subject))
    second = group_of(world, following, plan, "Э-21", course_year=2)
    foreign, _item = plan_of(world, 2027, "ОП.07", semesters=(1,))
    Curriculum.objects.of(world.id).filter(pk=foreign.pk).update(specialty_code="09.02.07")
    other = group_of(world, following, foreign, "П-11")
    create_journals(world.actor("administrator"), following)
    assert followed(world, second) == {1: None}
    assert followed(world, other) == {1: None}


def test_parallel_groups_of_one_year_follow_one_programme(world):
    plan, item = plan_of(world, 2026, "ОП.02")
    subject = Discipline.objects.create(college=world.college, index="ОП.02", name="Электротехника", plan_item=item)
    programme = programme_of(world, subject)
    journal(world, group_of(world, world.year, plan, "Э-11"), subject, world.term, programme)
    group = group_of(world, world.year, plan, "Э-12")
    create_journals(world.actor("administrator"), world.year)
    assert followed(world, group)[world.term.number] == programme.pk
