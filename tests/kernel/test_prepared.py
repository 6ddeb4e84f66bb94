"""Prepared reads give what the querysets themselves give, for any values."""

from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid4

import pytest
from django.db.models import Q

from tests import worlds
from zhurnal.curriculum.models import Membership
from zhurnal.kernel import prepared
from zhurnal.timetable.models import Lesson

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]


@pytest.fixture
def world():
    return worlds.make_college("vek", "А")


def both(key, build, values):
    """What the prepared read gives, twice, and what the queryset gives."""
    first, second, plain = prepared.run(key, build, values), prepared.run(key, build, values), list(build(values))
    assert first == second == plain
    return plain


def test_values_take_the_place_of_stand_ins(world):
    def build(values):
        rows = Lesson.objects.of(values["college"]).filter(date=values["day"], pk__in=values["lessons"])
        return rows.order_by("pair").values_list("pk", "date", "starts")

    lessons = tuple(sorted(lesson.id for lesson in world.lessons.values()))
    for day in (worlds.TODAY, worlds.TODAY - timedelta(days=1), date(2027, 1, 1)):
        both("t1", build, {"college": world.id, "day": day, "lessons": lessons})
    assert both("t1", build, {"college": world.id, "day": worlds.TODAY, "lessons": (uuid4(),)}) == []


def test_objects_come_with_their_relatives(world):
    def build(values):
        return Lesson.objects.of(values["college"]).filter(pk=values["pk"]).select_related("course__group", "room")

    for key in ("now", "history"):
        found = prepared.run("t2", build, {"college": world.id, "pk": world.lessons[key].id})[0]
        assert (found.pk, found.course.group.name) == (world.lessons[key].id, found.course.group.name)
    assert prepared.run("t2", build, {"college": world.id, "pk": world.lessons["history"].id})[0].room is None


def test_a_date_counted_from_a_value_is_not_frozen(world):
    def build(values):
        week_before = values["day"] - timedelta(days=7)
        rows = Lesson.objects.of(values["college"]).filter(date__gt=week_before, date__lte=values["day"])
        return rows.order_by("date", "pair", "pk").values_list("pk")

    for day in (worlds.TODAY, worlds.TODAY - timedelta(days=13), worlds.TODAY + timedelta(days=5)):
        both("t3", build, {"college": world.id, "day": day})


def test_a_queryset_that_asks_the_database_is_run_as_it_is(world):
    def build(values):
        busiest = Lesson.objects.of(values["college"]).filter(date=values["day"]).order_by("pair").first()
        return Lesson.objects.of(values["college"]).filter(Q(pk=busiest.pk if busiest else None)).values_list("pk")

    assert both("t4", build, {"college": world.id, "day": worlds.TODAY})
    assert both("t4", build, {"college": world.id, "day": date(2027, 5, 5)}) == []


def test_converters_known_by_name_give_what_djangos_own_give(world):
    """On SQLite all three kinds come as text and are remembered; the empty ones stay empty."""

    def build(values):
        rows = Membership.objects.of(values["college"]).order_by("pk")
        return rows.values_list("pk", "entered", "left", "recorded_at", "group__year__starts")

    found = both("t5", build, {"college": world.id})
    assert {type(value) for value in found[0]} == {UUID, date, type(None), datetime}
    times = both(
        "t6",
        lambda values: Lesson.objects.of(values["college"]).order_by("pk").values_list("starts", "room"),
        {"college": world.id},
    )
    assert {type(value) for row in times for value in row} >= {time, type(None)}
