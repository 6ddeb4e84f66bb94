"""Lists on the screen: found, added, changed, closed, changed in bulk, taken back; the history of a row."""

import datetime as dt

import pytest
from django.urls import reverse

from tests import worlds
from tests.dictionaries.conftest import begun
from zhurnal.curriculum.models import Discipline, Group, GroupLeader, Membership
from zhurnal.dictionaries.rules.columns import ORDER
from zhurnal.exchange.models import ImportRun
from zhurnal.people.models import Guardianship, Person, RoleGrant
from zhurnal.timetable.models import Room
from zhurnal.timetable.queries.editor import rooms_of

TODAY = dt.date(2026, 11, 24)


def rows_of(answer):
    return [row.title for row in answer.context["view"].rows]


@pytest.mark.parametrize("name", ORDER)
def test_every_list_opens_and_its_rows_open(world, office, name):
    page = office.get(f"/lists/{name}/")
    assert page.status_code == 200
    for row in page.context["view"].rows[:3]:
        assert office.get(f"/lists/{name}/{row.pk}/").status_code == 200
    assert office.get(f"/lists/{name}/new/").status_code == 200


def test_words_choices_and_sorting_narrow_a_list(world, office):
    found = office.post("/lists/students/", {"words": "кал степ"})
    assert rows_of(found) == ["Калугин-А Степан Андреевич"]
    assert rows_of(office.post("/lists/students/", {"only-group": "ТЭ-11"})) == ["Калугина-А Вера Андреевна"]
    names = rows_of(office.post("/lists/rooms/", {"sort": "-name"}))
    assert names == sorted(names, reverse=True)
    assert "кал степ" not in found.request["QUERY_STRING"]


def test_a_row_is_changed_and_its_history_says_who_and_what(world, office, room):
    address = f"/lists/rooms/{room.pk}/"
    answer = office.post(address, {**begun(office, address), "building": "Корпус 2"}, follow=True)
    assert Room.objects.of(world.id).get(pk=room.pk).building == "Корпус 2"
    event = answer.context["events"][0]
    assert (event.who, event.lines) == (
        "А.\xa0И.\xa0Админова-А",
        (("", (("корпус", "Корпус 1", "Корпус 2"),)),),
    )
    office.post(f"/lists/edits/{answer.context['written']}/undo/")
    assert Room.objects.of(world.id).get(pk=room.pk).building == "Корпус 1"
    assert office.get(address).context["events"][0].undone_at is not None


def test_two_people_change_one_row_and_nothing_is_lost(world, office, room):
    address = f"/lists/rooms/{room.pk}/"
    first, second = begun(office, address), begun(world.client("dispatcher"), address)
    office.post(address, {**first, "building": "Корпус 2"})
    answer = world.client("dispatcher").post(address, {**second, "building": "Мастерские", "name": "К-6"})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Было «Корпус 1», теперь в журнале «Корпус 2», у вас «Мастерские»" in text
    assert 'value="Мастерские"' in text
    assert 'value="К-6"' in text
    assert Room.objects.of(world.id).get(pk=room.pk).name == "К-5"
    fields = {field.name: field.value() for field, _seen, _clash in answer.context["form"].parts()}
    seen = {f"seen-{field.name}": was for field, was, _clash in answer.context["form"].parts()}
    world.client("dispatcher").post(address, {**fields, **seen})
    changed = Room.objects.of(world.id).get(pk=room.pk)
    assert (changed.name, changed.building) == ("К-6", "Мастерские")


def test_a_field_that_one_left_alone_keeps_what_the_other_wrote(world, office, room):
    address = f"/lists/rooms/{room.pk}/"
    mine = begun(office, address)
    Room.objects.of(world.id).filter(pk=room.pk).update(building="Корпус 3")
    office.post(address, {**mine, "name": "К-7"})
    changed = Room.objects.of(world.id).get(pk=room.pk)
    assert (changed.name, changed.building) == ("К-7", "Корпус 3")


def test_what_is_wrong_is_said_and_what_was_typed_stays(world, office, room):
    address = f"/lists/rooms/{room.pk}/"
    answer = office.post(address, {**begun(office, address), "name": "", "building": "Новый корпус"})
    assert answer.status_code == 422
    assert "Столбец «Кабинет» пуст" in answer.content.decode()
    assert 'value="Новый корпус"' in answer.content.decode()
    answer = office.post("/lists/rooms/new/", {"name": "К" * 41, "building": "Корпус 9"})
    assert answer.status_code == 422
    assert 'value="Корпус 9"' in answer.content.decode()
    assert ImportRun.objects.of(world.id).count() == 0


def test_many_rows_at_once_with_preview_and_undone_as_a_whole(world, office):
    rooms = [Room.objects.create(college=world.college, name=f"М-{n}", building="Старый") for n in range(3)]
    picked = {"row": [room.pk.hex for room in rooms[:2]], "column": "building", "value": "Новый"}
    answer = office.post("/lists/rooms/many/", picked)
    assert answer.status_code == 302
    assert "<del>Старый</del> → <ins>Новый</ins>" in office.get(answer["Location"]).content.decode()
    assert Room.objects.of(world.id).filter(building="Новый").count() == 0
    office.post(f"{answer['Location']}apply/", {"decision": "apply"})
    assert Room.objects.of(world.id).filter(building="Новый").count() == 2
    office.post(f"{answer['Location']}undo/")
    assert Room.objects.of(world.id).filter(building="Старый").count() == 3


def test_all_that_are_found_change_together(world, office):
    for name in ("Первая", "Вторая"):
        Discipline.objects.create(college=world.college, index="ЕН.01", name=name, short_name=name)
    answer = office.post(
        "/lists/disciplines/many/",
        {"all": "on", "words": "ен.01", "column": "kind", "value": "профессиональный модуль"},
    )
    office.post(f"{answer['Location']}apply/", {"decision": "apply"})
    assert set(Discipline.objects.of(world.id).filter(index="ЕН.01").values_list("kind", flat=True)) == {"module"}


def test_nothing_ticked_and_nothing_to_change_are_said(world, office, room):
    assert "Отметьте строки" in office.post("/lists/rooms/many/", {"column": "building", "value": "1"}).content.decode()
    same = {"row": [room.pk.hex], "column": "building", "value": "Корпус 1"}
    assert "менять нечего" in office.post("/lists/rooms/many/", same).content.decode()
    assert "Выберите, что изменить" in office.post("/lists/rooms/many/", {"row": [room.pk.hex]}).content.decode()


def test_what_changed_between_preview_and_writing_is_looked_at_again(world, office, room):
    answer = office.post("/lists/rooms/many/", {"row": [room.pk.hex], "column": "building", "value": "Новый"})
    Room.objects.of(world.id).filter(pk=room.pk).update(building="Третий")
    again = office.post(f"{answer['Location']}apply/", {"decision": "apply"})
    assert again.status_code == 409
    assert "<del>Третий</del> → <ins>Новый</ins>" in again.content.decode()
    assert Room.objects.of(world.id).get(pk=room.pk).building == "Третий"


def test_an_edit_that_was_changed_again_is_not_undone(world, office, room):
    address = f"/lists/rooms/{room.pk}/"
    run = office.post(address, {**begun(office, address), "building": "Корпус 2"}, follow=True).context["written"]
    office.post(address, {**begun(office, address), "building": "Корпус 3"})
    answer = office.post(f"/lists/edits/{run}/undo/")
    assert answer.status_code == 409
    assert "Отменить нельзя" in answer.content.decode()
    assert Room.objects.of(world.id).get(pk=room.pk).building == "Корпус 3"


def test_a_closed_room_is_not_offered_and_stays_in_the_past(world, office):
    lesson = world.lessons["old"]
    address = f"/lists/rooms/{lesson.room_id}/"
    office.post(address, {**begun(office, address), "closed_on": "2026-11-24"})
    actor = world.actor("dispatcher")
    assert lesson.room_id not in dict(rooms_of(actor, TODAY))
    assert lesson.room_id in dict(rooms_of(actor, TODAY, lesson.room_id))
    assert "304" not in "".join(rows_of(office.get("/lists/rooms/")))
    assert "304" in "".join(rows_of(office.post("/lists/rooms/", {"shown": "closed"})))
    assert "304" in office.get(f"/week/?by=room&whose={lesson.room_id.hex}&day=2026-11-17").content.decode()


def test_a_group_with_students_is_not_closed(world, office):
    address = f"/lists/groups/{world.groups['Э-21'].pk}/"
    answer = office.post(address, {**begun(office, address), "closed_on": "2026-11-30"})
    assert "Сначала переведите или отчислите" in answer.content.decode()
    Membership.objects.of(world.id).filter(group=world.groups["Э-21"]).update(left=TODAY)
    office.post(address, {**begun(office, address), "closed_on": "2026-11-30"})
    assert Group.objects.of(world.id).get(pk=world.groups["Э-21"].pk).closed_on == dt.date(2026, 11, 30)


def test_who_stops_working_loses_his_roles_on_that_day(world, office):
    teacher = world.people["other_teacher"]
    address = f"/lists/staff/{teacher.pk}/"
    run = office.post(address, {**begun(office, address), "until": "2026-11-30"}, follow=True).context["written"]
    assert RoleGrant.objects.of(world.id).get(person=teacher).until == dt.date(2026, 11, 30)
    assert office.get(address).context["record"].texts["until"] == "30.11.2026"
    office.post(f"/lists/edits/{run}/undo/")
    assert RoleGrant.objects.of(world.id).get(person=teacher).until is None


def test_leaders_of_many_groups_and_a_namesake_told_apart_by_birthday(world, office):
    twins = [
        Person.objects.create(
            college=world.college, surname="Двойников", given="Пётр", birth_date=dt.date(1980, 1, day)
        )
        for day in (1, 2)
    ]
    for twin in twins:
        RoleGrant.objects.create(college=world.college, person=twin, role="group_leader", since="2026-09-01")
    picked = {"all": "on", "column": "leader", "value": "Двойников Пётр (02.01.1980)"}
    answer = office.post("/lists/groups/many/", picked)
    office.post(f"{answer['Location']}apply/", {"decision": "apply"})
    led = GroupLeader.objects.of(world.id).filter(until=None).values_list("person_id", flat=True)
    assert set(led) == {twins[1].pk}
    page = office.get(f"/lists/staff/{twins[0].pk}/")
    assert [other.pk for other in page.context["namesakes"]] == [twins[1].pk]
    assert "02.01.1980" in page.content.decode()
    history = office.get(f"/lists/groups/{world.groups['Э-21'].pk}/").context["events"][0]
    assert [what for what, _lines in history.lines] == [
        "руководитель группы «Э-21: Двойников Пётр (02.01.1980)»: создано",
        "руководитель группы «Э-21: Осипова-А Наталья Викторовна»: закончено",
    ]


def test_a_new_student_who_has_a_namesake_is_asked_about(world, office):
    known = world.people["student"]
    said = {"surname": known.surname, "given": known.given, "patronymic": known.patronymic, "group": "ТЭ-11"}
    answer = office.post("/lists/students/new/", said)
    page = office.get(answer["Location"]).content.decode()
    assert "Это один человек?" in page
    before = Person.objects.of(world.id).count()
    key = page.split('name="choice:')[1].split('"')[0]
    office.post(f"{answer['Location']}apply/", {"decision": "apply", f"choice:{key}": "new"})
    assert Person.objects.of(world.id).count() == before + 1


def test_a_dispatcher_changes_rooms_but_not_people(world, room):
    client = world.client("dispatcher")
    person = world.people["teacher"]
    assert client.get(f"/lists/rooms/{room.pk}/").context["form"] is not None
    assert client.get(f"/lists/staff/{person.pk}/").context["form"] is None
    assert client.post(f"/lists/staff/{person.pk}/", {"surname": "Иная"}).status_code == 404
    assert client.get("/lists/students/").status_code == 404
    run = ImportRun.objects.create(
        college=world.college, kind="staff", title="правка", made_at="2026-11-24T09:00Z", state="applied", by_hand=True
    )
    assert client.post(f"/lists/edits/{run.pk}/undo/").status_code == 404


def test_loading_is_offered_to_who_may_load(world, office):
    """The dispatcher had been led to a page without a form."""
    link = f'href="{reverse("exchange:lists")}?list=rooms"'
    page = office.get("/lists/rooms/").content.decode()
    assert link in page
    assert "Новый кабинет" in world.client("dispatcher").get("/lists/rooms/").content.decode()
    assert link not in world.client("dispatcher").get("/lists/rooms/").content.decode()


@pytest.mark.parametrize("students", [1, 30])
def test_a_page_takes_the_same_number_of_statements(db, frozen_time, django_assert_max_num_queries, students):
    world = worlds.make_college("vek", "А", students)
    client = world.client("administrator")
    client.get("/lists/students/")
    with django_assert_max_num_queries(9):
        client.get("/lists/students/")
    with django_assert_max_num_queries(18):
        client.get(f"/lists/students/{world.people['student'].pk}/")


def test_nobody_enters_a_closed_group(world):
    group = world.groups["ТЭ-11"]
    Group.objects.of(world.id).filter(pk=group.pk).update(closed_on=dt.date(2026, 11, 20))
    order = {
        "kind": "transfer", "number": "12-с", "dated": "2026-11-23", "effective": "2026-11-24", "ground": "заявление",
        "group": world.groups["Э-21"].pk, "target": group.pk, "student": world.people["student"].pk,
    }  # fmt: skip
    page = world.client("administrator").post("/movement/new/", order)
    assert "Группа ТЭ-11 закрыта с 20.11.2026" in page.content.decode()


def test_signs_that_nobody_sees_are_left_out(world, office, room):
    address = f"/lists/rooms/{room.pk}/"
    assert office.post(address, {**begun(office, address), "building": "Кор\x00пус 2"}).status_code == 302
    assert office.post("/lists/rooms/new/", {"name": "К\x00-7"}).status_code == 302
    assert set(Room.objects.of(world.id).filter(name__startswith="К-").values_list("name", "building")) == {
        ("К-5", "Корпус 2"), ("К-7", ""),
    }  # fmt: skip


def test_whose_parent_a_colleague_is_stands_on_no_page_of_staff(world, office):
    typed = {"surname": "Новикова", "given": "Мария", "student": "Калугин-А Степан Андреевич", "group": "Э-21"}
    assert office.post("/lists/parents/new/", typed).status_code == 302
    parent = Person.objects.of(world.id).get(surname="Новикова")
    RoleGrant.objects.create(college=world.college, person=parent, role="teacher", since=TODAY)
    bond = Guardianship.objects.of(world.id).get(parent=parent)
    staff = world.client("dispatcher").get(f"/lists/staff/{parent.pk}/")
    assert (staff.status_code, "Калугин" in staff.content.decode()) == (200, False)
    for address in (f"/lists/parents/{bond.pk}/", f"/lists/students/{bond.student_id}/"):
        told = office.get(address).context["events"][0].lines
        assert any("Калугин" in what or "Новикова" in what for what, _fields in told), address
