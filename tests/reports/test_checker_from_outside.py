"""«Внешний проверяющий» reads the figures that the director reads, and no paper of the college's own control (A13, decision 29)."""

from datetime import timedelta

import pytest

from tests import worlds
from zhurnal.inspection.actions.remarks import Written, write_remark
from zhurnal.kernel import policy
from zhurnal.reports.asking import ask
from zhurnal.reports.catalogue import REPORTS

OWN_CONTROL = "Замечания проверяющих"


@pytest.fixture
def world(db, frozen_time):
    found = worlds.make_college("vek", "А", students=1)
    worlds.let_inspector_in(found, worlds.TODAY + timedelta(days=9))
    write_remark(found.actor("deputy"), found.courses["electro"], Written(text="Нет темы.", due=worlds.TODAY))
    return found


def test_his_figures_are_the_directors(world):
    checker, director, told = world.actor("inspector"), world.actor("director"), {}
    for slug, report in REPORTS.items():
        if not policy.may(checker, report.action):
            continue
        his, theirs = (_tables(actor, report) for actor in (checker, director))
        assert his == theirs, slug
        told[slug] = sum(len(rows) for _title, rows in his)
    assert "checked" not in told
    assert {"disciplines", "form2", "teachers", "deputy"} <= set(told)
    assert told["disciplines"]
    assert told["teachers"]


def _tables(actor, report):
    form = ask(actor, report, {})
    if form.asked is None:
        return []
    table = report.build(actor, form.asked)
    return [(one.title, list(one.rows)) for one in (table, *table.more) if one.title != OWN_CONTROL]
