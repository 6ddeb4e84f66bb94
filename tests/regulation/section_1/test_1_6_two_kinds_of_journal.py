"""1.6: journals are kept for all groups, of theoretical classes and of training in professional modules."""

import pytest

from tests import worlds
from zhurnal.journal.queries.journals import load_journals

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]


def test_every_group_stands_in_the_list_with_both_kinds_apart():
    world = worlds.make_college("vek", "А")
    found = load_journals(world.actor("deputy"))
    listed = {
        shelf.name: [(title, [row.index for row in rows]) for title, rows in shelf.parts]
        for _department, shelves in found.departments
        for shelf in shelves
    }
    assert listed == {
        "ТЭ-11": [("Теоретическое обучение", ["ОУД.03"])],
        "Э-21": [
            ("Теоретическое обучение", ["ОГСЭ.03", "ОГСЭ.03", "ОП.02"]),
            ("Профессиональные модули", ["МДК.01.01"]),
        ],
    }
