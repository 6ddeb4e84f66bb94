"""A course project or work of the plan that is not defended keeps a student from the session (A4.2)."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests import worlds
from tests.statements.papers import line_of, opened
from zhurnal.assessment.models import Result
from zhurnal.curriculum.models import Curriculum, Discipline, PlanItem, PlanLoad
from zhurnal.statements.queries.admission import admission_on, admission_page

SET = datetime(2026, 11, 10, 9, tzinfo=UTC)


@pytest.fixture
def world(db, frozen_time):
    """Электротехника has an examination and hours of a course project in the term."""
    found, _other = worlds.two_colleges()
    plan = Curriculum.objects.create(college=found.college, title="План", specialty_code="13.02.11")
    item = PlanItem.objects.create(
        college=found.college, curriculum=plan, index="ОП.02", name="Электротехника", kind="discipline"
    )
    PlanLoad.objects.create(
        college=found.college, item=item, semester=3, hours_total=96, attestation="Э", course_project=20
    )
    Discipline.objects.of(found.id).filter(pk=found.courses["electro"].discipline_id).update(plan_item=item)
    return found


def give(world, name, value, level="project", source="statement"):
    page = world.courses["electro"]
    Result.objects.create(
        college=world.college, student=world.people[name], discipline=page.discipline, term=page.term, semester=3,
        level=level, value=value, source=source, set_at=SET,
    )  # fmt: skip


def told(page, world):
    """Who is kept out by the project, and why; whether it is named as not collected."""
    people = {person.pk: name for name, person in world.people.items()}
    why = {people[row.student]: one for row in page.rows for one in row.reasons if "курсов" in one}
    return why, [one for one in page.missing if "курсов" in one]


def asked(world):
    return told(admission_page(world.actor("deputy"), world.groups["Э-21"], world.term), world)


def test_who_did_not_defend_it_is_not_admitted_once_others_did(world):
    nobody, missing = asked(world)
    assert (nobody, len(missing)) == ({}, 1)
    assert missing[0].endswith(", курсовой проект")
    give(world, "left", "5", source="credit")  # brought from elsewhere: of the others it says nothing
    give(world, "student", "5", source="credit")
    assert asked(world) == (nobody, missing)

    give(world, "classmate", "4")
    give(world, "adult", "2")
    give(world, "student1", "осв", level="term", source="teacher")
    why, missing = asked(world)
    assert missing == []
    assert {"student", "classmate", "student1"}.isdisjoint(why)  # brought, defended, released from the discipline
    assert why["adult"].endswith(", курсовой проект: 2")
    assert why["student2"].endswith(", курсовой проект: не защищён")
    assert len(why) == len(admission_page(world.actor("deputy"), world.groups["Э-21"], world.term).rows) - 3

    PlanLoad.objects.of(world.id).update(attestation="Э, КР")
    assert asked(world)[0]["student2"].endswith(", курсовая работа: не защищена")
    barred = line_of(world, opened(world), "student2").barred  # the same stands in the statement of the examination
    assert "курсовая работа: не защищена" in barred


def test_a_past_day_and_a_college_that_does_not_ask_for_works(world):
    give(world, "classmate", "4")
    day = SET.date()
    then = datetime(2026, 11, 9, 23, tzinfo=UTC)
    early = admission_on(world.actor("deputy"), world.groups["Э-21"], world.term, day, then)
    assert told(early, world)[0] == {}
    assert "student2" in asked(world)[0]
    actor = world.actor("deputy")
    lenient = replace(actor, parameters=replace(actor.parameters, admission_works=False))
    assert told(admission_page(lenient, world.groups["Э-21"], world.term), world) == ({}, [])
