"""A faulty cell typed anew in the preview (3.1): checked again, loaded with the rest, remembered with who did it; faulty rows as a file."""

import datetime as dt
import re
from io import BytesIO

import pytest
from django.urls import reverse

from tests.exchange.college import changes_of
from tests.exchange.lists.conftest import told
from tests.exchange.lists.test_orders_file import HEAD, line
from tests.worlds import PASSWORD
from zhurnal.exchange.actions.decide import apply_import
from zhurnal.exchange.actions.forgetting import forget_files
from zhurnal.exchange.actions.mending import mend_cells
from zhurnal.exchange.actions.prepare import prepare
from zhurnal.exchange.imports.packing import unpack_plan
from zhurnal.exchange.imports.readers.kinds import Kind
from zhurnal.exchange.models import ImportRun
from zhurnal.exchange.queries.mending import cells_of, faulty_table, mended_lines
from zhurnal.exchange.queries.runs import load_preview
from zhurnal.exchange.rules.changes import What
from zhurnal.exchange.rules.mending import Mended, mended_of, remembered, typed_cells
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.export import Format, write
from zhurnal.kernel.models import Change as Event
from zhurnal.movement.models import Movement
from zhurnal.people.models import Person, Session
from zhurnal.timetable.models import Room

HEADER = "Фамилия;Имя;Отчество;Дата рождения;Группа\n"
TWO_BAD = f"{HEADER}Мирошник;Алёна;Витальевна;31.02.2010;Э-21\nСавченко;Никита;Олегович;14.03.2010;Э-2l\nАвдеев;Роман;;08.06.2010;Э-21\n"


def who(office):
    return office.world.actor("ivc_head")


def mend(office, run, typed, answers=None):
    return office.again(mend_cells(who(office), run, typed, answers or {}))


def wrong(run):
    return {number: [cell.title for cell in one.wrong] for number, one in cells_of(run, changes_of(run)).items()}


def as_file(run, form=Format.CSV):
    file = BytesIO()
    write(faulty_table(run), form, file)
    return file.getvalue()


def test_a_cell_typed_anew_is_checked_again_and_goes_in_with_the_rest(office):
    run = office.prepare("students", TWO_BAD)
    assert wrong(run) == {2: ["Дата рождения"], 3: ["Группа"]}
    run = mend(office, run, {2: {"birth_date": "30.02.2010"}, 3: {"group": "Э-21"}})
    assert [(fate, number) for fate, number, _note in told(run)] == [("refuse", 2)], (
        "what is typed is judged like the file"
    )
    assert (run.counts["refuse"], run.state) == (1, "preview")
    assert not Person.objects.of(office.world.id).filter(surname="Савченко").exists(), "nothing is written yet"
    run = mend(office, run, {2: {"birth_date": "28.02.2010"}})
    assert told(run) == []
    apply_import(who(office), run)
    made = Person.objects.of(office.world.id).filter(surname__in=("Мирошник", "Савченко", "Авдеев"))
    assert dict(made.values_list("surname", "birth_date")) == {
        "Мирошник": dt.date(2010, 2, 28), "Савченко": dt.date(2010, 3, 14), "Авдеев": dt.date(2010, 6, 8),
    }  # fmt: skip
    office.undo(office.again(run))
    assert not made.exists(), "and is taken back with the whole"


def test_who_typed_what_is_remembered_with_the_load_and_in_its_record(office):
    run = office.prepare("students", TWO_BAD)
    run = mend(office, run, {2: {"birth_date": "27.02.2010"}})
    run = mend(office, run, {2: {"birth_date": "28.02.2010", "surname": "Мирошник"}, 3: {"group": "Э-21"}})
    apply_import(who(office), run)
    run, name = office.again(run), office.world.people["ivc_head"].surname
    lines = mended_lines(who(office), run)
    assert [(one.line, one.title, one.before, one.after) for one in lines] == [
        (2, "Дата рождения", "31.02.2010", "28.02.2010"), (3, "Группа", "Э-2l", "Э-21"),
    ]  # fmt: skip
    assert all(name in one.by for one in lines)
    events = Event.objects.of(office.world.id).filter(chain=run.pk, action="exchange.mend").order_by("seq")
    cells = [event.after["cells"] for event in events]
    assert cells == [[[2, "birth_date"]], [[2, "birth_date"], [3, "group"]]], "an unchanged cell is no correction"
    assert {event.actor_id for event in events} == {office.world.people["ivc_head"].pk}
    assert "2010" not in str([event.after for event in events]), "the record keeps places, the words go with the rows"


def test_the_history_of_the_record_says_that_its_row_was_mended(office):
    run = mend(office, office.prepare("students", TWO_BAD), {3: {"group": "Э-21"}})
    apply_import(who(office), run)
    pages = {}
    for surname in ("Савченко", "Авдеев"):
        person = Person.objects.of(office.world.id).get(surname=surname)
        page = office.world.client("ivc_head").get(f"/lists/students/{person.pk}/")
        pages[surname] = "строка исправлена при проверке" in page.content.decode()
    assert pages == {"Савченко": True, "Авдеев": False}


def test_answers_are_kept_while_cells_are_mended(office):
    known = office.world.people["student"]
    text = (
        f"{HEADER}{known.surname};{known.given};{known.patronymic};02.03.2010;Э-21\nМирошник;Алёна;;31.02.2010;Э-21\n"
    )
    run = office.prepare("students", text)
    run = mend(office, run, {3: {"birth_date": "28.02.2010"}}, {"person:list:2": "new"})
    page = office.world.client("ivc_head").get(reverse("exchange:import", args=[run.pk])).content.decode()
    assert 'name="choice:person:list:2" value="new" checked' in page
    apply_import(who(office), run)
    assert Person.objects.of(office.world.id).filter(surname=known.surname, birth_date="2010-03-02").exists()


def test_a_typed_formula_is_text_and_a_csv_apostrophe_does_not_eat_it(office):
    run = office.prepare("rooms", "Кабинет;Корпус\n;1\n'-12;1\n")
    run = mend(office, run, {2: {"name": "'=1+1"}})
    apply_import(who(office), run)
    assert set(Room.objects.of(office.world.id).filter(building="1").values_list("name", flat=True)) == {"'=1+1", "-12"}


def test_a_decided_load_and_an_overlong_cell_are_refused(office):
    run = office.prepare("students", TWO_BAD)
    with pytest.raises(Refused, match="long_cell"):
        mend_cells(who(office), run, {2: {"surname": "Я" * 1001}}, {})
    apply_import(who(office), run)
    with pytest.raises(Refused, match="decided"):
        mend_cells(who(office), run, {2: {"birth_date": "28.02.2010"}}, {})
    assert office.again(run).mended == []


def test_lines_and_columns_that_the_file_has_not_are_passed_over(office):
    run = office.prepare("students", TWO_BAD)
    before = bytes(run.reading)
    run = mend(office, run, {99: {"group": "Э-21"}, 2: {"code": "x", "roles": "администратор"}})
    assert (bytes(run.reading), run.mended) == (before, [])


@pytest.mark.parametrize("form", [Format.CSV, Format.XLSX])
def test_faulty_rows_come_back_as_a_file_that_can_be_mended_and_brought_again(office, form):
    text = TWO_BAD.replace("Савченко", "=Савченко")
    run = office.prepare("students", text)
    data = as_file(run, form)
    again = office.prepare("students", data, form.value)
    assert [(fate, note) for fate, _line, note in told(again)] == [(fate, note) for fate, _line, note in told(run)]
    assert unpack_plan(again.plan)[1] == [], "the column of reasons is known and not complained about"
    if form is Format.CSV:
        lines = data.decode("utf-8-sig").splitlines()
        assert lines[0] == "Фамилия;Имя;Отчество;Дата рождения;Группа;Почему не загрузилась"
        assert (len(lines), lines[2].startswith("'=Савченко;Никита;")) == (3, True), (
            "formula-safe, and only faulty rows"
        )


def test_what_was_not_taken_can_be_fetched_after_the_load_until_it_is_forgotten(office):
    run = office.prepare("students", TWO_BAD)
    apply_import(who(office), run)
    run = office.again(run)
    assert [row[0] for row in faulty_table(run).rows] == ["Мирошник", "Савченко"]
    client = office.world.client("ivc_head")
    assert "Строки с ошибкой: Excel" in client.get(reverse("exchange:import", args=[run.pk])).content.decode()
    forget_files(office.world.college, dt.date(2028, 1, 1))
    with pytest.raises(Refused, match="no_rows"):
        faulty_table(office.again(run))
    assert office.again(run).mended == []


def test_a_whole_file_taken_leaves_nothing_of_itself(office):
    run = mend(office, office.prepare("students", TWO_BAD), {2: {"birth_date": ""}, 3: {"group": "Э-21"}})
    apply_import(who(office), run)
    assert bytes(office.again(run).reading) == b""


def test_orders_are_mended_in_their_preview_too(office):
    text = HEAD + line("отчисление", "Удальцов-А Семён", "204-с", since="31.11.2026", why="по собственному желанию")
    run = office.prepare("orders", text)
    assert wrong(run) == {2: ["Действует с"]}
    run = mend(office, run, {2: {"effective": "30.11.2026"}})
    assert told(run) == []
    apply_import(who(office), run)
    assert Movement.objects.of(office.world.id).get().effective == dt.date(2026, 11, 30)
    assert mended_of(office.again(run).mended)[0].after == "30.11.2026"


@pytest.mark.parametrize(
    "name", ["staff", "students", "parents", "groups", "subgroups", "rooms", "disciplines", "load"]
)
def test_every_list_can_be_mended_cell_by_cell(office, name):
    """Whatever the list: a code of nobody is refused, its cell is named, and without it the file is as it was."""
    head, first = office.out(name).decode("utf-8-sig").splitlines()[:2]
    spoilt = f"{head}\nнет-такого{first[36:]}\n"
    run = office.prepare(name, spoilt)
    assert wrong(run) == {2: ["Код"]}
    run = mend(office, run, {2: {"code": first[:36]}})
    assert (told(run), run.counts["kept"]) == ([], 1)


def test_from_the_page(office):
    run, client = office.prepare("students", TWO_BAD), office.world.client("ivc_head")
    page = client.get(reverse("exchange:import", args=[run.pk]), {"show": "asked"}).content.decode()
    action = re.search(r'formaction="([^"]+/mend/\?[^"]+)"', page)[1].replace("&amp;", "&")
    said = {"cell:2:birth_date": "28.02.2010", "cell:3:group": "Э-2l", "decision": ""}
    response = client.post(action, said)
    assert (response.status_code, "show=asked" in response["Location"]) == (302, True)
    assert [cell["line"] for cell in office.again(run).mended] == [2]
    page = client.get(response["Location"]).content.decode().replace("\xa0", " ")
    assert "Исправлено при проверке: 1 ячейка" in page
    Session.objects.filter(account__college=office.world.id).update(confirmed=0)
    address = reverse("exchange:faulty", args=[run.pk])
    assert client.post(address, {"format": "csv"}).status_code == 403, "a list of people asks who is there"
    answer = client.post(address, {"format": "csv", "proof-asked": "1", "proof-password": PASSWORD})
    text = b"".join(answer).decode()
    assert ("Савченко" in text, "Авдеев" in text) == (True, False)
    assert Event.objects.of(office.world.id).get(chain=run.pk, action="exchange.faulty.export").after == {"rows": 1}


def test_a_file_of_another_kind_says_where_it_is_mended(office):
    path = office.folder / "timetable.xml"
    path.write_text("<timetable/>")
    run = prepare(who(office), Kind.TIMETABLE, [path])
    page = office.world.client("ivc_head").get(reverse("exchange:import", args=[run.pk])).content.decode()
    assert ("исправьте в программе, где он сделан" in page, "/mend/" in page) == (True, False)
    bad = office.prepare("students", "Кабинет\n1\n")
    page = office.world.client("ivc_head").get(reverse("exchange:import", args=[bad.pk])).content.decode()
    assert "исправьте в программе" not in page


def test_an_edit_on_the_screens_is_not_mended(office):
    run = office.prepare("rooms", "Кабинет\n;\n12\n")
    ImportRun.objects.of(office.world.id).filter(pk=run.pk).update(by_hand=True)
    run = office.again(run)
    assert cells_of(run, [change for change in changes_of(run) if change.what is What.REFUSE]) == {}
    shown = load_preview(who(office), run)
    assert (shown.mendable, shown.faulty) == (False, False)


def test_fields_of_the_form():
    given = [
        ("cell:2:group", " Э-21\u200b \n x"),
        ("cell:x:group", "1"),
        ("cell:3:Group", "1"),
        ("choice:cell:1:a", "1"),
    ]
    assert typed_cells(given) == {2: {"group": "Э-21 x"}}


def test_what_is_remembered_of_a_cell():
    def cell(before, after, number=2):
        return Mended(number, "group", before, after, "1", "2026-11-24")

    once = remembered([], [cell("а", "б")])
    assert remembered(once, [cell("б", "в")]) == [cell("а", "в")], "the file's own words stay the first"
    assert remembered(once, [cell("б", "а")]) == [], "what stands as in the file was not mended"
    assert remembered(once, [cell("в", "г", 1)]) == [cell("в", "г", 1), cell("а", "б")]
