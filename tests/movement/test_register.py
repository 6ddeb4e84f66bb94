"""The register: one order for all whom a paper names, its page with what it did, the list as a file; namesakes are asked (A7.1)."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests import worlds
from tests.access.conftest import body_of
from tests.movement.orders import draft, write
from tests.worlds import TODAY
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.models import Change
from zhurnal.movement.actions.drafts import NewPerson
from zhurnal.movement.actions.orders import carry_out
from zhurnal.movement.models import Movement, Order
from zhurnal.movement.rules.kinds import Kind
from zhurnal.people.models import Person

FORM = {"kind": "admission", "number": "150-с", "dated": "2026-11-23", "effective": "2026-11-24"}


@pytest.fixture
def world(db, frozen_time):
    found, _other = worlds.two_colleges()
    return found


def test_students_of_one_paper_stand_in_one_order(world):
    [first] = write(world, draft(world, Kind.LEAVE, "student"))
    write(world, draft(world, Kind.LEAVE, "classmate"))
    write(world, draft(world, Kind.LEAVE, "adult", ground="другое"))
    assert Order.objects.of(world.id).count() == 2
    page = world.client("deputy").get(f"/movement/orders/{first.order_id}/").content.decode()
    for words in (
        "Приказ № 131-с от 23.11.2026", "Академический отпуск", "Основание: заявление", "Калугин-А Степан",
        "Удальцов-А Семён", "В списке Э-21 по 23.11.2026", "Подгрупп закрыто: 1",
    ):  # fmt: skip
        assert words in page
    assert "Зимин-А" not in page


def test_an_orders_page_says_what_is_still_to_come(world):
    ahead = date(2026, 11, 30)
    [movement] = write(world, draft(world, Kind.EXPULSION, "classmate", effective=ahead))
    page = world.client("deputy").get(f"/movement/orders/{movement.order_id}/").content.decode().replace("\xa0", " ")
    for words in (
        "ещё не действует",
        "В списке Э-21 по 29.11.2026",
        "Доступ студенту и 1 родителю закроется с 30.11.2026",
    ):
        assert words in page


def test_the_list_goes_out_as_it_is_narrowed_and_that_is_written_down(world):
    write(world, draft(world, Kind.LEAVE, "student"))
    write(world, draft(world, Kind.EXPULSION, "classmate"))
    sent = world.client("deputy").post("/movement/file/", {"kind": "leave", "format": "xlsx"})
    rows = list(load_workbook(BytesIO(body_of(sent))).active.values)
    assert [row[4] for row in rows] == ["Фамилия", "Калугин-А"]
    event = Change.objects.of(world.id).get(action="movement.export")
    assert (event.after, event.actor_id) == ({"rows": 1}, world.people["deputy"].pk)


def test_a_namesake_is_asked_about_in_the_browser(world):
    client, group, known = world.client("deputy"), str(world.groups["Э-21"].pk), world.people["left"].pk
    given = {**FORM, "group": group, "surname": "Жданов-А", "given": "РОМАН"}
    page = client.post("/movement/new/", given)
    text = page.content.decode()
    assert (page.status_code, "Это тот же человек?" in text, "Э-21, в отпуске" in text) == (422, True, True)
    assert client.post("/movement/new/", {**given, "who": str(known)}).status_code == 422  # on leave: not admitted anew
    same = {**given, "who": str(world.people["teacher"].pk)}
    assert "Выберите заново" in client.post("/movement/new/", same).content.decode()
    assert client.post("/movement/new/", {**given, "who": "new"}).status_code == 302
    assert Person.objects.of(world.id).filter(surname="Жданов-А").count() == 2


def test_who_was_expelled_is_admitted_as_himself(world):
    write(world, draft(world, Kind.EXPULSION, "adult", effective=date(2026, 11, 20)))
    new = NewPerson("Зимин-А", "Илья")
    made = draft(world, Kind.ADMISSION, group=world.groups["Э-21"].pk, newcomer=new, number="150-с")
    with pytest.raises(Refused) as refused:
        carry_out(world.actor("deputy"), made)
    assert refused.value.refusal.code == "who"
    [movement] = write(
        world, draft(world, Kind.ADMISSION, group=made.group, newcomer=new, same=world.people["adult"].pk)
    )
    assert (movement.student_id, movement.effective) == (world.people["adult"].pk, TODAY)
    assert Movement.objects.of(world.id).filter(student=world.people["adult"].pk).count() == 2
