"""1.3: faster management: tasks are set and their execution is checked, in the browser, by the people of the regulation."""

import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from tests import worlds
from tests.access.conftest import body_of
from zhurnal.notifications.models import Notice

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("frozen_time")]
DUE = worlds.TODAY + timedelta(days=3)


def told(college, who):
    rows = Notice.objects.of(college.id).filter(person=college.people[who].pk).order_by("happened_at", "pk")
    return [item[2] for notice in rows for item in notice.items]


def give(person, college, *people, **more):
    fields = {"key": str(uuid4()), "text": "Сдать ведомость практики", "due": DUE.isoformat(), "rhythm": "once", "about": "",
              "person": [str(college.people[name].pk) for name in people]}  # fmt: skip
    answer = person.client.post("/tasks/new/", fields | more)
    assert answer.status_code == 302, answer.content.decode()[:300]
    return answer["Location"]


def test_given_reported_returned_and_accepted_by_four_hands(college, enter, frozen_time):
    deputy, teacher = enter("deputy"), enter("teacher")
    page = give(deputy, college, "teacher", "leader")
    assert told(college, "teacher") == ["Вам дано поручение до 27 ноября"]

    assert "Сдать ведомость практики" in teacher.sees("/tasks/")
    assert teacher.presses(page, f"{page}take/", "Взять") == 302
    assert teacher.client.post(f"{page}report/", {"text": ""}).status_code == 422
    assert teacher.presses(page, f"{page}report/", "Подать", text="Сдана, № 14") == 302
    assert told(college, "deputy") == ["Отчёт о поручении до 27 ноября ждёт вашей приёмки"]

    assert deputy.presses(page, f"{page}verdict/", "Вернуть", text="Нет подписи мастера") == 302
    assert "Нет подписи мастера" in teacher.sees(page)
    assert teacher.presses(page, f"{page}report/", "Подать", text="Подписана") == 302
    frozen_time.shift(60)
    assert deputy.presses(page, f"{page}verdict/", "Принять") == 302
    assert "Ваш отчёт о поручении до 27 ноября принят" in told(college, "teacher")

    frozen_time.move_to(datetime(2026, 11, 30, 8, 0, tzinfo=UTC))
    director = enter("director")
    overview = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", director.sees("/tasks/overview/")))
    assert "Кравцова-А Ольга Сергеевна 1 – – – 1 1 100" in overview.replace("\xa0", " ")
    assert "27.11: Сдать ведомость практики" in overview  # the leader is overdue, one press from the task
    assert body_of(director.client.get("/tasks/overview/xlsx/")).startswith(b"PK")


def test_a_task_is_made_from_the_place_where_it_is_needed(college, enter):
    deputy = enter("deputy")
    link = next(iter(re.findall(r'href="(/tasks/new/\?about=filling\.[0-9a-f]{32})"', deputy.sees("/filling/"))))
    form = deputy.sees(link)
    assert "Заполнить пропущенные занятия в журналах." in form
    assert re.search(r'name="person" value="[0-9a-f-]{36}" checked', form)
    assert not re.search("[а-яА-Я]", link)  # nobody's name in an address
    page = give(deputy, college, "teacher", about=f"journal.{college.courses['electro'].pk.hex}")
    assert f"/journals/{college.courses['electro'].pk}/" in enter("teacher").sees(page)


def test_nobody_else_finds_it(college, enter):
    page = give(enter("department_head"), college, "teacher")
    for name in ("other_teacher", "other_head", "leader", "dispatcher", "student", "parent"):
        assert enter(name).client.get(page).status_code == 404
