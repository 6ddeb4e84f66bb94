"""The board and a slot's page, in the browser's client."""

from datetime import date

import pytest
from django.urls import reverse

from zhurnal.timetable.models import Lesson, Slot


def fields(world, **more):
    return {
        "course": str(world.courses["electro"].pk), "teacher": str(world.people["teacher"].pk), "weekday": "3", "pair": "1",
        "half": "0", "weeks": "every", "room": "", "since": "2026-09-01", "until": "2026-12-28", **more,
    }  # fmt: skip


def put(world, **more):
    return world.client("dispatcher").post(reverse("timetable:new-slot"), fields(world, **more))


def test_a_slot_put_by_the_form_stands_on_the_board_and_becomes_lessons(world):
    office = world.client("dispatcher")
    assert put(world).status_code == 302
    page = office.get(reverse("timetable:editor"), {"group": world.groups["Э-21"].pk.hex}).content.decode()
    assert "Электротехника" in page
    answer = office.post(reverse("timetable:generate"), {"term": world.term.pk.hex})
    assert (answer.status_code, "Расписание обновлено" in answer.content.decode()) == (200, True)
    assert Lesson.objects.of(world.id).filter(date=date(2026, 11, 25), pair=1).count() == 1


def test_a_clash_keeps_what_was_typed_and_says_why(world):
    put(world)
    answer = put(world, course=str(world.courses["history"].pk), weeks="odd")
    page = answer.content.decode()
    assert (answer.status_code, "ведёт здесь Э-21" in page, 'value="odd" selected' in page) == (422, True, True)
    assert put(world, course=str(world.courses["history"].pk), anyway="on").status_code == 302


def test_days_outside_of_the_term_are_refused_in_a_sentence(world):
    assert "Семестр идёт с 01.09.2026" in put(world, until="2027-01-15").content.decode()


def test_taking_up_a_slot_tells_every_place_and_moving_tells_clashes_before_saving(world):
    put(world)
    put(world, course=str(world.courses["module"].pk), teacher=str(world.people["other_teacher"].pk), weekday="4")
    slot, office = Slot.objects.of(world.id).get(weekday=3), world.client("dispatcher")
    places = office.get(reverse("timetable:slot-places", args=[slot.pk])).json()["places"]
    assert (places["3-1"], places["4-1"], places["5-1"]) == ([], ["У группы Э-21 здесь Обслуживание"], [])
    to = reverse("timetable:move-slot", args=[slot.pk])
    told = office.post(to, {"weekday": 4, "pair": 1}, content_type="application/json").json()
    assert told == {"state": "clash", "clashes": ["У группы Э-21 здесь Обслуживание"]}
    assert office.post(to, {"weekday": 5, "pair": 2}, content_type="application/json").json()["state"] == "saved"
    assert Slot.objects.of(world.id).get(pk=slot.pk).weekday == 5


@pytest.mark.parametrize("slots", [1, 12])
def test_the_board_costs_the_same_for_few_and_many(world, slots, django_assert_num_queries):
    for number in range(slots):
        put(world, weekday=str(number % 6 + 1), pair=str(number // 6 + 1))
    office = world.client("dispatcher")
    with django_assert_num_queries(12):
        office.get(reverse("timetable:editor"))


@pytest.mark.parametrize(("kind", "word"), [("group", "Электротехника"), ("teacher", "Э-21"), ("room", "Э-21")])
def test_the_week_by_group_teacher_and_room(world, kind, word):
    whose = {"group": world.groups["Э-21"], "teacher": world.people["teacher"], "room": world.lessons["now"].room}[kind]
    page = world.client("deputy").get(reverse("timetable:week"), {"by": kind, "whose": whose.pk.hex}).content.decode()
    assert word in page
    assert ("Свободные аудитории" in page) == (kind == "room")


def test_a_moved_day_works_by_another_weekday_and_can_be_given_back(world):
    put(world)
    office = world.client("dispatcher")
    address = reverse("timetable:moved-days")
    assert office.post(address, {"date": "2026-11-28", "weekday": "3"}).status_code == 302
    office.post(reverse("timetable:generate"), {"term": world.term.pk.hex})
    saturday = Lesson.objects.of(world.id).filter(date=date(2026, 11, 28))
    assert saturday.count() == 1
    office.post(address, {"date": "2026-11-28", "weekday": "0"})
    office.post(reverse("timetable:generate"), {"term": world.term.pk.hex})
    assert saturday.count() == 0
    assert "вне учебных годов" in office.post(address, {"date": "2031-01-01", "weekday": "1"}).content.decode()
