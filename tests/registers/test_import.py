"""Registers by file: what differs is written, what cannot be read is named, the student's history knows of it, undo takes it back."""

import pytest

from tests.exchange.college import changes_of
from tests.exchange.lists.conftest import office, told  # noqa: F401  (a fixture)
from zhurnal.kernel.errors import Absent
from zhurnal.kernel.models import Change
from zhurnal.registers.models import RegisterValue

FILE = (
    "Фамилия;Имя;Отчество;Группа;Телефон;СНИЛС;Основа обучения\n"
    "Калугин-А;Степан;Андреевич;Э-21;8 900 111-22-33;нет;бюджет\n"
    "Удальцов-А;Семён;Ильич;;нет;112-233-445 96;\n"
    "Никтоев;Иван;Иванович;Э-21;нет;;\n"
)


def test_a_file_fills_a_register_and_can_be_undone(office):  # noqa: F811
    student = office.world.people["student"].pk
    run = office.load("registers", FILE)
    values = RegisterValue.objects.of(office.world.id).filter(person=student).order_by("field")
    assert list(values.values_list("field", "value")) == [
        ("funding", "budget"), ("phone", "+7 900 111-22-33"), ("snils", "нет"),
    ]  # fmt: skip
    assert [(what, line) for what, line, _note in told(run)] == [("refuse", 3), ("refuse", 4)]
    assert "Контрольное число СНИЛС" in told(run)[0][2]
    history = Change.objects.of(office.world.id).filter(chain=student, target__endswith=":phone")
    assert [one.reason for one in history] == ["пусто → +7 900 111-22-33; загружено из файла"]
    assert all(change.entity == "registervalue" for change in changes_of(run) if change.line == 2)
    office.undo(run)
    assert values.count() == 0
    assert history.order_by("seq").last().reason == "+7 900 111-22-33 → пусто; загрузка отменена"


def test_a_phone_written_otherwise_changes_nothing(office):  # noqa: F811
    office.load("registers", FILE)
    run = office.prepare("registers", FILE.replace("8 900 111-22-33", "+79001112233"))
    assert not [change for change in changes_of(run) if change.line == 2]


def test_the_list_goes_out_within_ones_reach_and_without_what_is_special(office):  # noqa: F811
    office.load("registers", FILE)
    assert "+7 900 111-22-33" in office.out("registers", who="leader").decode()
    assert "+7 900 111-22-33" not in office.out("registers", who="other_leader").decode()
    assert "льготы" not in office.out("registers").decode()
    with pytest.raises(Absent):
        office.out("registers", who="director")
