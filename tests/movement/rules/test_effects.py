"""What an order did, told from its traces."""

from datetime import date

import pytest

from zhurnal.movement.rules.effects import effects

DAY = date(2026, 11, 24)
AHEAD = {"surname": "Новая", "given": "Анна", "patronymic": ""}


@pytest.mark.parametrize(
    ("traces", "awaits", "told"),
    [
        ({}, False, []),
        ({"closed": "a", "subgroups_closed": {"x": None}}, False, ["в списке Э-21 по 23.11.2026", "подгрупп закрыто: 1"]),
        ({"opened": "a", "subgroups_opened": ["x", "y"]}, False, ["в списке Э-22 с 24.11.2026", "подгрупп открыто: 2"]),
        ({"ahead": AHEAD}, True, ["новое имя будет с 24.11.2026: Новая Анна"]),
        ({"ahead": AHEAD, "name": "b"}, False, ["новое имя действует с 24.11.2026: Новая Анна"]),
        ({"access": {"grants": ["a"], "bonds": []}}, True, ["доступ студенту закроется с 24.11.2026"]),
        ({"access": {"grants_made": ["a"], "bonds_made": ["b", "c"]}}, False, ["доступ студенту и 2\xa0родителям открыт с 24.11.2026"]),
        ({"access": {}}, False, []),
    ],
)  # fmt: skip
def test_effects_in_words(traces, awaits, told):
    assert effects(traces, DAY, "Э-21", "Э-22", awaits=awaits) == told
