"""Debts of who is expelled end with the order, on its day, and stand again when it is undone (A4.8)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests import worlds
from tests.movement.orders import draft, write
from tests.statements.papers import EXAM_DAY, closed, filled, fresh, line_of, opened, results
from zhurnal.assessment.models import Result
from zhurnal.kernel.models import Change
from zhurnal.movement.actions.effect import take_effect
from zhurnal.movement.actions.undo import undo_movement
from zhurnal.movement.rules.kinds import Kind
from zhurnal.statements.actions.closing import close_statement
from zhurnal.statements.actions.debts import single_sheet
from zhurnal.statements.actions.reopening import answer_reopening, ask_reopening
from zhurnal.statements.actions.term_debts import owe_term_marks
from zhurnal.statements.models import Debt
from zhurnal.statements.queries.page import statement_page


@pytest.fixture
def world(db, frozen_time):
    found, _other = worlds.two_colleges()
    page = found.courses["electro"]
    for name in ("classmate", "adult"):
        Debt.objects.create(
            college=found.college, student=found.people[name], discipline=page.discipline, term=page.term, semester=3,
            level="exam", arisen="unfit", arisen_on=date(2026, 11, 1), due_on=date(2027, 11, 1),
        )  # fmt: skip
    return found


def debt(world, name):
    return Debt.objects.of(world.id).values_list("closed_on", "ended").get(student=world.people[name])


def test_debts_end_with_the_expulsion_and_come_back_with_its_undoing(world):
    [movement] = write(world, draft(world, Kind.EXPULSION, "classmate"))
    assert debt(world, "classmate") == (worlds.TODAY, "expelled")
    assert debt(world, "adult") == (None, "")
    undo_movement(world.actor("deputy"), movement)
    assert debt(world, "classmate") == (None, "")
    write(world, draft(world, Kind.LEAVE, "classmate"))
    assert debt(world, "classmate") == (None, "")


def test_an_expulsion_ahead_ends_debts_on_its_day(world, frozen_time):
    day = worlds.TODAY + timedelta(days=3)
    write(world, draft(world, Kind.EXPULSION, "classmate", effective=day))
    assert debt(world, "classmate") == (None, "")
    frozen_time.move_to("2026-11-27 08:00:00+03:00")
    take_effect(world.college, day)
    assert debt(world, "classmate") == (day, "expelled")


def test_what_one_paper_says_of_another_touches_no_debt_of_who_came_back(world):
    """Restored with a new debt; then his fellow's part of the same order is undone, and a third is added to it (A7.4)."""
    first, second = write(world, draft(world, Kind.EXPULSION, "classmate", "adult"))
    undo_movement(world.actor("deputy"), first)
    assert debt(world, "classmate") == (None, "")
    undo_movement(world.actor("deputy"), second)
    assert debt(world, "classmate") == (None, "")
    write(world, draft(world, Kind.EXPULSION, "classmate", number="6-с"))
    write(world, draft(world, Kind.EXPULSION, "student"))
    assert debt(world, "classmate") == (worlds.TODAY, "expelled")


def test_a_restored_students_new_debt_stays_when_the_paper_grows(world):
    write(world, draft(world, Kind.EXPULSION, "classmate", effective=worlds.TODAY - timedelta(days=5)))
    write(world, draft(world, Kind.RESTORATION, "classmate", group=world.groups["Э-21"].pk))
    page = world.courses["module"]
    anew = Debt.objects.create(
        college=world.college, student=world.people["classmate"], discipline=page.discipline, term=page.term, semester=3,
        level="exam", arisen="unfit", arisen_on=worlds.TODAY, due_on=date(2027, 11, 1),
    )  # fmt: skip
    write(world, draft(world, Kind.EXPULSION, "student", effective=worlds.TODAY - timedelta(days=5)))
    assert Debt.objects.of(world.id).get(pk=anew.pk).closed_on is None


def expel(world, name, day, number="9-с"):
    [movement] = write(world, draft(world, Kind.EXPULSION, name, effective=day, dated=day, number=number))
    return movement


def owed(world, name, statement):
    rows = Debt.objects.of(world.id).filter(student=world.people[name], source=statement)
    return list(rows.values_list("closed_on", "ended"))


def told(world, statement, name):
    page = statement_page(world.actor("department_head"), statement.pk)
    [line] = [one for one in page.lines if one.student == world.people[name].pk]
    return line.words, line.expelled, page.totals.expelled


def test_no_debt_arises_after_the_expulsion_when_a_statement_is_closed_late(world):
    """He stood on the list when it was opened; the order reached the office after the examination (A4.8)."""
    statement = opened(world)
    movement = expel(world, "student0", EXAM_DAY)
    expel(world, "student1", EXAM_DAY - timedelta(days=1), "10-с")
    filled(world, statement, student0="", student1="н", student2="н")
    words = "с 10.11.2026, приказ № 9-с от 10.11.2026"
    assert told(world, statement, "student0") == ("отчислен", words, 2)

    assert close_statement(world.actor("teacher"), statement) is None

    assert (owed(world, "student0", statement), owed(world, "student1", statement)) == ([], [])
    assert owed(world, "student2", statement) == [(None, "")]
    assert told(world, statement, "student0") == ("отчислен", words, 2)
    assert results(world, "student1")["exam"][0] == ""
    undo_movement(world.actor("deputy"), movement)
    sheet = single_sheet(
        world.actor("department_head"), statement, line_of(world, statement, "student0").pk, worlds.TODAY
    )
    assert fresh(world, sheet).kind == "individual"
    refusal = single_sheet(
        world.actor("department_head"), statement, line_of(world, statement, "student1").pk, worlds.TODAY
    )
    assert refusal.code == "not_ill"


def test_what_was_not_asked_of_the_expelled_is_owed_when_the_order_is_undone(world):
    statement = opened(world)
    movement = expel(world, "student0", EXAM_DAY)
    filled(world, statement, student0="2")
    assert close_statement(world.actor("teacher"), statement) is None
    assert owed(world, "student0", statement) == []

    undo_movement(world.actor("deputy"), movement)

    assert owed(world, "student0", statement) == [(None, "")]


def test_a_debt_of_before_the_expulsion_ends_with_it_however_late_the_statement_is_closed(world):
    statement = opened(world)
    day = EXAM_DAY + timedelta(days=1)
    movement = expel(world, "student0", day)
    filled(world, statement, student0="2")
    assert close_statement(world.actor("teacher"), statement) is None
    assert owed(world, "student0", statement) == [(day, "expelled")]

    undo_movement(world.actor("deputy"), movement)
    assert owed(world, "student0", statement) == [(None, "")]


def test_who_was_restored_by_the_day_of_the_examination_owes_what_he_failed(world):
    expel(world, "student0", EXAM_DAY - timedelta(days=5))
    back = {"effective": EXAM_DAY - timedelta(days=2), "group": world.groups["Э-21"].pk, "number": "11-с"}
    write(world, draft(world, Kind.RESTORATION, "student0", **back))
    statement = closed(world, texts={"student0": "2"})
    assert owed(world, "student0", statement) == [(None, "")]


def test_a_corrected_statement_takes_back_what_it_made(world):
    statement = opened(world)
    filled(world, statement, student0="н")
    assert close_statement(world.actor("teacher"), statement) is None
    assert owed(world, "student0", statement) == [(None, "")]
    expel(world, "student0", EXAM_DAY)
    assert ask_reopening(world.actor("department_head"), statement, "отчислен раньше") is None
    assert answer_reopening(world.actor("deputy"), statement, agreed=True) is None
    assert close_statement(world.actor("teacher"), statement) is None
    assert [ended for _day, ended in owed(world, "student0", statement)] == ["mistaken"]
    assert told(world, statement, "student0")[0] == "отчислен"


def test_a_term_published_after_the_expulsion_asks_nothing_of_him(world):
    page = world.courses["module"]
    Result.objects.create(
        college=world.college, student=world.people["student0"], discipline=page.discipline, term=page.term, semester=3,
        group=page.group, level="term", value="2", set_at=datetime(2026, 11, 20, 9, tzinfo=UTC),
        published_at=datetime(2026, 11, 24, 5, tzinfo=UTC),
    )  # fmt: skip
    people = [world.people["student0"].pk]
    movement = expel(world, "student0", EXAM_DAY)
    assert owe_term_marks(world.actor("deputy"), people, page.term.pk) == 0
    assert not Debt.objects.of(world.id).filter(student=people[0]).exists()
    undo_movement(world.actor("deputy"), movement)
    assert Debt.objects.of(world.id).get(student=people[0]).closed_on is None


def reopened(world, statement):
    assert ask_reopening(world.actor("department_head"), statement, "отчислен раньше") is None
    assert answer_reopening(world.actor("deputy"), statement, agreed=True) is None


@pytest.mark.parametrize(("text", "mark"), [("н", "на"), ("2", "2"), ("5", "5")])
def test_an_undone_expulsion_leaves_the_statement_as_if_it_had_never_been(world, text, mark):
    statement = opened(world)
    movement = expel(world, "student0", EXAM_DAY)
    filled(world, statement, student0=text)
    assert close_statement(world.actor("teacher"), statement) is None
    assert line_of(world, statement, "student0").expelled
    plain = filled_in(world, statement, "student1")

    undo_movement(world.actor("deputy"), movement)

    line = line_of(world, statement, "student0")
    assert (line.expelled, told(world, statement, "student0")[1:]) == ("", ("", 0))
    assert results(world, "student0")["exam"] == (mark, "ведомость № 1")
    assert len(owed(world, "student0", statement)) == (text != "5")
    said = Change.objects.of(world.id).filter(chain=statement.pk, action="statements.line").latest("seq")
    assert (bool(said.before["expelled"]), said.after) == (True, {"expelled": ""})
    assert filled_in(world, statement, "student1") == plain


def filled_in(world, statement, name):
    return line_of(world, statement, name).expelled, results(world, name)


def test_what_is_passed_since_is_not_owed_again_by_another_order_undone(world):
    """He failed, passed the retake; an order dated before the examination is carried out, the statement closed anew, and undone."""
    statement = opened(world)
    filled(world, statement, student0="2")
    assert close_statement(world.actor("teacher"), statement) is None
    passed = Debt.objects.of(world.id).filter(student=world.people["student0"], source=statement)
    passed.update(closed_on=worlds.TODAY, ended="passed")
    movement = expel(world, "student0", EXAM_DAY - timedelta(days=1))
    reopened(world, statement)
    assert close_statement(world.actor("teacher"), statement) is None
    assert line_of(world, statement, "student0").expelled

    undo_movement(world.actor("deputy"), movement)

    assert owed(world, "student0", statement) == [(worlds.TODAY, "passed")]
    assert line_of(world, statement, "student0").expelled == ""
