"""What the journals of joined groups hold more than once (A5.3): one sitting, one plan, one remainder."""

from datetime import date
from uuid import UUID

from zhurnal.oversight.rules.hours import Hours
from zhurnal.oversight.rules.teaching import Standing, Taught, Twice, of_stream

ANNA, BORIS = UUID(int=1), UUID(int=2)


def sat(teacher, pair):
    return [Taught(teacher, date(2026, 11, 24), pair, 2, Standing.GIVEN) for _journal in range(2)]


def test_a_stream_asks_for_its_plan_once_whoever_taught_the_sittings():
    journals = [Hours(96, given=50, unrecorded=2), Hours(96, given=50)]
    twice = of_stream(ANNA, journals, sat(ANNA, 1) + sat(BORIS, 2))
    once = Hours(96, given=96, unrecorded=2)  # 100 in the journals, of which two sittings stand there twice
    assert twice == Twice(
        plan=96, left=46 + 46 - once.left, outcome=-44 - 46 - once.outcome, others=2, whole=Hours(96, given=4)
    )


def test_one_journal_holds_nothing_twice():
    assert of_stream(ANNA, [Hours(96, given=50)], sat(ANNA, 1)[:1]) == Twice()
