"""«Просмотрено» closes exams of modules too: their statements, and the days on which a new one could be dated (2.6)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from time import sleep

import pytest
from django.db import connections, transaction

from tests import worlds
from tests.modules.modules_worlds import ENDS, STARTS, give_page, give_plan
from tests.statements.papers import closed, drafted, fresh, line_of
from zhurnal.assessment.rules.levels import Level
from zhurnal.curriculum.models import Group
from zhurnal.inspection.actions.visas import put_module_visa
from zhurnal.inspection.models import Visa
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.refusal import Refusal
from zhurnal.modules.actions.papers import Graded, grade
from zhurnal.modules.models import PracticePage, PracticePlace
from zhurnal.statements.actions.admission import look_again
from zhurnal.statements.actions.closing import close_statement
from zhurnal.statements.actions.debts import Retake, plan_retake, single_sheet
from zhurnal.statements.actions.filling import fill_statement, set_admission
from zhurnal.statements.actions.opening import set_staff
from zhurnal.statements.actions.reopening import answer_reopening, ask_reopening
from zhurnal.statements.models import Debt, Reopening, Statement
from zhurnal.statements.rules.kinds import Part

YESTERDAY = worlds.TODAY - timedelta(days=1)
DATED = YESTERDAY - timedelta(days=3)
SEATED = ("teacher", "other_teacher", "leader")


@pytest.fixture
def world(db, frozen_time):
    return worlds.make_college("vek", "А")


def group_of(world):
    return Group.objects.of(world.id).select_related("year", "curriculum").get(pk=world.groups["Э-21"].pk)


def exam(world, texts=None, **more):
    """A closed statement of a module's exam, before a commission."""
    parts = [Part.CHAIR, Part.MEMBER, Part.MEMBER]
    seated = {world.people[name].pk: part for name, part in zip(SEATED, parts, strict=True)}
    more = {"dated": DATED, **more}
    return closed(world, course="module", form="ЭМ", level=Level.MODULE, examiners=seated, texts=texts, **more)


def viewed(world, until=YESTERDAY):
    assert isinstance(put_module_visa(world.actor("deputy"), group_of(world), until), Visa)


def code_of(work):
    """How a refused deed is told of, raised or answered."""
    try:
        answer = work()
    except Refused as refused:
        return refused.refusal.code
    return answer.code if isinstance(answer, Refusal) else answer


def test_a_statement_behind_the_visa_is_neither_opened_again_nor_changed(world):
    statement = exam(world)
    viewed(world)
    head, deputy = world.actor("department_head"), world.actor("deputy")
    line = line_of(world, statement, "student")
    deeds = (
        lambda: ask_reopening(head, statement, "Ошибка в отметке"),
        lambda: answer_reopening(deputy, statement, agreed=True),
        lambda: look_again(head, statement),
        lambda: set_admission(head, statement, line.pk, "не явился"),
        lambda: fill_statement(world.actor("teacher"), statement, []),
        lambda: close_statement(world.actor("teacher"), statement),
        lambda: set_staff(head, statement, worlds.TODAY, {}),
    )
    assert [code_of(deed) for deed in deeds] == ["viewed"] * len(deeds)
    assert not Reopening.objects.of(world.id).exists()
    page = world.client("department_head").get(f"/statements/{statement.pk}/").content.decode()
    assert ("просмотрены проверяющим по 23 ноября" in page, "Вскрыть ведомость" in page) == (True, False)
    answer = world.client("department_head").post(f"/statements/{statement.pk}/reopen/", {"reason": "Ошибка"})
    assert (answer.status_code, "просмотрены проверяющим" in answer.content.decode()) == (403, True)


def test_a_request_that_waits_is_not_agreed_to_behind_the_visa(world):
    statement = exam(world)
    assert ask_reopening(world.actor("department_head"), statement, "Ошибка в отметке") is None
    held = fresh(world, statement)
    held.dated = worlds.TODAY  # in hand it is dated otherwise than in the table
    viewed(world)
    assert code_of(lambda: answer_reopening(world.actor("deputy"), held, agreed=True)) == "viewed"
    assert fresh(world, statement).state == "closed"
    page = world.client("deputy").get(f"/statements/{statement.pk}/").content.decode()
    assert "Не вскрывать" in page  # so that it does not hang until the visa is lifted
    assert answer_reopening(world.actor("deputy"), held, agreed=False) is None
    assert Reopening.objects.of(world.id).get(statement=statement.pk).declined
    assert fresh(world, statement).state == "closed"


def test_a_statement_after_the_visa_and_one_of_a_discipline_stay_as_they_were(world):
    viewed(world, DATED - timedelta(days=1))
    later, plain = exam(world), closed(world)
    assert ask_reopening(world.actor("department_head"), later, "Ошибка в отметке") is None
    assert ask_reopening(world.actor("department_head"), plain, "Ошибка в отметке") is None


def test_no_statement_of_a_module_is_dated_behind_the_visa(world):
    viewed(world)
    module = {"course": "module", "form": "ЭМ", "level": Level.MODULE}
    assert code_of(lambda: drafted(world, dated=YESTERDAY, **module)) == "viewed"
    made = drafted(world, dated=worlds.TODAY, **module)
    assert isinstance(made, Statement)
    assert code_of(lambda: set_staff(world.actor("department_head"), made, YESTERDAY, {})) == "viewed"
    assert fresh(world, made).dated == worlds.TODAY
    assert isinstance(drafted(world, dated=YESTERDAY), Statement)


def test_a_retake_and_a_sheet_of_the_ill_are_dated_after_the_visa(world):
    statement = exam(world, {"student": "2", "adult": "ну"})
    viewed(world)
    head, debt = world.actor("department_head"), Debt.objects.of(world.id).get(student=world.people["student"])
    assert code_of(lambda: plan_retake(head, [debt], Retake(YESTERDAY))) == "viewed"
    assert isinstance(plan_retake(head, [debt], Retake(worlds.TODAY)), list)
    ill, well = (line_of(world, statement, name).pk for name in ("adult", "student"))
    page = world.client("department_head").get(f"/statements/{statement.pk}/").content.decode()
    assert (f"/statements/lines/{ill}/" in page, f"/statements/lines/{well}/" in page) == (True, False)
    assert code_of(lambda: single_sheet(head, statement, ill, YESTERDAY)) == "viewed"
    assert isinstance(single_sheet(head, statement, ill, worlds.TODAY), Statement)
    assert code_of(lambda: single_sheet(world.actor("leader"), statement, ill, worlds.TODAY)) == "not_yours"


@pytest.mark.django_db(transaction=True)
def test_a_visa_waits_for_who_is_writing_and_a_writer_for_the_visa(frozen_time):
    world = worlds.make_college("vek", "А")
    page, student = give_page(world, give_plan(world)), world.people["student"].pk
    PracticePage.objects.of(world.id).filter(pk=page.pk).update(ends=YESTERDAY)
    assert page.ends == ENDS > STARTS
    done = []

    def put():
        try:
            found = put_module_visa(world.actor("deputy"), group_of(world), YESTERDAY)
            done.append("visa")
            return found
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            grade(world.actor("teacher"), page, {student: Graded(frozenset({"diary"}))})
            visa = pool.submit(put)
            sleep(0.5)
            done.append("grade")
        assert isinstance(visa.result(), Visa)
    assert done == ["grade", "visa"]
    assert PracticePlace.objects.of(world.id).get().diary
    with pytest.raises(Refused):
        grade(world.actor("teacher"), page, {student: Graded(frozenset())})
