"""The pages «Сегодня» and «Не заполнено»: who has them, and that what they say leads somewhere."""

import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from tests import worlds
from zhurnal.journal.models import LessonRecord

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]


@pytest.fixture
def world():
    return worlds.make_college("vek", "А")


def words_of(response):
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(text.replace("\u00a0", " ").split())


def test_teacher_sees_his_day(world):
    response = world.client("teacher").get("/today/")
    text = words_of(response)
    assert "Вторник, 24 ноября" in text
    assert "13-я неделя семестра" in text
    assert "идёт, осталось 73 мин" in text
    assert reverse("journal:lesson", args=[world.lessons["now"].id]) in response.content.decode()


@pytest.mark.parametrize("who", ["deputy", "leader", "department_head", "student", "parent", "director", "dispatcher"])
@pytest.mark.parametrize("address", ["/today/", "/today/unfilled/"])
def test_page_is_the_teachers_own(world, who, address):
    assert world.client(who).get(address).status_code == 404


def test_stranger_is_led_to_sign_in(client):
    assert client.get("/today/").headers["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("day", ["2026-11-25", "2026-02-30", "вчера", "0001-01-01", "9999-12-31", ""])
def test_any_day_of_the_address_gives_a_page(world, day):
    response = world.client("teacher").get("/today/", {"day": day})
    assert response.status_code == 200
    assert ("Среда, 25 ноября" in words_of(response)) is (day == "2026-11-25")


def test_empty_day_says_when_the_next_lesson_is(world):
    text = words_of(world.client("teacher").get("/today/?day=2026-11-25"))
    assert "В этот день занятий нет Следующее — в четверг, 26 ноября, в 10:20: Э-21, Электротехника." in text


def test_past_day_offers_no_preparation(world):
    text = words_of(world.client("teacher").get("/today/?day=2026-11-22"))
    assert "Следующее — в понедельник, 23 ноября, в 10:20: Э-21, Электротехника. Открыть занятие" in text
    assert "Подготовить" not in text


def test_closed_lesson_leads_to_the_request(world):
    page = world.client("teacher").get("/today/unfilled/").content.decode()
    assert f"{reverse('journal:lesson', args=[world.lessons['closed'].id])}#ask" in page
    assert f"{reverse('journal:lesson', args=[world.lessons['yesterday'].id])}#topic" in page


def test_everything_filled_is_said(world):
    at = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    for key in ("closed", "old", "yesterday"):
        lesson = world.lessons[key]
        LessonRecord.objects.create(
            college=world.college, lesson=lesson, course_id=lesson.course_id, topic="Тема", homework="§ 1",
            roll_called_at=at, recorded_at=at,
        )  # fmt: skip
    assert "Всё заполнено" in words_of(world.client("teacher").get("/today/unfilled/"))
    assert "не заполнен" not in words_of(world.client("teacher").get("/today/")).lower()
