"""The personal term of who was ill (A4.6): the leader sees how near it is, and the year of the debt begins when it is over."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests import worlds
from tests.assessment.personal import give_personal
from zhurnal.assessment.models import Result
from zhurnal.assessment.queries.personal import personal_terms
from zhurnal.assessment.rules.levels import Level
from zhurnal.assessment.rules.personal import left_words
from zhurnal.statements.actions.term_debts import owe_term_marks
from zhurnal.statements.models import Debt

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]


@pytest.mark.parametrize(
    ("days", "words", "tone"),
    [
        (-1, "срок прошёл", "bad"),
        (0, "последний день", "warn"),
        (1, "осталось: 1\u00a0день", "warn"),
        (7, "осталось: 7\u00a0дней", "warn"),
        (8, "осталось: 8\u00a0дней", ""),
    ],
)
def test_how_near_the_end_is(days, words, tone):
    assert left_words(worlds.TODAY + timedelta(days=days), worlds.TODAY) == (words, tone)


@pytest.fixture
def world():
    return worlds.make_college("vek", "А", students=1)


def give(world, student, until, value="на", level=Level.TERM):
    return give_personal(world, student, until, value, level, published_at=datetime.now(UTC))


def shown(world, who="leader"):
    found = personal_terms(world.actor(who), world.groups["Э-21"].pk)
    return [(one.until, one.tone) for one in found]


def test_the_leader_sees_personal_terms_the_nearest_first_until_a_retake_settles_one(world):
    give(world, "student", date(2026, 12, 20))
    give(world, "classmate", date(2026, 11, 20))
    assert shown(world) == [(date(2026, 11, 20), "bad"), (date(2026, 12, 20), "")]
    page = world.client("leader").get(f"/marks/groups/{world.groups['Э-21'].pk}/").content.decode()
    assert "срок прошёл" in page
    assert "20.12.2026" in page
    give(world, "classmate", None, "3", Level.EXAM)
    assert shown(world) == [(date(2026, 12, 20), "")]


def test_a_mark_that_became_positive_ends_it(world):
    row = give(world, "student", date(2026, 12, 20))
    Result.objects.of(world.id).filter(pk=row.pk).update(value="4")
    assert shown(world) == []


def test_the_year_of_the_debt_begins_when_the_personal_term_is_over(world):
    give(world, "student", date(2026, 12, 20))
    give(world, "classmate", None)
    people = [world.people[name].id for name in ("student", "classmate")]
    assert owe_term_marks(world.actor("deputy"), people, world.term.pk) == 2
    due = dict(Debt.objects.of(world.id).values_list("student_id", "due_on"))
    assert due == {people[0]: date(2027, 12, 20), people[1]: date(2027, 11, 24)}
    assert Debt.objects.of(world.id).get(student=people[0]).note == "личный срок до 20.12.2026"
