"""1.6: a professional module is kept whole: МДК, practice, exam; who has a debt in practice is not admitted (C5.9, A4.10)."""

import pytest

from tests import worlds
from tests.modules.modules_worlds import give_page, give_plan, give_result
from tests.statements.papers import filled, fresh
from zhurnal.assessment.models import Result
from zhurnal.assessment.rules.levels import Level
from zhurnal.curriculum.models import Discipline
from zhurnal.statements.actions.closing import close_statement
from zhurnal.statements.actions.opening import set_staff
from zhurnal.statements.models import Statement, StatementLine
from zhurnal.statements.rules.kinds import Part

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]
QUALIFICATION = (
    ("ПМ.06", "Электрослесарь", "module", "", ()),
    ("МДК.01.01", "Обслуживание", "mdk", "ПМ.06", ((3, 96, "ДЗ"),)),
    ("УП.06.01", "Учебная практика", "practice_edu", "ПМ.06", ((3, 108, "ДЗ"),)),
    ("ПМ.06.ЭК", "Квалификационный экзамен", "exam", "ПМ.06", ((3, 6, "Э"),)),
)


def test_1_6_a_debt_in_practice_keeps_from_the_exam_of_the_module():
    world = worlds.make_college("vek", "А")
    items = give_plan(world, QUALIFICATION)
    page = give_page(world, items, "УП.06.01")
    mdk = world.courses["module"].discipline
    for student in ("student", "classmate", "adult"):
        give_result(world, student, mdk, Level.EXAM, "4")
    give_result(world, "student", page.discipline, Level.PRACTICE, "5")
    give_result(world, "classmate", page.discipline, Level.PRACTICE, "2")
    listed = world.client("deputy_practice").get(f"/modules/{page.group_id}/exam/{items['ПМ.06'].pk}/").context["page"]
    why = {line.id: line.why for line in listed.lines}
    assert why[world.people["student"].pk] == ""
    assert why[world.people["classmate"].pk] == "Не допущен: УП.06.01 (2)."
    assert why[world.people["adult"].pk] == "Не допущен: УП.06.01 (нет отметки)."
    assert listed.admitted == 1


def test_1_6_admission_to_the_state_attestation_asks_for_the_whole_plan():
    world = worlds.make_college("vek", "А")
    items = give_plan(world, QUALIFICATION)
    page = give_page(world, items, "УП.06.01")
    give_result(world, "student", world.courses["module"].discipline, Level.EXAM, "4")
    give_result(world, "student", page.discipline, Level.PRACTICE, "5")
    address = f"/modules/{page.group_id}/final/"
    before = {line.id: line for line in world.client("deputy").get(address).context["page"].lines}
    mine = before[world.people["student"].pk]
    assert [lack.words for lack in mine.missing] == ["ПМ.06.ЭК (нет отметки)"]
    assert (mine.hindering, mine.ahead) == ((), 1)  # the exam of this semester is still to come
    exam = Discipline.objects.create(
        college=world.college, index="ПМ.06.ЭК", name="Экзамен", short_name="Экзамен", plan_item=items["ПМ.06.ЭК"]
    )
    give_result(world, "student", exam, Level.MODULE, "4", mastery="освоен")
    after = {line.id: line.missing for line in world.client("deputy").get(address).context["page"].lines}
    assert after[world.people["student"].pk] == ()


def test_1_6_the_statement_of_the_exam_bars_who_has_a_debt_and_closes_into_mastered_or_not():
    world = worlds.make_college("vek", "А")
    items = give_plan(world, QUALIFICATION)
    page = give_page(world, items, "УП.06.01")
    for student in ("student", "classmate"):
        give_result(world, student, world.courses["module"].discipline, Level.EXAM, "4")
    give_result(world, "student", page.discipline, Level.PRACTICE, "5")
    give_result(world, "classmate", page.discipline, Level.PRACTICE, "2")
    head, address = world.client("department_head"), f"/modules/{page.group_id}/exam/{items['ПМ.06'].pk}/"
    assert "Составить ведомость" in head.get(address).content.decode()
    answer = head.post(f"{address}statement/", {"dated": "2026-11-24"})
    statement = Statement.objects.of(world.id).get()
    assert (answer.status_code, answer["Location"]) == (302, f"/statements/{statement.pk}/")
    assert (statement.form, statement.level) == ("ЭМ", "module")
    again = head.post(f"{address}statement/", {"dated": "2026-11-24"})
    assert (again.status_code, "уже есть" in again.content.decode()) == (422, True)
    set_staff(world.actor("department_head"), statement, worlds.TODAY, {world.people["teacher"].pk: Part.EXAMINER})
    assert head.post(f"/statements/{statement.pk}/open/").status_code == 302
    barred = dict(StatementLine.objects.of(world.id).values_list("student_id", "barred"))
    assert barred[world.people["student"].pk] == ""
    assert barred[world.people["classmate"].pk] == "УП.06.01 (2)"
    assert barred[world.people["adult"].pk] == "МДК.01.01 (нет отметки); УП.06.01 (нет отметки)"
    outcomes = filled(world, fresh(world, statement))
    assert [one.refusal for one in outcomes] == [None]
    assert close_statement(world.actor("teacher"), fresh(world, statement)) is None
    result = Result.objects.of(world.id).get(level=Level.MODULE, student=world.people["student"])
    assert (result.value, result.mastery) == ("4", "освоен")
    listed = {line.id: line.result for line in head.get(address).context["page"].lines}
    assert listed[world.people["student"].pk] == "освоен, 4"
