"""A college cast from the mould cannot be told from one made by hand (``tests/mould.py``)."""

from collections import Counter

import pytest
from django.apps import apps
from django.db.models import QuerySet

from tests import mould, worlds
from zhurnal.organisation.models import College

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]


def rows_of(world: worlds.World) -> Counter[str]:
    models = [model for model in apps.get_models() if any(field.column == "college_id" for field in model._meta.fields)]
    return Counter({model.__name__: QuerySet(model).filter(college_id=world.id).count() for model in models})


def test_a_cast_college_has_every_row_of_the_one_made_by_hand_under_other_keys():
    def again() -> worlds.World:
        return mould.cast("here", lambda world: world.college, lambda: worlds.made_by_hand("cast", "Л", 2))

    first = again()
    QuerySet(College).filter(pk=first.id).update(code="first")
    second = again()
    assert rows_of(first) == rows_of(second)
    assert rows_of(first).total() > 100
    assert not {row.pk for row in first.people.values()} & {row.pk for row in second.people.values()}
    assert second.lessons["now"].course_id == second.courses["electro"].pk
    assert second.client("teacher").get("/").status_code == 302
