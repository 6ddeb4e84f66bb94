"""Orders by file (A7): each row by the rules of movement, namesakes asked, all written or none, undone as a whole."""

import datetime as dt
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.access.conftest import body_of
from tests.exchange.college import changes_of
from tests.exchange.lists.conftest import seen, told
from tests.movement.orders import draft, state, write
from zhurnal.exchange.actions.decide import apply_import
from zhurnal.exchange.rules.changes import What
from zhurnal.journal.models import Entry
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.export import Format
from zhurnal.kernel.export import write as render
from zhurnal.movement.models import Movement, Order
from zhurnal.movement.queries.orders import Filters
from zhurnal.movement.queries.register import register_table
from zhurnal.movement.rules.kinds import Kind
from zhurnal.people.models import Person
from zhurnal.registers.models import RegisterValue

HEAD = "Вид приказа;Номер приказа;Дата приказа;Действует с;Фамилия;Имя;Отчество;Дата рождения;Группа;В группу;Новая фамилия;Основание;Подробности\n"
TOUCHED = ("student", "classmate", "adult")


def line(kind, name, number="201-с", since="24.11.2026", **more):
    """A row of the file; ``name``: «Фамилия Имя»."""
    given = {"born": "", "middle": "", "group": "", "target": "", "new": "", "ground": "заявление", "why": ""} | more
    cells = (kind, number, "23.11.2026", since, *name.split(), given["middle"], given["born"], given["group"])
    return ";".join((*cells, given["target"], given["new"], given["ground"], given["why"])) + "\n"


GOOD = HEAD + "".join(
    (
        line("зачисление", "Новосёлов-А Егор", born="02.04.2009", target="Э-21"),
        line("зачисление", "Новосёлов-А Пётр", born="03.04.2009", group="Э-21"),
        line("Перевод в другую группу", "Калугин-А Степан", "202-с", group="Э-21", target="ТЭ-11"),
        line("академический отпуск", "Калугин-А Степан", "203-с", "30.11.2026", group="ТЭ-11"),
        line("отчисление", "Удальцов-А Семён", "204-с", why="по собственному желанию"),
        line("смена фамилии", "Зимин-А Илья", "205-с", new="Зимний-А"),
    )
)


def everything(office):
    return {name: state(office.world, name) for name in TOUCHED}


def test_a_file_of_orders_is_shown_written_and_undone_as_a_whole(office):
    before, people = everything(office), Person.objects.of(office.world.id).count()
    run = office.prepare("orders", GOOD)
    shown = [(c.line, c.title, c.after["left_group"], c.after["entered_group"]) for c in changes_of(run)]
    assert shown[0] == (2, "Новосёлов-А Егор: зачисление", "", "Э-21")
    assert shown[2:4] == [
        (4, "Калугин-А Степан: перевод в другую группу", "Э-21", "ТЭ-11"),
        (5, "Калугин-А Степан: академический отпуск", "ТЭ-11", ""),
    ]
    assert everything(office) == before
    run = office.load("orders", GOOD)
    assert Movement.objects.of(office.world.id).count() == 6
    [admission] = Order.objects.of(office.world.id).filter(kind="admission")
    assert Movement.objects.of(office.world.id).filter(order=admission).count() == 2  # one paper, one order
    after = everything(office)
    assert [row[:3] for row in after["student"]["lists"]][1] == ("ТЭ-11", dt.date(2026, 11, 24), dt.date(2026, 11, 30))
    assert (after["classmate"]["accounts"][0], after["adult"]["name"]) == (("classmate", False), ("Зимний-А", "Илья"))
    changes, problems = seen(office.prepare("orders", GOOD))  # what is recorded is not recorded again
    assert ([c.title for c in changes if c.what is not What.REFUSE], problems) == ([], [])
    office.undo(run)
    assert everything(office) == before
    assert Movement.objects.of(office.world.id).filter(undone_at__isnull=True).count() == 0
    assert Person.objects.of(office.world.id).count() == people
    assert not Order.objects.of(office.world.id).filter(kind="admission").exists()
    changes, problems = seen(
        office.prepare("orders", GOOD)
    )  # and nobody is asked about namesakes that were never there
    assert ([c.title for c in changes if c.asks], problems) == ([], [])


def test_a_newcomer_on_whom_something_rests_stays_when_his_file_is_undone(office):
    own, people = office.world, Person.objects.of(office.world.id)
    before = people.count()
    run = office.load("orders", GOOD)
    peter = people.get(surname="Новосёлов-А", given="Пётр")
    RegisterValue.objects.create(
        college=own.college, person=peter, field="phone", value="нет", changed_at="2026-11-24T10:00+03:00"
    )
    office.undo(run)
    assert (people.count(), people.filter(pk=peter.pk).exists()) == (before + 1, True)
    [movement] = Movement.objects.of(own.id).filter(order__kind="admission")
    assert (movement.student_id, movement.undone_at is not None) == (peter.pk, True)


@pytest.mark.once
def test_bad_rows_are_named_by_line_column_and_reason(office):
    text = HEAD + "".join(
        (
            line("отчислене", "Удальцов-А Семён"),
            line("отчисление", "Удальцов-А Семён", since="31.02.2026"),
            line("отчисление", "Никтоев Пётр"),
            line("отчисление", "Удальцов-А Семён", group="ТЭ-11"),
            line("перевод в другую группу", "Удальцов-А Семён"),
            line("перевод в другую группу", "Удальцов-А Семён", target="Э-99"),
            line("отчисление", "Удальцов-А Семён", number=""),
            line("смена фамилии", "Удальцов-А Семён"),
            line("отчисление", "Удальцов-А Семён", since="30.08.2026"),
            line("отчисление", "Образцов Иван", number="образец"),
        )
    )
    found = told(office.prepare("orders", text))
    assert [(fate, number) for fate, number, _note in found] == [("refuse", number) for number in range(2, 11)]
    for (_fate, _number, note), words in zip(found, (
        "«Вид приказа»: «отчислене» не вид приказа", "«Действует с»: «31.02.2026» не читается", "в журнале нет",
        "«Группа»: Удальцов-А Семён не в группе «ТЭ-11», а в Э-21", "Столбец «В группу» пуст", "Группы «Э-99» нет",
        "Столбец «Номер приказа» пуст", "Столбец «Новая фамилия» пуст", "внутри учебного года",
    ), strict=True):  # fmt: skip
        assert words in note


@pytest.mark.once
def test_namesakes_are_asked_and_not_guessed(office):
    own = office.world
    other = Person.objects.create(
        college=own.college, surname="Калугин-А", given="Степан", birth_date=dt.date(2008, 7, 1)
    )
    text = HEAD + line("зачисление", "Калугин-А Степан", target="Э-21") + line("отчисление", "Удальцов-А Семён")
    run = office.prepare("orders", text)
    [ask] = [change for change in changes_of(run) if change.what is What.ASK]
    offered = [answer.partition("|")[0] for answer in ask.asks]
    assert offered == [other.pk.hex, own.people["student"].pk.hex, "new"]
    assert "01.07.2008, в списках групп не был" in ask.asks[0]
    assert "05.03.2010, Э-21, учится" in ask.asks[1]
    office.load("orders", text)  # without an answer the row is left, the others are written
    assert not Movement.objects.of(own.id).filter(order__kind="admission").exists()
    office.load("orders", text, {"movement:line:2": other.pk.hex})
    assert Movement.objects.of(own.id).get(order__kind="admission").student_id == other.pk
    born = HEAD + line("отчисление", "Калугин-А Степан", "210-с", born="05.03.2010")  # a birthday tells them apart
    assert seen(office.prepare("orders", born))[0][0].after["draft"]["students"] == [own.people["student"].pk.hex]
    [ask] = changes_of(office.prepare("orders", HEAD + line("отчисление", "Калугин-А Степан", "210-с")))
    assert [answer.partition("|")[0] for answer in ask.asks] == [other.pk.hex, own.people["student"].pk.hex]


@pytest.mark.once
def test_a_head_learns_of_students_of_other_departments_only_that_they_are_there(office):
    own = office.world
    text = (
        HEAD
        + line("зачисление", "Калугина-А Вера", target="Э-21")
        + line("отчисление", "Калугина-А Вера", group="Э-21")
    )
    client = own.client("department_head")
    sent = client.post(reverse("exchange:orders"), {"uploads": SimpleUploadedFile("приказы.csv", text.encode())})
    page = client.get(sent["Location"]).content.decode()
    assert "студент другого отделения" in page
    assert "а в другом отделении" in page
    born = Person.objects.of(own.id).get(pk=own.people["sister"].pk).birth_date
    assert ("ТЭ-11" in page, f"{born:%d.%m.%Y}" in page) == (False, False)
    run = office.prepare("orders", text)
    [ask] = [change for change in changes_of(run) if change.what is What.ASK]
    assert "ТЭ-11" in ask.asks[0]


@pytest.mark.once
def test_what_changed_since_the_preview_is_looked_at_again_and_nothing_is_written(office):
    run = office.prepare("orders", GOOD)
    write(office.world, draft(office.world, Kind.EXPULSION, "classmate", number="1-с"))
    left = everything(office)
    with pytest.raises(Refused) as refused:
        apply_import(office.world.actor("ivc_head"), run)
    assert refused.value.refusal.code == "stale"
    assert everything(office) == left
    assert Movement.objects.of(office.world.id).count() == 1


def test_what_goes_out_comes_back_without_differences(office):
    office.load("orders", GOOD)
    table = register_table(office.world.actor("ivc_head"), Filters())
    file = BytesIO()
    render(table, Format.XLSX, file)
    assert seen(office.prepare("orders", file.getvalue(), "xlsx")) == ([], [])


def test_the_head_of_a_department_brings_his_own_orders_in_the_browser(office):
    client = office.world.client("department_head")
    assert "Образец Excel" in client.get(reverse("exchange:orders")).content.decode()
    sample = client.get(reverse("exchange:orders-sample"))
    upload = SimpleUploadedFile("образец.xlsx", body_of(sample))
    page = client.post(reverse("exchange:orders"), {"uploads": upload}, follow=True).content.decode()
    assert "Всё уже так и есть" in page  # rows of the sample are passed over
    text = HEAD + line("отчисление", "Удальцов-А Семён") + line("отчисление", "Калугина-А Вера")
    sent = client.post(reverse("exchange:orders"), {"uploads": SimpleUploadedFile("приказы.csv", text.encode())})
    page = client.get(sent["Location"]).content.decode()
    assert ("Загрузить 1" in page.replace("\xa0", " "), "не в вашем отделении" in page) == (True, True)
    assert client.post(f"{sent['Location']}apply/", {"decision": "apply"}).status_code == 302
    assert Movement.objects.of(office.world.id).get().student_id == office.world.people["classmate"].pk
    other = office.world.client("other_head")
    assert other.get(sent["Location"]).status_code == 404
    assert client.post(f"{sent['Location']}undo/").status_code == 302
    assert Entry.objects.of(office.world.id).count() == 0
