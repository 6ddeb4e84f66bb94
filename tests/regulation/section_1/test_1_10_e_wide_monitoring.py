"""1.10 e: monitoring of many kinds: every indicator of every part of the college, over weeks, months, terms and years, with its table."""

import pytest

from tests import worlds
from tests.indicators.planted import plant
from zhurnal.indicators.rules.cut import WORDS
from zhurnal.indicators.rules.periods import PERIOD_WORDS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]


def test_all_periods_and_divisions_answer_and_every_chart_has_its_table():
    world = worlds.make_college("vek", "А", students=2)
    plant(world)
    client = world.client("deputy")
    for period in PERIOD_WORDS:
        for by in WORDS:
            page = client.get("/indicators/", {"period": period, "by": by})
            assert page.status_code == 200, (period, by)
            text = page.content.decode()
            assert text.count('class="chart__drawing"') + text.count('class="lying"') == text.count(
                'class="chart__table"'
            )
            assert "style=" not in text
