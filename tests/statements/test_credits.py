"""Перезачёт counts where the plan asks for it: no statement, no debt, no bar; what a document decided stays (A2.13, A4.12, A7.3)."""

from datetime import UTC, date, datetime

import pytest

from tests import worlds
from tests.modules.modules_worlds import give_plan
from tests.statements.papers import closed, filled, fresh, line_of, opened
from zhurnal.academic_year.models import AcademicYear
from zhurnal.assessment.models import Result, TermClosing
from zhurnal.assessment.rules.levels import Level
from zhurnal.curriculum.models import Course, Discipline, PlanItem, PlanLoad
from zhurnal.movement.models import Credit
from zhurnal.statements import facts
from zhurnal.statements.actions.closing import close_statement
from zhurnal.statements.actions.reopening import answer_reopening, ask_reopening
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
    assert "Ведомость № 1 закрыта с этим перезачётом" in words(undo(world, "adult"))  # it asked him the rest only


def words(answer):
    return answer.content.decode().replace("\xa0", " ")


def undo(world, name, why="документ другого человека", who="department_head"):
    credit = (
        Credit.objects.of(world.id).filter(student=world.people[name], undone_at__isnull=True).order_by("pk").first()
    )
    return world.client(who).post(f"/movement/credits/{credit.pk}/undo/", {"why": why})


def test_a_credit_into_a_closed_year_is_refused_and_none_of_it_undone(world):
    assert bring(world, "classmate").status_code == 302
    AcademicYear.objects.of(world.id).filter(pk=world.year.pk).update(closed_at=datetime(2026, 11, 24, tzinfo=UTC))
    answer = bring(world, "adult")
    assert answer.status_code == 422
    assert f"Учебный год {world.year.name} закрыт и сдан в архив" in words(answer)
    assert standing(world, "adult") == []
    assert not Credit.objects.of(world.id).filter(student=world.people["adult"]).exists()
    assert f"Учебный год {world.year.name} закрыт" in words(undo(world, "classmate"))
    assert [row[1] for row in standing(world, "classmate")] == ["5", "5"]


def test_a_mistaken_credit_is_undone_and_everything_stands_as_before(world):
    page, adult = world.courses["electro"], world.people["adult"]
    Result.objects.create(
        college=world.college, student=adult, discipline=page.discipline, term=page.term, semester=3, course=page,
        level="term", value="3", set_at=datetime(2026, 11, 20, tzinfo=UTC),
    )  # fmt: skip
    debt = Debt.objects.create(
        college=world.college, student=adult, discipline=page.discipline, term=page.term, semester=3, level="exam",
        arisen="difference", arisen_on=date(2026, 11, 1), due_on=date(2027, 11, 1),
    )  # fmt: skip
    assert bring(world, "adult").status_code == 302
    statement = opened(world)
    assert not StatementLine.objects.of(world.id).filter(statement=statement, student=adult).exists()

    refused = undo(world, "adult", "  ")
    assert (refused.status_code, "почему перезачёт отменяется" in words(refused)) == (422, True)
    assert undo(world, "adult").status_code == 302

    assert standing(world, "adult") == [("exam", "", "teacher", 3, ""), ("term", "3", "teacher", 3, "")]
    assert Debt.objects.of(world.id).get(pk=debt.pk).closed_on is None
    assert line_of(world, statement, "adult").value == ""  # he is on the list that was opened meanwhile
    card = words(world.client("department_head").get(f"/movement/students/{adult.pk}/"))
    assert "документ другого человека" in card
    assert "Отменить перезачёт" not in card
    assert bring(world, "adult").status_code == 422  # now the statement decides


def test_a_credit_on_which_a_closed_document_rests_is_undone_after_its_reopening(world):
    assert bring(world, "adult").status_code == 302
    statement = closed(world)
    answer = undo(world, "adult")
    assert answer.status_code == 422
    assert "Ведомость № 1 закрыта с этим перезачётом" in words(answer)
    assert [row[1] for row in standing(world, "adult")] == ["5", "5"]
    assert ask_reopening(world.actor("department_head"), statement, "перезачёт по ошибке") is None
    assert answer_reopening(world.actor("deputy"), statement, agreed=True) is None
    assert undo(world, "adult").status_code == 302
    statement = fresh(world, statement)
    assert all(one.refusal is None for one in filled(world, statement, rest="4", adult="3"))
    assert close_statement(world.actor("teacher"), statement) is None
    assert ("exam", "3") in [row[:2] for row in standing(world, "adult")]


def test_a_credit_of_a_closed_term_waits_for_its_opening_and_a_later_paper_goes_first(world):
    page = world.courses["electro"]
    assert bring(world, "adult").status_code == 302
    closing = TermClosing.objects.create(
        college=world.college, group=page.group, term=page.term, state="closed", changed_at=worlds.RECORDED
    )
    assert "закрыт с этим перезачётом: сначала откройте его вдвоём" in words(undo(world, "adult"))
    TermClosing.objects.of(world.id).filter(pk=closing.pk).update(state="open")
    assert bring(world, "adult", value="4").status_code == 302
    assert "изменил другой документ" in words(undo(world, "adult"))  # the first of the two
    assert [row[1] for row in standing(world, "adult")] == ["4", "4"]
    assert not Credit.objects.of(world.id).filter(undone_at__isnull=False).exists()
