"""A correction of a register is taken back (2.2, 3.5): out of the record's own words, with a trace, and only what nobody changed since."""

import datetime as dt

import pytest
from django.urls import reverse

from tests import worlds
from tests.registers.test_values import cell
from zhurnal.exchange.actions.decide import apply_import
from zhurnal.kernel import audit
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.models import Change
from zhurnal.people.models import Person
from zhurnal.registers.actions.undoing import take_back, take_field_back
from zhurnal.registers.actions.values import save_values
from zhurnal.registers.models import FormerValue, RegisterField, RegisterValue
from zhurnal.registers.queries.card import load_card
from zhurnal.registers.queries.group import load_field
from zhurnal.registers.rules.fields import BY_KEY
from zhurnal.registers.rules.reading import change_words
from zhurnal.registers.rules.undoing import earlier

TODAY = dt.date(2026, 11, 24)


@pytest.fixture
def world(db, frozen_time):
    one, _other = worlds.two_colleges()
    return one


def said(world, name, field):
    row = RegisterValue.objects.of(world.id).filter(person=world.people[name].pk, field=field).first()
    return row.value if row else ""


def events(world, name):
    return list(Change.objects.of(world.id).filter(chain=world.people[name].pk).order_by("seq"))


@pytest.mark.parametrize(
    ("key", "before", "after"),
    [
        ("phone", "", "+7 900 111-22-33"), ("phone", "+7 900 111-22-33", ""), ("phone", "+7 900 111-22-33", "нет"),
        ("address", "ул. Мира, 5 → кв. 2", "ул. Мира, 5"), ("address", "ул. Мира; дом 5", "ул. Новая; дом 1"),
        ("birth_date", "2010-03-05", "2010-03-06"), ("funding", next(iter(BY_KEY["funding"].words)), ""),
    ],
)  # fmt: skip
@pytest.mark.parametrize("reason", ["", "; по предложению: переехали"])
def test_the_record_tells_what_stood_before(key, before, after, reason):
    field = BY_KEY[key]
    words = change_words(field, before, after) + reason
    assert earlier(field, words, after, TODAY) == before
    assert earlier(field, words, "другое", TODAY) is None, "somebody changed it since"
    assert earlier(field, "", after, TODAY) is None, "the words were destroyed by their term"


def test_words_that_can_be_read_in_two_ways_tell_nothing():
    assert earlier(BY_KEY["address"], "а → б; в → б", "б", TODAY) is None


def test_one_field_is_taken_back_with_a_trace(world):
    leader, student = world.actor("leader"), world.people["student"]
    save_values(leader, [cell(world, "student", "phone", "89001112233")])
    save_values(leader, [cell(world, "student", "phone", "нет", "+7 900 111-22-33")])
    first, last = events(world, "student")
    with pytest.raises(Refused, match="not_back"):
        take_back(leader, student.pk, str(first.pk))
    take_back(leader, student.pk, str(last.pk))
    assert said(world, "student", "phone") == "+7 900 111-22-33"
    assert events(world, "student")[-1].reason == "нет → +7 900 111-22-33; возвращено прежнее значение"
    take_back(leader, student.pk, str(events(world, "student")[-1].pk))
    assert said(world, "student", "phone") == "нет", "what was taken back by mistake is put again"
    assert list(audit.verify(world.id, [student.pk])) == []


def test_a_persons_own_column_is_taken_back_too(world):
    leader, student = world.actor("leader"), world.people["student"]
    save_values(leader, [cell(world, "student", "birth_date", "06.03.2010", "05.03.2010")])
    take_back(leader, student.pk, str(events(world, "student")[-1].pk))
    assert Person.objects.of(world.id).get(pk=student.pk).birth_date == dt.date(2010, 3, 5)


def test_what_was_written_by_mistake_never_held(world):
    """A5.11: fields whose earlier values stay known forget what was typed and taken back."""
    leader, student = world.actor("leader"), world.people["student"]
    budget, paid = list(BY_KEY["funding"].words.values())[:2]
    save_values(leader, [cell(world, "student", "funding", budget)])
    save_values(leader, [cell(world, "student", "funding", paid, budget)])
    assert FormerValue.objects.of(world.id).count() == 1
    take_back(leader, student.pk, str(events(world, "student")[-1].pk))
    assert FormerValue.objects.of(world.id).count() == 0


def test_a_whole_groups_field_is_taken_back_but_for_cells_that_changed_since(world):
    leader, group = world.actor("leader"), world.groups["Э-21"]
    typed = [cell(world, name, "address", f"ул. {name}") for name in ("student", "classmate", "adult")]
    save_values(leader, typed)
    head = world.actor("department_head", now=leader.now + dt.timedelta(minutes=1))
    save_values(head, [cell(world, "classmate", "address", "ул. Верная", "ул. classmate")])
    page = load_field(leader, group, "address")
    assert (page.last.cells, page.last.who) == (1, head.name), "the last write is the one that is offered"
    mine = next(one for one in events(world, "student") if one.action == "registers.value.write")
    take_field_back(leader, [student for student, *_rest in page.rows], "address", str(mine.pk))
    assert [said(world, name, "address") for name in ("student", "classmate", "adult")] == ["", "ул. Верная", ""]


def test_special_fields_cannot_be_taken_back_for_nobody_keeps_their_words(world):
    special = next(one.key for one in BY_KEY.values() if one.special)
    RegisterField.objects.create(college=world.college, field=special, used=True, required=False)
    leader, student = world.actor("leader"), world.people["student"]
    word = next(iter(BY_KEY[special].words.values()), "да")
    assert save_values(leader, [cell(world, "student", special, word)], special=True).changed == 1
    with pytest.raises(Refused):
        take_back(leader, student.pk, str(events(world, "student")[-1].pk))
    assert all(
        event.back is None for event in load_card(leader, Person.objects.of(world.id).get(pk=student.pk)).history
    )


def test_only_who_fills_takes_back(world):
    leader, student = world.actor("leader"), world.people["student"]
    save_values(leader, [cell(world, "student", "phone", "89001112233")])
    event = str(events(world, "student")[-1].pk)
    take_back(world.actor("other_leader"), student.pk, event)
    assert said(world, "student", "phone") == "+7 900 111-22-33", "the same judgement as for typing"
    address = reverse("registers:undo-value", args=[student.pk])
    assert world.client("other_leader").post(address, {"event": event}).status_code == 404
    assert world.client("leader").post(address, {"event": event}).status_code == 302
    assert said(world, "student", "phone") == ""
    answer = world.client("leader").post(address, {"event": event})
    assert (answer.status_code, "Вернуть уже нельзя" in answer.content.decode()) == (409, True)


def test_from_the_pages(world):
    client, group, student = world.client("leader"), world.groups["Э-21"], world.people["student"]
    save_values(world.actor("leader"), [cell(world, "student", "address", "ул. Мира")])
    page = client.get(reverse("registers:field", args=[group.pk, "address"])).content.decode().replace("\xa0", " ")
    assert "Последняя запись: 1 значение" in page
    event = str(events(world, "student")[-1].pk)
    assert event in client.get(reverse("registers:card", args=[student.pk])).content.decode()
    assert event not in world.client("deputy").get(reverse("registers:card", args=[student.pk])).content.decode()
    undo = reverse("registers:undo-field", args=[group.pk, "address"])
    assert client.post(undo, {"event": event}).status_code == 302
    assert said(world, "student", "address") == ""


def test_a_value_out_of_a_file_is_taken_back_one_by_one(office):
    world = office.world
    person = world.people["student"]
    run = office.prepare(
        "registers",
        f"Фамилия;Имя;Отчество;Группа;Адрес\n{person.surname};{person.given};{person.patronymic};Э-21;ул. Мира, 5\n",
    )
    apply_import(world.actor("ivc_head"), run)
    assert "загружено из файла" in events(world, "student")[-1].reason
    take_back(world.actor("leader"), person.pk, str(events(world, "student")[-1].pk))
    assert said(world, "student", "address") == ""
