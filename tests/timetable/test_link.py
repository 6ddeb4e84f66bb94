"""The address of a remote lesson: told in the pattern or for a day, shown where the timetable is and to nobody else (A5.15)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.timetable.views.test_feed import events, subscribe
from tests.worlds import TODAY
from zhurnal.kernel import audit
from zhurnal.timetable.actions.generation import generate_lessons
from zhurnal.timetable.actions.pattern import Placing, placing_of, put_slot, undo_last
from zhurnal.timetable.models import Lesson, Slot, Substitution
from zhurnal.timetable.rules.link import read_link

LINK, OTHER = "https://telemost.example.ru/j/123?p=a&b=1", "https://meet.example.ru/э"


@pytest.mark.parametrize(
    "text",
    [
        "http://a.ru/", "telemost.example.ru/j/1", "https://", "https://localhost/", "https://a.ru/ b", "javascript:alert(1)",
        "https://user:secret@a.ru/", 'https://a.ru/"', "https://a.ru/\nX:1", "https://a.ru/" + "я" * 500, "https://[a/",
    ],
)  # fmt: skip
def test_what_is_no_address_is_not_kept(text):
    with pytest.raises(ValueError, match=r"."):
        read_link(text)


def test_an_address_is_kept_as_it_is():
    assert [read_link(text) for text in (f" {LINK} ", OTHER, "", "  ")] == [LINK, OTHER, "", ""]


def tell(world, link, who="dispatcher"):
    return world.client(who).post(reverse("timetable:lesson-link", args=[world.lessons["future"].pk]), {"link": link})


def test_the_office_tells_it_for_a_day_and_the_group_sees_it(world):
    lesson, day = world.lessons["future"], TODAY + timedelta(2)
    refused = tell(world, "http://a.ru/j")
    assert (refused.status_code, "http://a.ru/j" in refused.content.decode()) == (409, True), "nothing typed is lost"
    assert tell(world, LINK).status_code == 302
    assert Lesson.objects.of(world.id).get(pk=lesson.pk).link == LINK
    shown = f'href="{LINK.replace("&", "&amp;")}"'
    mine = f"student-{world.people['student'].pk.hex}"
    seen = {
        who: shown in world.client(who).get("/timetable/", {"day": day.isoformat(), "whose": whose}).content.decode()
        for who, whose in (
            ("teacher", ""),
            ("student", mine),
            ("parent", mine),
            ("sister", mine),
            ("subgroup_teacher", ""),
        )
    }
    assert seen == {"teacher": True, "student": True, "parent": True, "sister": False, "subgroup_teacher": False}
    assert shown in world.client("teacher").get(reverse("journal:lesson", args=[lesson.pk])).content.decode()
    text = Client().get(subscribe(world, "student", mine)).content.decode()
    assert [one["URL"] for one in events(text) if "URL" in one] == [LINK]
    assert list(audit.verify(world.id)) == []


def test_who_joined_another_group_is_told_its_address(world):
    tell(world, LINK)
    guest = world.lessons["now"]
    Substitution.objects.create(
        college=world.college, lesson=guest, planned_teacher=world.people["teacher"], reason="больничный",
        substitute=world.people["teacher"], mode="joint", host=world.lessons["future"],
    )  # fmt: skip
    Lesson.objects.of(world.id).filter(pk=guest.pk).update(substituted=True, link=OTHER)
    page = world.client("teacher").get(reverse("journal:lesson", args=[guest.pk])).content.decode()
    assert (LINK.replace("&", "&amp;") in page, OTHER in page) == (True, False)


def test_an_address_of_the_pattern_follows_into_lessons_and_one_told_for_a_day_stays(world):
    actor, course = world.actor("dispatcher"), world.courses["electro"].pk
    placing = Placing(
        course, 3, 1, world.people["teacher"].pk, world.term.starts, date(2026, 12, 28), remote=True, link=LINK
    )
    made = put_slot(actor, placing)
    generate_lessons(actor, world.term)
    lessons = Lesson.objects.of(world.id).filter(outer_key__startswith="slot:").order_by("date")
    assert set(lessons.values_list("link", flat=True)) == {LINK}
    by_hand = lessons[1].pk
    Lesson.objects.of(world.id).filter(pk=by_hand).update(link="https://one.example.ru/")
    put_slot(actor, replace(placing, link=OTHER), made.slot)
    assert [one.link for one in lessons.all()] == [OTHER, "https://one.example.ru/", *[OTHER] * (len(lessons) - 2)]
    put_slot(actor, replace(placing, pair=3, link=OTHER), made.slot)
    generate_lessons(actor, world.term)
    assert [(one.pair, one.link) for one in lessons.all()][:2] == [(3, OTHER), (3, "https://one.example.ru/")]
    undo_last(actor, world.term)
    assert placing_of(Slot.objects.of(world.id).get(pk=made.slot)) == replace(placing, link=OTHER)
