"""Admission looked at anew where the plan decides it: the exam of a module (C5.9, A4.10) and the state attestation; by the head of the department."""

import pytest

from tests import worlds
from tests.modules.modules_worlds import give_page, give_plan, give_result
from tests.statements.papers import debt_of, filled, fresh, line_of
from zhurnal.assessment.models import Result
from zhurnal.assessment.rules.levels import Level
from zhurnal.curriculum.models import Discipline, Group, Membership
from zhurnal.kernel import audit
from zhurnal.kernel.models import Change
from zhurnal.kernel.refusal import Refusal
from zhurnal.modules.actions.exams import draft_exam, draft_state
from zhurnal.modules.queries.admission import final_list
from zhurnal.statements.actions.admission import ANEW, look_again, look_again_group
from zhurnal.statements.actions.closing import close_statement
from zhurnal.statements.actions.debts import Retake, plan_retake
from zhurnal.statements.actions.filling import set_admission
from zhurnal.statements.actions.opening import open_statement, set_staff
from zhurnal.statements.models import Debt, DebtTry, Statement, StatementLine
from zhurnal.statements.rules.kinds import Arisen, Outcome, Part

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]
ROWS = (
    ("ПМ.06", "Электрослесарь", "module", "", ()),
    ("МДК.01.01", "Обслуживание", "mdk", "ПМ.06", ((3, 96, "ДЗ"),)),
    ("УП.06.01", "Учебная практика", "practice_edu", "ПМ.06", ((3, 108, "ДЗ"),)),
    ("ПП.06.01", "Производственная практика", "practice_prod", "ПМ.06", ((3, 36, "ДЗ"),)),
    ("ПМ.06.ЭК", "Квалификационный экзамен", "exam", "ПМ.06", ((3, 6, "Э"),)),
    ("ГИА", "Государственная итоговая аттестация", "gia", "", ((3, 216, ""),)),
)
DAY = worlds.TODAY
COMMISSION = (("deputy", Part.CHAIR), ("teacher", Part.MEMBER), ("other_teacher", Part.MEMBER))


@pytest.fixture
def world():
    """The student has all of the module, the classmate a debt in УП, the adult no mark of ПП, the others nothing."""
    made = worlds.make_college("vek", "А", students=1)
    made.items = give_plan(made, ROWS)
    made.parts = {
        "МДК": made.courses["module"].discipline,
        "УП": give_page(made, made.items, "УП.06.01").discipline,
        "ПП": give_page(made, made.items, "ПП.06.01").discipline,
        "ЭК": Discipline.objects.create(
            college=made.college, index="ПМ.06.ЭК", name="Экзамен", short_name="ЭК", plan_item=made.items["ПМ.06.ЭК"]
        ),
    }
    for name in ("student", "classmate", "adult"):
        give_result(made, name, made.parts["МДК"], Level.EXAM, "4")
        give_result(made, name, made.parts["УП"], Level.PRACTICE, "2" if name == "classmate" else "5")
        if name != "adult":
            give_result(made, name, made.parts["ПП"], Level.PRACTICE, "4")
    return made


def group_of(world):
    return Group.objects.of(world.id).select_related("year", "department", "curriculum").get(name="Э-21")


def opened(world, statement, seats=COMMISSION):
    head = world.actor("department_head")
    assert set_staff(head, statement, statement.dated, {world.people[name].pk: part for name, part in seats}) is None
    assert open_statement(head, statement) is None
    return fresh(world, statement)


def module_exam(world):
    made = draft_exam(world.actor("department_head"), group_of(world), world.items["ПМ.06"].pk, DAY)
    return opened(world, made, (("teacher", Part.EXAMINER),))


def state_exam(world, form="ДЭ"):
    return opened(world, draft_state(world.actor("department_head"), group_of(world), world.items["ГИА"].pk, form, DAY))


def barred(world, statement):
    people = {person.pk: name for name, person in world.people.items()}
    rows = StatementLine.objects.of(world.id).filter(statement=statement).values_list("student_id", "barred")
    return {people[pk]: why for pk, why in rows if people[pk] in ("student", "classmate", "adult", "sister")}


def mark(world, name, part, value, **more):
    """The result of the part as it is now."""
    discipline = world.parts[part]
    Result.objects.of(world.id).filter(student=world.people[name], discipline=discipline).delete()
    level = {"МДК": Level.EXAM, "ЭК": Level.MODULE}.get(part, Level.PRACTICE)
    give_result(world, name, discipline, level, value, **more)


def told(world):
    return Change.objects.of(world.id).filter(action=ANEW).count()


def test_the_exam_of_a_module_admits_who_settled_the_practice_and_names_each_other(world):
    statement, head = module_exam(world), world.actor("department_head")
    assert barred(world, statement) == {
        "student": "",
        "classmate": "УП.06.01 (2)",
        "adult": "ПП.06.01 (нет отметки)",
    }
    mark(world, "classmate", "УП", "3")
    mark(world, "adult", "ПП", "на")
    mark(world, "student", "МДК", "2")
    assert look_again(head, statement) is None
    now = {"student": "МДК.01.01 (2)", "classmate": "", "adult": "ПП.06.01 (н/а)"}
    assert (barred(world, statement), told(world)) == (now, 3)
    assert look_again(head, statement) is None
    assert (barred(world, statement), told(world)) == (now, 3)
    assert list(audit.verify(world.id)) == []


def test_by_hand_asked_and_newly_come_to_the_exam_of_a_module(world):
    """A debt of the session (a «2» in another discipline) keeps nobody from it."""
    give_result(world, "student", world.courses["electro"].discipline, Level.TERM, "2")
    statement, head = module_exam(world), world.actor("department_head")
    assert set_admission(head, statement, line_of(world, statement, "classmate").pk, "", "приказ № 140-с") is None
    assert [one.refusal for one in filled(world, statement)] == [None, None]
    mark(world, "student", "УП", "2")
    sister = world.people["sister"]
    Membership.objects.create(
        college=world.college,
        group=world.groups["Э-21"],
        student=sister,
        entered=DAY.replace(day=1),
        recorded_at=worlds.RECORDED,
    )
    mark(world, "sister", "МДК", "5")
    assert look_again_group(head, world.groups["Э-21"], world.term) is None
    assert barred(world, statement) == {
        "student": "",
        "classmate": "",
        "adult": "ПП.06.01 (нет отметки)",
        "sister": "УП.06.01 (нет отметки); ПП.06.01 (нет отметки)",
    }


def test_the_state_attestation_admits_who_mastered_the_module_and_names_each_other(world):
    for name in ("student", "classmate"):
        mark(world, name, "ЭК", "4", mastery="освоен")
    exam, defence, head = state_exam(world), state_exam(world, "ДП"), world.actor("department_head")
    before = {
        "student": "",
        "classmate": "УП.06.01 (2)",
        "adult": "ПП.06.01 (нет отметки); ПМ.06.ЭК (нет отметки)",
    }
    assert [barred(world, one) for one in (exam, defence)] == [before, before]
    mark(world, "classmate", "УП", "4")
    mark(world, "adult", "ПП", "4")
    mark(world, "adult", "ЭК", "3", mastery="не освоен")
    mark(world, "student", "ЭК", "2", mastery="не освоен")
    assert look_again_group(head, world.groups["Э-21"], world.term) is None
    after = {"student": "ПМ.06.ЭК (2)", "classmate": "", "adult": "ПМ.06.ЭК (не освоен, 3)"}
    assert [barred(world, one) for one in (exam, defence)] == [after, after]
    seen = told(world)
    assert look_again_group(head, world.groups["Э-21"], world.term) is None
    assert told(world) == seen == 6
    electro = world.courses["electro"].discipline  # the plan demands nothing of it, and a debt of it is a debt
    Debt.objects.create(
        college=world.college, student=world.people["classmate"], discipline=electro, term=world.term, semester=3,
        level=Level.TERM, arisen=Arisen.UNFIT, arisen_on=DAY, due_on=DAY.replace(year=DAY.year + 1),
    )  # fmt: skip
    assert look_again_group(head, world.groups["Э-21"], world.term) is None
    owed = f"{electro.index}, 3 сем. (долг)"
    assert [barred(world, one)["classmate"] for one in (exam, defence)] == [owed, owed]
    line = next(one for one in final_list(head, group_of(world)).lines if one.id == world.people["classmate"].pk)
    assert (line.why, line.debts, line.ahead) == (f"Не допущен: {owed}.", 1, 0)
    Debt.objects.of(world.id).update(closed_on=DAY, ended="passed")
    assert look_again_group(head, world.groups["Э-21"], world.term) is None
    assert barred(world, exam)["classmate"] == ""
    assert list(audit.verify(world.id)) == []


def test_by_the_pages_of_the_department(world):
    """One press for both; the other department's head is turned away at the door."""
    mark(world, "student", "ЭК", "4", mastery="освоен")
    exam, state = module_exam(world), state_exam(world)
    group, head = world.groups["Э-21"], world.client("department_head")
    address, listed = f"/statements/admission/{group.pk}/", world.people["classmate"].listed
    page = head.get(address).content.decode()
    assert f"{listed}: УП.06.01 (2)" in page
    assert f"{listed}: УП.06.01 (2); ПМ.06.ЭК (нет отметки)" in page
    assert all(
        "Проверить допуск заново" in head.get(f"/statements/{one.pk}/").content.decode() for one in (exam, state)
    )
    mark(world, "classmate", "УП", "4")
    page = head.post(f"{address}anew/", {"term": world.term.pk}, follow=True).content.decode()
    assert "Допуск проверен заново" in page
    assert "УП.06.01 (2)" not in page
    assert f"{listed}: ПМ.06.ЭК (нет отметки)" in page
    mark(world, "classmate", "ЭК", "5", mastery="освоен")
    page = head.post(f"/statements/{state.pk}/admission/", follow=True).content.decode()
    assert ("Допуск проверен заново" in page, barred(world, state)["classmate"]) == (True, "")
    for url in (f"{address}anew/", f"/statements/{exam.pk}/admission/"):
        assert world.client("teacher").post(url, {"term": world.term.pk}).status_code in (403, 404)


def test_a_retake_asks_for_the_same_and_no_try_is_lost(world):
    """Whoever was kept out owes the exam; he sits it when the practice is settled, not because a retake was planned."""
    exam, head = module_exam(world), world.actor("department_head")
    assert all(one.refusal is None for one in filled(world, exam, student="2"))
    assert close_statement(world.actor("teacher"), exam) is None
    seats, day = {world.people["teacher"].pk: Part.EXAMINER}, DAY.replace(day=DAY.day + 1)
    made = plan_retake(
        head, [debt_of(world, name) for name in ("student", "classmate", "adult")], Retake(day, "", seats)
    )
    assert not isinstance(made, Refusal), made
    [retake] = made
    names = {name: world.people[name].listed for name in ("student", "classmate", "adult")}
    answer = world.client("department_head").post(f"/statements/{retake.pk}/open/")
    said = answer.content.decode()
    assert answer.status_code == 422
    assert all(
        f"{names[name]}: {why}" in said
        for name, why in (("classmate", "УП.06.01 (2)"), ("adult", "ПП.06.01 (нет отметки)"))
    )
    assert f"{names['student']}: " not in said
    assert fresh(world, retake).number is None
    assert set(DebtTry.objects.of(world.id).values_list("outcome", flat=True)) == {Outcome.PLANNED}
    mark(world, "classmate", "УП", "3")
    mark(world, "adult", "ПП", "3")
    mark(world, "student", "МДК", "2")  # he was asked already: what the department admitted stays
    assert open_statement(head, retake) is None
    assert Statement.objects.of(world.id).get(pk=retake.pk).number == exam.number + 1
