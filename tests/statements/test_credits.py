"""Перезачёт counts where the plan asks for it: no statement, no debt, no bar; what a document decided stays (A2.13, A4.12, A7.3)."""

from datetime import UTC, date, datetime

import pytest

from tests import worlds
from tests.modules.modules_worlds import give_plan
from tests.statements.papers import closed, line_of, opened
from zhurnal.assessment.models import Result
from zhurnal.assessment.rules.levels import Level
from zhurnal.curriculum.models import Course, Discipline, PlanItem, PlanLoad
from zhurnal.movement.models import Credit
from zhurnal.statements import facts
from zhurnal.statements.barriers import judged_above
from zhurnal.statements.models import Debt, StatementLine

PAPER = "справка о периоде обучения № 7, приказ № 12-у"


@pytest.fixture
def world(db, frozen_time):
    found, _other = worlds.two_colleges()
    items = give_plan(found)
    item = PlanItem.objects.create(
        college=found.college,
        curriculum=items["ПМ.01"].curriculum,
        index="ОП.02",
        name="Электротехника",
        kind="discipline",
    )
    PlanLoad.objects.create(college=found.college, item=item, semester=3, hours_total=96, attestation="Э")
    Discipline.objects.of(found.id).filter(pk=found.courses["electro"].discipline_id).update(plan_item=item)
    return found


def bring(world, name, course="electro", form="Э", value="5", who="department_head"):
    page, student = world.courses[course], world.people[name].pk
    sent = {
        "counts": f"{page.discipline_id.hex}.{page.term_id.hex}.{form}", "result": value, "document": PAPER, "discipline": "",
        "hours": "",
    }  # fmt: skip
    return world.client(who).post(f"/movement/students/{student}/credits/", sent)


def standing(world, name, course="electro"):
    rows = Result.objects.of(world.id).filter(
        student=world.people[name].pk, discipline=world.courses[course].discipline_id
    )
    return sorted(rows.values_list("level", "value", "source", "semester", "ground"))


def test_a_counted_credit_is_the_result_and_he_is_in_no_statement(world):
    page, adult = world.courses["electro"], world.people["adult"]
    card = world.client("department_head").get(f"/movement/students/{adult.pk}/").content.decode().replace("\xa0", " ")
    assert [line for line in card.splitlines() if f"{page.discipline}, 3 семестр, Э" in line]
    debt = Debt.objects.create(
        college=world.college, student=adult, discipline=page.discipline, term=page.term, semester=3, level="exam",
        arisen="difference", arisen_on=date(2026, 11, 1), due_on=date(2027, 11, 1),
    )  # fmt: skip
    assert bring(world, "adult").status_code == 302
    assert standing(world, "adult") == [(level, "5", "credit", 3, PAPER) for level in ("exam", "term")]
    statement = opened(world)
    listed = StatementLine.objects.of(world.id).filter(statement=statement).values_list("student", flat=True)
    assert adult.pk not in listed
    assert world.people["student"].pk in listed
    assert Debt.objects.of(world.id).values_list("ended", flat=True).get(pk=debt.pk) == "credited"
    assert "ОП.02" in Credit.objects.of(world.id).get(student=adult).discipline


def test_what_a_statement_or_a_closed_term_decided_stays(world):
    statement = closed(world, texts={"classmate": "3"})
    before = standing(world, "classmate")
    answer = bring(world, "classmate")
    assert answer.status_code == 422
    assert "Студент стоит в ведомости № 1" in answer.content.decode().replace("\xa0", " ")
    assert "приказ № 12-у" in answer.content.decode().replace("\xa0", " ")  # nothing typed is lost
    assert (standing(world, "classmate"), line_of(world, statement, "classmate").value) == (before, "3")
    module = world.courses["module"]
    Result.objects.create(
        college=world.college, student=world.people["adult"], discipline=module.discipline, term=module.term, semester=3,
        course=module, level="term", value="3", set_at=datetime(2026, 11, 20, tzinfo=UTC),
    )  # fmt: skip
    Course.objects.of(world.id).filter(pk=module.pk).update(frozen_at=datetime(2026, 11, 24, tzinfo=UTC))
    answer = bring(world, "adult", "module", "ДЗ")
    assert "Семестр закрыт с отметкой преподавателя" in answer.content.decode().replace("\xa0", " ")
    assert "положительный результат" in bring(world, "student", "module", "ДЗ", "2").content.decode().replace(
        "\xa0", " "
    )
    assert not Credit.objects.of(world.id).exists()


def test_a_credited_part_bars_nobody_from_the_module_exam(world):
    exam = Discipline.objects.create(
        college=world.college, index="ПМ.01.ЭК", name="Экзамен по модулю", short_name="ЭК", kind="module",
        plan_item=PlanItem.objects.of(world.id).get(index="ПМ.01.ЭК"),
    )  # fmt: skip
    group = type(world.groups["Э-21"]).objects.of(world.id).get(pk=world.groups["Э-21"].pk)
    adult = world.people["adult"].pk

    def reasons():
        return " ".join(judged_above("module", group, exam.pk, [adult])[adult])

    assert "МДК.01.01" in reasons()
    assert bring(world, "adult", "module", "ДЗ", "4").status_code == 302
    assert "МДК.01.01" not in reasons()
    assert "УП.01.01" in reasons()


def test_a_credit_of_the_exam_leaves_the_course_project_to_be_done(world):
    page = world.courses["electro"]
    PlanLoad.objects.of(world.id).filter(item__index="ОП.02").update(course_project=20)
    assert bring(world, "adult").status_code == 302
    asked = facts.settled_otherwise(
        world.id, [page.discipline_id], page.term_id, Level.PROJECT, [world.people["adult"].pk]
    )
    assert asked == {}
    project = opened(world, form="КП", level=Level.PROJECT)
    assert line_of(world, project, "adult")


def test_of_a_joint_statement_a_credit_settles_its_own_discipline_alone(world):
    also = (world.courses["module"].discipline_id,)
    assert bring(world, "adult").status_code == 302
    closed(world, form="КЭ", also=also, texts={"adult": "3"})
    assert ("exam", "5", "credit", 3, PAPER) in standing(world, "adult")
    assert [row[1] for row in standing(world, "adult", "module")] == ["3"]
