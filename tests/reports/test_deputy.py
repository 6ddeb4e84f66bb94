"""The deputy's report names what became of the checkers' remarks; the numbers are counted here over raw rows (2.6, A9)."""

from datetime import timedelta

import pytest

from tests import worlds
from tests.reports.asking import built, lines
from zhurnal.inspection.actions.remarks import Written, take_step, write_remark
from zhurnal.inspection.models import Remark
from zhurnal.inspection.rules.states import Step

TITLE = "Замечания проверяющих"


@pytest.fixture
def world(db, frozen_time):
    return worlds.make_college("vek", "А", students=1)


def test_remarks_of_the_term_are_counted_by_teacher(world):
    deputy, course, due = world.actor("deputy"), world.courses["electro"], worlds.TODAY + timedelta(days=3)
    for number in range(3):
        write_remark(deputy, course, Written(text=f"Нет темы, {number}.", due=due))
    first = Remark.objects.of(world.id).order_by("issued_at", "pk").first()
    take_step(world.actor("teacher"), first, Step.DONE, "Исправлено.")

    (table,) = [part for part in built(deputy, "deputy").more if part.title == TITLE]

    (line,) = lines(table)
    raw = list(Remark.objects.of(world.id).filter(teacher=world.people["teacher"]).values_list("state", flat=True))
    assert (line["all"], line["done"], line["waiting"]) == (len(raw), raw.count("done"), len(raw) - raw.count("done"))
    assert (line["closed"], line["overdue"]) == (None, None)


def test_whoever_has_no_journal_in_the_term_is_named_too(world):
    deputy, course = world.actor("deputy"), world.courses["electro"]
    for number in range(2):
        write_remark(deputy, course, Written(text=f"Нет темы, {number}.", due=worlds.TODAY + timedelta(days=3)))
    first, second = Remark.objects.of(world.id)
    for row, who in ((first, "substitute"), (second, "director")):
        Remark.objects.of(world.id).filter(pk=row.pk).update(teacher=world.people[who])
    (table,) = [part for part in built(deputy, "deputy").more if part.title == TITLE]
    names = sorted(row["teacher"].replace("\u00a0", " ") for row in lines(table))
    assert names == ["Вяткин-А И. Л.", "Директоров-А П. И."]
