"""The lesson's page by address: who gets it, what it says, and asking to open a closed one."""

import json
import re

import pytest
from django.urls import reverse

from tests import worlds
from zhurnal.journal.models import OpenRequest
from zhurnal.journal.rules.signs import RequestState
from zhurnal.kernel import audit
from zhurnal.timetable.models import Room

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("frozen_time")]

REASON = "Болела, записи вела на бумаге"


@pytest.fixture
def both():
    return worlds.two_colleges()


@pytest.fixture
def world():
    return worlds.make_college("vek", "А")


def get(world, who, lesson):
    return world.client(who).get(reverse("journal:lesson", args=[world.lessons[lesson].pk]))


def data_of(response):
    found = re.search(r'id="lesson-data"[^>]*>(.*?)</script>', response.content.decode(), re.DOTALL)
    return json.loads(found.group(1))


def ask(world, who, lesson, reason=REASON, **more):
    address = reverse("journal:ask-to-open", args=[world.lessons[lesson].pk])
    return world.client(who).post(address, {"reason": reason}, **more)


@pytest.mark.parametrize(
    ("who", "lesson", "status"),
    [
        ("teacher", "now", 200),
        ("teacher", "substituted", 200),
        ("substitute", "substituted", 200),
        ("substitute", "now", 404),
        ("subgroup_teacher", "english1", 200),
        ("subgroup_teacher", "english2", 404),
        ("other_teacher", "now", 404),
        ("ex_teacher", "now", 404),
        ("leader", "now", 200),
        ("other_leader", "now", 404),
        ("department_head", "now", 200),
        ("other_head", "now", 404),
        ("deputy", "now", 200),
        ("student", "now", 404),
        ("parent", "now", 404),
    ],
)
def test_page_is_there_only_for_those_in_whose_reach_it_is(world, who, lesson, status):
    assert get(world, who, lesson).status_code == status


def test_lesson_of_another_college_is_absent(both):
    ours, foreign = both
    address = reverse("journal:lesson", args=[foreign.lessons["now"].pk])
    assert ours.client("teacher").get(address).status_code == 404
    assert ours.client("deputy").get(address).status_code == 404


def test_page_shows_no_name_of_another_college(both):
    page = get(both[0], "teacher", "now").content.decode()
    assert "Калугин-А" in page
    assert "-Б" not in page


def test_substitute_is_not_led_to_the_course(world):
    urls = data_of(get(world, "substitute", "substituted"))["urls"]
    assert (urls["live"], urls["cell"], urls["journal"]) == ("", "", "")
    assert data_of(get(world, "teacher", "now"))["urls"]["journal"].endswith(f"{world.courses['electro'].pk}/")


def test_stranger_is_led_to_sign_in(world, client):
    answer = client.get(reverse("journal:lesson", args=[world.lessons["now"].pk]))
    assert (answer.status_code, answer["Location"].startswith("/sign-in/")) == (302, True)


def test_asking_makes_one_request_and_a_record(world):
    answer = ask(world, "teacher", "closed")
    assert (answer.status_code, answer["Location"]) == (
        302,
        reverse("journal:lesson", args=[world.lessons["closed"].pk]),
    )
    made = OpenRequest.objects.of(world.id).get()
    assert (made.lesson_id, made.teacher_id, made.reason, made.state) == (
        world.lessons["closed"].pk, world.people["teacher"].pk, REASON, RequestState.OPEN,
    )  # fmt: skip
    assert list(audit.verify(world.id)) == []
    again = ask(world, "teacher", "closed", headers={"accept": "application/json"})
    assert (again.status_code, again.json()["code"]) == (403, "asked_already")
    assert OpenRequest.objects.of(world.id).count() == 1


def test_a_program_is_answered_in_json(world):
    address = reverse("journal:ask-to-open", args=[world.lessons["closed"].pk])
    answer = world.client("teacher").post(address, json.dumps({"reason": REASON}), content_type="application/json")
    assert (answer.status_code, answer.json()["state"]) == (201, "open")


@pytest.mark.parametrize("body", ["{}", "[]", '{"reason": 5}', '{"reason": "коротко"}'])
def test_reason_of_a_program_must_say_something(world, body):
    address = reverse("journal:ask-to-open", args=[world.lessons["closed"].pk])
    answer = world.client("teacher").post(address, body, content_type="application/json")
    assert (answer.status_code, answer.json()["message"]) == (400, "Напишите чуть подробнее, от 10 знаков.")
    assert OpenRequest.objects.of(world.id).count() == 0


@pytest.mark.parametrize(
    ("who", "lesson", "status"),
    [
        ("teacher", "now", 403),
        ("teacher", "future", 403),
        ("teacher", "substituted", 404),
        ("other_teacher", "closed", 404),
        ("substitute", "closed", 404),
        ("deputy", "closed", 404),
        ("student", "closed", 404),
    ],
)
def test_only_an_own_closed_lesson_is_asked_for(world, who, lesson, status):
    assert ask(world, who, lesson).status_code == status
    assert OpenRequest.objects.of(world.id).count() == 0


def test_asking_again_after_a_refusal_is_allowed(world):
    ask(world, "teacher", "closed")
    OpenRequest.objects.of(world.id).update(state=RequestState.REJECTED)
    assert ask(world, "teacher", "closed").status_code == 302
    assert OpenRequest.objects.of(world.id).count() == 2


@pytest.mark.parametrize(("name", "said"), [("304", "ауд.\u00a0304"), ("лаб. 117", "лаб.\u00a0117")])
def test_a_room_is_called_once(world, name, said):
    Room.objects.of(world.id).filter(pk=world.lessons["now"].room_id).update(name=name)

    page = get(world, "teacher", "now").content.decode()

    assert re.search(r'lesson__when">(.*?)</p>', page)[1].endswith(f", {said}")
