"""When a debt arises, how long it runs and how it ends: practice, a module not mastered, personal terms, either order of papers (A4.6–A4.10)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests import worlds
from tests.assessment.personal import give_personal
from tests.modules.modules_worlds import give_page, give_plan
from tests.movement.orders import draft, state, write
from tests.statements.papers import closed, debt_of, filled, fresh, line_of, opened, planned, results
from tests.worlds import TODAY
from zhurnal.assessment.models import Result
from zhurnal.assessment.rules.levels import Level
from zhurnal.assessment.rules.values import NOT_MASTERED
from zhurnal.modules.actions.papers import Graded, grade
from zhurnal.modules.queries.admission import module_list
from zhurnal.movement.rules.kinds import Kind
from zhurnal.results.queries.record import load_record
from zhurnal.statements import facts
from zhurnal.statements.actions.closing import close_statement
from zhurnal.statements.actions.debts import Retake, pause_debt, plan_retake
from zhurnal.statements.actions.filling import Change, fill_statement, set_admission
from zhurnal.statements.actions.opening import cancel_statement
from zhurnal.statements.actions.reopening import answer_reopening, ask_reopening
from zhurnal.statements.actions.term_debts import owe_term_marks
from zhurnal.statements.models import Debt, DebtTry
from zhurnal.statements.queries.debts import Filters, debt_rows
from zhurnal.statements.rules.kinds import Ended, Pause

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]


@pytest.fixture
def world():
    return worlds.make_college("vek", "А", students=1)


def term_mark(world, name, value, course="electro", form="ДЗ"):
    """A term mark that its student sees, as a closed term leaves it, and the debts that follow."""
    page, moment = world.courses[course], datetime.now(UTC)
    who, said = world.people[name], {"form": form, "value": value, "set_at": moment, "published_at": moment}
    there = Result.objects.of(world.id).filter(
        student=who, discipline=page.discipline, term=page.term, level=Level.TERM
    )
    if not there.update(**said):
        Result.objects.create(
            college=world.college, student=who, discipline=page.discipline, term=page.term, level=Level.TERM, semester=3,
            group=page.group, **said,
        )  # fmt: skip
    owe_term_marks(world.actor("deputy"), {who.pk}, page.term_id)


def again(world, statement, **texts):
    """Open a closed statement by two people, fill in and close it."""
    assert ask_reopening(world.actor("department_head"), statement, "перепутаны строки") is None
    assert answer_reopening(world.actor("deputy"), fresh(world, statement), agreed=True) is None
    filled(world, fresh(world, statement), **texts)
    assert close_statement(world.actor("teacher"), fresh(world, statement)) is None


def standing(world):
    return {(row.student_id, row.level) for row in Debt.objects.of(world.id).filter(closed_on__isnull=True)}


def mastered(world, statement, name, text, mastery):
    line = line_of(world, statement, name)
    assert fill_statement(world.actor("other_teacher"), statement, [Change(line.pk, line.version, text, mastery=mastery)])[0].refusal is None  # fmt: skip
    assert close_statement(world.actor("other_teacher"), fresh(world, statement)) is None


def test_an_unfit_practice_is_owed_retaken_and_ends_before_a_commission(world, django_capture_on_commit_callbacks):
    page = give_page(world, give_plan(world))
    who, teacher = world.people["classmate"], world.actor("teacher")
    with django_capture_on_commit_callbacks(execute=True):
        grade(teacher, page, {who.pk: Graded(frozenset(), "2")})
    debt = debt_of(world, "classmate")
    assert (debt.level, debt.form, debt.arisen, debt.arisen_on, debt.source_id) == (
        "practice", "ДЗ", "unfit", TODAY, None,
    )  # fmt: skip
    Debt.objects.of(world.id).filter(pk=debt.pk).update(arisen_on=TODAY - timedelta(days=10))
    [shown] = debt_rows(world.actor("department_head"), Filters())
    assert (shown.student, shown.stage) == (who.pk, "free")
    first = planned(world, fresh(world, debt), day=TODAY - timedelta(days=3))
    assert (first.kind, first.level) == ("individual", "practice")
    filled(world, first, classmate="2")
    assert close_statement(teacher, first) is None
    second = planned(world, fresh(world, debt), examiners=("deputy", "teacher", "other_teacher"))
    filled(world, second, classmate="3")
    with django_capture_on_commit_callbacks(execute=True):
        assert close_statement(teacher, second) is None
    assert (fresh(world, debt).ended, results(world, "classmate")["practice"][0]) == (Ended.PASSED, "3")


def test_a_practice_mark_that_was_corrected_takes_its_debt_back(world, django_capture_on_commit_callbacks):
    page, who = give_page(world, give_plan(world)), world.people["classmate"].pk
    papers = frozenset({"diary", "attestation_sheet", "report"})
    for mark, ended in (("2", ""), ("4", Ended.MISTAKEN), ("2", "")):
        with django_capture_on_commit_callbacks(execute=True):
            assert not grade(world.actor("teacher"), page, {who: Graded(papers, mark)}).troubles
        debt = Debt.objects.of(world.id).latest("pk")
        assert (debt.ended, debt.closed_on is None) == (ended, not ended)
    assert Debt.objects.of(world.id).count() == 2


def test_a_module_not_mastered_with_a_three_is_a_debt_until_it_is_mastered(world):
    items = give_plan(world)
    statement = opened(world, course="module", form="ЭМ", level=Level.MODULE)
    for line in (line_of(world, statement, name) for name in ("student", "classmate", "adult", "newcomer")):
        if line.barred:
            set_admission(world.actor("department_head"), statement, line.pk, "", "приказ № 1")
    filled(world, statement, "other_teacher")
    mastered(world, statement, "classmate", "3", NOT_MASTERED)
    debt = debt_of(world, "classmate")
    assert (debt.level, debt.arisen) == ("module", "unfit")
    page, people = world.courses["module"], [world.people[name].pk for name in ("classmate", "student")]
    elsewhere = Result.objects.of(world.id).filter(level=Level.MODULE)
    spring = worlds.make_college("other", "Б", students=1).term.pk  # any term but theirs
    assert facts.settled_otherwise(world.id, [page.discipline_id], spring, Level.MODULE, people).keys() == {people[1]}
    assert elsewhere.get(student=people[0]).mastery == NOT_MASTERED

    retake = planned(world, debt, day=TODAY - timedelta(days=5), examiners=("other_teacher",))
    mastered(world, retake, "classmate", "3", NOT_MASTERED)
    assert [row.outcome for row in DebtTry.objects.of(world.id)] == ["failed"]
    assert elsewhere.get(student=people[0]).mastery == NOT_MASTERED
    commission = planned(world, fresh(world, debt), examiners=("deputy", "other_teacher", "teacher"))
    mastered(world, commission, "classmate", "3", "освоен")
    assert fresh(world, debt).ended == Ended.PASSED
    again_ = fresh(world, commission)
    ask_reopening(world.actor("department_head"), again_, "подпись не та")
    answer_reopening(world.actor("deputy"), again_, agreed=True)
    mastered(world, fresh(world, again_), "classmate", "3", NOT_MASTERED)
    row = elsewhere.get(student=people[0])
    assert (row.value, row.mastery, fresh(world, debt).closed_on) == ("3", NOT_MASTERED, None)  # as the exam left it
    assert module_list(world.actor("department_head"), world.groups["Э-21"], items["ПМ.01"].pk)


@pytest.mark.parametrize(
    ("since", "until", "last"),
    [
        (date(2027, 2, 1), date(2027, 2, 5), date(2027, 12, 25)),
        (date(2026, 12, 1), date(2026, 12, 5), date(2027, 12, 20)),  # within the personal term: counted once
        (date(2026, 12, 16), date(2026, 12, 25), date(2027, 12, 25)),
    ],
)
def test_illness_never_shortens_a_debt_with_a_personal_term(world, since, until, last):
    row = give_personal(world, "student", date(2026, 12, 20), published_at=datetime.now(UTC))
    owe_term_marks(world.actor("deputy"), {row.student_id}, world.term.pk)
    debt = debt_of(world, "student")
    assert (debt.arisen_on, debt.due_on) == (TODAY, date(2027, 12, 20))
    assert pause_debt(world.actor("department_head"), debt, Pause.ILLNESS, since, until, "справка № 7") is None
    assert fresh(world, debt).due_on == last


def test_a_pause_never_brings_the_last_day_nearer(world):
    """A debt whose day was given otherwise: by hand, or by papers of another system."""
    term_mark(world, "classmate", "2")
    debt = debt_of(world, "classmate")
    Debt.objects.of(world.id).filter(pk=debt.pk).update(due_on=date(2028, 3, 1))
    pause_debt(world.actor("department_head"), debt, Pause.ILLNESS, TODAY, TODAY, "справка № 7")
    assert fresh(world, debt).due_on == date(2028, 3, 1)


def test_a_term_closed_before_its_statement_ends_as_one_closed_after_it(world):
    term_mark(world, "classmate", "на")
    assert standing(world) == {(world.people["classmate"].pk, "term")}
    Debt.objects.of(world.id).update(arisen_on=TODAY - timedelta(days=20))  # before the day of the examination
    statement = closed(world, form="ДЗ", texts={"classmate": "4"})
    debt = debt_of(world, "classmate")
    assert (debt.ended, debt.settled_id, debt.closed_on) == (Ended.PASSED, statement.pk, statement.dated)
    term_mark(world, "student", "на")  # the other order: the statement first
    assert standing(world) == set()
    again(world, statement, classmate="2", student="4")
    assert standing(world) == {(world.people["classmate"].pk, "term")}
    again(world, statement, classmate="5", student="4")
    assert (standing(world), Debt.objects.of(world.id).count()) == (set(), 1)


@pytest.mark.parametrize("left", [False, True])
def test_a_debt_that_its_statement_settles_no_more_stands_again(world, left, django_capture_on_commit_callbacks):
    """The «4» was another student's: this one was ill, and owes his term mark as before; expelled since, until the order."""
    term_mark(world, "classmate", "на")
    Debt.objects.of(world.id).update(arisen_on=TODAY - timedelta(days=20))
    statement = closed(world, form="ДЗ", texts={"classmate": "4"})
    assert standing(world) == set()
    if left:
        write(world, draft(world, Kind.EXPULSION, "classmate"))
    with django_capture_on_commit_callbacks(execute=True):
        again(world, statement, classmate="ну")
    debt = debt_of(world, "classmate")
    assert (debt.closed_on, debt.ended, debt.settled_id) == (
        (TODAY, Ended.EXPELLED, None) if left else (None, "", None)
    )  # fmt: skip


def test_a_course_project_settles_no_term_mark_and_is_owed_beside_it(world):
    term_mark(world, "classmate", "на")
    term_mark(world, "student", "на")
    closed(world, form="КП", level=Level.PROJECT, texts={"classmate": "2", "student": "5"})
    people = [world.people[name].pk for name in ("classmate", "student")]
    assert standing(world) == {(people[0], "term"), (people[0], "project"), (people[1], "term")}


@pytest.mark.parametrize(
    ("form", "mark", "passed", "failed"),
    [("ДЗ", "2", "4", "2"), ("З", "незач", "зач", "незач"), ("ДЗ", "на", "4", "2")],
)
def test_a_retake_of_a_term_mark_corrected_to_failed_leaves_the_debt_and_its_mark(
    world, django_capture_on_commit_callbacks, form, mark, passed, failed
):  # fmt: skip
    """Closed as passed it wrote the mark of the examination too, which would say afterwards that the term mark is settled."""
    term_mark(world, "classmate", mark, form=form)
    debt = debt_of(world, "classmate")
    Debt.objects.of(world.id).update(arisen_on=TODAY - timedelta(days=10))
    retake = planned(world, fresh(world, debt), day=TODAY - timedelta(days=5))
    filled(world, retake, classmate=passed)
    with django_capture_on_commit_callbacks(execute=True):
        assert close_statement(world.actor("teacher"), retake) is None
    assert {level: value for level, (value, _ground) in results(world, "classmate").items()} == {
        "term": passed, "exam": passed,
    }  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        again(world, fresh(world, retake), classmate=failed)
    found = fresh(world, debt)
    assert (found.closed_on, found.ended, found.settled_id, Debt.objects.of(world.id).count()) == (None, "", None, 1)
    assert {level: value for level, (value, _ground) in results(world, "classmate").items()} == {
        "term": mark, "exam": "",
    }  # fmt: skip


def test_a_retake_corrected_to_failed_lets_the_examination_speak_again(world, django_capture_on_commit_callbacks):
    """The debt of the term mark stood for the failed examination too: its «2» comes back with its own paper."""
    term_mark(world, "classmate", "на")
    Debt.objects.of(world.id).update(arisen_on=TODAY - timedelta(days=20))
    closed(world, form="ДЗ", texts={"classmate": "2"})
    before = results(world, "classmate")
    retake = planned(world, debt_of(world, "classmate"), day=TODAY - timedelta(days=5))
    filled(world, retake, classmate="4")
    assert close_statement(world.actor("teacher"), retake) is None
    assert results(world, "classmate")["exam"][0] == "4"
    with django_capture_on_commit_callbacks(execute=True):
        again(world, fresh(world, retake), classmate="2")
    assert (results(world, "classmate")["exam"], before["exam"][0]) == (before["exam"], "2")
    assert standing(world) == {(world.people["classmate"].pk, "term")}


@pytest.mark.parametrize("value", ["осв", "4", ""])
def test_a_term_mark_corrected_by_reopening_takes_its_debt_back(world, value):
    term_mark(world, "classmate", "на")
    term_mark(world, "classmate", value)
    assert debt_of(world, "classmate").ended == Ended.MISTAKEN


def test_a_corrected_term_mark_leaves_the_debt_of_a_failed_examination(world):
    """Its statement made no second debt beside the one of the term mark, which therefore stands for both."""
    term_mark(world, "classmate", "на")
    closed(world, form="ДЗ", texts={"classmate": "2"})
    term_mark(world, "classmate", "4")
    assert standing(world) == {(world.people["classmate"].pk, "term")}


def test_who_is_not_let_in_to_a_retake_has_used_no_try(world):
    """Not admitted to the main examination he owes, with both tries before him; kept out of a retake he was not asked (A4.8)."""
    statement = opened(world)
    head = world.actor("department_head")
    set_admission(head, statement, line_of(world, statement, "classmate").pk, "не сданы лабораторные")
    filled(world, statement)
    assert close_statement(world.actor("teacher"), fresh(world, statement)) is None
    debt = debt_of(world, "classmate")
    assert (debt.arisen, debt.due_on) == ("not_admitted", date(2027, 11, 10))
    first = planned(world, debt, day=TODAY - timedelta(days=7))
    set_admission(head, first, line_of(world, first, "classmate").pk, "лабораторные не сданы и теперь")
    assert close_statement(world.actor("teacher"), fresh(world, first)) is None
    second = planned(world, fresh(world, debt))
    tries = DebtTry.objects.of(world.id).filter(debt=debt).order_by("pk")
    assert second.kind == "individual"  # the first try again, not the commission
    assert list(tries.values_list("number", "outcome")) == [(1, "barred"), (1, "planned")]
    filled(world, second, classmate="2")
    close_statement(world.actor("teacher"), second)
    [third] = plan_retake(head, [fresh(world, debt)], Retake(TODAY + timedelta(days=7)))
    assert third.kind == "commission"


@pytest.mark.parametrize("kept_out", [True, False])
def test_a_try_that_did_not_count_is_not_corrected_while_the_next_one_bears_its_number(world, kept_out):
    closed(world, texts={"classmate": "2"})
    debt, head, teacher = debt_of(world, "classmate"), world.actor("department_head"), world.actor("teacher")
    first = planned(world, debt, day=TODAY - timedelta(days=7))
    if kept_out:
        set_admission(head, first, line_of(world, first, "classmate").pk, "не сданы лабораторные")
    else:
        filled(world, first, classmate="ну")
    assert close_statement(teacher, fresh(world, first)) is None
    second = planned(world, fresh(world, debt))
    assert ask_reopening(head, fresh(world, first), "пришёл и отвечал") is None
    assert answer_reopening(world.actor("deputy"), fresh(world, first), agreed=True) is None
    set_admission(head, fresh(world, first), line_of(world, first, "classmate").pk, "", "приказ № 1")
    filled(world, fresh(world, first), classmate="4")
    refusal = close_statement(teacher, fresh(world, first))
    assert refusal.code == "followed"
    assert "Студенту уже назначена другая пересдача вместо этой. Сначала аннулируйте её ведомость." in str(refusal)
    assert (fresh(world, first).state, fresh(world, debt).closed_on) == ("open", None)
    assert cancel_statement(head, second, "сдал раньше") is None
    assert close_statement(teacher, fresh(world, first)) is None
    assert fresh(world, debt).ended == Ended.PASSED
    assert list(DebtTry.objects.of(world.id).values_list("number", "outcome")) == [(1, "passed")]


def test_who_owes_goes_to_the_next_course_by_an_order_begun_from_the_list(world):
    closed(world, texts={"classmate": "2"})
    group, who, head = world.groups["Э-21"], world.people["classmate"], world.client("department_head")
    page = head.get(f"/statements/debts/?group={group.pk}").content.decode()
    onward = f"/movement/new/?kind=conditional&group={group.pk}&student={who.pk}"
    assert onward.replace("&", "&amp;") in page
    assert f'value="{who.pk}" checked' in head.get(onward).content.decode()
    typed = {
        "kind": "conditional", "group": str(group.pk), "student": str(who.pk), "number": "5-с", "dated": "2026-11-23",
        "effective": "2026-11-24", "details": "протокол № 4",
    }  # fmt: skip
    refused = head.post("/movement/new/", typed)
    assert (refused.status_code, "до какого дня нужно сдать долги" in refused.content.decode()) == (422, True)
    before = state(world, "classmate")
    assert head.post("/movement/new/", {**typed, "until": "2027-02-01"}).status_code == 302
    assert state(world, "classmate") == before  # on paper only
    [row] = debt_rows(world.actor("department_head"), Filters())
    assert row.conditional == "до 01.02.2027, протокол № 4, приказ № 5-с от 23.11.2026"
    assert "переведён условно до 01.02.2027" in head.get("/statements/debts/").content.decode()
    moved = load_record(world.actor("department_head"), who, published=False).moved[-1]
    assert moved.what == "условный перевод на следующий курс, до 01.02.2027, протокол № 4"


def test_a_statement_says_when_its_exam_stands_on_a_day_with_lessons(world):
    statement = opened(world, dated=TODAY)  # Обслуживание of the same group has a lesson on this day
    head, teacher = world.client("department_head"), world.client("teacher")
    assert "Экзамен проводят в день, свободный от занятий" in head.get(f"/statements/{statement.pk}/").content.decode()
    assert "Проверьте день аттестации" not in teacher.get(f"/statements/{statement.pk}/").content.decode()
