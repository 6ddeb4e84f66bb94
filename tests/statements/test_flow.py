"""A statement from the draft to the closed document, its debts, a retake and a commission (A4.8, A4.12, A4.13)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests import worlds
from tests.statements.papers import (
    closed,
    debt_of,
    drafted,
    filled,
    fresh,
    line_of,
    numbers,
    opened,
    planned,
    results,
)
from tests.worlds import TODAY
from zhurnal.assessment.models import Result
from zhurnal.assessment.rules.levels import Level
from zhurnal.kernel import audit
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.refusal import Refusal
from zhurnal.statements.actions.closing import close_statement
from zhurnal.statements.actions.debts import Retake, pause_debt, plan_retake, single_sheet
from zhurnal.statements.actions.filling import Change, fill_statement, set_admission
from zhurnal.statements.actions.opening import cancel_statement, open_statement
from zhurnal.statements.actions.reopening import answer_reopening, ask_reopening
from zhurnal.statements.actions.term_debts import owe_term_marks
from zhurnal.statements.models import Debt, DebtTry, StatementLine
from zhurnal.statements.rules.kinds import Ended, Pause, State

MOMENT = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def world(db, frozen_time):
    found, _other = worlds.two_colleges()
    return found


def names(world, statement):
    rows = StatementLine.objects.of(world.id).filter(statement=statement)
    people = {person.pk: name for name, person in world.people.items()}
    return {people[pk] for pk in rows.values_list("student_id", flat=True)}


def result(world, name, value, level=Level.TERM, course="electro"):
    page = world.courses[course]
    return Result.objects.create(
        college=world.college, student=world.people[name], discipline=page.discipline, term=page.term, semester=3,
        group=page.group, level=level, value=value, set_at=MOMENT,
    )  # fmt: skip


def test_an_opened_statement_has_a_number_and_the_list_of_its_day(world):
    statement = opened(world, dated=date(2026, 10, 12))  # before the newcomer came, while the one who left was there

    assert statement.number == 1
    assert names(world, statement) == {
        "student", "classmate", "adult", "left", *(f"student{number}" for number in range(6))
    }  # fmt: skip


def test_released_and_recredited_students_stand_in_no_statement(world):
    result(world, "classmate", "осв")
    row = result(world, "adult", "5", Level.EXAM)
    Result.objects.of(world.id).filter(pk=row.pk).update(source="credit")

    assert {"classmate", "adult"} & names(world, opened(world)) == set()


def test_numbers_of_a_year_have_no_gaps(world):
    first, draft = opened(world), drafted(world, course="english1")
    cancel_statement(world.actor("department_head"), draft, "составлена по ошибке")
    second = opened(world, course="english2")
    cancel_statement(world.actor("department_head"), second, "не та форма")
    third = opened(world, course="module")

    assert (first.number, second.number, third.number) == (1, 2, 3)
    assert numbers(world) == [1, 2, 3]


def test_a_second_main_statement_of_a_plan_row_is_refused_by_its_number(world):
    opened(world)

    refusal = drafted(world)

    assert isinstance(refusal, Refusal)
    assert "№ 1" in str(refusal)


def test_who_is_not_admitted_is_listed_with_the_reason_and_may_be_admitted(world):
    result(world, "classmate", "на", course="module")
    result(world, "student", "4", course="module")
    statement = opened(world)
    line = line_of(world, statement, "classmate")
    assert line.barred == "МДК.01.01 Обслуживание: н/а"

    assert filled(world, statement)[0].refusal is None
    assert fill_statement(world.actor("teacher"), statement, [Change(line.pk, line.version, "5")])[0].refusal
    assert str(set_admission(world.actor("department_head"), statement, line.pk, "")) != "None"  # not without a ground
    assert set_admission(world.actor("department_head"), statement, line.pk, "", "приказ № 140-с") is None
    line = fresh(world, line)
    assert (line.barred, line.remark) == ("", "допущен: приказ № 140-с")
    assert fill_statement(world.actor("teacher"), statement, [Change(line.pk, line.version, "5")])[0].refusal is None


def test_lines_are_saved_refused_and_in_conflict_each_by_itself(world):
    statement = opened(world)
    one, two, three = (line_of(world, statement, name) for name in ("student", "classmate", "adult"))
    fill_statement(world.actor("department_head"), statement, [Change(three.pk, three.version, "3")])

    done = fill_statement(
        world.actor("teacher"), statement,
        [Change(one.pk, 1, "5", ticket="12"), Change(two.pk, 1, "зач"), Change(three.pk, 1, "4")],
    )  # fmt: skip

    assert [outcome.refusal.code if outcome.refusal else "" for outcome in done] == ["", "wrong_mark", "stale"]
    assert "«3»" in str(done[2].refusal)
    again = fill_statement(world.actor("teacher"), statement, [Change(three.pk, done[2].version, "4")])
    assert again[0].refusal is None
    assert [fresh(world, row).value for row in (one, two, three)] == ["5", "", "4"]
    assert fresh(world, one).ticket == "12"


def test_marks_are_set_from_the_day_of_the_examination_on(world):
    statement = opened(world, dated=TODAY + timedelta(days=3))

    refusal = filled(world, statement)

    assert isinstance(refusal, Refusal)
    assert "27.11.2026" in str(refusal)


def test_a_statement_with_a_blank_line_is_not_closed(world):
    statement = opened(world)
    filled(world, statement, classmate="")

    refusal = close_statement(world.actor("teacher"), statement)

    assert refusal.code == "blank"
    assert "Удальцов-А Семён" in str(refusal)


def test_a_closed_statement_decides_results_and_debts(world):
    statement = closed(world, texts={"student": "5", "classmate": "2", "adult": "н", "newcomer": "ну"})

    assert results(world, "student") == {"exam": ("5", "ведомость № 1")}
    assert results(world, "classmate") == {"exam": ("2", "ведомость № 1")}
    assert results(world, "adult") == {"exam": ("на", "ведомость № 1")}  # a no-show without a reason
    assert results(world, "newcomer") == {"exam": ("", "ведомость № 1")}  # the ill has no result and no debt
    rows = Debt.objects.of(world.id).order_by("arisen")
    assert [(row.student_id, row.arisen, row.due_on) for row in rows] == [
        (world.people["adult"].pk, "no_show", date(2027, 11, 10)),
        (world.people["classmate"].pk, "unfit", date(2027, 11, 10)),
    ]
    with pytest.raises(Refused, match="closed"):
        filled(world, statement)
    assert list(audit.verify(world.id)) == []


def test_a_retake_closes_the_debt_and_the_result_stands_in_its_own_semester(world):
    main = closed(world, texts={"classmate": "2"})
    debt = debt_of(world, "classmate")

    retake = planned(world, debt)
    filled(world, retake, classmate="3")
    assert close_statement(world.actor("teacher"), retake) is None

    assert (retake.kind, retake.number, retake.previous_id) == ("individual", 2, main.pk)
    assert results(world, "classmate") == {"exam": ("3", "ведомость № 2")}
    debt = fresh(world, debt)
    assert (debt.closed_on, debt.settled_id, debt.ended) == (TODAY, retake.pk, Ended.PASSED)
    assert DebtTry.objects.of(world.id).get(debt=debt).outcome == "passed"


def test_the_second_try_is_before_a_commission_of_three_and_there_is_no_third(world):
    closed(world, texts={"classmate": "2"})
    debt = debt_of(world, "classmate")
    first = planned(world, debt, day=TODAY - timedelta(days=7))
    filled(world, first, classmate="2")
    close_statement(world.actor("teacher"), first)
    assert results(world, "classmate") == {"exam": ("2", "ведомость № 1")}  # a failed retake changes nothing

    head = world.actor("department_head")
    [two_people] = plan_retake(head, [debt], Retake(TODAY, "", {world.people["teacher"].pk: "chair"}))
    assert two_people.kind == "commission"
    assert open_statement(head, two_people).code == "few"
    cancel_statement(head, two_people, "нет комиссии")
    commission = planned(world, debt, examiners=("deputy", "teacher", "other_teacher"))
    filled(world, commission, classmate="2")
    assert close_statement(world.actor("teacher"), commission) is None

    refusal = plan_retake(head, [debt], Retake(TODAY + timedelta(days=7)))
    assert refusal.code == "spent"
    assert "Удальцов-А Семён" in str(refusal)
    assert fresh(world, debt).closed_on is None


def test_a_no_show_with_a_reason_is_not_a_try(world):
    closed(world, texts={"classmate": "2"})
    debt = debt_of(world, "classmate")
    ill = planned(world, debt, day=TODAY - timedelta(days=7))
    filled(world, ill, classmate="ну")
    close_statement(world.actor("teacher"), ill)

    again = planned(world, debt)

    assert again.kind == "individual"  # the first try again, not the commission
    assert list(DebtTry.objects.of(world.id).order_by("pk").values_list("number", "outcome")) == [
        (1, "excused"), (1, "planned"),
    ]  # fmt: skip


def test_illness_moves_the_last_day_and_no_retake_is_planned_in_it(world):
    closed(world, texts={"classmate": "2"})
    debt = debt_of(world, "classmate")
    head = world.actor("department_head")

    assert pause_debt(head, debt, Pause.ILLNESS, TODAY, TODAY + timedelta(days=9), "справка № 7") is None

    assert fresh(world, debt).due_on == date(2027, 11, 20)
    assert plan_retake(head, [fresh(world, debt)], Retake(TODAY + timedelta(days=2))).code == "paused"


def test_the_ill_get_a_sheet_of_their_own_and_owe_nothing(world):
    main = closed(world, texts={"newcomer": "ну"})
    line = line_of(world, main, "newcomer")
    head = world.actor("department_head")

    sheet = single_sheet(head, main, line.pk, TODAY)
    assert single_sheet(head, main, line.pk, TODAY).code == "twice"
    open_statement(head, sheet)
    filled(world, fresh(world, sheet), newcomer="4")
    close_statement(world.actor("teacher"), fresh(world, sheet))

    assert results(world, "newcomer") == {"exam": ("4", "ведомость № 2")}
    assert not Debt.objects.of(world.id).exists()


def test_two_people_reopen_a_closed_statement_and_a_correction_ends_the_mistaken_debt(world):
    statement = closed(world, texts={"classmate": "2", "student": "5"})
    head, deputy = world.actor("department_head"), world.actor("deputy")

    assert ask_reopening(head, statement, "") is not None
    assert ask_reopening(head, statement, "перепутаны строки") is None
    assert answer_reopening(head, statement, agreed=True).code == "same"
    assert fresh(world, statement).state == State.CLOSED
    assert answer_reopening(deputy, statement, agreed=True) is None
    filled(world, fresh(world, statement), classmate="4", student="2", rest="4")
    assert close_statement(world.actor("teacher"), fresh(world, statement)) is None

    assert results(world, "classmate") == {"exam": ("4", "ведомость № 1")}
    assert debt_of(world, "classmate").ended == Ended.MISTAKEN
    assert debt_of(world, "student").closed_on is None
    assert list(audit.verify(world.id)) == []


def test_a_retake_that_was_opened_again_and_failed_gives_the_debt_and_the_mark_back(world):
    closed(world, texts={"classmate": "2"})
    debt = debt_of(world, "classmate")
    retake = planned(world, debt)
    filled(world, retake, classmate="3")
    close_statement(world.actor("teacher"), retake)
    ask_reopening(world.actor("department_head"), retake, "подпись не та")
    answer_reopening(world.actor("deputy"), retake, agreed=True)
    filled(world, fresh(world, retake), classmate="2")
    close_statement(world.actor("teacher"), fresh(world, retake))

    assert results(world, "classmate")["exam"][0] == "2"
    assert fresh(world, debt).closed_on is None


def test_a_joint_examination_gives_one_mark_to_its_disciplines_and_is_retaken_as_a_whole(world):
    also = (world.courses["module"].discipline_id,)
    closed(world, form="КЭ", also=also, texts={"classmate": "2"})
    assert [row.value for row in Result.objects.of(world.id).filter(student=world.people["student"])] == ["4", "4"]
    debts = list(Debt.objects.of(world.id).filter(student=world.people["classmate"]))
    assert len(debts) == 2

    retake = planned(world, *debts)
    filled(world, retake, classmate="5")
    close_statement(world.actor("teacher"), retake)

    assert [row.value for row in Result.objects.of(world.id).filter(student=world.people["classmate"])] == ["5", "5"]
    assert not Debt.objects.of(world.id).filter(closed_on__isnull=True).exists()


def test_a_credit_takes_no_marks_and_a_module_says_whether_it_is_mastered(world):
    credit = closed(
        world, course="english1", form="З", who="subgroup_teacher", texts={"rest": "зач", "student": "незач"}
    )
    assert line_of(world, credit, "student").value == "незач"
    assert debt_of(world, "student").form == "З"
    module = closed(
        world, course="module", form="ЭМ", level=Level.MODULE, who="other_teacher", texts={"classmate": "2"}
    )

    rows = Result.objects.of(world.id).filter(level=Level.MODULE)
    assert {(row.value, row.mastery) for row in rows} == {("4", "освоен"), ("2", "не освоен")}
    assert module.level == "module"


def test_term_marks_that_became_visible_are_debts_once_and_a_corrected_one_ends_as_a_mistake(world):
    low = result(world, "classmate", "на")
    result(world, "adult", "4")
    rows = Result.objects.of(world.id)
    rows.update(published_at=MOMENT, form="Э")
    deputy, students = world.actor("deputy"), {row.student_id for row in rows}

    assert owe_term_marks(deputy, students, world.term.pk) == 1
    assert owe_term_marks(deputy, students, world.term.pk) == 0
    debt = debt_of(world, "classmate")
    assert (debt.arisen, debt.level, debt.arisen_on, debt.source_id) == ("not_attested", "term", TODAY, None)

    rows.filter(pk=low.pk).update(value="3")
    owe_term_marks(deputy, students, world.term.pk)
    assert fresh(world, debt).ended == Ended.MISTAKEN


def test_a_debt_of_a_term_mark_is_retaken_together_with_its_exam(world):
    row = result(world, "classmate", "на")
    Result.objects.of(world.id).filter(pk=row.pk).update(published_at=MOMENT, form="Э")
    later = TODAY + timedelta(days=7)
    owe_term_marks(world.actor("deputy"), {row.student_id}, world.term.pk)

    debt = debt_of(world, "classmate")
    statement = planned(world, debt, day=later)
    now = datetime.combine(later, MOMENT.time(), UTC)
    lines = StatementLine.objects.of(world.id).filter(statement=statement)
    changes = [Change(line.pk, line.version, "4") for line in lines]
    fill_statement(world.actor("teacher", now), statement, changes)
    assert close_statement(world.actor("teacher", now), statement) is None

    assert {level: value for level, (value, _ground) in results(world, "classmate").items()} == {
        "term": "4",
        "exam": "4",
    }
    assert fresh(world, debt).ended == Ended.PASSED


@pytest.mark.parametrize("students", [1, 12])
def test_closing_costs_the_same_for_one_and_for_many(db, frozen_time, django_assert_max_num_queries, students):
    world = worlds.make_college("vek", "А", students)
    statement = opened(world)
    filled(world, statement, classmate="2", adult="2")

    with django_assert_max_num_queries(CLOSING):
        assert close_statement(world.actor("teacher"), statement) is None


CLOSING = 28
